"""What a child protection plan must have, and when its end may not be recommended yet."""

from collections.abc import Iterator
from dataclasses import replace

from generator.case import Case, Missing, Record
from generator.checks.reading import found, is_open, not_there, plan_of, printed
from generator.council import Council
from generator.flow import Finding

_KIND = "child_protection"
_ENDS = frozenset({"end", "step_down"})
_ESSENTIAL_MEETINGS = ("core_group", "rcpc")


def nothing_is_open_at_the_end(case: Case, council: Council) -> Iterator[Finding | None]:
    """KIN-01: no core group recommends an end while actions of the plan are open."""
    if not (numbers := _open_numbers(case)):
        return
    for record in _recommending_an_end(case):
        yield found(case, council, "KIN-01", record, "recommendation", numbers=", ".join(numbers))


def essential_meetings_are_set(case: Case, council: Council) -> Iterator[Finding | None]:
    """KIN-02: the first core group and the review conference have their row."""
    if plan_of(case).kind != _KIND:
        return
    kinds = {meeting.kind for meeting in case.meetings}
    for kind in _ESSENTIAL_MEETINGS:
        if kind not in kinds:
            label = printed(case, council, "meetings/0/kind", kind)
            yield not_there(case, council, "KIN-02", "meetings", label=label)


def without_early_end(case: Case) -> Case:
    """Return the case without a recommendation that may not be made yet (KIN-01)."""
    if not _open_numbers(case):
        return case
    early = {record.path for record in _recommending_an_end(case)}
    return replace(
        case,
        plans=tuple(
            replace(plan, recommendation=Missing(), recommendation_reason=Missing()) if plan.path in early else plan
            for plan in case.plans
        ),
        meetings=tuple(
            replace(meeting, recommendation=Missing()) if meeting.path in early else meeting
            for meeting in case.meetings
        ),
    )


def _open_numbers(case: Case) -> tuple[str, ...]:
    return tuple(str(action.number) for action in case.actions if is_open(action) and isinstance(action.number, int))


def _recommending_an_end(case: Case) -> Iterator[Record]:
    plan = plan_of(case)
    if plan.kind != _KIND:
        return
    if plan.recommendation in _ENDS:
        yield plan
    for meeting in case.meetings:
        # A conference may end a plan; a core group may not recommend it with work undone.
        if meeting.kind == "core_group" and meeting.recommendation in _ENDS:
            yield meeting
