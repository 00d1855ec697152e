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
    """A place in an intake; prints as a person would say it, `Actions!C7` or `Actions[3].Done by`."""

    sheet: str
    cell: str = ""
    """Column letters and row number, or the whole path in a form; empty for the whole sheet."""

    def __str__(self) -> str:
        if any(mark in self.cell for mark in ".[!"):
            return self.cell
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
    reviewing_officer: Text = ABSENT
    """The independent reviewing officer of a looked after child."""
    need_level: Number = ABSENT
    """Level of the local continuum of need."""
    agreed_on: Day = ABSENT
    assessment_conclusion: Text = ABSENT
    parents_told_evidence: YesNo = ABSENT
    """Whether the family was told that a court may be shown this plan."""
    topics: Names = ()


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
    orders: Names = ()
    school: Text = ABSENT
    education_plan: Text = ABSENT
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
    says_about_change: Text = ABSENT
    agreement_seen: Text = ABSENT
    """Whether what is seen fits what was said."""
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
    priority: Number = ABSENT
    what_happened: Text = ABSENT
    impact: Text = ABSENT
    might_happen: Text = ABSENT
    impact_domains: Names = ()
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
    dimension: Text = ABSENT
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
    difference_for_child: Text = ABSENT
    part_of: Numbers = ()
    """Number of the larger outcome that this one is a step of."""
    looks_like: Text = ABSENT
    baseline: Text = ABSENT
    measure: Text = ABSENT
    evidence_from: Text = ABSENT
    target_date: Day = ABSENT
    horizon: Text = ABSENT
    quick_win: YesNo = ABSENT
    why_this_date: Text = ABSENT
    hold_for_weeks: Number = ABSENT
    sustain: Text = ABSENT
    blocks_to_change: Text = ABSENT
    grounds: Text = ABSENT
    """Why it is realistic: research, practice; the lead agency's alone."""
    status: Text = ABSENT
    reason_for_change: Text = ABSENT
    shared_text: Text = ABSENT
    child_text: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """Who does what, from when until when, towards which outcomes."""

    number: Number = ABSENT
    outcomes: Numbers = ()
    what: Text = ABSENT
    why: Text = ABSENT
    who: Names = ()
    """The first answers for it."""
    helped_by: Names = ()
    where_and_how_often: Text = ABSENT
    goal_of_service: Text = ABSENT
    condition: Text = ABSENT
    approval_from: Text = ABSENT
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
    stock_task: Text = ABSENT
    """Which of the council's stock tasks this row is; it fills what is blank in the row."""
    fills: Names = ()
    """The blanks of the stock task, each as `name: words`."""
    task: Text = ABSENT
    why: Text = ABSENT
    who: Names = ()
    outcomes: Numbers = ()
    """In a plan whose timeline takes the place of its actions."""
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
    led_by: Text = ABSENT
    child_part: Text = ABSENT
    dissent: Text = ABSENT
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
    supervised_by: Names = ()
    until: Day = ABSENT
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
    shared_by: Text = ABSENT
    not_shared_reason: Text = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Record):
    """Where one person's signature stands; a reasoned "declined" is complete, a blank is not."""

    person: Text = ABSENT
    status: Text = ABSENT
    date: Day = ABSENT
    reason: Text = ABSENT
    copy_given_on: Day = ABSENT


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
class Consent(Record):
    """What a family said yes to in an early help plan, and who may see it."""

    given: Text = ABSENT
    by: Names = ()
    on: Day = ABSENT
    may_share_with: Names = ()
    may_not_share_with: Names = ()
    step_down_from: Text = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """Where one part of family life stood at the start, stands now and should come to."""

    area: Text = ABSENT
    children: Names = ()
    at_start: Number = ABSENT
    """0 is worst, 10 is no worry."""
    now: Number = ABSENT
    goal: Number = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety(Record):
    """What a safety plan is about, and whether the person it is for can and does freely agree."""

    for_person: Text = ABSENT
    issue: Text = ABSENT
    what_must_happen: Text = ABSENT
    purpose: Text = ABSENT
    capacity: Text = ABSENT
    capacity_note: Text = ABSENT
    consent_freely_given: Text = ABSENT
    consent_checked_by: Text = ABSENT
    agreed: Text = ABSENT
    manager_rationale: Text = ABSENT
    legal_advice_considered: Text = ABSENT
    consequences: Text = ABSENT
    consequences_discussed_on: Day = ABSENT
    helps_the_plan: Text = ABSENT
    """How it serves the child's own plan, or that there is none yet."""
    ending_who: Text = ABSENT
    ending_if_worried: Text = ABSENT
    universal_services_told: Text = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Care(Record):
    """How one child is looked after, under the headings of the care planning regulations."""

    child: Text = ABSENT
    became_looked_after: Day = ABSENT
    placement_type: Text = ABSENT
    placement_start: Day = ABSENT
    placement_plan: Text = ABSENT
    delegated_authority: Text = ABSENT
    permanence_plan: Text = ABSENT
    permanence_by: Day = ABSENT
    health: Text = ABSENT
    gp_dentist: Text = ABSENT
    last_health_assessment: Day = ABSENT
    education: Text = ABSENT
    pep_date: Day = ABSENT
    """Day of the personal education plan."""
    emotional_behavioural: Text = ABSENT
    identity: Text = ABSENT
    family_social: Text = ABSENT
    contact_arrangements: Text = ABSENT
    social_presentation: Text = ABSENT
    self_care: Text = ABSENT
    leisure: Text = ABSENT
    out_of_area: YesNo = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyRule(Record):
    """A rule that keeps children safe: when, who does what, who steps in, and who sees that it works."""

    number: Number = ABSENT
    harm: Text = ABSENT
    trigger: Text = ABSENT
    first_sign: Text = ABSENT
    red_flag: Text = ABSENT
    rule: Text = ABSENT
    who: Names = ()
    when: Text = ABSENT
    backup: Names = ()
    how_we_know: Text = ABSENT
    checked_by: Names = ()
    made_by_family: YesNo = ABSENT
    practised_on: Day = ABSENT
    child_text: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BottomLine(Record):
    """What must be in place whatever else happens."""

    number: Number = ABSENT
    children: Names = ()
    text: Text = ABSENT
    why: Text = ABSENT
    set_by: Names = ()
    how_checked: Text = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingSafe(Record):
    """What keeps the children safe tonight, this weekend, in the next weeks or months."""

    horizon: Text = ABSENT
    arrangement: Text = ABSENT
    safe_adult: Names = ()
    checked_by: Names = ()
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unborn(Record):
    """What is arranged for a baby who is not born yet."""

    child: Text = ABSENT
    mother: Text = ABSENT
    hospital: Text = ABSENT
    midwife: Text = ABSENT
    birth_partner: Text = ABSENT
    who_to_tell: Text = ABSENT
    may_visit: Text = ABSENT
    may_not_visit: Text = ABSENT
    feeding_and_medicine: Text = ABSENT
    discharge_meeting: Day = ABSENT
    goes_home_with: Text = ABSENT
    safe_sleep_talk: Day = ABSENT
    born_on: Day = ABSENT
    after_birth_review: Day = ABSENT
    private_to: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """Whether one person came to one meeting."""

    meeting: Day = ABSENT
    person: Text = ABSENT
    status: Text = ABSENT
    reason: Text = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Record):
    """How one action or outcome stood at one meeting."""

    meeting: Day = ABSENT
    about: Text = ABSENT
    which: Number = ABSENT
    status: Text = ABSENT
    progress: Text = ABSENT
    evidence: Text = ABSENT
    difference_for_child: Text = ABSENT
    child_says: Text = ABSENT
    """Quoted exactly."""
    next_step: Text = ABSENT
    new_due_date: Day = ABSENT
    why_late: Text = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that happened since: a change, a breach, a move, a missing episode."""

    date: Day = ABSENT
    kind: Text = ABSENT
    what: Text = ABSENT
    reasons_explored: Text = ABSENT
    action_taken: Text = ABSENT
    talked_through: Text = ABSENT
    plan_reviewed_on: Day = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class House(Record):
    """What a child put into one of their three houses, in their own words."""

    child: Text = ABSENT
    house: Text = ABSENT
    words: Text = ABSENT
    done_on: Day = ABSENT
    done_with: Text = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine(Record):
    """One line of a words and pictures story, agreed by the adults before it is told."""

    child: Text = ABSENT
    part: Text = ABSENT
    text: Text = ABSENT
    picture: Text = ABSENT
    alt_text: Text = ABSENT
    agreed_with: Names = ()
    agreed_on: Day = ABSENT
    told_by: Text = ABSENT
    told_on: Day = ABSENT
    copy_left: YesNo = ABSENT


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
    consent: tuple[Consent, ...] = ()
    scores: tuple[Score, ...] = ()
    safety: tuple[Safety, ...] = ()
    care: tuple[Care, ...] = ()
    safety_rules: tuple[SafetyRule, ...] = ()
    bottom_lines: tuple[BottomLine, ...] = ()
    keeping_safe: tuple[KeepingSafe, ...] = ()
    unborn: tuple[Unborn, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    progress: tuple[Progress, ...] = ()
    events: tuple[Event, ...] = ()
    houses: tuple[House, ...] = ()
    story: tuple[StoryLine, ...] = ()

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
    "consent": Consent,
    "scores": Score,
    "safety": Safety,
    "care": Care,
    "safety_rules": SafetyRule,
    "bottom_lines": BottomLine,
    "keeping_safe": KeepingSafe,
    "unborn": Unborn,
    "attendance": Attendance,
    "progress": Progress,
    "events": Event,
    "houses": House,
    "story": StoryLine,
}
"""Record kinds by the name they have in the draft and in the schemas."""
