"""Which addresses, phone numbers and e-mail addresses of the case one reader may have."""

import re
from collections.abc import Iterator

from generator.case import Child, Person
from generator.sharing.names import same, within
from generator.sharing.services import is_anothers_service
from generator.sharing.standing import Standing, is_kept_from

FIELDS = ("address", "phone", "email")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def is_decided(holder: Child | Person, field: str, standing: Standing) -> bool:
    """Say whether somebody decided that this reader must not have the detail."""
    if standing.is_lead:
        return False
    if standing.instead(holder.name) is not None:
        return True
    linked = _linked(holder, standing) if field == "address" else (holder,)
    if any(is_kept_from(_hidden_from(one), standing.reader) for one in linked):
        return True
    if standing.audience.sees_all:
        return False
    if standing.is_child:
        # Whoever finds the paper reads it: nothing that is kept from anybody stands in it.
        return any(_is_confidential(one) or _hidden_from(one) for one in linked)
    return any(_is_confidential(one) for one in linked) and not _is_theirs(holder, field, standing)


def is_in_hiding(holder: Child | Person, standing: Standing) -> bool:
    """Say whether where this person lives is hidden from this very reader."""
    if isinstance(holder, Person) and holder.kind == "practitioner":
        return False
    return any(is_kept_from(_hidden_from(one), standing.reader) for one in _linked(holder, standing))


def may_have(holder: Child | Person, field: str, standing: Standing) -> bool:
    """Say whether this reader may have the detail at all."""
    if is_decided(holder, field, standing):
        return False
    if standing.audience.sees_all:
        return True
    if isinstance(holder, Child):
        return _may_see(standing, "child_address")
    if same(holder.name, standing.reader.name) or is_plan_contact(holder, standing):
        return field != "address" or _may_see(standing, "people_contact") or standing.is_family
    return _may_reach(holder, standing) and not _is_private_to_family(holder, standing)


def _may_reach(holder: Person, standing: Standing) -> bool:
    """Say whether the reader's kind is told how to reach this adult."""
    if is_anothers_service(holder, standing):
        return False
    if _may_see(standing, "people_contact"):
        return True
    works_together = holder.kind == "practitioner" or within(holder.name, standing.clients)
    return _may_see(standing, "client_contact") and works_together


def is_plan_contact(holder: Person, standing: Standing) -> bool:
    """Say whether this is the lead worker, whom every copy says to ring."""
    leads = (plan.lead_worker for plan in standing.case.plans)
    return _may_see(standing, "contacts") and within(holder.name, leads)


def _is_private_to_family(holder: Person, standing: Standing) -> bool:
    """Say whether this is one private person's detail before another who does not live with them."""
    if not standing.is_family or holder.kind == "practitioner":
        return False
    return not _share_a_home(holder, standing)


def _share_a_home(holder: Person, standing: Standing) -> bool:
    if standing.person is not None and _same_place(holder.address, standing.person.address):
        return True
    return any(_lives_with(holder, child) and standing.lives_with_child(child) for child in standing.case.children)


def _is_theirs(holder: Child | Person, field: str, standing: Standing) -> bool:
    """Say whether the detail is the reader's own: themself, or the home they live in."""
    if same(holder.name, standing.reader.name):
        return True
    if field != "address":
        return False
    if isinstance(holder, Child):
        own = standing.person.address if standing.person else None
        return standing.lives_with_child(holder) or _same_place(holder.address, own)
    return _share_a_home(holder, standing)


def _linked(holder: Child | Person, standing: Standing) -> tuple[Child | Person, ...]:
    """Return everyone of the same home: an address kept private for one of them is private for all."""
    return (holder, *(other for other in _everyone(standing) if other is not holder and _one_home(holder, other)))


def _everyone(standing: Standing) -> Iterator[Child | Person]:
    yield from standing.case.children
    yield from standing.case.people


def _one_home(one: Child | Person, other: Child | Person) -> bool:
    if _same_place(one.address, other.address):
        return True
    if isinstance(one, Person) and isinstance(other, Child):
        return _lives_with(one, other)
    return isinstance(one, Child) and isinstance(other, Person) and _lives_with(other, one)


def _lives_with(person: Person, child: Child) -> bool:
    return within(child.name, person.lives_with) or within(person.name, child.lives_with)


def _same_place(one: object, other: object) -> bool:
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    bare, other_bare = (_NOT_A_LETTER.sub("", text).casefold() for text in (one, other))
    return bool(bare) and bare == other_bare


def _hidden_from(holder: Child | Person) -> tuple[str, ...]:
    return holder.address_hide_from if isinstance(holder, Child) else holder.hide_from


def _is_confidential(holder: Child | Person) -> bool:
    answer = holder.address_confidential if isinstance(holder, Child) else holder.confidential
    # Hidden from somebody and not said to be open to the rest: the answer that was forgotten is yes.
    return answer is True or (answer is not False and bool(_hidden_from(holder)))


def _may_see(standing: Standing, sharing: str) -> bool:
    return standing.audience.may_see(sharing)
