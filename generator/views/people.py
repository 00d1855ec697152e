"""The rows about people: children, family, workers, signatures, and who has a copy."""

from dataclasses import dataclass
from datetime import date

from generator.case import Child, Person, Share, Signature
from generator.flow import Extras, Portion
from generator.views.cover import as_at
from generator.views.words import Words, age, words_of, written


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildRow:
    """A child on the plan."""

    name: str
    known_as: str
    date_of_birth: str
    due_date: str
    age: str
    own_plan_reason: str
    """Why this child of the home has no plan; empty for a child on the plan."""
    lives_with: str
    address: str
    legal_status: str
    school: str
    language: str
    culture_and_religion: str
    disability_and_health: str
    communication: str
    day_now: str
    """A day in this child's life as it is now."""
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """An adult of the family or network, or a worker."""

    name: str
    relationship: str
    """For family and network: who they are to the children. For a worker: job and agency."""
    part: str
    """A worker's part in the plan, such as lead worker."""
    responsibility: str
    parental_responsibility: str
    lives_with: str
    phone: str
    email: str
    address: str
    language: str
    needs: str
    limits: str
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRow:
    """Where one signature stands."""

    person: str
    status: str
    date: str
    reason: str
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """Who has a copy, or why they have none."""

    recipient: str
    audience: str
    documents: str
    why: str
    how: str
    shared_on: str
    not_shared_reason: str
    extras: Extras


def children(portion: Portion) -> tuple[ChildRow, ...]:
    """Return the children this reader may know about."""
    words, on = words_of(portion), as_at(portion.case)
    rows = (_child(row, words, on) for row in portion.case.children)
    return tuple(row for row in rows if row.name)


def _child(row: Child, words: Words, on: date) -> ChildRow:
    return ChildRow(
        name=words.text(row.name),
        known_as=words.text(row.known_as),
        date_of_birth=words.text(row.date_of_birth) if not written(row.due_date) else "",
        due_date=words.text(row.due_date),
        age=age(row.date_of_birth, on),
        own_plan_reason=words.text(row.own_plan_reason),
        lives_with=words.text(row.lives_with),
        address=words.text(row.address),
        legal_status=words.choice("children", "legal_status", row.legal_status),
        school=words.text(row.school),
        language=words.text(row.language),
        culture_and_religion=words.text(row.culture_and_religion),
        disability_and_health=words.text(row.disability_and_health),
        communication=words.text(row.communication),
        day_now=words.text(row.lived_experience),
        extras=words.extras(row),
    )


def workers(portion: Portion, *, core_group: bool) -> tuple[PersonRow, ...]:
    """Return the workers in the core group, or the other workers."""
    words = words_of(portion)
    people = (row for row in portion.case.people if row.kind == "practitioner")
    rows = (_person(row, words) for row in people if ("core_group" in row.plan_role) is core_group)
    return tuple(row for row in rows if row.name)


def family(portion: Portion) -> tuple[PersonRow, ...]:
    """Return the adults of the family and those who help them."""
    words = words_of(portion)
    rows = (_person(row, words) for row in portion.case.people if row.kind != "practitioner")
    return tuple(row for row in rows if row.name)


def _person(row: Person, words: Words) -> PersonRow:
    job = ", ".join(part for part in (words.text(row.job_title), words.text(row.agency)) if part)
    return PersonRow(
        name=words.text(row.name),
        relationship=job if row.kind == "practitioner" else _relationship(row, words),
        part=words.choice("people", "plan_role", row.plan_role),
        responsibility=words.text(row.responsibility),
        parental_responsibility=words.text(row.parental_responsibility),
        lives_with=words.text(row.lives_with),
        phone=words.text(row.phone),
        email=words.text(row.email),
        address=words.text(row.address),
        language=words.text(row.language),
        needs=words.text(row.needs),
        limits=words.text(row.network_limits),
        extras=words.extras(row),
    )


def _relationship(row: Person, words: Words) -> str:
    return words.text(row.relationship) or words.choice("people", "kind", row.kind)


def signatures(portion: Portion) -> tuple[SignatureRow, ...]:
    """Return where each signature stands."""
    words = words_of(portion)
    rows = (_signature(row, words) for row in portion.case.signatures)
    return tuple(row for row in rows if row.person)


def _signature(row: Signature, words: Words) -> SignatureRow:
    return SignatureRow(
        person=words.text(row.person),
        status=words.choice("signatures", "status", row.status),
        date=words.text(row.date),
        reason=words.text(row.reason),
        extras=words.extras(row),
    )


def copies(portion: Portion, *, given: bool) -> tuple[CopyRow, ...]:
    """Return who has a copy, or who has none and why."""
    words = words_of(portion)
    rows = (_copy(row, words) for row in portion.case.sharing if written(row.not_shared_reason) is not given)
    return tuple(row for row in rows if row.recipient)


def _copy(row: Share, words: Words) -> CopyRow:
    return CopyRow(
        recipient=words.text(row.recipient),
        audience=words.choice("sharing", "audience", row.audience),
        documents=words.choice("sharing", "documents", row.documents),
        why=words.text(row.why_needed),
        how=words.choice("sharing", "how", row.how),
        shared_on=words.text(row.shared_on),
        not_shared_reason=words.text(row.not_shared_reason),
        extras=words.extras(row),
    )
