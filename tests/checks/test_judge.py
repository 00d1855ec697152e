"""The verdict as a whole: the case that is always made, the single answers, and what may be built."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.case import Missing, NotApplicable, ToBeConfirmed, Where
from generator.checks import judge
from generator.flow import Finding, Severity
from tests.checks.builders import AS_AT, CIN, COUNCIL, PLAN, a_case, a_draft, finding, found, row, verdict


@pytest.mark.parametrize("kind", [PLAN, CIN])
def test_a_clean_plan_is_ready_and_nothing_is_said(kind: str) -> None:
    judged = verdict(a_draft(kind))

    assert judged.findings == ()
    assert judged.ready == (kind,)


def test_one_must_fix_stops_the_plan_and_a_check_does_not() -> None:
    assert verdict(a_draft(outcomes=row("outcomes", measure=None))).ready == ()
    assert verdict(a_draft(outcomes=row("outcomes", baseline=None))).ready == (PLAN,)


def test_a_finding_about_one_readers_copy_does_not_stop_the_plan() -> None:
    about_one = Finding("PRIV-01", Severity.MUST_FIX, "", "", reader="parent-1")

    assert verdict(replace(a_draft(), findings=(about_one,))).ready == (PLAN,)


def test_the_day_it_is_judged_for_wins_over_the_one_the_intake_names() -> None:
    draft = a_draft(case=row("case", as_at=date(2026, 1, 1)))

    assert judge(draft, COUNCIL, AS_AT).case.as_at == AS_AT


@pytest.mark.parametrize(
    ("kind", "field", "rule"),
    [
        ("case", "case_ref", "FORM-01"),
        ("plans", "aim_full", "SPEC-01"),
        ("plans", "lead_worker", "FORM-01"),
        ("plans", "chair", "KIN-02"),
        ("plans", "category_of_harm", "KIN-02"),
        ("plans", "icpc_date", "KIN-02"),
        ("children", "name", "FORM-01"),
        ("children", "date_of_birth", "FORM-01"),
        ("worries", "what_happened", "FORM-01"),
        ("worries", "impact", "FORM-01"),
        ("outcomes", "statement", "FORM-01"),
        ("outcomes", "measure", "MEAS-01"),
        ("outcomes", "target_date", "TIME-01"),
        ("actions", "what", "FORM-01"),
        ("actions", "who", "SPEC-02"),
        ("actions", "due_date", "TIME-01"),
    ],
)
def test_what_a_plan_stands_on_may_not_be_blank(kind: str, field: str, rule: str) -> None:
    draft = a_draft(**{kind: row(kind, **{field: None})})

    assert (rule, "must_fix", f"{kind}/0/{field}") in found(draft)
    assert verdict(draft).ready == ()


def test_a_blank_is_told_at_the_cell_where_the_answer_would_stand() -> None:
    draft = a_draft(outcomes=row("outcomes", measure=None))

    assert finding(draft, "MEAS-01").where == draft.origins["outcomes/0/measure"]


def test_what_is_only_expected_is_a_check_and_a_reason_is_enough() -> None:
    blank = a_draft(outcomes=row("outcomes", baseline=None))
    reasoned = replace(blank, gaps={"outcomes/0/baseline": NotApplicable("new this week")})
    unreasoned = replace(blank, gaps={"outcomes/0/baseline": NotApplicable()})

    assert found(blank) == [("FORM-02", "check", "outcomes/0/baseline")]
    assert found(reasoned) == []
    assert found(unreasoned) == found(blank)


@pytest.mark.parametrize("gap", [ToBeConfirmed(), NotApplicable("we never measure")])
def test_neither_a_reason_nor_to_be_confirmed_takes_the_place_of_what_a_plan_stands_on(gap: Any) -> None:
    draft = a_draft(outcomes=row("outcomes", measure=None), gaps={"outcomes/0/measure": gap})

    assert found(draft) == [("MEAS-01", "must_fix", "outcomes/0/measure")]
    assert verdict(draft).case.outcomes[0].measure == gap


def test_what_could_not_be_read_is_not_called_blank_as_well() -> None:
    draft = a_draft(actions=row("actions", due_date=None))
    asked = COUNCIL.finding("FORM-04", "actions/0/due_date", Where("Actions", "H5"), label="Done by")
    assert asked is not None

    assert found(replace(draft, findings=(asked,))) == [("FORM-04", "must_fix", "actions/0/due_date")]


def test_a_missing_column_is_told_once_and_not_row_by_row() -> None:
    draft = a_draft(actions=row("actions", due_date=None))
    gone = COUNCIL.finding("FORM-08", "actions/due_date", Where("Actions"), label="Done by")
    assert gone is not None

    assert found(replace(draft, findings=(gone,))) == [("FORM-08", "must_fix", "actions/due_date")]


def test_an_untouched_workbook_gets_its_one_sentence_and_still_a_case() -> None:
    empty = a_draft(**{kind: [] for kind in a_draft().values})
    nothing = COUNCIL.finding("FORM-13", "", Where("Start"))
    assert nothing is not None
    judged = verdict(replace(empty, findings=(nothing,)))

    assert [f.rule for f in judged.findings] == ["FORM-13"]
    assert judged.case.plans[0].kind == PLAN
    assert judged.ready == ()


def test_a_plan_without_children_outcomes_or_actions_is_asked_for_them() -> None:
    assert {path for rule, _, path in found(a_draft(children=[], outcomes=[], actions=[]), "FORM-01")} == {
        "children", "outcomes", "actions",
    }  # fmt: skip


def test_what_is_too_long_is_kept_and_said() -> None:
    draft = a_draft(outcomes=row("outcomes", baseline="a b " * 600))

    assert found(draft) == [("FORM-06", "check", "outcomes/0/baseline")]
    assert verdict(draft).case.outcomes[0].baseline == "a b " * 600


def test_a_number_outside_its_bounds_says_what_is_wanted() -> None:
    draft = a_draft(worries=row("worries", scale_now=12))

    assert found(draft) == [("FORM-03", "must_fix", "worries/0/scale_now")]
    assert finding(draft, "FORM-03").fix == "Type a whole number from 0 to 10."


def test_a_case_reference_that_would_make_no_folder_name_is_asked() -> None:
    assert found(a_draft(case=row("case", case_ref="The Harts / 2026"))) == [("FORM-03", "must_fix", "case/0/case_ref")]


def test_a_value_of_the_wrong_type_is_a_finding_and_a_gap_never_a_crash() -> None:
    draft = a_draft(actions=row("actions", due_date="soon", who="Jo Hart", number="one"))
    action = verdict(draft).case.actions[0]

    assert {path for rule, _, path in found(draft, "FORM-03")} == {
        "actions/0/due_date", "actions/0/who", "actions/0/number",
    }  # fmt: skip
    assert (action.due_date, action.who, action.number) == (Missing(True), (), Missing(True))


def test_a_needed_blank_and_an_optional_one_are_different_gaps() -> None:
    outcome = a_case(outcomes=row("outcomes", measure=None)).outcomes[0]

    assert outcome.measure == Missing(needed=True)
    assert outcome.looks_like == Missing(needed=False)


def test_an_unborn_baby_has_a_due_date_in_place_of_a_birth_date() -> None:
    unborn = row("children", date_of_birth=None, due_date=date(2027, 2, 8), lived_experience=None)
    parents_only = [{"person": "Jo Hart", "words": "I am ready.", "agrees": "yes"}]

    assert found(a_draft(children=unborn, views=parents_only)) == [("KIN-14", "check", "children/0/due_date")]


def test_a_child_without_a_plan_needs_a_name_and_the_reason() -> None:
    brother = {"name": "Noah Hart", "own_plan_reason": "Seen on 5 November, no need that is not met."}

    assert found(a_draft(children=[*row("children"), brother])) == []


def test_someone_who_gets_no_copy_needs_no_reason_for_having_one() -> None:
    none = {"recipient": "Joan Firth", "not_shared_reason": "Left the service."}

    assert found(a_draft(sharing=[*row("sharing"), none])) == []


def test_a_child_is_called_by_the_first_name_where_no_other_is_written() -> None:
    assert a_case().children[0].known_as == "Ella"
    assert a_case(children=row("children", known_as="Ellie")).children[0].known_as == "Ellie"


def test_a_field_that_a_council_added_rides_in_extras() -> None:
    schema = COUNCIL.kinds[PLAN]
    children = schema.record("children")
    club = replace(children.fields[0], name="favourite_club", label="Favourite club", extra=True)
    records = tuple(replace(r, fields=(*r.fields, club)) if r is children else r for r in schema.records)
    council = replace(COUNCIL, kinds={**COUNCIL.kinds, PLAN: replace(schema, records=records)})

    judged = verdict(a_draft(children=row("children", favourite_club="Judo")), council)

    assert judged.case.children[0].extras == (("favourite_club", "Judo"),)
    assert judged.findings == ()


def test_a_rule_that_the_council_switched_off_is_silent() -> None:
    off = {**COUNCIL.rules, "MEAS-01": replace(COUNCIL.rules["MEAS-01"], on=False)}

    assert verdict(a_draft(outcomes=row("outcomes", measure=None)), replace(COUNCIL, rules=off)).findings == ()
