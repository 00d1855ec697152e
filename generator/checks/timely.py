"""Dates: what contradicts, what is overdue, whether a review lies ahead, and the timescales of the council."""

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, date, timedelta
from itertools import pairwise

from generator.case import Case, Child, Day, Meeting, Record
from generator.checks import reading
from generator.checks.reading import at_most, children_on_plan, found, is_open, not_there, plan_of, start_of
from generator.council import Clock, Council
from generator.council.clock import latest
from generator.errors import CouncilError
from generator.flow import Finding, Severity

_REVIEWS: Mapping[str, tuple[str, ...]] = {
    "child_protection": ("rcpc", "core_group"),
    "child_in_need": ("cin_review",),
    "early_help": ("taf",),
    "looked_after": ("cla_review",),
    "safety_plan": (
        "safety_review",
        "core_group",
        "rcpc",
        "cin_meeting",
        "cin_review",
        "cla_review",
        "fgc",
        "network_meeting",
    ),
    "wellbeing_plan": ("network_meeting", "core_group", "rcpc", "cin_review", "fgc"),
}
"""Meetings at which a plan of each kind is looked at again, its own first."""
_INTERVALS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "child_in_need": ("cin_review", _REVIEWS["child_in_need"]),
    "early_help": ("eh_review", _REVIEWS["early_help"]),
    "safety_plan": ("safety_plan_review", _REVIEWS["safety_plan"]),
}
"""Kinds whose reviews follow one another within one timescale, and the meetings that count as reviews."""
_LOOKED_AFTER_REVIEWS = ("cla_first_review", "cla_second_review", "cla_later_review")
_LONG_SAFETY_PLAN = timedelta(weeks=12)
_ADULT = 18
_OLDEST = 25
"""Councils go on helping young people who were looked after until they are so old."""


def dates_of_actions_agree(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-03: an action cannot be due or done before it starts, or done on a day still to come."""
    for action in case.actions:
        start = start_of(action, plan_of(case))
        if _before(action.due_date, start):
            yield found(case, council, "TIME-03", action, "due_date")
        if _before(action.done_on, action.start_date) or _before(reading.as_at(case), action.done_on):
            yield found(case, council, "TIME-03", action, "done_on")


def dates_of_the_plan_agree(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-03: a plan ends after it starts, an outcome is due after it, and nobody is born tomorrow."""
    plan = plan_of(case)
    if _before(plan.end_date, plan.start_date):
        yield found(case, council, "TIME-03", plan, "end_date")
    for outcome in case.outcomes:
        if _before(outcome.target_date, plan.start_date):
            yield found(case, council, "TIME-03", outcome, "target_date")
    for child in case.children:
        if _before(reading.as_at(case), child.date_of_birth) or _is_long_grown(child, reading.as_at(case)):
            yield found(case, council, "TIME-03", child, "date_of_birth")


def dates_are_in_childhood(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-03: what a plan for children asks for comes before their eighteenth birthday."""
    for outcome in case.outcomes:
        if _before(_grown_up(case, outcome.children), outcome.target_date):
            yield at_most(found(case, council, "TIME-03", outcome, "target_date"), Severity.CHECK)
    for action in case.actions:
        if _before(_grown_up(case, ()), action.due_date):
            yield at_most(found(case, council, "TIME-03", action, "due_date"), Severity.CHECK)


def action_is_overdue(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-04: an action whose date has passed is done, or has a new date."""
    for action in case.actions:
        if is_open(action) and _before(action.due_date, reading.as_at(case)):
            yield found(case, council, "TIME-04", action, "due_date")


def review_lies_ahead(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-05: the plan is looked at again on a day that is set."""
    plan = plan_of(case)
    kinds = _REVIEWS.get(plan.kind, ())
    ahead = any(_is_ahead(meeting, reading.as_at(case)) for meeting in _held(case, *kinds))
    if plan.stage == "ended" or not kinds or ahead:
        return
    noun = reading.printed(case, council, "meetings/0/kind", kinds[0])
    yield not_there(case, council, "TIME-05", "meetings", noun=noun)


def conference_in_time(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-06: the first conference follows the strategy discussion in time."""
    plan = plan_of(case)
    late = _Clocked(case, council, "icpc", "TIME-06", _held(case, "icpc"))
    yield from late.judged(plan.strategy_discussion_date, plan.icpc_date, plan, "icpc_date")


def first_core_group_in_time(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-06: the first core group follows the conference in time."""
    yield from _first_after_conference(case, council, "first_core_group", "core_group")


def first_review_conference_in_time(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-06: the first review conference follows the conference in time."""
    yield from _first_after_conference(case, council, "first_rcpc", "rcpc")


def reviews_in_time(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-07: no two reviews of a plan lie further apart than the council allows."""
    plan = plan_of(case)
    key, kinds = _INTERVALS.get(plan.kind, ("", ()))
    reviews = _held(case, *kinds)
    if not kinds or not reviews or not isinstance(plan.start_date, date):
        return
    for meeting, before, day in _in_turn(plan.start_date, reviews):
        late = _Clocked(case, council, key, "TIME-07", (meeting,))
        yield from late.judged(before, day, meeting, "date")


def looked_after_reviews_in_time(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-06: looked after reviews come within 20 working days, then three months, then every six."""
    since = [row.became_looked_after for row in case.care if isinstance(row.became_looked_after, date)]
    reviews = _held(case, *_REVIEWS["looked_after"])
    if plan_of(case).kind != "looked_after" or not since:
        return
    # The child who was looked after last: who came earlier may have had reviews in an earlier plan.
    for place, (meeting, before, day) in enumerate(_in_turn(max(since), reviews)):
        key = _LOOKED_AFTER_REVIEWS[min(place, len(_LOOKED_AFTER_REVIEWS) - 1)]
        late = _Clocked(case, council, key, "TIME-06", (meeting,))
        yield from late.judged(before, day, meeting, "date")


def safety_plan_is_for_a_limited_time(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-13: a safety plan is not over yet, and no longer than it need be."""
    plan = plan_of(case)
    if plan.kind != "safety_plan" or plan.stage in ("ending", "ended"):
        return
    if _before(plan.end_date, reading.as_at(case)):
        yield found(case, council, "TIME-13", plan, "end_date")
    elif isinstance(plan.start_date, date) and _before(plan.start_date + _LONG_SAFETY_PLAN, plan.end_date):
        yield at_most(found(case, council, "TIME-13", plan, "end_date"), Severity.IDEA)


def change_is_followed_by_a_review(case: Case, council: Council) -> Iterator[Finding | None]:
    """TIME-14: after something has happened, the plan is looked at again."""
    reviews = _held(case, *_REVIEWS.get(plan_of(case).kind, ()))
    last = [meeting.date for meeting in reviews if not _is_ahead(meeting, reading.as_at(case))]
    for event in case.events:
        seen = isinstance(event.plan_reviewed_on, date) or any(not _before(day, event.date) for day in last)
        if isinstance(event.date, date) and not seen:
            yield found(case, council, "TIME-14", event, "plan_reviewed_on")


def _in_turn(start: date, reviews: tuple[Meeting, ...]) -> Iterator[tuple[Meeting, Day, Day]]:
    """Yield each review with the day of the one before it, the first with `start`, and its own day."""
    days = [start, *(meeting.date for meeting in reviews)]
    for meeting, (before, day) in zip(reviews, pairwise(days), strict=True):
        if not _before(day, start):
            yield meeting, before, day


def _first_after_conference(case: Case, council: Council, key: str, kind: str) -> Iterator[Finding | None]:
    conference = plan_of(case).icpc_date
    following = [meeting for meeting in _held(case, kind) if not _before(meeting.date, conference)]
    if following:
        late = _Clocked(case, council, key, "TIME-06", (following[0],))
        yield from late.judged(conference, following[0].date, following[0], "date")


class _Clocked:
    """One step that a timescale binds, and the meetings whose reason for being late excuses it."""

    def __init__(self, case: Case, council: Council, key: str, rule: str, meetings: tuple[Meeting, ...]) -> None:
        self.case, self.council, self.rule = case, council, rule
        self.clock: Clock | None = council.clocks.get(key)
        self.is_explained = any(isinstance(meeting.late_reason, str) for meeting in meetings)

    def judged(self, start: Day, day: Day, record: Record, field: str) -> Iterator[Finding | None]:
        """Yield a finding when the step came, or is planned, after the last day it may happen."""
        if self.clock is None or not isinstance(start, date) or not isinstance(day, date) or self.is_explained:
            return
        last = self._last_day(start, self.clock)
        if last is None:
            until = self.council.holidays.valid_until
            yield found(self.case, self.council, "TIME-17", record, field, label=self.clock.label, date=_said(until))
        elif day > last:
            yield found(self.case, self.council, self.rule, record, field, label=self.clock.label, date=_said(last))

    def _last_day(self, start: date, clock: Clock) -> date | None:
        """Return the last day the step may happen, or None past the end of the list of bank holidays."""
        # 31 December 9999 stands in forms for "no end": no calendar goes on from there.
        if start.year >= MAXYEAR - 1:
            return None
        try:
            return latest(start, clock, self.council.holidays)
        except CouncilError:
            return None


def _held(case: Case, *kinds: str) -> tuple[Meeting, ...]:
    """Return the meetings of these kinds that have a date, the earliest first."""
    dated = [meeting for meeting in case.meetings if meeting.kind in kinds and isinstance(meeting.date, date)]
    return tuple(sorted(dated, key=lambda meeting: str(meeting.date)))


def _is_ahead(meeting: Meeting, day: date) -> bool:
    return meeting.planned_or_held != "held" and not _before(meeting.date, day)


def _grown_up(case: Case, names: tuple[str, ...]) -> Day:
    """Return the last eighteenth birthday among the children concerned; none named means all on the plan."""
    concerned = [child for child in children_on_plan(case) if not names or child.name in names]
    birthdays = [_eighteenth(child) for child in concerned]
    days = [day for day in birthdays if day is not None]
    return max(days) if days and len(days) == len(concerned) else plan_of(case).end_date


def _eighteenth(child: Child) -> date | None:
    born = child.date_of_birth
    if not isinstance(born, date) or born.year > MAXYEAR - _ADULT:
        return None
    # Someone born on 29 February comes of age on 1 March of an ordinary year.
    leap = (born.month, born.day) == (2, 29)
    return date(born.year + _ADULT, 3, 1) if leap else born.replace(year=born.year + _ADULT)


def _is_long_grown(child: Child, day: date) -> bool:
    """Say whether someone on the Children sheet would be too old for any plan, as when 2016 became 1916."""
    born = child.date_of_birth
    return isinstance(born, date) and day.year - born.year > _OLDEST


def _before(first: object, second: object) -> bool:
    return isinstance(first, date) and isinstance(second, date) and first < second


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
