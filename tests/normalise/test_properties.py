"""What holds for any text and any cell."""

from datetime import date, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.normalise import text
from tests.normalise.builders import SCHEMA, read

CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(["TBC", "n/a", "ongoing", "03/04/2026", "Jo Hart; Ella Hart", "1; 2", "4-8", "Yes"]),
)
PRINTABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zs", "Zl", "Zp", "Cf"]), min_size=4, max_size=60
)
ACTIONS = [field.label for field in SCHEMA.record("actions").fields]
TYPES = (str, int, bool, date, list)


@given(PRINTABLE.filter(lambda said: not said.casefold().startswith(("n/a", "tbc", "select"))))
def test_text_that_can_be_printed_comes_out_as_it_went_in(said: str) -> None:
    kept, dropped = text.printable(said)

    assert (text.tidy(kept), dropped) == (said, 0)


@given(st.text(max_size=80))
def test_nothing_that_breaks_a_document_gets_past(said: str) -> None:
    kept, _ = text.printable(said)

    assert all(char in "\t\n" or ord(char) >= 32 for char in kept)
    kept.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(ACTIONS), CELLS, max_size=6), max_size=4))
def test_whatever_stands_in_a_cell_is_a_value_a_gap_or_a_finding(rows: list[dict[str, object]]) -> None:
    draft = read(actions=rows)  # type: ignore[arg-type]

    assert all(isinstance(value, TYPES) for row in draft.values["actions"] for value in row.values())
    assert not any(isinstance(value, (datetime, time)) for row in draft.values["actions"] for value in row.values())
    assert all(finding.where and finding.where.sheet for finding in draft.findings)
