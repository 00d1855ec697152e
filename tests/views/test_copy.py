"""One reader's copy."""

from dataclasses import fields, replace
from datetime import date

from generator.case import (
    Action,
    Child,
    Contingency,
    Meeting,
    Outcome,
    Person,
    Plan,
    Share,
    Signature,
    Strength,
    View,
    Worry,
)
from generator.flow import Extras
from generator.views import copy
from generator.views.copy import CopyContent
from generator.views.facts import Routes
from generator.views.sections import ActionRow, OutcomeRow, WhatIfRow, WorryRow
from tests.views.small import LEAD, MUM, SCHOOL, a_plan, a_portion

DUE = date(2026, 12, 18)
ROUTES = {
    "disagree": "Say so.",
    "complain": "Complain.",
    "advocacy": "Ask for an advocate.",
    "workers_disagree": "Tell managers.",
}


def test_a_readers_own_actions_come_first_with_the_changes_they_serve() -> None:
    portion = a_portion(
        MUM,
        actions=(
            Action(path="actions/1", number=1, outcomes=(1,), what="Fit a gate.", who=("Tom Iqbal",), due_date=DUE),
            Action(
                path="actions/2", number=2, outcomes=(2,), what="Talk.", who=("Ben Ashe",), helped_by=("Jo Hart", "Bev")
            ),
            Action(path="actions/3", number=3, outcomes=(2,), what="Clear.", who=("Jo Hart", "Nan"), due_date=DUE),
        ),
        outcomes=(
            Outcome(path="outcomes/1", number=1, statement="Safe stairs."),
            Outcome(path="outcomes/2", number=2, statement="Clear floor."),
        ),
    )

    content = copy.view(portion).content

    assert [(row.number, row.led_by, row.others) for row in content.own_actions] == [
        ("3", "", "Nan"),
        ("2", "Ben Ashe", "Bev"),
    ]
    assert [row.statement for row in content.own_outcomes] == ["Clear floor."]
    assert [row.number for row in content.other_actions] == ["1"]
    assert [row.statement for row in content.other_outcomes] == ["Safe stairs."]


def test_a_school_is_asked_to_do_what_its_people_do() -> None:
    portion = a_portion(
        SCHOOL,
        people=(
            Person(path="people/1", name="Helen Park", agency="Saltby Primary", responsibility="Ella's mornings."),
            Person(path="people/2", name="Kit Moss", agency="Saltby Primary"),
        ),
        actions=(Action(path="actions/1", number=6, what="Save breakfast.", who=("Kit Moss",), due_date=DUE),),
    )

    content = copy.view(portion).content

    assert [row.what for row in content.own_actions] == ["Save breakfast."]
    assert (content.own_responsibility, content.for_family) == ("Ella's mornings.", False)


def test_where_the_full_words_are_withheld_the_shared_ones_stand_alone() -> None:
    shared = "The home was not safe."
    portion = a_portion(
        SCHOOL,
        worries=(Worry(path="worries/1", number=4, shared_text=shared),),
        strengths=(Strength(path="strengths/1", shared_text="Good times."),),
        outcomes=(Outcome(path="outcomes/1", number=1, shared_text="Ella is rested."),),
        actions=(Action(path="actions/1", number=9, shared_text="Mum gets help.", outcomes=(1,)),),
        contingency=(Contingency(path="contingency/1", shared_text="School rings home."),),
    )

    content = copy.view(portion).content

    assert content.worries == (_blank(WorryRow, number="4", text=shared),)
    assert [row.text for row in content.strengths] == ["Good times."]
    assert content.other_outcomes == (_blank(OutcomeRow, number="1", statement="Ella is rested."),)
    assert content.other_actions == (_blank(ActionRow, number="9", what="Mum gets help.", outcomes="1"),)
    assert content.what_if == (_blank(WhatIfRow, text="School rings home."),)


def test_a_row_with_nothing_left_for_this_reader_is_not_there() -> None:
    portion = a_portion(
        SCHOOL,
        worries=(Worry(path="worries/1", number=4),),
        actions=(Action(path="actions/1", number=9, outcomes=(1,)),),
        outcomes=(Outcome(path="outcomes/1", number=1),),
        contingency=(Contingency(path="contingency/1", number=1),),
        people=(Person(path="people/1", phone="01632 960 101"), Person(path="people/2", kind="practitioner")),
        children=(Child(path="children/1", reading_band="early"),),
        meetings=(Meeting(path="meetings/1"),),
        sharing=(Share(path="sharing/1", why_needed="Repairs."),),
        signatures=(Signature(path="signatures/1", status="signed"),),
        views=(View(path="views/1", person="Sam Hart"),),
    )

    content = copy.view(portion).content

    rows = {field.name: getattr(content, field.name) for field in fields(CopyContent)}
    assert {name for name, value in rows.items() if isinstance(value, tuple) and value} == set()


def test_a_copy_of_nothing_has_a_cover_and_no_section() -> None:
    content = copy.view(a_portion(SCHOOL, plans=())).content

    sections = {field.name: getattr(content, field.name) for field in fields(CopyContent)}
    assert {name for name, value in sections.items() if isinstance(value, tuple) and value} == set()
    assert (content.aim, content.own_responsibility, content.some_unannounced) == ("", "", "")


def test_what_the_reader_says_stands_apart_from_what_others_say() -> None:
    mine = View(path="views/1", person="Jo Hart", words="I know it got bad.")
    dads = View(path="views/2", person="Sam Hart", words="My place is fine.")

    content = copy.view(a_portion(MUM, views=(mine, dads))).content

    assert [row.says for row in content.own_voice] == ["I know it got bad."]
    assert [row.says for row in content.other_voices] == ["My place is fine."]


def test_the_cover_says_for_whom_why_and_whom_to_ring() -> None:
    portion = a_portion(
        MUM,
        wording={"do_not_pass_on": "Keep it safe.", "kind": "Child protection plan", "council": "Fernshire"},
        plans=(a_plan(lead_worker="Ade Cole"),),
        people=(Person(path="people/1", name="Ade Cole", job_title="Social worker", phone="01632 960 101"),),
    )

    cover = copy.view(replace(portion, note_gaps=True, gap_notes=("Start!C4: no aim.",))).content.cover

    assert (cover.copy_for, cover.as_whom) == ("Jo Hart", "parent with parental responsibility")
    assert cover.why == "Jo does two actions."
    assert (cover.contact_name, cover.contact_phone) == ("Ade Cole", "01632 960 101")
    assert (cover.do_not_pass_on, cover.some_private) == ("Keep it safe.", "Some details are kept private.")
    assert cover.gaps == (), "what is still to fill is the lead agency's to know"


def test_a_gap_is_not_announced_unless_someone_decided_so() -> None:
    assert copy.view(a_portion(MUM)).content.cover.some_private == ""


def test_a_reader_who_may_not_know_the_lead_worker_rings_the_councils_own_line() -> None:
    cover = copy.view(a_portion(MUM, wording={"contact": "Children's social care"})).content.cover

    assert (cover.contact_name, cover.contact_phone) == ("Children's social care", "")


def test_families_read_how_to_complain_and_workers_how_to_challenge() -> None:
    family = copy.view(a_portion(MUM, wording=ROUTES)).content.routes
    workers = copy.view(a_portion(SCHOOL, wording=ROUTES)).content.routes

    assert family == Routes(
        disagree="Say so.", complain="Complain.", advocacy="Ask for an advocate.", workers_disagree=""
    )
    assert workers == Routes(disagree="Say so.", complain="", advocacy="", workers_disagree="Tell managers.")


def test_the_shared_aim_stands_in_for_the_full_one() -> None:
    plan = Plan(path="plans/1", kind="child_protection", aim_shared="To keep Ella safe.")

    assert copy.view(a_portion(SCHOOL, plans=(plan,))).content.aim == "To keep Ella safe."


def test_who_a_row_is_kept_for_prints_in_the_lead_agencys_documents_only() -> None:
    action = Action(path="actions/1", what="See the GP.", who=("Jo Hart",), private_to=("Jo Hart",))

    told = [copy.view(a_portion(reader, actions=(action,))).content for reader in (LEAD, MUM)]

    assert (told[0].other_actions[0].private, told[1].own_actions[0].private) == ("Jo Hart", "")


def _blank(row: type, **said: str) -> object:
    """A row in which only `said` is there."""
    given = {field.name: "" for field in fields(row) if field.name != "more"}
    return row(**given | {"extras": Extras()} | said)
