"""The plan's own dates and choices, how it ends, and what to do for someone who does not agree."""

from dataclasses import dataclass

from generator.flow import Portion
from generator.views import meetings
from generator.views.cover import plan_of
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


def facts(portion: Portion) -> Facts:
    """Return the plan's dates and choices."""
    words, plan = words_of(portion), plan_of(portion.case)
    protection = plan.kind == "child_protection"
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
        next_core_group=meetings.next_meeting(portion, ("core_group", "cin_meeting")),
        next_review=meetings.next_meeting(portion, ("rcpc", "cin_review")),
        manager=words.text(plan.manager),
        chair=words.text(plan.chair),
        consent=words.text(plan.family_consent),
        history=words.text(plan.history_considered),
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
