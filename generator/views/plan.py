"""The full plan, the lead agency's own copy: every section, in the order of domain 4.1 and 4.2."""

from dataclasses import dataclass

from generator.flow import Portion, View
from generator.views import meetings, people, sections, timeline
from generator.views.cover import Cover, as_at, case_ref, cover, plan_of, version
from generator.views.facts import Ending, Facts, Routes, ending, facts, routes
from generator.views.further import FurtherSection, further
from generator.views.meetings import MeetingRow, VisitRow
from generator.views.people import ChildRow, CopyRow, PersonRow, SignatureRow
from generator.views.private import PrivateGroup, kept_private
from generator.views.sections import (
    ActionRow,
    NeedRow,
    OutcomeRow,
    StrengthRow,
    VoiceRow,
    WhatIfRow,
    WorryRow,
)
from generator.views.timeline import WeekRow
from generator.views.words import Words, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRow:
    """How the plan reaches one child."""

    child: str
    by: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent:
    """Everything the full plan says."""

    cover: Cover
    facts: Facts
    family_label: str
    children: tuple[ChildRow, ...]
    """Children on the plan."""
    other_children: tuple[ChildRow, ...]
    """Children of the home without a plan, each with the reason."""
    aim: str
    aim_shared: str
    worries: tuple[WorryRow, ...]
    needs: tuple[NeedRow, ...]
    child_voices: tuple[VoiceRow, ...]
    strengths: tuple[StrengthRow, ...]
    adult_voices: tuple[VoiceRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    actions: tuple[ActionRow, ...]
    further: tuple[FurtherSection, ...]
    """What only this kind of plan holds, question by question."""
    weeks: tuple[WeekRow, ...]
    """The timeline, for a kind of plan that prints it within the plan."""
    visits: tuple[VisitRow, ...]
    some_unannounced: str
    core_group: tuple[PersonRow, ...]
    other_workers: tuple[PersonRow, ...]
    family: tuple[PersonRow, ...]
    what_if: tuple[WhatIfRow, ...]
    meetings_to_come: tuple[MeetingRow, ...]
    meetings_held: tuple[MeetingRow, ...]
    ending: Ending
    routes: Routes
    explained: tuple[ExplainedRow, ...]
    kept_private: tuple[PrivateGroup, ...]
    signatures: tuple[SignatureRow, ...]
    copies: tuple[CopyRow, ...]
    no_copies: tuple[CopyRow, ...]


def view(portion: Portion) -> View:
    """Return the full plan as display text."""
    return View(
        document="plan",
        template="plan",
        reader=portion.reader,
        title=cover(portion).plan_kind,
        content=_content(portion),
        case_ref=case_ref(portion.case),
        version=version(portion.case),
        as_at=as_at(portion.case),
        draft=portion.draft,
    )


def _content(portion: Portion) -> PlanContent:
    case, words, plan = portion.case, words_of(portion), plan_of(portion.case)
    children = people.children(portion)
    return PlanContent(
        cover=cover(portion),
        facts=facts(portion),
        family_label=words.text(case.family_label),
        children=tuple(row for row in children if not row.own_plan_reason),
        other_children=tuple(row for row in children if row.own_plan_reason),
        aim=words.text(plan.aim_full),
        aim_shared=words.text(plan.aim_shared),
        worries=sections.worries(portion),
        needs=sections.needs(portion),
        child_voices=sections.voices(portion, of_children=True),
        strengths=sections.strengths(portion),
        adult_voices=sections.voices(portion, of_children=False),
        outcomes=sections.outcomes(portion),
        actions=sections.actions(portion),
        further=further(portion),
        weeks=timeline.weeks(portion),
        visits=meetings.visits(portion),
        some_unannounced=meetings.some_unannounced(portion),
        core_group=people.workers(portion, core_group=True),
        other_workers=people.workers(portion, core_group=False),
        family=people.family(portion),
        what_if=sections.what_if(portion),
        meetings_to_come=meetings.meetings(portion, held=False),
        meetings_held=meetings.meetings(portion, held=True),
        ending=ending(portion),
        routes=routes(portion, for_family=True, for_workers=True),
        explained=_explained(portion, words),
        kept_private=kept_private(portion),
        signatures=people.signatures(portion),
        copies=people.copies(portion, given=True),
        no_copies=people.copies(portion, given=False),
    )


def _explained(portion: Portion, words: Words) -> tuple[ExplainedRow, ...]:
    rows = (
        ExplainedRow(child=words.text(row.child), by=words.text(row.explained_by), on=words.text(row.explained_on))
        for row in portion.case.child_versions
    )
    return tuple(row for row in rows if row.by or row.on)
