"""The plan's own dates and choices, how it ends, and what to do for someone who does not agree."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.flow import Portion
from generator.views import further, meetings
from generator.views.cover import plan_of
from generator.views.further import Line
from generator.views.words import words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Dates and choices of the plan itself; empty where this reader may not know."""

    child_protection: bool
    """Whether conference, category and core group belong in it."""
    stage: str
    category: str
    strategy_discussion: str
    conference: str
    decided: str
    assessed: str
    starts: str
    ends: str
    next_core_group: str
    """The next core group or, in a child in need plan, the next meeting."""
    next_review: str
    manager: str
    chair: str
    consent: str
    history: str
    not_legal: str
    """That a safety plan has no legal force; empty in every other kind of plan."""
    more: tuple[Line, ...] = ()
    """Rarer answers about the plan, each with its question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What it takes to end the plan."""

    ends_when: str
    recommendation: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """The council's words for someone who does not agree or wants help to say so."""

    disagree: str
    complain: str
    advocacy: str
    workers_disagree: str


_MEETINGS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "early_help": ((), ("taf",)),
    "looked_after": (("care_team",), ("cla_review",)),
    "safety_plan": ((), ("safety_review", "core_group", "rcpc", "cin_meeting", "cin_review", "cla_review", "fgc")),
    "wellbeing_plan": ((), ("network_meeting", "core_group", "rcpc", "cin_review", "fgc")),
}
"""The kinds of plan whose next meeting and next review go by other names."""
_MORE = ("reviewing_officer", "need_level", "agreed_on", "parents_told_evidence", "assessment_conclusion")


def facts(portion: Portion) -> Facts:
    """Return the plan's dates and choices."""
    words, plan = words_of(portion), plan_of(portion.case)
    protection = plan.kind == "child_protection"
    next_meetings, reviews = _MEETINGS.get(plan.kind, (("core_group", "cin_meeting"), ("rcpc", "cin_review")))
    return Facts(
        child_protection=protection,
        stage=words.choice("plans", "stage", plan.stage),
        category=words.choice("plans", "category_of_harm", plan.category_of_harm, needed=protection and words.lead),
        strategy_discussion=words.text(plan.strategy_discussion_date),
        conference=words.text(plan.icpc_date),
        decided=words.text(plan.decision_date),
        assessed=words.text(plan.assessment_date),
        starts=words.text(plan.start_date),
        ends=words.text(plan.end_date),
        next_core_group=meetings.next_meeting(portion, next_meetings),
        next_review=meetings.next_meeting(portion, reviews),
        manager=words.text(plan.manager),
        chair=words.text(plan.chair),
        consent=words.text(plan.family_consent),
        history=words.text(plan.history_considered),
        not_legal=words.said("not_legal") if plan.kind == "safety_plan" else "",
        more=further.facts(plan, _MORE, words),
    )


def ending(portion: Portion) -> Ending:
    """Return what it takes to end the plan, and what the last meeting recommends."""
    words, plan = words_of(portion), plan_of(portion.case)
    return Ending(
        ends_when=words.text(plan.ends_when),
        recommendation=words.choice("plans", "recommendation", plan.recommendation),
        reason=words.text(plan.recommendation_reason),
    )


def routes(portion: Portion, *, for_family: bool, for_workers: bool) -> Routes:
    """Return the routes that are open to this copy's readers."""
    words = words_of(portion)
    return Routes(
        disagree=words.said("disagree"),
        complain=words.said("complain") if for_family else "",
        advocacy=words.said("advocacy") if for_family else "",
        workers_disagree=words.said("workers_disagree") if for_workers else "",
    )
