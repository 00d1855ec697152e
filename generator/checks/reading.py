"""What the rules read off a case, and how they say where: shared by every rule family."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.case import Action, Case, Child, Day, Person, Plan, Record, Where
from generator.council import Council, Field, Holds, KindSchema
from generator.flow import Finding, Severity

CLOSED = frozenset({"done", "not_needed", "cannot_be_done"})
"""What an action's status says when nothing is left to do."""

_TEXTS = (Holds.LINE, Holds.PARA, Holds.WORDS, Holds.LINES)
_FAMILY = ("parent", "carer", "network", "other_adult")
_WEIGHT = (Severity.IDEA, Severity.CHECK, Severity.MUST_FIX)


@dataclass(frozen=True, slots=True)
class Passage:
    """One answer in words."""

    record: Record
    field: Field
    text: str


def plan_of(case: Case) -> Plan:
    """Return the plan of this workbook."""
    return case.plans[0]


def schema_of(case: Case, council: Council) -> KindSchema:
    """Return what the case's kind of plan asks for."""
    return council.kinds[plan_of(case).kind]


def as_at(case: Case) -> date:
    """Return the day the case is judged for; building it always sets one."""
    assert isinstance(case.as_at, date)  # noqa: S101
    return case.as_at


def children_on_plan(case: Case) -> tuple[Child, ...]:
    """Return the children the plan is for: those in the home without a reason for having none."""
    return tuple(child for child in case.children if not isinstance(child.own_plan_reason, str))


def responsible(case: Case) -> tuple[Person, ...]:
    """Return the adults with parental responsibility for a child on the plan."""
    names = {child.name for child in children_on_plan(case)}
    return tuple(person for person in case.people if names.intersection(person.parental_responsibility))


def family(case: Case) -> frozenset[str]:
    """Return the names of everyone here who is not a worker."""
    adults = [person.name for person in case.people if person.kind in _FAMILY]
    names = [*adults, *(child.name for child in case.children)]
    return frozenset(name for name in names if isinstance(name, str))


def is_open(action: Action) -> bool:
    """Say whether something is left to do; a blank status means not started."""
    return action.status not in CLOSED


def start_of(action: Action, plan: Plan) -> Day:
    """Return the day an action starts: its own, else the plan's."""
    return action.start_date if isinstance(action.start_date, date) else plan.start_date


def answer(record: Record, name: str) -> object:
    """Return the answer to a question, also to one that a council added."""
    return dict(record.extras)[name] if name in dict(record.extras) else getattr(record, name, None)


def passages(case: Case, council: Council) -> Iterator[Passage]:
    """Yield every answer in words, in the order of the sheets."""
    for kind in schema_of(case, council).records:
        questions = [field for field in kind.fields if field.holds in _TEXTS]
        for record in (case,) if kind.name == "case" else getattr(case, kind.name):
            for field in questions:
                said = answer(record, field.name)
                for text in said if isinstance(said, tuple) else (said,):
                    if isinstance(text, str):
                        yield Passage(record, field, text)


def found(case: Case, council: Council, rule: str, record: Record, field: str = "", **slots: object) -> Finding | None:
    """Word a finding about a record, or about one of its fields."""
    path = f"{record.path}/{field}" if field else record.path
    question = schema_of(case, council).find(path)
    where = record.where(field)
    said: dict[str, Any] = {
        "label": question.label if question else "",
        "sheet": where.sheet if where else "",
        "number": getattr(record, "number", ""),
        **slots,
    }
    return council.finding(rule, path, where, **said)


def not_there(case: Case, council: Council, rule: str, kind: str, **slots: object) -> Finding | None:
    """Word a finding about a row that nobody has written yet."""
    sheet = schema_of(case, council).record(kind).sheet
    said: dict[str, Any] = {"label": "", "sheet": sheet, "number": "", **slots}
    return council.finding(rule, kind, Where(sheet), **said)


def at_most(finding: Finding | None, severity: Severity) -> Finding | None:
    """Return the finding, mattering no more than `severity`."""
    if finding is None or _WEIGHT.index(finding.severity) <= _WEIGHT.index(severity):
        return finding
    return replace(finding, severity=severity)


def printed(case: Case, council: Council, path: str, value: str) -> str:
    """Return the printed words of a choice, such as "Core group" for `core_group`."""
    question = schema_of(case, council).find(path)
    return dict(question.choices).get(value, value) if question else value
