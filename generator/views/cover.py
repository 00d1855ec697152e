"""What every document says about itself: whose copy it is, which version, of which day, and whom to ring."""

from dataclasses import dataclass
from datetime import date

from generator.case import Case, Plan
from generator.flow import Extras, Portion
from generator.views.words import Words, day, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The block on the first page, and what stands in header and footer."""

    council: str
    plan_kind: str
    """The council's name for this kind of plan."""
    copy_for: str
    as_whom: str
    """The reader's part, such as "parent with parental responsibility"."""
    why: str
    """Why this reader has a copy."""
    case_ref: str
    version: str
    as_at: str
    status: str
    prepared_by: str
    prepared_on: str
    contact_name: str
    contact_job: str
    contact_phone: str
    emergency: str
    do_not_pass_on: str
    some_private: str
    """Says that details are kept private; empty unless someone decided that it may be said."""
    draft: bool
    draft_note: str
    gaps: tuple[str, ...]
    """In a draft for the lead agency: what is still to fill."""
    extras: Extras
    plan_extras: Extras


def cover(portion: Portion) -> Cover:
    """Return what every document of this portion says about itself."""
    case, plan, words = portion.case, plan_of(portion.case), words_of(portion)
    contact = case.person(plan.lead_worker)
    return Cover(
        council=words.said("council"),
        plan_kind=plan_kind(portion),
        copy_for=words.said("lead_copy", "Lead agency") if words.lead else portion.reader.name,
        as_whom=portion.reader.label,
        why=portion.reader.why,
        case_ref=case_ref(case),
        version=version(case),
        as_at=day(as_at(case)),
        status=words.choice("case", "record_status", case.record_status),
        prepared_by=words.text(case.prepared_by),
        prepared_on=words.text(case.prepared_on),
        contact_name=_contact_name(portion, words),
        contact_job=words.text(contact.job_title) if contact else "",
        contact_phone=words.text(contact.phone) if contact else "",
        emergency=words.said("emergency"),
        do_not_pass_on=words.said("lead_note" if words.lead else "do_not_pass_on"),
        some_private=words.said("some_private", "Some details are kept private.") if portion.note_gaps else "",
        draft=portion.draft,
        draft_note=words.said("draft_note") if portion.draft else "",
        gaps=portion.gap_notes if words.lead else (),
        extras=words.extras(case),
        plan_extras=words.extras(plan),
    )


def _contact_name(portion: Portion, words: Words) -> str:
    return words.text(plan_of(portion.case).lead_worker) or words.said("contact")


def plan_of(case: Case) -> Plan:
    """Return the family's plan; one without answers when this reader may see none."""
    return case.plans[0] if case.plans else Plan(path="plans/0", kind="")


def plan_kind(portion: Portion) -> str:
    """Return the council's name for this kind of plan."""
    words, kind = words_of(portion), plan_of(portion.case).kind
    return words.said("kind") or words.choice("plans", "kind", kind) or "Plan"


def case_ref(case: Case) -> str:
    """Return the case reference; a draft may still be without one."""
    return case.case_ref if isinstance(case.case_ref, str) else "no-reference"


def version(case: Case) -> str:
    """Return the plan's version; 0 for a draft that has none, so that it never takes the place of a real one."""
    return str(case.plan_version) if isinstance(case.plan_version, int) else "0"


def as_at(case: Case) -> date:
    """Return the day this record describes, which judging has settled for every case.

    Raises:
        ValueError: the case never was judged.
    """
    if not isinstance(case.as_at, date):
        raise ValueError("a case that was judged carries the day it describes")
    return case.as_at
