"""Dates, reviews and timescales."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.council import Holidays
from tests.checks.builders import CIN, COUNCIL, a_draft, finding, found, row, verdict

REVIEW = {"kind": "rcpc", "date": date(2026, 12, 17)}
CORE_GROUP = {"kind": "core_group", "date": date(2026, 10, 14)}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start_date": date(2026, 12, 1), "due_date": date(2026, 11, 25)}, "due_date"),
        ({"due_date": date(2026, 10, 1), "status": "done"}, "due_date"),
        ({"start_date": date(2026, 10, 5), "done_on": date(2026, 10, 1), "status": "done"}, "done_on"),
        ({"done_on": date(2026, 12, 1), "status": "done"}, "done_on"),
    ],
)
def test_an_actions_dates_may_not_contradict_each_other(changes: dict[str, Any], field: str) -> None:
    assert found(a_draft(actions=row("actions", **changes))) == [("TIME-03", "must_fix", f"actions/0/{field}")]


def test_an_outcome_before_the_plan_and_a_birth_still_to_come_contradict_it() -> None:
    draft = a_draft(
        outcomes=row("outcomes", target_date=date(2026, 10, 1)),
        children=row("children", date_of_birth=date(2062, 3, 11)),
    )

    assert [path for rule, severity, path in found(draft, "TIME-03") if severity == "must_fix"] == [
        "outcomes/0/target_date", "children/0/date_of_birth",
    ]  # fmt: skip


def test_a_date_after_the_eighteenth_birthday_is_a_check() -> None:
    grown = row("children", date_of_birth=date(2008, 12, 1))

    assert found(a_draft(children=grown)) == [
        ("TIME-03", "check", "outcomes/0/target_date"),
        ("TIME-03", "check", "actions/0/due_date"),
    ]


def test_an_action_past_its_date_is_overdue_unless_it_is_closed() -> None:
    late = {"due_date": date(2026, 11, 20)}

    assert found(a_draft(actions=row("actions", **late))) == [("TIME-04", "check", "actions/0/due_date")]
    assert found(a_draft(actions=row("actions", **late, status="not_needed"))) == []


def test_a_plan_without_a_review_ahead_is_stopped() -> None:
    held = [CORE_GROUP, {**REVIEW, "date": date(2026, 11, 20)}]
    draft = a_draft(meetings=held)

    assert found(draft) == [("TIME-05", "must_fix", "meetings")]
    assert "Review child protection conference" in finding(draft, "TIME-05").fix


def test_a_child_in_need_plan_asks_for_its_own_review() -> None:
    assert found(a_draft(CIN, meetings=[REVIEW])) == [("TIME-05", "must_fix", "meetings")]


def test_a_plan_that_has_ended_needs_no_review() -> None:
    held = [CORE_GROUP, {**REVIEW, "date": date(2026, 11, 20)}]

    assert found(a_draft(plans=row("plans", stage="ended"), meetings=held)) == []


def test_a_conference_on_the_last_day_is_in_time_and_a_day_later_is_not() -> None:
    # 14 September 2026 is a Monday; the fifteenth working day after it is Monday 5 October.
    late = a_draft(plans=row("plans", icpc_date=date(2026, 10, 6)))

    assert found(a_draft(plans=row("plans", icpc_date=date(2026, 10, 5)))) == []
    assert found(late) == [("TIME-06", "check", "plans/0/icpc_date")]
    assert "05/10/2026" in finding(late, "TIME-06").message


def test_a_reason_for_being_late_is_enough() -> None:
    conference = {"kind": "icpc", "date": date(2026, 10, 6), "late_reason": "The chair was ill; the manager knows."}
    draft = a_draft(plans=row("plans", icpc_date=date(2026, 10, 6)), meetings=[conference, CORE_GROUP, REVIEW])

    assert found(draft) == []


def test_the_first_core_group_and_review_conference_are_counted_from_the_conference() -> None:
    draft = a_draft(meetings=[{**CORE_GROUP, "date": date(2026, 10, 19)}, {**REVIEW, "date": date(2027, 1, 4)}])

    assert found(draft) == [("TIME-06", "check", "meetings/0/date"), ("TIME-06", "check", "meetings/1/date")]


def test_reviews_of_a_child_in_need_are_no_further_apart_than_the_council_allows() -> None:
    meetings = [
        {"kind": "cin_review", "date": date(2026, 11, 2)},
        {"kind": "cin_review", "date": date(2027, 3, 1), "planned_or_held": "planned"},
    ]

    assert found(a_draft(CIN, meetings=meetings)) == [("TIME-07", "check", "meetings/1/date")]


def test_a_timescale_past_the_known_bank_holidays_is_said_and_stops_nothing() -> None:
    council = replace(COUNCIL, holidays=Holidays(COUNCIL.holidays.days, date(2026, 9, 30)))
    rules = [f.rule for f in verdict(a_draft(), council).findings]

    assert rules == ["TIME-17", "TIME-17"]
