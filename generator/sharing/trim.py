"""Take out of a row every field that one reader may not see, and every name that they may not meet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, replace
from functools import cache
from typing import TypeVar

from generator.case import (
    ABSENT,
    RECORDS,
    Case,
    Child,
    Outcome,
    Person,
    Record,
    Share,
    Signature,
    Value,
    is_gap,
)  # fmt: skip
from generator.council import Rows
from generator.sharing import contact
from generator.sharing.names import same, within
from generator.sharing.restricted import WHO_FIELDS, hidden_days
from generator.sharing.rows import SHARED_FIELDS, Choice, Much
from generator.sharing.services import is_anothers_service
from generator.sharing.standing import KIND_OF, Standing, says_names

R = TypeVar("R", bound=Record)

_TASKS = frozenset({"action", "contingency", "timeline", "meeting", "visit"})
_WHO_IT_IS = frozenset({"name", "known_as", "kind", "agency", "job_title", "plan_role"})
_LIFE_AT_HOME: Mapping[type[Record], frozenset[str]] = {
    Child: frozenset({"lived_experience"}),
    Person: frozenset({"language", "needs", "network_limits"}),
}
"""Fields that tell how somebody lives now; an interpreter who comes each time is a way to find a person."""
_GOAL = frozenset({"statement", "target_date", "status"})
"""What is to change and by when, of an outcome."""
_SAYS_NOTHING = frozenset(
    {"number", "children", "child", "outcomes", "worries", "actions", "person", "gathered_by", "gathered_on", "method"}
)
"""Fields that only point at other rows or tell how a view was asked for."""
_NEVER_EMPTY = frozenset(
    {"case", "plans", "children", "people", "sharing", "signatures", "restrictions", "child_versions"}
)


def trimmed(record: R, standing: Standing, choice: Choice) -> R:
    """Return the row with only what this reader may see in it."""
    much, own = choice.much[record.path], record.path in choice.own
    changes: dict[str, object] = {}
    for field in _answers(KIND_OF[type(record)]):
        value = getattr(record, field.name)
        if value != (told := _told(record, field, value, standing, much=much, own=own)):
            changes[field.name] = told
    # A withheld one keeps its name: a template that prints it prints nothing, and does not stop the build.
    extras = tuple(
        (name, _named(value, standing) if _may_see(record, name, standing, much=much, own=own) else ABSENT)
        for name, value in record.extras
    )
    return replace(record, extras=extras, origins=_origins(record, changes, extras), **changes)  # type: ignore[arg-type]


def says_something(record: Record, kind: str) -> bool:
    """Say whether anything is left to tell in a row that was trimmed."""
    if kind in _NEVER_EMPTY:
        return True
    values = [
        getattr(record, field.name) for field in _answers(KIND_OF[type(record)]) if field.name not in _SAYS_NOTHING
    ]
    values += [value for _, value in record.extras]
    return any(not is_gap(value) and value != () for value in values)


def only_shared(record: R) -> R:
    """Return the row with no more than its number, its children and the words everyone may see."""
    cleared = {
        field.name: _empty(field) for field in _answers(KIND_OF[type(record)]) if field.name not in SHARED_FIELDS
    }  # fmt: skip
    extras = tuple((name, ABSENT) for name, _ in record.extras)
    return replace(record, extras=extras, **cleared)  # type: ignore[arg-type]


def _told(record: Record, field: Field[object], value: object, standing: Standing, *, much: Much, own: bool) -> object:
    if not _may_see(record, field.name, standing, much=much, own=own):
        return _empty(field)
    if isinstance(record, Share) and field.name == "recipient" and not own:
        return _named(_agency_or_name(value, standing), standing)
    return _named(value, standing)  # type: ignore[arg-type]


def _agency_or_name(recipient: object, standing: Standing) -> Value:
    """Return the agency of a worker who has a copy: others need not know who there reads it."""
    if standing.audience.sees_all:
        return recipient  # type: ignore[return-value]
    return standing.agency_of(recipient) or recipient  # type: ignore[return-value]


def _may_see(record: Record, name: str, standing: Standing, *, much: Much, own: bool) -> bool:
    if much is Much.SHARED and name not in SHARED_FIELDS:
        return False
    if isinstance(record, (Child, Person)) and name in contact.FIELDS:
        return contact.may_have(record, name, standing)
    if standing.audience.sees_all:
        return True
    if isinstance(record, Person) and name in _WHO_IT_IS and contact.is_plan_contact(record, standing):
        return True
    if _is_of_another_home(record, name, standing) or _is_anothers_business(record, name, standing, own=own):
        return False
    if name in _GOAL and isinstance(record, Outcome) and standing.audience.may_see("outcome_goal"):
        return True
    return _has_class(standing.sharing(record, name), standing, own=own)


def _is_of_another_home(record: Record, name: str, standing: Standing) -> bool:
    """Say whether the field tells of life in a home that is hidden from this very reader."""
    if not isinstance(record, (Child, Person)) or name not in _LIFE_AT_HOME[type(record)]:
        return False
    return not same(record.name, standing.reader.name) and contact.is_in_hiding(record, standing)


def _is_anothers_business(record: Record, name: str, standing: Standing, *, own: bool) -> bool:
    """Say whether the field tells what another does or says, in a row that the reader is given for other reasons."""
    if isinstance(record, Person):
        # Who only meets people in their own rows needs to know who they are, not what else they do.
        return name == "responsibility" and not own and standing.scope("people") is Rows.OWN
    if isinstance(record, Signature) and name in ("date", "reason") and not own:
        is_childs = within(record.person, standing.reader.children)
        return (standing.is_family and not is_childs) or _on_a_hidden_day(record, standing)
    return False


def _on_a_hidden_day(signature: Signature, standing: Standing) -> bool:
    """Say whether it was signed on the day of a meeting that is kept from the reader, and so gives the day away."""
    return not is_gap(signature.date) and signature.date in hidden_days(standing)


def _has_class(sharing: str, standing: Standing, *, own: bool) -> bool:
    if sharing == "unannounced" or (sharing == "shared_words" and standing.is_unaware):
        return False
    if sharing == "own_reason" and not own:
        return False
    audience = standing.audience
    if own and sharing in _TASKS and audience.may_see("own_tasks"):
        return True
    if own and sharing == "worry" and audience.may_see("own_worries"):
        return True
    return audience.may_see(sharing)


def _named(value: Value, standing: Standing) -> Value:
    """Return the value without hidden workers, hidden agencies and children the reader may not know about."""
    if isinstance(value, str):
        if any(same(value, child.name) for child in standing.unknown_children):
            return ABSENT
        instead = standing.instead(value)
        return value if instead is None else instead or ABSENT
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(_each(value, standing)))  # type: ignore[return-value]
    return value


def _each(values: Iterable[str | int], standing: Standing) -> Iterator[str | int]:
    for value in values:
        told = _named(value, standing)
        if not is_gap(told):
            yield told  # type: ignore[misc]


def relevant_people(case: Case, standing: Standing) -> tuple[Person, ...]:
    """Return the adults whom the reader meets in the rows of a case that was trimmed."""
    people = tuple(person for person in standing.case.people if standing.instead(person.name) is None)
    if standing.scope("people") is Rows.NONE:
        return ()
    if standing.audience.sees_all:
        return people
    if standing.is_child:
        leads = [plan.lead_worker for plan in case.plans]
        return tuple(p for p in people if isinstance(p.known_as, str) or within(p.name, leads))
    met = tuple(_met(case, standing))
    return tuple(person for person in people if within(person.name, met) or _is_family_of_theirs(person, standing))


def _met(case: Case, standing: Standing) -> Iterator[object]:
    yield standing.reader.name
    for plan in case.plans:
        yield from (plan.lead_worker, plan.manager, plan.chair, plan.reviewing_officer)
    for action in case.actions:
        yield from (*action.who, *action.helped_by)
    for names in (row.who for rows in (case.contingency, case.timeline, case.visits) for row in rows):
        yield from names
    for row in (*case.safety_rules, *case.keeping_safe):
        yield from says_names(row, WHO_FIELDS)
    if standing.scope("people") is not Rows.OWN:
        # Who comes to the same meeting as everyone is met there, but not for what they do with another adult.
        others = [person.name for person in standing.case.people if is_anothers_service(person, standing)]
        for meeting in case.meetings:
            yield from (name for name in meeting.who if not within(name, others))
        yield from (view.person for view in case.views)


def _is_family_of_theirs(person: Person, standing: Standing) -> bool:
    """Say whether this is the adult a service works with or, for who may know the family, a parent or carer."""
    if standing.person is not None and within(person.name, standing.person.works_with):
        return True
    if standing.scope("people") is Rows.OWN or person.kind not in ("parent", "carer"):
        return False
    children = (*person.parental_responsibility, *person.lives_with)
    return any(standing.knows_child(name) for name in children)


@cache
def _answers(kind: str) -> tuple[Field[object], ...]:
    """Return the fields that hold answers: not the row's place, nor the rows that a case holds."""
    others = {"path", "origins", "extras"} | (set(RECORDS) if kind == "case" else set())
    return tuple(field for field in fields(RECORDS[kind]) if field.name not in others)


def _empty(field: Field[object]) -> object:
    return "" if field.default is MISSING else field.default


def _origins(
    record: Record, changes: dict[str, object], extras: tuple[tuple[str, Value], ...]
) -> tuple[tuple[str, object], ...]:
    left = {name for name, _ in extras}
    gone = {name for name, _ in record.extras if name not in left}
    gone |= {name for name, value in changes.items() if is_gap(value) or value in ((), "")}
    return tuple((name, where) for name, where in record.origins if name not in gone)
