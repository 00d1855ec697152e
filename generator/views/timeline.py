"""The timeline: one row for each stretch of weeks, with what will be done, who does it and why."""

from dataclasses import dataclass
from datetime import date

from generator.case import Week, is_gap
from generator.flow import Extras, Portion, View
from generator.views.cover import Cover, as_at, case_ref, cover, plan_of, version
from generator.views.words import Words, days, week_span, words_of, written


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """One row of the timeline."""

    week: str
    """`Week 4` or `Weeks 4 to 8`."""
    dates: str
    """Monday of the first to Sunday of the last week; empty when the plan has no start."""
    task: str
    who: str
    why: str
    actions: str
    meetings: str
    unannounced: str
    """That dates are not shared or, in the lead agency's copy, the dates."""
    changes: str
    completed: str
    notes: str
    """Practice notes, in the lead agency's copy only."""
    private: str
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineContent:
    """Everything the timeline says."""

    cover: Cover
    children: str
    starts: str
    lead: bool
    """Whether practice notes have a column."""
    weeks: tuple[WeekRow, ...]


def view(portion: Portion) -> View:
    """Return the timeline as display text."""
    words = words_of(portion)
    content = TimelineContent(
        cover=cover(portion),
        children=words.text(tuple(words.text(child.name) for child in portion.case.children)),
        starts=words.text(plan_of(portion.case).start_date),
        lead=words.lead,
        weeks=weeks(portion),
    )
    return View(
        document="timeline",
        template="timeline",
        reader=portion.reader,
        title=f"{content.cover.plan_kind}: timeline",
        content=content,
        case_ref=case_ref(portion.case),
        version=version(portion.case),
        as_at=as_at(portion.case),
        draft=portion.draft,
    )


def weeks(portion: Portion) -> tuple[WeekRow, ...]:
    """Return the rows of the timeline, the earliest first."""
    words = words_of(portion)
    start = plan_of(portion.case).start_date
    rows = sorted(portion.case.timeline, key=_first_and_last)
    printed = (_week(row, start if isinstance(start, date) else None, words) for row in rows)
    return tuple(row for row in printed if row.task)


def _first_and_last(row: Week) -> tuple[date, date]:
    # Any Monday will do: only the order matters, and a week that cannot be read comes last.
    said = "" if is_gap(row.weeks) else str(row.weeks)
    return week_span(date(2000, 1, 3), said) or (date.max, date.max)


def _week(row: Week, start: date | None, words: Words) -> WeekRow:
    said = words.text(row.weeks)
    span = week_span(start, said) if start else None
    return WeekRow(
        week=_week_words(said),
        dates=days(*span) if span else "",
        task=words.text(row.task),
        who=words.text(row.who, needed=True),
        why=words.text(row.why),
        actions=words.text(row.actions),
        meetings=_meetings(row, words),
        unannounced=_unannounced(row, words),
        changes=words.text(row.changes) or words.said("no_change", "No change"),
        completed=_completed(row, words),
        notes=words.text(row.links) if words.lead else "",
        private=words.text(row.private_to) if words.lead else "",
        extras=words.extras(row),
    )


def _week_words(said: str) -> str:
    first, _, last = said.partition("-")
    if last:
        return f"Weeks {first.strip()} to {last.strip()}"
    return f"Week {said}" if said else ""


def _meetings(row: Week, words: Words) -> str:
    # What was typed beside an unannounced visit may give its day away, so it stays with the lead agency.
    return "" if row.unannounced is True and not words.lead else words.text(row.meetings)


def _unannounced(row: Week, words: Words) -> str:
    if row.unannounced is not True:
        return ""
    if words.lead:
        dates = words.text(row.unannounced_dates)
        return f"Unannounced: {dates}" if dates else "Unannounced"
    return words.said("unannounced", "Unannounced, so dates are not shared")


def _completed(row: Week, words: Words) -> str:
    if row.completed is True:
        return f"Yes, {words.text(row.completed_on)}" if written(row.completed_on) else "Yes"
    return "Not yet" if row.completed is False else words.text(row.completed) or "Not yet"
