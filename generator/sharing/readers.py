"""Who gets a copy: the lead agency, everyone the Sharing sheet names, and the children who have a paper."""

from collections import Counter
from collections.abc import Iterator

from generator.case import Case, Child, ChildVersion, Consent, Names, Person, Share
from generator.council import Audience, Council, KindSchema
from generator.flow import Reader
from generator.sharing.names import fold, same, within

LEAD = "lead"
LEAD_AUDIENCE = "lead_full"
CHILD_AUDIENCE = "child"

_FAMILY = ("parent_pr", "parent_no_pr", "carer_placement", "network_member")
"""Audiences that a family member may be; every other is a worker's."""
_PARENTS = ("parent_pr", "parent_no_pr")
_OF_ONE_ADULT = ("health_adult", "substance_service", "probation_yjs", "perpetrator_service", "domestic_abuse_service")
"""Services of one adult of the family, whose copy is made from what concerns that adult."""


def readers(case: Case, council: Council) -> tuple[Reader, ...]:
    """Return everyone who is due a document, the lead agency first.

    A Sharing row makes no reader when it says why not, names nobody of this case, or names an audience
    that is not described or does not fit the person: what is not understood is withheld.
    """
    lead = lead_reader(case, council)
    return (lead, *_from_sharing(case, lead, council), *_from_child_versions(case, council))


def lead_worker(case: Case) -> Person | None:
    """Return the lead worker of the plan, or None while nobody is."""
    return next((found for plan in case.plans if (found := case.person(plan.lead_worker)) is not None), None)


def plan_kind(case: Case, council: Council) -> KindSchema:
    """Return the schema of the case's plan; any will do for a case without a readable kind of plan."""
    kinds = [council.kinds[plan.kind] for plan in case.plans if plan.kind in council.kinds]
    return kinds[0] if kinds else next(iter(council.kinds.values()))


def lead_reader(case: Case, council: Council) -> Reader:
    """Return the reader of the lead agency's file copy."""
    worker = lead_worker(case)
    audience = council.audiences[LEAD_AUDIENCE]
    return Reader(
        key=LEAD,
        name=str(worker.name) if worker else "lead agency",
        audience=LEAD_AUDIENCE,
        label=audience.label,
        agency=_agency(worker),
        children=_all_children(case),
        documents=tuple(name for name in audience.documents if name != "timeline" or _has_weeks(case, council)),
        why=next((_text(row.why_needed) for row in case.sharing if worker and _is_lead(row, worker)), ""),
    )


def _has_weeks(case: Case, council: Council) -> bool:
    """Say whether there is a timeline to print: where its sheet is left out or optional, only when it is filled."""
    kind = plan_kind(case, council)
    sheets = {record.sheet for record in kind.records if record.name == "timeline"}
    return bool(case.timeline) or any(sheet.name in sheets and not sheet.optional for sheet in kind.sheets)


def _from_sharing(case: Case, lead: Reader, council: Council) -> Iterator[Reader]:
    refused = {fold(row.recipient) for row in case.sharing if isinstance(row.not_shared_reason, str)}
    numbers: Counter[str] = Counter()
    for row in case.sharing:
        person = case.person(row.recipient) if isinstance(row.recipient, str) else None
        audience = council.audiences.get(str(row.audience))
        if person is None or audience is None or fold(person.name) in refused or _is_refused(person, case, lead):
            continue
        if (same(person.name, lead.name) and row.audience == LEAD_AUDIENCE) or not fits(person, audience, lead):
            continue
        numbers[audience.slug] += 1
        yield _reader(row, person, audience, f"{audience.slug}-{numbers[audience.slug]}", case)


def _is_refused(person: Person, case: Case, lead: Reader) -> bool:
    """Say whether the family does not agree that this person or their agency sees the plan (KIN-06)."""
    outside = person.kind == "practitioner" and not same(person.agency, lead.agency)
    return any(
        _is_named(person, row.may_not_share_with) or (outside and _is_left_out(person, row)) for row in case.consent
    )


def _is_left_out(person: Person, consent: Consent) -> bool:
    allowed = consent.may_share_with
    return consent.given in ("no", "not_asked") or (bool(allowed) and not _is_named(person, allowed))


def _is_named(person: Person, names: Names) -> bool:
    return within(person.name, names) or within(person.agency, names)


def fits(person: Person, audience: Audience, lead: Reader) -> bool:
    """Say whether a person of this kind may be a reader of that kind."""
    # A slip of the drop-down must not hand a parent the file copy, or a worker's copy.
    if audience.key == CHILD_AUDIENCE:
        return False
    if audience.sees_all:
        return person.kind == "practitioner" and bool(lead.agency) and same(person.agency, lead.agency)
    return (person.kind == "practitioner") != (audience.key in _FAMILY) or audience.key == "carer_placement"


def is_of_one_adult(audience: Audience) -> bool:
    """Say whether readers of this kind work with one adult of the family."""
    return audience.key in _OF_ONE_ADULT


def _reader(row: Share, person: Person, audience: Audience, key: str, case: Case) -> Reader:
    return Reader(
        key=key,
        name=str(person.name),
        audience=audience.key,
        label=audience.label,
        agency=_agency(person),
        children=known_children(row, person, audience, case),
        documents=_documents(row, audience),
        why=_text(row.why_needed),
    )


def known_children(row: Share, person: Person, audience: Audience, case: Case) -> tuple[str, ...]:
    """Return the children of the case whom the reader of this row may know about."""
    everyone = _all_children(case)
    if row.children:
        return tuple(name for name in everyone if within(name, row.children))
    if audience.key in _PARENTS:
        own = (*person.parental_responsibility, *person.lives_with)
        return tuple(
            str(child.name)
            for child in case.children
            if within(child.name, own) or within(person.name, child.lives_with)
        )
    worked_with = tuple(name for name in everyone if within(name, person.works_with))
    return worked_with or everyone


def _documents(row: Share, audience: Audience) -> tuple[str, ...]:
    if not row.documents:
        # The timeline and the checklist of the file copy are made once, for the lead agency.
        return ("plan",) if audience.sees_all else audience.documents
    copy = "plan" if audience.sees_all else "copy"
    return tuple(copy if name == "copy" else name for name in ("copy", "timeline") if name in row.documents)


def _from_child_versions(case: Case, council: Council) -> Iterator[Reader]:
    audience = council.audiences.get(CHILD_AUDIENCE)
    wanted = (row for row in case.child_versions if row.wanted is True)
    found = ((row, child) for row in wanted if (child := case.child(row.child)) is not None)
    for number, (row, child) in enumerate(found, start=1):
        if audience is not None and isinstance(child.name, str):
            yield _child_reader(row, child, audience, f"{audience.slug}-{number}")


def _child_reader(row: ChildVersion, child: Child, audience: Audience, key: str) -> Reader:
    unsafe = row.safe_to_hold not in ("yes", "only_at_placement")
    papers = {"yes": ("child",), "only_at_placement": ("child", "contact_card")}
    return Reader(
        key=key,
        name=str(child.name),
        audience=audience.key,
        label=audience.label,
        children=(str(child.name),),
        documents=papers.get(str(row.safe_to_hold), ("contact_card",)),
        left_out=(("child", "CHLD-02"),) if unsafe else (),
    )


def _is_lead(row: Share, worker: Person) -> bool:
    return row.audience == LEAD_AUDIENCE and same(row.recipient, worker.name)


def _all_children(case: Case) -> tuple[str, ...]:
    return tuple(str(child.name) for child in case.children if isinstance(child.name, str))


def _agency(person: Person | None) -> str:
    return person.agency if person is not None and isinstance(person.agency, str) else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
