"""The full plan."""

from dataclasses import fields, replace
from datetime import date

import pytest

from generator.case import (
    Action,
    Child,
    ChildVersion,
    Contingency,
    Meeting,
    Missing,
    NotApplicable,
    Outcome,
    Person,
    Restriction,
    Share,
    Signature,
    View,
    Visit,
    Worry,
)
from generator.flow import Extras
from generator.views import plan
from generator.views.facts import Ending, Facts
from generator.views.meetings import MeetingRow, VisitRow
from generator.views.people import ChildRow
from generator.views.plan import ExplainedRow, PlanContent
from generator.views.sections import ActionRow, OutcomeRow, VoiceRow, WhatIfRow, WorryRow
from tests.views.small import LEAD, MUM, a_plan, a_portion

BED = Action(
    path="actions/1",
    number=4,
    outcomes=(1, 2),
    what="Bring a bed.",
    who=("Ben Ashe", "Jo Hart"),
    helped_by=("Nan",),
    where_and_how_often="At home, once",
    due_date=date(2026, 11, 20),
)
PRINTED_BED = ActionRow(
    number="4",
    outcomes="1 and 2",
    what="Bring a bed.",
    who="Ben Ashe and Jo Hart",
    led_by="",
    others="Ben Ashe, Jo Hart and Nan",
    helped_by="Nan",
    where_and_how_often="At home, once",
    start="5 October 2026",
    due="20 November 2026",
    status="Overdue",
    done_on="",
    achieved="",
    private="",
    extras=Extras(),
)


def test_an_action_without_start_or_status_starts_with_the_plan_and_is_overdue_past_its_date() -> None:
    assert plan.view(a_portion(actions=(BED,))).content.actions == (PRINTED_BED,)


@pytest.mark.parametrize(
    ("status", "due", "said"),
    [
        ("", date(2026, 11, 23), "Not started"),
        ("in_progress", date(2026, 11, 22), "Overdue, in progress"),
        ("done", date(2026, 10, 1), "Done"),
        ("not_needed", date(2026, 10, 1), "Not needed"),
        ("cannot_be_done", date(2026, 10, 1), "Cannot be done"),
    ],
)
def test_only_what_is_unfinished_can_be_overdue(status: str, due: date, said: str) -> None:
    action = replace(BED, status=status or Missing(), due_date=due)

    assert plan.view(a_portion(actions=(action,))).content.actions[0].status == said


def test_a_worry_prints_whole_and_in_the_order_written() -> None:
    second = Worry(path="worries/1", number=5, what_happened="No breakfast.", impact="Hungry.")
    first = Worry(
        path="worries/2",
        number=1,
        children=("Ella Hart", "Finn Hart"),
        what_happened="No light.",
        impact="Falls.",
        might_happen="Harm.",
        evidence="Visit.",
        who_is_worried=("Ade Cole",),
        scale_now=3,
        scale_needed=8,
        shared_text="The home was not safe.",
        private_to=("Jo Hart",),
    )

    rows = plan.view(a_portion(worries=(second, first))).content.worries

    assert [row.number for row in rows] == ["5", "1"]
    assert rows[1] == WorryRow(
        number="1",
        children="Ella Hart and Finn Hart",
        what_happened="No light.",
        impact="Falls.",
        might_happen="Harm.",
        score_now="3",
        score_needed="8",
        who_is_worried="Ade Cole",
        evidence="Visit.",
        text="",
        private="Jo Hart",
        extras=Extras(),
    )


def test_an_outcome_prints_whole() -> None:
    outcome = Outcome(
        path="outcomes/1",
        number=1,
        children=("Ella Hart",),
        worries=(4, 7),
        statement="Ella sleeps all night.",
        looks_like="A made bed.",
        baseline="Wakes 4 nights in 7.",
        measure="6 nights in 7.",
        evidence_from="Ella",
        target_date=date(2026, 12, 18),
        hold_for_weeks=1,
        sustain="Nan checks.",
    )

    assert plan.view(a_portion(outcomes=(outcome,))).content.outcomes == (
        OutcomeRow(
            number="1",
            children="Ella Hart",
            statement="Ella sleeps all night.",
            answers="4 and 7",
            looks_like="A made bed.",
            baseline="Wakes 4 nights in 7.",
            measure="6 nights in 7.",
            evidence_from="Ella",
            target_date="18 December 2026",
            hold_for="1 week",
            sustain="Nan checks.",
            status="Not started",
            private="",
            extras=Extras(),
        ),
    )


def test_words_stand_verbatim_under_who_said_them_and_what_was_seen_stands_apart() -> None:
    said = View(
        path="views/1",
        person="Ella Hart",
        words="I like  plaits & <Mum>\nnot Bruno",
        gathered_by="Ade Cole",
        gathered_on=date(2026, 10, 28),
        method="three_houses",
    )
    seen = View(path="views/2", person="Finn Hart", words="Took Ade's hand.", method="observation", agrees="too_young")
    mum = View(path="views/3", person="Jo Hart", words="I know.", agrees="partly", implications="Not checked.")
    children = (Child(path="children/1", name="Ella Hart"), Child(path="children/2", name="Finn Hart"))

    content = plan.view(a_portion(views=(said, seen, mum), children=children)).content

    ella = VoiceRow(
        person="Ella Hart",
        says="I like  plaits & <Mum>\nnot Bruno",
        seen="",
        wants="",
        how="Ade Cole, 28 October 2026, Three houses",
        agrees="",
        disagrees_about="",
        implications="",
        what_next="",
        not_obtained_reason="",
        understands="",
        private="",
        extras=Extras(),
    )
    finn = replace(ella, person="Finn Hart", says="", seen="Took Ade's hand.", how="Observation", agrees="Too young")
    assert content.child_voices == (ella, finn)
    assert content.adult_voices == (
        replace(ella, person="Jo Hart", says="I know.", how="", agrees="Partly", implications="Not checked."),
    )


def test_children_without_a_plan_stand_apart_with_the_reason() -> None:
    ella = Child(path="children/1", name="Ella Hart", date_of_birth=date(2020, 3, 11), lived_experience="She waits.")
    finn = Child(path="children/2", name="Finn Hart", own_plan_reason="Lives with his dad.")
    baby = Child(path="children/3", name="Baby Hart", due_date=date(2027, 3, 1))

    content = plan.view(a_portion(children=(ella, finn, baby))).content

    empty = ChildRow(**{field.name: "" for field in fields(ChildRow)} | {"extras": Extras()})  # type: ignore[arg-type]
    assert content.children == (
        replace(empty, name="Ella Hart", date_of_birth="11 March 2020", age="6 years old", day_now="She waits."),
        replace(empty, name="Baby Hart", due_date="1 March 2027"),
    )
    assert content.other_children == (replace(empty, name="Finn Hart", own_plan_reason="Lives with his dad."),)


def test_meetings_still_to_come_and_held_stand_apart_and_in_order() -> None:
    review = Meeting(path="meetings/1", kind="rcpc", date=date(2026, 12, 17), place="Civic Centre")
    core = Meeting(path="meetings/2", kind="core_group", date=date(2026, 12, 9), who=("Ade Cole",))
    held = Meeting(path="meetings/3", kind="icpc", date=date(2026, 10, 2), decision="A plan.", recommendation="end")

    content = plan.view(a_portion(meetings=(review, core, held))).content

    row = MeetingRow(
        kind="Core group",
        date="9 December 2026",
        place="",
        who="Ade Cole",
        held=False,
        decision="",
        recommendation="",
        late_reason="",
        private="",
        extras=Extras(),
    )
    assert content.meetings_to_come == (
        row,
        replace(row, kind="Rcpc", date="17 December 2026", place="Civic Centre", who=""),
    )
    assert [(row.kind, row.held, row.decision) for row in content.meetings_held] == [("Icpc", True, "A plan.")]
    assert (content.facts.next_core_group, content.facts.next_review) == ("9 December 2026", "17 December 2026")


def test_visits_say_how_often_and_that_some_are_unannounced_but_never_when() -> None:
    visit = Visit(path="visits/1", kind="social_work_visit", who=("Ade Cole",), every="Weekly", announced="both")

    content = plan.view(a_portion(visits=(visit,))).content

    assert content.some_unannounced == "Some visits will be unannounced."
    assert content.visits == (
        VisitRow(
            kind="Social work visit",
            who="Ade Cole",
            children="",
            every="Weekly",
            place="",
            alone="",
            announced="Both",
            private="",
            extras=Extras(),
        ),
    )


def test_people_stand_by_their_part_in_the_plan() -> None:
    lead = Person(
        path="people/1",
        name="Ade Cole",
        kind="practitioner",
        job_title="Social worker",
        agency="Social care",
        plan_role=("lead_worker", "core_group"),
        phone="01632 960 101",
    )
    chair = Person(path="people/2", name="Joan Firth", kind="practitioner", plan_role=("chair",))
    mum = Person(path="people/3", name="Jo Hart", kind="parent", relationship="Mum of Ella")

    content = plan.view(a_portion(people=(lead, chair, mum), plans=(a_plan(lead_worker="Ade Cole"),))).content

    told = [
        [(row.name, row.relationship, row.part) for row in rows]
        for rows in (content.core_group, content.other_workers, content.family)
    ]
    assert told == [
        [("Ade Cole", "Social worker, Social care", "Lead worker and core group")],
        [("Joan Firth", "", "Chair")],
        [("Jo Hart", "Mum of Ella", "")],
    ]
    cover = content.cover
    assert (cover.contact_name, cover.contact_job, cover.contact_phone) == (
        "Ade Cole", "Social worker", "01632 960 101",
    )  # fmt: skip


def test_what_happens_if_it_does_not_work_who_signed_and_who_has_a_copy() -> None:
    content = plan.view(
        a_portion(
            contingency=(
                Contingency(path="contingency/1", number=1, trigger="No light.", response="Nan.", who=("Ade Cole",)),
            ),
            signatures=(Signature(path="signatures/1", person="Jo Hart", status="declined", reason="Not yet."),),
            sharing=(
                Share(path="sharing/1", recipient="Jo Hart", documents=("copy", "timeline")),
                Share(path="sharing/2", recipient="Lee Marsh", not_shared_reason="Not found."),
            ),
            child_versions=(
                ChildVersion(
                    path="child_versions/1", child="Ella Hart", explained_by="Ade Cole", explained_on=date(2026, 11, 16)
                ),
            ),
        )
    ).content

    assert content.what_if == (
        WhatIfRow(
            number="1",
            trigger="No light.",
            response="Nan.",
            who="Ade Cole",
            within="",
            text="",
            private="",
            extras=Extras(),
        ),
    )
    assert [(row.person, row.status, row.reason) for row in content.signatures] == [("Jo Hart", "Declined", "Not yet.")]
    assert [(row.recipient, row.documents) for row in content.copies] == [("Jo Hart", "Copy and timeline")]
    assert [(row.recipient, row.not_shared_reason) for row in content.no_copies] == [("Lee Marsh", "Not found.")]
    assert content.explained == (ExplainedRow(child="Ella Hart", by="Ade Cole", on="16 November 2026"),)


def test_the_lead_agencys_plan_tells_what_is_kept_from_whom_and_no_other_document_does() -> None:
    records = {
        "children": (Child(path="children/1", name="Ella Hart", address_confidential=True),),
        "people": (
            Person(path="people/1", name="Jo Hart", kind="parent", hide_from=("Sam Hart",)),
            Person(path="people/2", name="Mina Shaw", kind="practitioner", hide_from=("Sam Hart", "Nan")),
            Person(path="people/3", name="Sam Hart", kind="parent"),
        ),
        "restrictions": (
            Restriction(
                path="restrictions/1",
                sheet="views",
                which="Ella Hart",
                only_for=("Jo Hart",),
                clue_words=("seafront", "the number 9 bus"),
                reason="Ella asked.",
                decided_by="Joan Firth",
                decided_on=date(2026, 10, 2),
                review_on=date(2026, 12, 17),
            ),
        ),
    }

    groups = plan.view(a_portion(**records)).content.kept_private

    assert [(group.kept_from, [row.what for row in group.rows]) for group in groups] == [
        ("everyone outside the lead agency", ["Ella Hart: address"]),
        ("Sam Hart", ["Jo Hart: address, phone and e-mail"]),
        ("Sam Hart and Nan", ["Mina Shaw: name, agency, address, phone and e-mail"]),
        ("everyone but Jo Hart", ["Views: Ella Hart"]),
    ]
    restriction = groups[3].rows[0]
    assert restriction.words == "seafront and the number 9 bus"
    assert restriction.decided == "Joan Firth, 2 October 2026, looked at again on 17 December 2026"
    assert plan.view(a_portion(MUM, **records)).content.kept_private == ()


def test_a_finished_plan_with_little_in_it_leaves_nothing_behind() -> None:
    content = plan.view(a_portion(plans=(a_plan(aim_full=Missing(needed=True)),))).content

    rows = {field.name: getattr(content, field.name) for field in fields(PlanContent)}
    assert {name for name, value in rows.items() if isinstance(value, tuple) and value} == set()
    assert (content.aim, content.some_unannounced, content.family_label) == ("", "", "")
    assert content.ending == Ending(ends_when="", recommendation="", reason="")


def test_a_draft_shows_what_is_still_to_fill() -> None:
    portion = a_portion(
        draft=True,
        plans=(a_plan(aim_full=Missing(needed=True), end_date=Missing()),),
        actions=(replace(BED, who=(), due_date=Missing(needed=True)),),
    )

    content = plan.view(replace(portion, gap_notes=("Start!C4: no aim.",))).content

    blank = "…………… (still to fill)"
    assert (content.aim, content.facts.ends, content.facts.category) == (blank, "", blank)
    assert (content.actions[0].who, content.actions[0].due, content.actions[0].status) == (blank, blank, "Not started")
    assert (content.cover.draft, content.cover.gaps) == (True, ("Start!C4: no aim.",))


def test_the_lead_copy_prints_why_a_question_does_not_apply() -> None:
    outcome = Outcome(path="outcomes/1", statement="Ella is safe.", baseline=NotApplicable("No visit yet."))

    assert plan.view(a_portion(outcomes=(outcome,))).content.outcomes[0].baseline == "Not applicable: No visit yet."


def test_a_child_in_need_plan_has_no_conference_in_it() -> None:
    portion = a_portion(
        plans=(a_plan(kind="child_in_need", family_consent="Jo agreed."),),
        meetings=(Meeting(path="meetings/1", kind="cin_review", date=date(2027, 1, 7)),),
    )

    facts = plan.view(portion).content.facts

    empty = Facts(**{field.name: "" for field in fields(Facts)} | {"child_protection": False, "more": ()})  # type: ignore[arg-type]
    assert facts == replace(empty, starts="5 October 2026", next_review="7 January 2027", consent="Jo agreed.")


def test_the_view_says_what_the_file_is_and_names_nobody() -> None:
    view = plan.view(a_portion(LEAD, wording={"kind": "Family safety plan"}))

    assert (view.document, view.template, view.title) == ("plan", "plan", "Family safety plan")
    assert view.file_name == "F1042-plan-lead-v2.docx"
