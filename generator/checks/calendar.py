"""The case's calendar: what the council's timescales ask for, by which day, and how it stands."""

from collections.abc import Iterator
from datetime import date

from generator.case import Case, Meeting
from generator.checks.reading import plan_of
from generator.council import Council
from generator.council.clock import latest
from generator.errors import CouncilError

_FROM_CONFERENCE = (("first_core_group", "core_group"), ("first_rcpc", "rcpc"))

_REVIEWED = {
    "child_in_need": ("cin_review", "cin_review"),
    "early_help": ("eh_review", "taf"),
    "safety_plan": ("safety_plan_review", "safety_review"),
}
"""Plan kind to the timescale of its reviews and the kind of meeting that is one."""


def dates(case: Case, council: Council) -> tuple[tuple[str, date, str], ...]:
    """Return what is due, the last day for it, and how it stands, the earliest first.

    A step whose last day lies beyond the holiday file is left out here; the rules report it.
    """
    return tuple(sorted(_due(case, council), key=lambda due: due[1]))


def _due(case: Case, council: Council) -> Iterator[tuple[str, date, str]]:
    plan = plan_of(case)
    if plan.kind == "child_protection":
        yield from _step(council, "icpc", plan.strategy_discussion_date, plan.icpc_date)
        for key, kind in _FROM_CONFERENCE:
            first = next((meeting.date for meeting in _dated(case, kind)), None)
            yield from _step(council, key, plan.icpc_date, first)
    if plan.kind in _REVIEWED:
        key, kind = _REVIEWED[plan.kind]
        held, ahead = _held_and_ahead(case, kind)
        yield from _step(council, key, held[-1].date if held else plan.start_date, ahead[0].date if ahead else None)
    if plan.kind == "looked_after":
        yield from _looked_after(case, council)


def _looked_after(case: Case, council: Council) -> Iterator[tuple[str, date, str]]:
    """Yield the next looked after review: the first within 20 working days, the second in three months, then six."""
    since = [row.became_looked_after for row in case.care if isinstance(row.became_looked_after, date)]
    if since:
        held, ahead = _held_and_ahead(case, "cla_review")
        key = ("cla_first_review", "cla_second_review", "cla_later_review")[min(len(held), 2)]
        yield from _step(council, key, held[-1].date if held else max(since), ahead[0].date if ahead else None)


def _held_and_ahead(case: Case, kind: str) -> tuple[list[Meeting], list[Meeting]]:
    meetings = _dated(case, kind)
    return (
        [meeting for meeting in meetings if _on(meeting) <= _as_at(case)],
        [meeting for meeting in meetings if _on(meeting) > _as_at(case)],
    )


def _step(council: Council, key: str, start: object, booked: object) -> Iterator[tuple[str, date, str]]:
    clock = council.clocks.get(key)
    if clock is None or not isinstance(start, date):
        return
    try:
        last = latest(start, clock, council.holidays)
    except CouncilError:
        return
    yield clock.label, last, _stands(booked, last, council)


def _stands(booked: object, last: date, council: Council) -> str:
    if not isinstance(booked, date):
        # A limit that falls when offices are shut is met only by booking earlier.
        return "Not booked, and that day offices are closed" if _is_closed(last, council) else "Not booked"
    late = " (late)" if booked > last else ""
    return f"{booked.day} {booked:%B %Y}{late}"


def _is_closed(day: date, council: Council) -> bool:
    """Say whether offices are known to be closed; beyond the list of bank holidays nobody knows."""
    return day <= council.holidays.valid_until and not council.holidays.is_working(day)


def _dated(case: Case, kind: str) -> list[Meeting]:
    return sorted((m for m in case.meetings if m.kind == kind and isinstance(m.date, date)), key=_on)


def _on(meeting: Meeting) -> date:
    return meeting.date if isinstance(meeting.date, date) else date.max


def _as_at(case: Case) -> date:
    return case.as_at if isinstance(case.as_at, date) else date.max
