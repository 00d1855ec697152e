"""Rows of the Sharing and Child version sheets that would make no copy without saying so, or two of them."""

from collections.abc import Iterator

from generator.case import Case, Child, ChildVersion, Missing, Person, Record, Share, is_gap
from generator.council import Audience, Council
from generator.flow import Finding
from generator.sharing.names import fold, same, within
from generator.sharing.readers import LEAD_AUDIENCE, fits, is_of_one_adult, known_children, lead_reader, lead_worker

_NOBODY, _DOES_NOT_FIT, _TWICE, _NO_CHILD, _NO_PAPER, _NO_CLIENT = (
    "SHARE-01", "SHARE-02", "SHARE-03", "SHARE-04", "SHARE-05", "SHARE-06"
)  # fmt: skip


def rows_that_reach_nobody(case: Case, council: Council) -> Iterator[Finding | None]:
    """Yield a finding for each row from which no reader can be made, and for each that says a thing twice."""
    for row in case.sharing:
        yield from _of_share(row, case, council)
    for record, field in (*_second_rows(case), *_second_papers(case)):
        yield _found(_TWICE, record, field, council)
    for version in case.child_versions:
        if version.wanted is True and not isinstance(version.child, Missing) and not _is_on_the_plan(version, case):
            yield _found(_NO_PAPER, version, "child", council)


def _of_share(row: Share, case: Case, council: Council) -> Iterator[Finding | None]:
    if isinstance(row.not_shared_reason, str):
        return
    person = next((one for one in case.people if same(one.name, row.recipient)), None)
    if person is None:
        yield from _of_nobody(row, case, council)
    elif not isinstance(row.audience, Missing) and not _is_due_a_copy(row, person, case, council):
        yield _found(_DOES_NOT_FIT, row, "audience", council)
    elif (audience := council.audiences.get(str(row.audience))) and not _is_lead(row, person, case):
        if not known_children(row, person, audience, case):
            yield _found(_NO_CHILD, row, "children", council)
        if is_of_one_adult(audience) and not _has_a_client(person, case):
            yield _found(_NO_CLIENT, row, "recipient", council)


def _of_nobody(row: Share, case: Case, council: Council) -> Iterator[Finding | None]:
    if any(same(child.name, row.recipient) for child in case.children):
        yield _found(_DOES_NOT_FIT, row, "recipient", council)
    elif not isinstance(row.recipient, Missing):
        # A blank, or a name that nobody knows, was found when the answers were read.
        yield _found(_NOBODY, row, "recipient", council)


def _is_due_a_copy(row: Share, person: Person, case: Case, council: Council) -> bool:
    audience: Audience | None = council.audiences.get(str(row.audience))
    if audience is None:
        return False
    return _is_lead(row, person, case) or fits(person, audience, lead_reader(case, council))


def _is_lead(row: Share, person: Person, case: Case) -> bool:
    lead = lead_worker(case)
    return row.audience == LEAD_AUDIENCE and lead is not None and same(person.name, lead.name)


def _has_a_client(person: Person, case: Case) -> bool:
    adults = [one.name for one in case.people if one.kind != "practitioner"]
    return any(within(name, adults) for name in person.works_with)


def _second_rows(case: Case) -> Iterator[tuple[Record, str]]:
    seen: set[str] = set()
    for row in case.sharing:
        name = fold(row.recipient)
        if name and name in seen:
            yield row, "recipient"
        seen.add(name)


def _second_papers(case: Case) -> Iterator[tuple[Record, str]]:
    seen: set[str] = set()
    for row in case.child_versions:
        name = fold(row.child)
        if name and name in seen:
            yield row, "child"
        seen.add(name)


def _is_on_the_plan(version: ChildVersion, case: Case) -> bool:
    found: Child | None = next((child for child in case.children if same(child.name, version.child)), None)
    return found is not None and is_gap(found.own_plan_reason)


def _found(rule: str, record: Record, field: str, council: Council) -> Finding | None:
    return council.finding(rule, f"{record.path}/{field}", record.where(field))
