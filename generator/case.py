"""The family's records: people, worries, outcomes, actions and dates, each value with its origin.

The names of the fields are those of `schemas/base.yaml`; a test holds the two equal. What a council
adds to a record rides in `extras`. People are referred to by the name written on the People or
Children sheet, worries, outcomes and actions by their number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an intake; prints as a person would say it, `Actions!C7`."""

    sheet: str
    cell: str = ""
    """Column letters and row number, or a form path; empty for the whole sheet."""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing was written."""

    needed: bool = False
    """True when a complete plan of this kind holds an answer here; a draft shows it as a blank to fill."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The question was answered with "not applicable"."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class ToBeConfirmed:
    """The answer is to follow; never enough for a finished document."""


Gap = Missing | NotApplicable | ToBeConfirmed
"""The three ways an answer can be absent; they are never confused."""

Text = str | Gap
Day = date | Gap
Number = int | Gap
YesNo = bool | Gap
Names = tuple[str, ...]
"""Names of people or agencies as written on the People and Children sheets, unique within the case."""
Numbers = tuple[int, ...]
"""Numbers of worries, outcomes or actions."""
Value = str | date | int | bool | Names | Numbers | Gap

ABSENT = Missing()


def is_gap(value: object) -> bool:
    """Say whether a field holds one of the three kinds of gap."""
    return isinstance(value, (Missing, NotApplicable, ToBeConfirmed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of the intake, with the cell each of its values came from."""

    path: str
    """Its place in the draft, such as `actions/3`; the origin of field `due_date` is `actions/3/due_date`."""
    origins: tuple[tuple[str, Where], ...] = ()
    """Field name to cell, also for a blank that has a column; a row's own cell stands under the empty name."""
    extras: tuple[tuple[str, Value], ...] = ()
    """Fields that a council added, by name."""

    def where(self, field: str = "") -> Where | None:
        """Return the cell that `field` came from or belongs in, or the row's own cell when it has none."""
        places = dict(self.origins)
        return places.get(field) or places.get("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """One plan for one or more children."""

    kind: str
    """Internal name, such as `child_protection`; the printed name is the council's."""
    stage: Text = ABSENT
    aim_full: Text = ABSENT
    aim_shared: Text = ABSENT
    """The aim without anything that only some readers may know."""
    start_date: Day = ABSENT
    end_date: Day = ABSENT
    decision_date: Day = ABSENT
    strategy_discussion_date: Day = ABSENT
    icpc_date: Day = ABSENT
    """Day of the initial child protection conference."""
    category_of_harm: Names = ()
    lead_worker: Text = ABSENT
    manager: Text = ABSENT
    chair: Text = ABSENT
    family_consent: Text = ABSENT
    assessment_date: Day = ABSENT
    history_considered: Text = ABSENT
    recommendation: Text = ABSENT
    recommendation_reason: Text = ABSENT
    ends_when: Text = ABSENT
    """What everyone needs to see before the plan can end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Child(Record):
    """A child on the plan, or in the household with a reason for having none."""

    name: Text = ABSENT
    known_as: Text = ABSENT
    date_of_birth: Day = ABSENT
    due_date: Day = ABSENT
    """For an unborn baby only, who has no date of birth."""
    own_plan_reason: Text = ABSENT
    address: Text = ABSENT
    address_confidential: YesNo = ABSENT
    address_hide_from: Names = ()
    lives_with: Names = ()
    legal_status: Text = ABSENT
    school: Text = ABSENT
    language: Text = ABSENT
    culture_and_religion: Text = ABSENT
    disability_and_health: Text = ABSENT
    communication: Text = ABSENT
    reading_band: Text = ABSENT
    lived_experience: Text = ABSENT
    """A day in the child's life as it is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A parent, carer, network member, other adult or practitioner."""

    name: Text = ABSENT
    kind: Text = ABSENT
    known_as: Text = ABSENT
    relationship: Text = ABSENT
    parental_responsibility: Names = ()
    """The children this person has parental responsibility for."""
    lives_with: Names = ()
    agency: Text = ABSENT
    job_title: Text = ABSENT
    plan_role: Names = ()
    responsibility: Text = ABSENT
    """What a practitioner will do in this plan, whichever actions it is split into."""
    works_with: Names = ()
    """Children and adults of this case whom the practitioner's agency works with."""
    address: Text = ABSENT
    phone: Text = ABSENT
    email: Text = ABSENT
    confidential: YesNo = ABSENT
    """Whether address, phone, e-mail (and for a practitioner, agency and name) are kept from `hide_from`."""
    hide_from: Names = ()
    said_instead: Text = ABSENT
    """What stands in the place of this person in the copies of those they are hidden from."""
    safe_contact: Text = ABSENT
    language: Text = ABSENT
    needs: Text = ABSENT
    """Interpreter, formats, help with understanding."""
    network_aware: YesNo = ABSENT
    network_limits: Text = ABSENT
    causes_concern: YesNo = ABSENT
    whereabouts_known: Text = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Record):
    """What one person says about their situation and the plan, in their own words."""

    person: Text = ABSENT
    words: Text = ABSENT
    """Quoted exactly; never checked for wording, never changed."""
    wants: Text = ABSENT
    gathered_by: Text = ABSENT
    gathered_on: Day = ABSENT
    method: Text = ABSENT
    agrees: Text = ABSENT
    disagrees_about: Text = ABSENT
    implications: Text = ABSENT
    what_next: Text = ABSENT
    not_obtained_reason: Text = ABSENT
    understands: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength(Record):
    """Something that already goes well."""

    number: Number = ABSENT
    children: Names = ()
    text: Text = ABSENT
    makes_safer: Text = ABSENT
    evidence: Text = ABSENT
    seen_by: Names = ()
    shared_text: Text = ABSENT
    child_text: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry(Record):
    """What has happened, what might, and what it means for the child."""

    number: Number = ABSENT
    children: Names = ()
    what_happened: Text = ABSENT
    impact: Text = ABSENT
    might_happen: Text = ABSENT
    evidence: Text = ABSENT
    who_is_worried: Names = ()
    scale_now: Number = ABSENT
    """0 is worst, 10 is no worry."""
    scale_needed: Number = ABSENT
    shared_text: Text = ABSENT
    child_text: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Record):
    """A need of the child, apart from any service that might meet it."""

    number: Number = ABSENT
    children: Names = ()
    text: Text = ABSENT
    met_now: Text = ABSENT
    shared_text: Text = ABSENT
    child_text: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Record):
    """A change to aim for, with how everyone will know."""

    number: Number = ABSENT
    children: Names = ()
    worries: Numbers = ()
    statement: Text = ABSENT
    looks_like: Text = ABSENT
    baseline: Text = ABSENT
    measure: Text = ABSENT
    evidence_from: Text = ABSENT
    target_date: Day = ABSENT
    hold_for_weeks: Number = ABSENT
    sustain: Text = ABSENT
    status: Text = ABSENT
    shared_text: Text = ABSENT
    child_text: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """Who does what, from when until when, towards which outcomes."""

    number: Number = ABSENT
    outcomes: Numbers = ()
    what: Text = ABSENT
    who: Names = ()
    """The first answers for it."""
    helped_by: Names = ()
    where_and_how_often: Text = ABSENT
    start_date: Day = ABSENT
    """Blank means the start of the plan."""
    due_date: Day = ABSENT
    owner_agreed: Text = ABSENT
    status: Text = ABSENT
    done_on: Day = ABSENT
    achieved: Text = ABSENT
    shared_text: Text = ABSENT
    child_text: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contingency(Record):
    """What will happen if the plan does not work: a trigger that can be seen and the answer to it."""

    number: Number = ABSENT
    trigger: Text = ABSENT
    response: Text = ABSENT
    who: Names = ()
    within: Text = ABSENT
    shared_text: Text = ABSENT
    child_text: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Week(Record):
    """One row of the timeline."""

    weeks: Text = ABSENT
    """The expected week or range, `4` or `4-8`, counted from the start of the plan."""
    task: Text = ABSENT
    why: Text = ABSENT
    who: Names = ()
    actions: Numbers = ()
    meetings: Text = ABSENT
    unannounced: YesNo = ABSENT
    unannounced_dates: Text = ABSENT
    """Kept by the lead agency; never printed in any other copy."""
    changes: Text = ABSENT
    completed: YesNo = ABSENT
    completed_on: Day = ABSENT
    links: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting held or planned."""

    kind: Text = ABSENT
    date: Day = ABSENT
    place: Text = ABSENT
    who: Names = ()
    planned_or_held: Text = ABSENT
    decision: Text = ABSENT
    recommendation: Text = ABSENT
    late_reason: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Record):
    """When and where a child is seen, and family time."""

    kind: Text = ABSENT
    who: Names = ()
    children: Names = ()
    every: Text = ABSENT
    place: Text = ABSENT
    alone: Text = ABSENT
    announced: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Record):
    """Who gets a copy, of what, and why; or why they do not."""

    recipient: Text = ABSENT
    audience: Text = ABSENT
    children: Names = ()
    documents: Names = ()
    why_needed: Text = ABSENT
    how: Text = ABSENT
    shared_on: Day = ABSENT
    not_shared_reason: Text = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Record):
    """Where one person's signature stands; a reasoned "declined" is complete, a blank is not."""

    person: Text = ABSENT
    status: Text = ABSENT
    date: Day = ABSENT
    reason: Text = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction(Record):
    """A record, or words, that named readers must not meet."""

    sheet: Text = ABSENT
    """The kind of record, as its plural name in the draft (`views`, `actions`); a gap when only words are named."""
    which: Text = ABSENT
    """Its number, or the person's name."""
    hide_from: Names = ()
    only_for: Names = ()
    clue_words: Names = ()
    reason: Text = ABSENT
    decided_by: Text = ABSENT
    decided_on: Day = ABSENT
    review_on: Day = ABSENT
    show_gap: Text = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildVersion(Record):
    """What one child's own paper says and whether it is safe to hold."""

    child: Text = ABSENT
    wanted: YesNo = ABSENT
    band: Text = ABSENT
    safe_to_hold: Text = ABSENT
    hold_where: Text = ABSENT
    hello: Text = ABSENT
    likes: Text = ABSENT
    whats_good: Text = ABSENT
    people: Text = ABSENT
    """One line a person: who, and what they will do, in words chosen for the child."""
    what_happens_next: Text = ABSENT
    my_part: Text = ABSENT
    safe_person: Text = ABSENT
    safe_number: Text = ABSENT
    not_happy: Text = ABSENT
    explained_by: Text = ABSENT
    explained_on: Day = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """One family's intake, with its plans and everything known about the people on it."""

    case_ref: Text = ABSENT
    family_label: Text = ABSENT
    as_at: Day = ABSENT
    prepared_by: Text = ABSENT
    prepared_on: Day = ABSENT
    plan_version: Number = ABSENT
    record_status: Text = ABSENT
    plans: tuple[Plan, ...] = ()
    children: tuple[Child, ...] = ()
    people: tuple[Person, ...] = ()
    views: tuple[View, ...] = ()
    strengths: tuple[Strength, ...] = ()
    worries: tuple[Worry, ...] = ()
    needs: tuple[Need, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    actions: tuple[Action, ...] = ()
    contingency: tuple[Contingency, ...] = ()
    timeline: tuple[Week, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    visits: tuple[Visit, ...] = ()
    sharing: tuple[Share, ...] = ()
    signatures: tuple[Signature, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    child_versions: tuple[ChildVersion, ...] = ()

    def person(self, name: object) -> Person | None:
        """Return the adult of that name, or None when nobody here is called that."""
        return next((person for person in self.people if person.name == name), None)

    def child(self, name: object) -> Child | None:
        """Return the child of that name, or None when no child here is called that."""
        return next((child for child in self.children if child.name == name), None)

    def records(self) -> Iterator[Record]:
        """Yield every record of the case, the case itself first."""
        yield self
        for kind in RECORDS:
            if kind != "case":
                yield from getattr(self, kind)


RECORDS: dict[str, type[Record]] = {
    "case": Case,
    "plans": Plan,
    "children": Child,
    "people": Person,
    "views": View,
    "strengths": Strength,
    "worries": Worry,
    "needs": Need,
    "outcomes": Outcome,
    "actions": Action,
    "contingency": Contingency,
    "timeline": Week,
    "meetings": Meeting,
    "visits": Visit,
    "sharing": Share,
    "signatures": Signature,
    "restrictions": Restriction,
    "child_versions": ChildVersion,
}
"""Record kinds by the name they have in the draft and in the schemas."""
