"""What a child protection plan must have."""

from datetime import date

import pytest

from generator.case import Missing
from tests.checks.builders import CIN, CLEAN, a_draft, finding, found, row, verdict

ENDING = {**CLEAN["meetings"][0], "recommendation": "end"}


@pytest.mark.parametrize("kind", ["core_group", "rcpc"])
def test_a_core_group_and_a_review_conference_have_their_row(kind: str) -> None:
    meetings = [meeting for meeting in CLEAN["meetings"] if meeting["kind"] != kind]
    meetings.append({"kind": "supervision", "date": date(2026, 12, 1)})

    assert ("KIN-02", "must_fix", "meetings") in found(a_draft(meetings=meetings))


def test_a_child_in_need_plan_has_no_conference_to_ask_for() -> None:
    plan = row("plans", chair=None, category_of_harm=None, icpc_date=None, strategy_discussion_date=None)

    assert found(a_draft(CIN, plans=plan)) == []


def test_an_end_recommended_with_work_undone_is_left_out_and_the_open_actions_are_named() -> None:
    draft = a_draft(plans=row("plans", recommendation="end", recommendation_reason="All is well."))
    case = verdict(draft).case

    assert found(draft) == [("KIN-01", "check", "plans/0/recommendation")]
    assert "(1)" in finding(draft, "KIN-01").message
    assert verdict(draft).ready == ("child_protection",)
    assert (case.plans[0].recommendation, case.plans[0].recommendation_reason) == (Missing(), Missing())


def test_a_core_groups_recommendation_is_left_out_too() -> None:
    judged = verdict(a_draft(meetings=[ENDING, CLEAN["meetings"][1]]))

    assert [f.path for f in judged.findings] == ["meetings/0/recommendation"]
    assert judged.case.meetings[0].recommendation == Missing()


def test_an_end_may_be_recommended_once_everything_is_closed() -> None:
    done = row("actions", status="done", done_on=date(2026, 11, 20))
    judged = verdict(a_draft(actions=done, meetings=[ENDING, CLEAN["meetings"][1]]))

    assert judged.findings == ()
    assert judged.case.meetings[0].recommendation == "end"
