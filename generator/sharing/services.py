"""Which workers are one adult's or one child's own service, and so no business of the other readers."""

from generator.case import Person
from generator.sharing.names import same, within
from generator.sharing.readers import lead_worker
from generator.sharing.standing import Standing

_EVERY_SERVICE = "services"
"""The sharing class of those who may know which services work with each adult: a chair, a court."""


def is_anothers_service(person: Person, standing: Standing) -> bool:
    """Say whether this worker works only with people whose business is not this reader's.

    A father's programme is no business of the school, nor the school of one child that of another's father.
    A worker of whom it is not said whom they work with is taken to work with the children.
    """
    if person.kind != "practitioner" or not person.works_with or standing.is_child:
        return False
    if standing.audience.may_see(_EVERY_SERVICE) or _is_of_the_plan(person, standing):
        return False
    known = (standing.reader.name, *standing.reader.children, *standing.clients)
    return not any(within(name, known) for name in person.works_with)


def _is_of_the_plan(person: Person, standing: Standing) -> bool:
    """Say whether this is the reader, a colleague, or one of those who lead, manage and chair the plan."""
    if same(person.name, standing.reader.name) or same(person.agency, standing.reader.agency):
        return True
    lead = lead_worker(standing.case)
    if lead is not None and same(person.agency, lead.agency):
        return True
    return any(within(person.name, (plan.lead_worker, plan.manager, plan.chair)) for plan in standing.case.plans)
