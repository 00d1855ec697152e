"""One reader's copy of the plan: what they are asked to do, then whatever else they may know (domain 4.10)."""

from dataclasses import dataclass

from generator.case import Action, Names
from generator.flow import Portion, View
from generator.views import meetings, people, sections
from generator.views.cover import Cover, as_at, case_ref, cover, plan_of, version
from generator.views.facts import Ending, Facts, Routes, ending, facts, routes
from generator.views.further import FurtherSection, further
from generator.views.meetings import MeetingRow, VisitRow
from generator.views.people import ChildRow, CopyRow, PersonRow, SignatureRow
from generator.views.sections import (
    ActionRow,
    NeedRow,
    OutcomeRow,
    StrengthRow,
    VoiceRow,
    WhatIfRow,
    WorryRow,
)
from generator.views.words import words_of

_FAMILY = ("parent_pr", "parent_no_pr", "carer_placement", "network_member")


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyContent:
    """Everything one copy says; a section that this reader may not see is empty."""

    cover: Cover
    facts: Facts
    for_family: bool
    """Whether a parent, carer or friend reads it, and not a worker."""
    children: tuple[ChildRow, ...]
    other_children: tuple[ChildRow, ...]
    aim: str
    own_actions: tuple[ActionRow, ...]
    """What this reader, or their agency, is asked to do."""
    own_outcomes: tuple[OutcomeRow, ...]
    """The changes that those serve."""
    own_responsibility: str
    worries: tuple[WorryRow, ...]
    needs: tuple[NeedRow, ...]
    strengths: tuple[StrengthRow, ...]
    child_voices: tuple[VoiceRow, ...]
    own_voice: tuple[VoiceRow, ...]
    other_voices: tuple[VoiceRow, ...]
    other_outcomes: tuple[OutcomeRow, ...]
    other_actions: tuple[ActionRow, ...]
    further: tuple[FurtherSection, ...]
    """What only this kind of plan holds, question by question."""
    what_if: tuple[WhatIfRow, ...]
    meetings_to_come: tuple[MeetingRow, ...]
    meetings_held: tuple[MeetingRow, ...]
    visits: tuple[VisitRow, ...]
    some_unannounced: str
    workers: tuple[PersonRow, ...]
    family: tuple[PersonRow, ...]
    ending: Ending
    signatures: tuple[SignatureRow, ...]
    copies: tuple[CopyRow, ...]
    routes: Routes


def view(portion: Portion) -> View:
    """Return one reader's copy as display text."""
    return View(
        document="copy",
        template="copy",
        reader=portion.reader,
        title=f"{cover(portion).plan_kind}: copy",
        content=_content(portion),
        case_ref=case_ref(portion.case),
        version=version(portion.case),
        as_at=as_at(portion.case),
        draft=portion.draft,
    )


def _content(portion: Portion) -> CopyContent:
    words, plan = words_of(portion), plan_of(portion.case)
    children = people.children(portion)
    served = _served(portion)
    outcomes = sections.outcomes(portion)
    voices = sections.voices(portion, of_children=False)
    for_family = portion.reader.audience in _FAMILY
    return CopyContent(
        cover=cover(portion),
        facts=facts(portion),
        for_family=for_family,
        children=tuple(row for row in children if not row.own_plan_reason),
        other_children=tuple(row for row in children if row.own_plan_reason),
        aim=words.text(plan.aim_full) or words.text(plan.aim_shared),
        own_actions=_own_actions(portion),
        own_outcomes=tuple(row for row in outcomes if row.number in served),
        own_responsibility=_own_responsibility(portion),
        worries=sections.worries(portion),
        needs=sections.needs(portion),
        strengths=sections.strengths(portion),
        child_voices=sections.voices(portion, of_children=True),
        own_voice=tuple(row for row in voices if row.person == portion.reader.name),
        other_voices=tuple(row for row in voices if row.person != portion.reader.name),
        other_outcomes=tuple(row for row in outcomes if row.number not in served),
        other_actions=_other_actions(portion),
        further=further(portion),
        what_if=sections.what_if(portion),
        meetings_to_come=meetings.meetings(portion, held=False),
        meetings_held=meetings.meetings(portion, held=True),
        visits=meetings.visits(portion),
        some_unannounced=meetings.some_unannounced(portion),
        workers=(*people.workers(portion, core_group=True), *people.workers(portion, core_group=False)),
        family=people.family(portion),
        ending=ending(portion),
        signatures=people.signatures(portion),
        copies=people.copies(portion, given=True),
        routes=routes(portion, for_family=for_family, for_workers=not for_family),
    )


def _own_actions(portion: Portion) -> tuple[ActionRow, ...]:
    """Return what this reader does, and then what they help with."""
    rows = [row for row in portion.case.actions if _is_own(row, portion)]
    does = (sections.action(row, portion) for row in rows if _names_reader(row.who, portion))
    helps = (sections.action(row, portion, helps=True) for row in rows if not _names_reader(row.who, portion))
    return tuple(row for row in (*does, *helps) if row.what)


def _other_actions(portion: Portion) -> tuple[ActionRow, ...]:
    rows = (sections.action(row, portion) for row in portion.case.actions if not _is_own(row, portion))
    return tuple(row for row in rows if row.what)


def _is_own(row: Action, portion: Portion) -> bool:
    return _names_reader((*row.who, *row.helped_by), portion)


def _names_reader(names: Names, portion: Portion) -> bool:
    """Say whether the reader or someone of their agency is among the names."""
    reader = portion.reader
    known = (portion.case.person(name) for name in names)
    same_agency = (person is not None and person.agency == reader.agency for person in known)
    return reader.name in names or (reader.agency != "" and any(same_agency))


def _served(portion: Portion) -> frozenset[str]:
    """Return the printed numbers of the outcomes that the reader's own actions serve."""
    own = (row for row in portion.case.actions if _is_own(row, portion))
    return frozenset(str(number) for row in own for number in row.outcomes)


def _own_responsibility(portion: Portion) -> str:
    person = portion.case.person(portion.reader.name)
    return words_of(portion).text(person.responsibility) if person else ""
