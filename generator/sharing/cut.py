"""Cut a case for one reader: rows first, then fields, then the people they may know of."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.case import ABSENT, RECORDS, Case, Names, Numbers, Record, is_gap
from generator.council import Council, KindSchema
from generator.flow import Portion, Reader, Withheld
from generator.needle import Needles
from generator.sharing.company import without_strangers
from generator.sharing.names import within
from generator.sharing.numbering import without_gaps
from generator.sharing.readers import plan_kind
from generator.sharing.restricted import restrictions
from generator.sharing.rows import Choice, chosen
from generator.sharing.standing import Standing, stand
from generator.sharing.strings import strings
from generator.sharing.trim import only_shared, relevant_people, says_something, trimmed
from generator.sharing.withheld import name_needles, withheld

R = TypeVar("R", bound=Record)


def cut(case: Case, reader: Reader, council: Council) -> tuple[Portion, Withheld]:
    """Return what the reader may know, and what must not reach them.

    What a reader may not see is not in the portion at all; the lead agency's file copy is the whole case.
    """
    standing = stand(case, reader, council)
    wording = _wording(plan_kind(case, council), council)
    if standing.is_lead:
        return Portion(reader, case, wording), Withheld()
    choice = chosen(standing)
    portion = Portion(
        reader,
        _cut_case(standing, choice),
        wording,
        note_gaps=any(row.show_gap == "say_private" for row in restrictions(standing)),
    )
    kept_back = withheld(standing, portion, choice)
    return replace(portion, case=_with_an_open_aim(portion.case, kept_back)), kept_back


def _with_an_open_aim(case: Case, kept_back: Withheld) -> Case:
    """Leave out a full aim that tells what is kept from the reader, where there is one in words for everyone.

    The full aim names every child and may name one parent's health; the other was written for this (domain 0.5).
    """
    needles = Needles(needle for secret in kept_back.secrets if secret.restricted for needle in secret.needles)
    plans = (
        replace(plan, aim_full=ABSENT)
        if isinstance(plan.aim_full, str) and isinstance(plan.aim_shared, str) and needles.search(plan.aim_full)
        else plan
        for plan in case.plans
    )
    return replace(case, plans=tuple(plans))


def _cut_case(standing: Standing, choice: Choice) -> Case:
    case = standing.case
    if case.path not in choice.much:
        return Case(path=case.path)
    rows = {kind: _rows(kind, standing, choice) for kind in RECORDS if kind not in ("case", "people")}
    told = replace(trimmed(case, standing, choice), people=(), **rows)  # type: ignore[arg-type]
    met = (person for person in relevant_people(told, standing) if person.path in choice.much)
    told = replace(told, people=tuple(trimmed(person, standing, choice) for person in met))
    return without_gaps(_without_dead_links(without_strangers(told, standing)), standing)


def _rows(kind: str, standing: Standing, choice: Choice) -> tuple[Record, ...]:
    unknown = Needles(name_needles(standing.unknown_children, standing))
    rows = (row for row in getattr(standing.case, kind) if row.path in choice.much)
    told = (_without_unknown_children(row, trimmed(row, standing, choice), standing, unknown) for row in rows)
    return tuple(row for row in told if row is not None and says_something(row, kind))


def _without_unknown_children(row: R, told: R, standing: Standing, unknown: Needles) -> R | None:
    """Return a row that is also about a child the reader may not know, with as much as does not name that child."""
    if not hasattr(row, "children") or not _is_about(row.children, standing):
        return told
    for version in (told, only_shared(told)):
        if not any(unknown.search(text) for _, text in strings(version)):
            return version
    return None


def _is_about(children: Names, standing: Standing) -> bool:
    """Say whether a row is about a child this reader may not know; none named means all on the plan."""
    if children:
        return any(within(child.name, children) for child in standing.unknown_children)
    return any(is_gap(child.own_plan_reason) for child in standing.unknown_children)


def _without_dead_links(case: Case) -> Case:
    """Take out numbers of rows that are not in the reader's copy."""
    answered = {row.number for row in case.worries} | {row.number for row in case.needs}
    reached = {row.number for row in case.outcomes}
    outcomes = tuple(
        replace(row, worries=_only(row.worries, answered), part_of=_only(row.part_of, reached)) for row in case.outcomes
    )
    actions = tuple(replace(row, outcomes=_only(row.outcomes, reached)) for row in case.actions)
    done = {row.number for row in actions}
    weeks = tuple(
        replace(row, actions=_only(row.actions, done), outcomes=_only(row.outcomes, reached)) for row in case.timeline
    )
    return replace(case, outcomes=outcomes, actions=actions, timeline=weeks)


def _only(numbers: Numbers, there: Container[object]) -> Numbers:
    return tuple(number for number in numbers if number in there)


def _wording(kind: KindSchema, council: Council) -> Mapping[str, str]:
    """Return the council's printed words, the kind of plan's, and those of every question and choice."""
    choices = {
        f"choice/{record.name}/{field.name}/{value}": label
        for record in kind.records
        for field in record.fields
        for value, label in field.choices
    }
    labels = {
        f"label/{record.name}/{field.name}": field.printed or field.label
        for record in kind.records
        for field in record.fields
    }
    titles = {f"title/{record.name}": record.title for record in kind.records if record.title}
    return {**choices, **labels, **titles, **council.wording, "kind": kind.printed_name}
