"""Text that holds what is kept from its reader stops that reader's copy, whatever cell it was typed in."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.case import Action, Case, NotApplicable, Record, is_gap
from generator.council import Holds
from generator.flow import Finding, Severity
from generator.needle import normal
from generator.sharing import cut, findings, readers
from tests.sharing.builders import (
    AMARAS_WORDS,
    COUNCIL,
    REFUGE,
    REFUGE_PHONE,
    a_case,
    child,
    copy_for,
    karim_family,
    parent,
    row,
    share,
    text_of,
)

FAMILY = karim_family()


def found_for(case: Case, name: str) -> tuple[Finding, ...]:
    portion, withheld = copy_for(case, name)
    return findings(portion, withheld, COUNCIL)


@pytest.mark.parametrize("reader", [reader.name for reader in readers(FAMILY, COUNCIL)])
def test_the_family_itself_has_no_leak(reader: str) -> None:
    assert found_for(FAMILY, reader) == ()


def test_a_finding_names_both_cells_and_neither_words() -> None:
    action = replace(FAMILY.actions[1], what="Never go near Elder Walk.")
    (found, *_) = found_for(replace(FAMILY, actions=(action,)), "Imran Karim")

    assert (found.rule, found.severity, found.reader) == ("PRIV-01", Severity.MUST_FIX, "parent-2")
    assert (found.path, found.where) == ("actions/1/what", action.where("what"))
    assert "Children!" in found.message or "People!" in found.message
    assert "Elder" not in found.message + found.fix


def test_what_is_said_instead_of_a_hidden_worker_is_searched_too() -> None:
    people = tuple(replace(p, said_instead="Harwick's service") if p.name == "Mina Shaw" else p for p in FAMILY.people)

    assert {found.rule for found in found_for(replace(FAMILY, people=people), "Imran Karim")} == {"PRIV-01"}


def test_the_name_of_a_child_the_reader_may_not_know_is_another_rule() -> None:
    case = a_case(
        children=[child("Chloe Reece"), child("Kit Reece")],
        people=[parent("Owen Reece", parental_responsibility=("Chloe Reece",))],
        actions=[row(Action, number=1, what="Fetch Kit from school", who=("Owen Reece",))],
        sharing=[share("Owen Reece", "parent_pr")],
    )

    assert [(found.rule, found.path) for found in found_for(case, "Owen Reece")] == [("PRIV-03", "actions/0/what")]


def test_the_date_of_an_unannounced_visit_is_another_rule() -> None:
    week = replace(FAMILY.timeline[0], task="Grace comes on 3 December.")
    case = replace(FAMILY, timeline=(week, *FAMILY.timeline[1:]))

    assert [found.rule for found in found_for(case, "Nadia Karim")] == ["PRIV-11"]
    assert found_for(case, "Grace Obi") == ()


def test_a_reason_for_not_applicable_is_text_like_any_other() -> None:
    action = replace(FAMILY.actions[1], achieved=NotApplicable("They are in Harwick now"))

    assert found_for(replace(FAMILY, actions=(action,)), "Imran Karim")


# --- any withheld value in any cell ----------------------------------------------------------------------

SECRETS = (
    REFUGE, "9 Elder Walk", "ZZ9 2LT", REFUGE_PHONE, "Harwick", "number 9 bus", "Mina Shaw", "Ellis Toft",
    "Harwick Mill Primary", AMARAS_WORDS, "Nadia can name three early signs and her safe steps for each.",
    "3 December 2026",
)  # fmt: skip
_IDENTITIES = {"name", "agency", "case_ref", "clue_words", "which", "person", "recipient", "not_shared_reason"}
KIND = COUNCIL.kinds["child_protection"]


def cells(case: Case) -> list[tuple[str, str]]:
    """Path and field of every cell that takes free text, and of every list of names."""
    found = []
    for schema in KIND.records:
        kind = schema.name
        rows: tuple[Record, ...] = (case,) if kind == "case" else getattr(case, kind)
        for field in schema.fields:
            free = field.holds in (Holds.LINE, Holds.PARA, Holds.WORDS, Holds.LINES) and not field.choices
            if free and field.name not in _IDENTITIES:
                found.extend((record.path, field.name) for record in rows)
    return found


def planted(case: Case, path: str, field: str, text: str) -> Case:
    kind = path.split("/", maxsplit=1)[0]
    if kind == "case":
        return replace(case, **{field: text})
    rows = tuple(with_text(record, field, text) if record.path == path else record for record in getattr(case, kind))
    return replace(case, **{kind: rows})


def with_text(record: Record, field: str, text: str) -> Record:
    old = getattr(record, field)
    if isinstance(old, tuple):
        return replace(record, **{field: (*old, text)})
    return replace(record, **{field: text if is_gap(old) else f"{old} {text}"})


@settings(max_examples=300, deadline=None)
@given(
    cell=st.sampled_from(cells(FAMILY)),
    secret=st.sampled_from(SECRETS),
    key=st.sampled_from(["parent-2", "programme-1", "child-1"]),
)
def test_no_withheld_word_reaches_its_reader_from_any_cell(cell: tuple[str, str], secret: str, key: str) -> None:
    case = planted(FAMILY, *cell, secret)
    reader = next(one for one in readers(case, COUNCIL) if one.key == key)
    portion, withheld = cut(case, reader, COUNCIL)

    stopped = [found for found in findings(portion, withheld, COUNCIL) if found.reader == key]
    if cell == ("outcomes/3", "shared_text") and secret.startswith("Nadia can"):
        return  # Written to be seen, in the row itself.
    assert stopped or normal(secret) not in normal(text_of(portion))


@settings(max_examples=100, deadline=None)
@given(cell=st.sampled_from(cells(FAMILY)), words=st.from_regex(r"[A-Z][a-z]{6,9} [A-Z][a-z]{6,9}", fullmatch=True))
def test_any_clue_word_is_met_wherever_it_is_typed(cell: tuple[str, str], words: str) -> None:
    restriction = replace(FAMILY.restrictions[0], clue_words=(words,))
    case = planted(replace(FAMILY, restrictions=(restriction, *FAMILY.restrictions[1:])), *cell, f"See {words}.")

    portion, withheld = copy_for(case, "Imran Karim")
    assert findings(portion, withheld, COUNCIL) or normal(words) not in normal(text_of(portion))
