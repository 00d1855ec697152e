"""What holds for any draft: judging it never fails, and no message repeats what was written."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.case import RECORDS, Case
from tests.checks.builders import CLEAN, COUNCIL, PLAN, a_draft, verdict

ANYTHING = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.lists(st.one_of(st.text(max_size=6), st.integers(), st.none()), max_size=3),
)
PLACES = [
    (record.name, field.name)
    for record in COUNCIL.kinds[PLAN].records
    for field in record.fields
    if CLEAN.get(record.name)
]
CLUE = "Xanthippe"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), ANYTHING)
def test_whatever_one_answer_holds_the_plan_is_judged_and_a_case_is_made(place: tuple[str, str], value: Any) -> None:
    kind, field = place
    rows = [{**CLEAN[kind][0], field: value}, *CLEAN[kind][1:]]

    judged = verdict(a_draft(**{kind: rows}))

    assert isinstance(judged.case, Case)
    assert set(RECORDS) >= {record.path.split("/")[0] for record in judged.case.records()}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from([CLUE, [CLUE], f"(NAME) {CLUE}", f"regular support for {CLUE}"]))
def test_no_message_repeats_what_was_written(place: tuple[str, str], value: Any) -> None:
    kind, field = place
    rows = [{**CLEAN[kind][0], field: value}, *CLEAN[kind][1:]]

    for finding in verdict(a_draft(**{kind: rows})).findings:
        assert CLUE not in finding.message + finding.fix + finding.path
