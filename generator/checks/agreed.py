"""What nobody may be talked into: consent to early help, and to a safety plan."""

from collections.abc import Iterator

from generator.case import Case, Share
from generator.checks.reading import family, found, not_there, plan_of
from generator.council import Council
from generator.flow import Finding

_UNSETTLED = ("doubt", "assessed_lacks")


def early_help_is_agreed(case: Case, council: Council) -> Iterator[Finding | None]:
    """KIN-06: the family has agreed to early help, and nobody gets a copy whom they left out."""
    for consent in case.consent:
        if consent.given in ("no", "not_asked"):
            yield found(case, council, "KIN-06", consent, "given")
        for row in case.sharing:
            names = _names(row, case)
            left_out = bool(consent.may_share_with) and not names.intersection(consent.may_share_with)
            if _is_given(row, case) and (left_out or names.intersection(consent.may_not_share_with)):
                yield found(case, council, "KIN-06", row, "recipient")


def nobody_signs_before_it_is_settled(case: Case, council: Council) -> Iterator[Finding | None]:
    """KIN-09: nobody has signed a safety plan whose consent or capacity is in doubt."""
    signed = [row for row in case.signatures if row.status == "signed" and row.person in family(case)]
    for safety in case.safety:
        if safety.capacity in _UNSETTLED and signed:
            yield found(case, council, "KIN-09", safety, "capacity")
        if safety.consent_freely_given == "no" and signed:
            yield found(case, council, "KIN-09", safety, "consent_freely_given")


def refusal_is_decided_on(case: Case, council: Council) -> Iterator[Finding | None]:
    """KIN-10: where a safety plan is not agreed, a manager has said what happens instead."""
    for safety in case.safety:
        if safety.agreed == "not_agreed" and not isinstance(safety.manager_rationale, str):
            yield found(case, council, "KIN-10", safety, "manager_rationale")


def manager_signs_a_safety_plan(case: Case, council: Council) -> Iterator[Finding | None]:
    """SP-10: where the manager's signature stands is said as well."""
    plan = plan_of(case)
    managers = {plan.manager, *(person.name for person in case.people if "manager" in person.plan_role)}
    if plan.kind == "safety_plan" and not any(row.person in managers for row in case.signatures):
        yield not_there(case, council, "SP-10", "signatures")


def _names(row: Share, case: Case) -> set[str]:
    person = case.person(row.recipient)
    return {name for name in (row.recipient, person.agency if person else "") if isinstance(name, str)}


def _is_given(row: Share, case: Case) -> bool:
    """Say whether a copy goes to someone beyond the family and the lead agency."""
    person, lead = case.person(row.recipient), case.person(plan_of(case).lead_worker)
    if person is None or person.kind != "practitioner" or isinstance(row.not_shared_reason, str):
        return False
    return lead is None or person.agency != lead.agency
