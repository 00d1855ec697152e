"""Rows that point at each other: what is missing at either end, and children whom nothing is about."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from generator.case import Case, Child, Meeting, Record, Restriction
from generator.checks.reading import at_most, children_on_plan, found, not_there, plan_of, schema_of
from generator.council import Council, Holds
from generator.flow import Finding, Severity

_GIVEN_UP = frozenset({"achieved", "replaced", "no_longer_needed"})
"""What an outcome's status says when no action towards it is expected any more."""
_CONTINGENCY_BLOCKS = ("child_protection", "looked_after", "safety_plan")
_ONLY_AN_IDEA = "early_help"
_NUMBERED = ("strengths", "worries", "needs", "outcomes", "actions", "contingency", "safety_rules", "bottom_lines")


def numbers_are_there(case: Case, council: Council) -> Iterator[Finding | None]:
    """LINK-01: a number that a row points at stands on a row of its own."""
    there = {
        "worries": _numbers(case.worries, case.needs),
        "outcomes": _numbers(case.outcomes),
        "actions": _numbers(case.actions),
    }
    for kind in schema_of(case, council).records:
        for field in kind.fields:
            if field.holds is not Holds.NUMBERS or field.refers not in there:
                continue
            for record in getattr(case, kind.name):
                if set(getattr(record, field.name, ())) - there[field.refers]:
                    yield found(case, council, "LINK-01", record, field.name)


def restricted_rows_are_there(case: Case, council: Council) -> Iterator[Finding | None]:
    """LINK-01: a restriction names a row that is there."""
    for row in case.restrictions:
        if isinstance(row.which, str) and isinstance(row.sheet, str) and not _is_there(row, case):
            yield found(case, council, "LINK-01", row, "which")


def worry_has_outcome(case: Case, council: Council) -> Iterator[Finding | None]:
    """LINK-02: each worry, and each need that is not met, is answered by an outcome."""
    answered = {number for outcome in case.outcomes for number in outcome.worries}
    if not case.outcomes and case.safety_rules:
        # A safety plan answers its one worry with rules.
        return
    for worry in case.worries:
        if worry.number not in answered:
            yield found(case, council, "LINK-02", worry, "number", noun="worry")
    for need in case.needs:
        if need.number not in answered and need.met_now != "met":
            finding = found(case, council, "LINK-02", need, "number", noun="need")
            yield at_most(finding, Severity.CHECK)


def outcome_has_action(case: Case, council: Council) -> Iterator[Finding | None]:
    """LINK-03: somebody does something towards each outcome."""
    worked_on = {number for rows in (case.actions, case.timeline) for row in rows for number in row.outcomes}
    for outcome in case.outcomes:
        if outcome.number not in worked_on and outcome.status not in _GIVEN_UP:
            yield found(case, council, "LINK-03", outcome, "number")


def child_is_in_the_plan(case: Case, council: Council) -> Iterator[Finding | None]:
    """LINK-07: something in the plan is about each child, or it is said why nothing is."""
    named = [row.children for rows in (case.strengths, case.worries, case.needs, case.outcomes) for row in rows]
    if not named:
        return
    for child in children_on_plan(case):
        if not any(_is_about(child, names) for names in named):
            yield found(case, council, "LINK-07", child, "name")


def plan_has_contingency(case: Case, council: Council) -> Iterator[Finding | None]:
    """CONT-20: the plan says what happens if it does not work."""
    said = [text for row in case.contingency for text in (row.trigger, row.response)]
    # What happens if a safety plan is not kept stands in the plan itself.
    said += [row.consequences for row in case.safety]
    if any(isinstance(text, str) for text in said):
        return
    finding = not_there(case, council, "CONT-20", "contingency")
    kind = plan_of(case).kind
    blocks = kind in _CONTINGENCY_BLOCKS
    yield finding if blocks else at_most(finding, Severity.IDEA if kind == _ONLY_AN_IDEA else Severity.CHECK)


def _numbers(*kinds: tuple[Record, ...]) -> set[object]:
    return {getattr(record, "number", None) for records in kinds for record in records}


def _is_about(child: Child, names: tuple[str, ...]) -> bool:
    # A row that names no child is about all the children on the plan.
    return not names or child.name in names


def _is_there(row: Restriction, case: Case) -> bool:
    which = _plain(str(row.which))
    rows: Mapping[str, set[str]] = {
        **{kind: {str(number) for number in _numbers(getattr(case, kind))} for kind in _NUMBERED},
        "views": {_plain(str(view.person)) for view in case.views},
        "timeline": {_plain(str(week.weeks)) for week in case.timeline},
        "meetings": {spelling for meeting in case.meetings for spelling in _spellings(meeting)},
    }
    known = rows.get(str(row.sheet))
    if known is None:
        return True
    parts = [part.strip() for part in re.split(r"[;,\n]", which) if part.strip()]
    return all(re.sub(r"^(no\.?|number|#|weeks?)\s*", "", part) in known for part in parts)


def _spellings(meeting: Meeting) -> tuple[str, ...]:
    day = meeting.date
    if not isinstance(day, date):
        return ()
    month = _MONTHS[day.month - 1]
    named = (f"{day.day} {month} {day.year}", f"{day.day} {month[:3]} {day.year}")
    return (*named, f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%y}", day.isoformat())


def _plain(said: str) -> str:
    return " ".join(said.casefold().replace("–", "-").split())


_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
