"""The rows about worries, changes and tasks that the full plan and the copies both print, one from each record."""

from dataclasses import dataclass
from datetime import date

from generator.case import Action, Contingency, Need, Outcome, Strength, View, Worry
from generator.flow import Extras, Portion
from generator.views.cover import as_at, plan_of
from generator.views.further import Line, more
from generator.views.words import Words, listed, weeks, words_of, written


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthRow:
    """Something that goes well."""

    number: str
    children: str
    text: str
    makes_safer: str
    seen_by: str
    evidence: str
    private: str
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryRow:
    """A worry; `text` alone when this reader has only the words that everyone may see."""

    number: str
    children: str
    what_happened: str
    impact: str
    might_happen: str
    score_now: str
    score_needed: str
    who_is_worried: str
    evidence: str
    text: str
    """The words everyone may see, where this reader may not see the full ones."""
    more: tuple[Line, ...] = ()
    """Rarer answers, each with its question."""
    private: str
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """A need of a child."""

    number: str
    children: str
    text: str
    met_now: str
    more: tuple[Line, ...] = ()
    """Rarer answers, each with its question."""
    private: str
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRow:
    """What one person says. `says` and `wants` are their own words, to be printed between quotes."""

    person: str
    says: str
    seen: str
    """What was seen of a child who was watched and not asked: someone else's words, never quoted as theirs."""
    wants: str
    how: str
    """Who asked, when and how."""
    agrees: str
    disagrees_about: str
    implications: str
    what_next: str
    not_obtained_reason: str
    understands: str
    more: tuple[Line, ...] = ()
    """Rarer answers, each with its question."""
    private: str
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """A change to aim for; without `baseline` and the rest when only the shared words reach this reader."""

    number: str
    children: str
    statement: str
    answers: str
    """Numbers of the worries and needs it answers."""
    looks_like: str
    baseline: str
    measure: str
    evidence_from: str
    target_date: str
    hold_for: str
    sustain: str
    status: str
    more: tuple[Line, ...] = ()
    """Rarer answers, each with its question."""
    private: str
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """Who does what by when."""

    number: str
    outcomes: str
    what: str
    who: str
    led_by: str
    """Who does it, when this reader only helps."""
    others: str
    """Who else takes part, beside this reader and whoever leads."""
    helped_by: str
    where_and_how_often: str
    start: str
    due: str
    status: str
    done_on: str
    achieved: str
    more: tuple[Line, ...] = ()
    """Rarer answers, each with its question."""
    private: str
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfRow:
    """What everyone does if something happens; `text` alone when only the shared words reach this reader."""

    number: str
    trigger: str
    response: str
    who: str
    within: str
    text: str
    private: str
    extras: Extras


_WORRY = ("priority", "impact_domains")
_NEED = ("dimension",)
_VOICE = ("says_about_change", "agreement_seen")
_OUTCOME = (
    "difference_for_child", "part_of", "horizon", "quick_win", "why_this_date", "blocks_to_change", "grounds",
    "reason_for_change",
)  # fmt: skip
_ACTION = ("why", "goal_of_service", "condition", "approval_from")
"""Rarer questions about each kind of row, in the order they are printed."""


def strengths(portion: Portion) -> tuple[StrengthRow, ...]:
    """Return what goes well."""
    words = words_of(portion)
    rows = (_strength(row, words) for row in portion.case.strengths)
    return tuple(row for row in rows if row.text)


def _strength(row: Strength, words: Words) -> StrengthRow:
    return StrengthRow(
        number=words.text(row.number),
        children=words.text(row.children),
        text=_full_or_shared(row.text, row.shared_text, words),
        makes_safer=words.text(row.makes_safer),
        seen_by=words.text(row.seen_by),
        evidence=words.text(row.evidence),
        private=_private(row.private_to, words),
        extras=words.extras(row),
    )


def worries(portion: Portion) -> tuple[WorryRow, ...]:
    """Return the worries, in the order they were written."""
    words = words_of(portion)
    rows = (_worry(row, words) for row in portion.case.worries)
    return tuple(row for row in rows if row.what_happened or row.impact or row.text)


def _worry(row: Worry, words: Words) -> WorryRow:
    cut = _is_cut(row.what_happened, row.shared_text, words)
    return WorryRow(
        number=words.text(row.number),
        children=words.text(row.children),
        what_happened="" if cut else words.text(row.what_happened),
        impact=words.text(row.impact),
        might_happen=words.text(row.might_happen),
        score_now=words.text(row.scale_now),
        score_needed=words.text(row.scale_needed),
        who_is_worried=words.text(row.who_is_worried),
        evidence=words.text(row.evidence),
        text=words.text(row.shared_text) if cut else "",
        more=more(row, _WORRY, words),
        private=_private(row.private_to, words),
        extras=words.extras(row),
    )


def needs(portion: Portion) -> tuple[NeedRow, ...]:
    """Return the children's needs."""
    words = words_of(portion)
    rows = (_need(row, words) for row in portion.case.needs)
    return tuple(row for row in rows if row.text)


def _need(row: Need, words: Words) -> NeedRow:
    return NeedRow(
        number=words.text(row.number),
        children=words.text(row.children),
        text=_full_or_shared(row.text, row.shared_text, words),
        met_now=words.choice("needs", "met_now", row.met_now),
        more=more(row, _NEED, words),
        private=_private(row.private_to, words),
        extras=words.extras(row),
    )


def voices(portion: Portion, *, of_children: bool) -> tuple[VoiceRow, ...]:
    """Return what the children say, or what everyone else says."""
    words, case = words_of(portion), portion.case
    chosen = (row for row in case.views if (case.child(row.person) is not None) is of_children)
    rows = (_voice(row, words) for row in chosen)
    return tuple(row for row in rows if row.says or row.seen or row.wants or row.agrees or row.not_obtained_reason)


def _voice(row: View, words: Words) -> VoiceRow:
    watched = row.method == "observation"
    said = words.text(row.words)
    method = words.choice("views", "method", row.method)
    asked = (words.text(row.gathered_by), words.text(row.gathered_on), method)
    return VoiceRow(
        person=words.text(row.person),
        says="" if watched else said,
        seen=said if watched else "",
        wants=words.text(row.wants),
        how=", ".join(part for part in asked if part),
        agrees=words.choice("views", "agrees", row.agrees),
        disagrees_about=words.text(row.disagrees_about),
        implications=words.text(row.implications),
        what_next=words.text(row.what_next),
        not_obtained_reason=words.text(row.not_obtained_reason),
        understands=words.choice("views", "understands", row.understands),
        more=more(row, _VOICE, words),
        private=_private(row.private_to, words),
        extras=words.extras(row),
    )


def outcomes(portion: Portion) -> tuple[OutcomeRow, ...]:
    """Return the changes to aim for."""
    words = words_of(portion)
    rows = (_outcome(row, words) for row in portion.case.outcomes)
    return tuple(row for row in rows if row.statement)


def _outcome(row: Outcome, words: Words) -> OutcomeRow:
    cut = _is_cut(row.statement, row.shared_text, words)
    status = words.choice("outcomes", "status", row.status)
    return OutcomeRow(
        number=words.text(row.number),
        children=words.text(row.children),
        statement=_full_or_shared(row.statement, row.shared_text, words),
        answers=words.text(row.worries),
        looks_like=words.text(row.looks_like),
        baseline=words.text(row.baseline),
        measure=words.text(row.measure),
        evidence_from=words.text(row.evidence_from),
        target_date=words.text(row.target_date),
        hold_for=weeks(row.hold_for_weeks) or words.text(row.hold_for_weeks),
        sustain=words.text(row.sustain),
        status=status or ("" if cut else words.choice("outcomes", "status", "not_started")),
        more=more(row, _OUTCOME, words),
        private=_private(row.private_to, words),
        extras=words.extras(row),
    )


def actions(portion: Portion) -> tuple[ActionRow, ...]:
    """Return everything that people will do, as far as this reader may see it."""
    rows = (action(row, portion) for row in portion.case.actions)
    return tuple(row for row in rows if row.what)


def action(row: Action, portion: Portion, *, helps: bool = False) -> ActionRow:
    """Return one action as it prints; a row that was cut to its shared words claims no start and no status.

    `helps` says that this reader only helps those who do it.
    """
    words = words_of(portion)
    cut = _is_cut(row.what, row.shared_text, words)
    start = row.start_date if written(row.start_date) else plan_of(portion.case).start_date
    return ActionRow(
        number=words.text(row.number),
        outcomes=words.text(row.outcomes),
        what=_full_or_shared(row.what, row.shared_text, words),
        who=words.text(row.who, needed=not cut),
        led_by=words.text(row.who) if helps else "",
        others=listed(name for name in (*(() if helps else row.who), *row.helped_by) if name != portion.reader.name),
        helped_by=words.text(row.helped_by),
        where_and_how_often=words.text(row.where_and_how_often),
        start="" if cut and not written(row.start_date) else words.text(start),
        due=words.text(row.due_date),
        status="" if cut and not written(row.status) else status(row, words, as_at(portion.case)),
        done_on=words.text(row.done_on),
        achieved=words.text(row.achieved),
        more=more(row, _ACTION, words),
        private=_private(row.private_to, words),
        extras=words.extras(row),
    )


_CLOSED = ("done", "not_needed", "cannot_be_done")


def status(row: Action, words: Words, on: date) -> str:
    """Return how an action stands on a day: a blank status is *not started*, one past its date is *overdue*."""
    said = row.status if written(row.status) else "not_started"
    late = isinstance(row.due_date, date) and row.due_date < on and said not in _CLOSED
    plain = words.choice("actions", "status", said)
    if not late:
        return plain
    overdue = words.said("overdue", "Overdue")
    return overdue if said == "not_started" else f"{overdue}, {plain[:1].lower()}{plain[1:]}"


def what_if(portion: Portion) -> tuple[WhatIfRow, ...]:
    """Return what everyone does if the plan is not working."""
    words = words_of(portion)
    rows = (_what_if(row, words) for row in portion.case.contingency)
    return tuple(row for row in rows if row.trigger or row.response or row.text)


def _what_if(row: Contingency, words: Words) -> WhatIfRow:
    cut = _is_cut(row.trigger, row.shared_text, words)
    return WhatIfRow(
        number=words.text(row.number),
        trigger="" if cut else words.text(row.trigger),
        response=words.text(row.response),
        who=words.text(row.who, needed=not cut),
        within=words.text(row.within),
        text=words.text(row.shared_text) if cut else "",
        private=_private(row.private_to, words),
        extras=words.extras(row),
    )


def _is_cut(full: object, shared: object, words: Words) -> bool:
    """Say whether this reader gets the words that everyone may see in the place of the full ones."""
    return not words.lead and not written(full) and written(shared)


def _full_or_shared(full: object, shared: object, words: Words) -> str:
    return words.text(shared if _is_cut(full, shared, words) else full)


def _private(only_for: tuple[str, ...], words: Words) -> str:
    return words.text(only_for) if words.lead else ""
