"""Whom one reader may hear of in lists: not another's own services, nor where someone is who hides from the reader."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.case import Case, Meeting, Share
from generator.council import Rows
from generator.sharing import contact
from generator.sharing.names import same, within
from generator.sharing.services import is_anothers_service
from generator.sharing.standing import Standing


def may_hear_of_copy(row: Share, standing: Standing) -> bool:
    """Say whether this reader may be told that someone has a copy: themself, a parent, a service of theirs."""
    if same(row.recipient, standing.reader.name):
        return True
    person = standing.case.person(row.recipient) if isinstance(row.recipient, str) else None
    if person is None:
        return False
    if person.kind == "practitioner":
        return not is_anothers_service(person, standing)
    return person.kind in ("parent", "carer")


def without_strangers(case: Case, standing: Standing) -> Case:
    """Take out of lists of who comes those whom the reader may not meet there."""
    meetings = tuple(replace(row, who=tuple(_who_comes(row, case, standing))) for row in case.meetings)
    visits = tuple(replace(row, who=tuple(_not_in_hiding(row.who, standing))) for row in case.visits)
    return replace(case, meetings=meetings, visits=visits)


def _who_comes(row: Meeting, case: Case, standing: Standing) -> Iterator[str]:
    met = [person.name for person in case.people] + [child.name for child in case.children]
    for name in _not_in_hiding(row.who, standing):
        if _stays(name, met, standing):
            yield name


def _stays(name: str, met: Sequence[object], standing: Standing) -> bool:
    if within(name, met):
        return True
    if standing.scope("people") is Rows.OWN:
        # What is said instead of a hidden worker is nobody's name.
        return within(name, standing.hidden_people.values())
    person = standing.case.person(name)
    return person is None or not is_anothers_service(person, standing)


def _not_in_hiding(names: Sequence[str], standing: Standing) -> Iterator[str]:
    """Yield all but those who hide from the reader: a day and a place would say where to wait for them."""
    for name in names:
        person = standing.case.person(name)
        if person is None or same(name, standing.reader.name) or not contact.is_in_hiding(person, standing):
            yield name
