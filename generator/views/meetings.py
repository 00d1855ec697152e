"""The rows about meetings and visits: held, to come, announced or not."""

from dataclasses import dataclass
from datetime import date

from generator.case import Meeting, Visit
from generator.flow import Extras, Portion
from generator.views.cover import as_at
from generator.views.words import Words, words_of, written


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting held or planned."""

    kind: str
    date: str
    place: str
    who: str
    held: bool
    decision: str
    recommendation: str
    late_reason: str
    private: str
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """When and where children are seen; never with a date."""

    kind: str
    who: str
    children: str
    every: str
    place: str
    alone: str
    announced: str
    private: str
    extras: Extras


def meetings(portion: Portion, *, held: bool) -> tuple[MeetingRow, ...]:
    """Return the meetings that were held, or those still to come, earliest first."""
    words, on = words_of(portion), as_at(portion.case)
    in_order = sorted(portion.case.meetings, key=lambda row: (not isinstance(row.date, date), str(row.date)))
    rows = (_meeting(row, words, held) for row in in_order if _was_held(row, on) is held)
    return tuple(row for row in rows if row.kind or row.date)


def _was_held(row: Meeting, on: date) -> bool:
    if written(row.planned_or_held):
        return row.planned_or_held == "held"
    return isinstance(row.date, date) and row.date < on


def _meeting(row: Meeting, words: Words, held: bool) -> MeetingRow:
    return MeetingRow(
        kind=words.choice("meetings", "kind", row.kind),
        date=words.text(row.date),
        place=words.text(row.place),
        who=words.text(row.who),
        held=held,
        decision=words.text(row.decision),
        recommendation=words.choice("meetings", "recommendation", row.recommendation),
        late_reason=words.text(row.late_reason) if words.lead else "",
        private=words.text(row.private_to) if words.lead else "",
        extras=words.extras(row),
    )


def next_meeting(portion: Portion, kinds: tuple[str, ...]) -> str:
    """Return the date of the first meeting of these kinds that is still to come."""
    on = as_at(portion.case)
    days = [row.date for row in portion.case.meetings if row.kind in kinds and not _was_held(row, on)]
    coming = sorted(when for when in days if isinstance(when, date) and when >= on)
    return words_of(portion).text(coming[0]) if coming else ""


def visits(portion: Portion) -> tuple[VisitRow, ...]:
    """Return when and where the children are seen."""
    words = words_of(portion)
    rows = (_visit(row, words) for row in portion.case.visits)
    return tuple(row for row in rows if row.kind)


def _visit(row: Visit, words: Words) -> VisitRow:
    return VisitRow(
        kind=words.choice("visits", "kind", row.kind),
        who=words.text(row.who, needed=True),
        children=words.text(row.children),
        every=words.text(row.every),
        place=words.text(row.place),
        alone=words.choice("visits", "alone", row.alone),
        announced=words.choice("visits", "announced", row.announced),
        private=words.text(row.private_to) if words.lead else "",
        extras=words.extras(row),
    )


def some_unannounced(portion: Portion) -> str:
    """Return the sentence that tells of unannounced visits; empty when this reader's portion holds none."""
    visits = any(row.announced in {"unannounced", "both"} for row in portion.case.visits)
    weeks = any(row.unannounced is True for row in portion.case.timeline)
    said = words_of(portion).said("unannounced_visits", "Some visits will be unannounced.")
    return said if visits or weeks else ""
