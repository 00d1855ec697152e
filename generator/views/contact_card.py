"""The contact card: one safe person and one number, and nothing that tells why the child carries it."""

from dataclasses import dataclass

from generator.flow import Portion, View
from generator.views.cover import as_at, case_ref, version
from generator.views.words import words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCardContent:
    """Everything the card says."""

    safe_person: str
    safe_number: str
    childline: str
    """Childline's number; empty when the council prints none."""


def view(portion: Portion) -> View:
    """Return the contact card as display text; its title says as little as the card."""
    words = words_of(portion)
    rows = (row for row in portion.case.child_versions if row.child == portion.reader.name)
    row = next(rows, None)
    return View(
        document="contact_card",
        template="contact_card",
        reader=portion.reader,
        title=words.said("card_title", "Contact card"),
        content=ContactCardContent(
            safe_person=words.text(row.safe_person) if row else "",
            safe_number=words.text(row.safe_number) if row else "",
            childline=words.said("childline"),
        ),
        case_ref=case_ref(portion.case),
        version=version(portion.case),
        as_at=as_at(portion.case),
        draft=portion.draft,
    )
