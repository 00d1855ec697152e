"""Fill the rows of a timeline that are stock tasks: their words, and the blanks in them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from generator.case import Case, Missing, Text, Week
from generator.checks.reading import children_on_plan, plan_of, schema_of
from generator.council import Council

_BLANK = re.compile(r"\{(\w+)\}")
_MEETINGS: Mapping[str, str] = {
    "child_protection": "core group",
    "child_in_need": "child in need review",
    "early_help": "team around the family",
    "looked_after": "looked after review",
    "wellbeing_plan": "network meeting",
}
"""The meeting at which each kind of plan is looked at again, as it stands within a sentence."""


def filled(case: Case, council: Council) -> Case:
    """Return the case with the stock tasks of its timeline in words; a blank that stays open stands in braces."""
    if not any(week.stock_task in council.stock_tasks for week in case.timeline):
        return case
    known = _known(case, council)
    return replace(case, timeline=tuple(_filled(week, known, council) for week in case.timeline))


def _filled(week: Week, known: Mapping[str, str], council: Council) -> Week:
    stock = council.stock_tasks.get(str(week.stock_task))
    if stock is None:
        return week
    words = {**known, **_given(week)}
    return replace(
        week,
        task=_or(week.task, stock.task, words),
        why=_or(week.why, stock.why, words),
        meetings=_or(week.meetings, stock.meetings, words),
    )


def _or(said: Text, stock: str, words: Mapping[str, str]) -> Text:
    """Return what was written in the row, or else the stock words."""
    if not isinstance(said, Missing) or not stock:
        return said
    text = _BLANK.sub(lambda blank: words.get(blank[1], blank[0]), stock)
    return text[:1].upper() + text[1:]


def _given(week: Week) -> Mapping[str, str]:
    parts = (fill.partition(":") for fill in week.fills)
    return {name.strip().casefold().replace(" ", "_"): words.strip() for name, mark, words in parts if mark}


def _known(case: Case, council: Council) -> Mapping[str, str]:
    """Return the blanks that the rest of the workbook answers; what it does not answer stays open."""
    plan = plan_of(case)
    parents = [str(person.name) for person in case.people if person.kind == "parent"]
    children = [str(child.known_as) for child in children_on_plan(case) if isinstance(child.known_as, str)]
    name = schema_of(case, council).printed_name
    words = {
        "parents": _listed(parents),
        "practitioner": plan.lead_worker if isinstance(plan.lead_worker, str) else "",
        "children": _listed(children),
        "safe_or_well": "safe" if case.worries else "well",
        "meeting_type": _MEETINGS.get(plan.kind, ""),
        "plan_kind": name[:1].lower() + name[1:],
        "plan_name": name[:1].lower() + name[1:],
    }
    return {blank: said for blank, said in words.items() if said}


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
