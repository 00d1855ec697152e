"""What a reader could work out from lists, dates and numbers, and does not."""

from datetime import date

import pytest

from generator.case import ABSENT, Action, Meeting, Outcome, Restriction, Signature, Visit, Week
from tests.sharing.builders import COUNCIL, a_case, child, copy_for, karim_family, parent, row, share, text_of, worker

ELLA, FINN = "Ella Hart", "Finn Hart"
HOME = "1 Mill Lane, ZZ1 1AA"


def services(**rows: object):  # type: ignore[no-untyped-def]
    """A school and a health visitor for the children, and a drug service for the father alone."""
    meeting = row(Meeting, kind="core_group", date=date(2026, 12, 9), who=("Jo Hart", "Hana Lea", "Vic Orme"))
    people = [
        parent("Jo Hart", lives_with=(ELLA,), parental_responsibility=(ELLA,), phone="07700 900 001"),
        parent("Sam Hart", parental_responsibility=(ELLA,), phone="07700 900 002"),
        worker("Hana Lea", "Fern School", works_with=(ELLA, "Jo Hart"), phone="01632 960 001"),
        worker("Vic Orme", "Clearway", works_with=("Sam Hart",), phone="01632 960 002"),
        worker("Una Bell", "Fern Health"),
    ]
    sharing = [
        share("Jo Hart", "parent_pr"),
        share("Sam Hart", "parent_pr"),
        share("Hana Lea", "school_early_years"),
        share("Vic Orme", "substance_service"),
        share("Una Bell", "health_child"),
    ]
    told = {"children": [child(ELLA)], "people": people, "sharing": sharing, "meetings": [meeting], **rows}
    return a_case(**told)


@pytest.mark.parametrize("name", ["Jo Hart", "Hana Lea", "Una Bell"])
def test_another_adults_own_service_is_nobodys_business(name: str) -> None:
    case = copy_for(services(), name)[0].case

    assert "Vic Orme" not in [person.name for person in case.people]
    assert [meeting.who for meeting in case.meetings] == [("Jo Hart", "Hana Lea")]
    assert "Clearway" not in [row.recipient for row in case.sharing]


def test_ones_own_service_is_known() -> None:
    case = copy_for(services(), "Sam Hart")[0].case

    assert "Vic Orme" in [person.name for person in case.people]
    assert [one.recipient for one in case.sharing] == ["Jo Hart", "Sam Hart", "Fern School", "Clearway", "Fern Health"]


def test_a_worker_met_in_a_row_that_is_shared_is_known_without_a_number_to_ring() -> None:
    action = row(Action, number=1, what="Weekly talks", who=("Vic Orme", "Sam Hart"))
    people = copy_for(services(actions=[action]), "Jo Hart")[0].case.people

    assert [person.phone for person in people if person.name == "Vic Orme"] == [ABSENT]


def test_the_school_of_one_child_is_no_business_of_another_childs_father() -> None:
    head = worker("Hana Lea", "Fern School", works_with=(FINN, "Jo Hart"))
    people = [parent("Sam Hart", parental_responsibility=(ELLA,)), parent("Jo Hart"), head]
    sharing = [share("Sam Hart", "parent_pr"), share("Hana Lea", "school_early_years", children=(FINN,))]
    case = a_case(children=[child(ELLA), child(FINN)], people=people, sharing=sharing)

    portion = copy_for(case, "Sam Hart")[0]
    assert [one.recipient for one in portion.case.sharing] == ["Sam Hart"]


def test_a_service_has_the_numbers_of_workers_and_of_those_it_works_with() -> None:
    action = row(Action, number=1, what="Weekly talks", who=("Hana Lea", "Una Bell"))
    people = copy_for(services(actions=[action]), "Hana Lea")[0].case.people

    phones = {person.name: person.phone for person in people}
    assert (phones["Jo Hart"], phones["Sam Hart"], phones["Hana Lea"]) == ("07700 900 001", ABSENT, "01632 960 001")


def test_the_list_of_copies_names_no_friend_who_helps() -> None:
    nan = parent("Vera Hart", kind="network", network_aware=True)
    jo = parent("Jo Hart", parental_responsibility=(ELLA,))
    sharing = [share("Jo Hart", "parent_pr"), share("Vera Hart", "network_member")]
    case = a_case(children=[child(ELLA)], people=[jo, nan], sharing=sharing)

    assert [one.recipient for one in copy_for(case, "Jo Hart")[0].case.sharing] == ["Jo Hart"]


def in_hiding(**rows: object):  # type: ignore[no-untyped-def]
    """A mother and a child whose home is hidden from the father."""
    jo = parent(
        "Jo Hart",
        lives_with=(ELLA,),
        address=HOME,
        confidential=True,
        hide_from=("Sam Hart",),
        needs="An Urdu interpreter",
    )
    ella = child(ELLA, lives_with=("Jo Hart",), lived_experience="Ella wakes early.")
    people = [jo, parent("Sam Hart", parental_responsibility=(ELLA,)), worker("Una Bell", "Fern Health")]
    sharing = [share("Sam Hart", "parent_pr"), share("Una Bell", "conference_chair")]
    return a_case(children=[ella], people=people, sharing=sharing, **rows)


def test_who_hides_from_a_reader_is_in_no_list_of_who_comes_where() -> None:
    meeting = row(Meeting, kind="core_group", date=date(2026, 12, 9), place="Mill Lane", who=("Jo Hart", "Sam Hart"))
    visit = row(Visit, kind="family_time", place="The centre", who=("Jo Hart", "Sam Hart"))
    family = in_hiding(meetings=[meeting], visits=[visit])

    case = copy_for(family, "Sam Hart")[0].case
    assert [one.who for one in (*case.meetings, *case.visits)] == [("Sam Hart",), ("Sam Hart",)]
    assert [one.who for one in copy_for(family, "Una Bell")[0].case.meetings] == [("Jo Hart", "Sam Hart")]


def test_a_day_in_a_hidden_home_is_not_told_to_those_it_is_hidden_from() -> None:
    family = in_hiding()

    assert [one.lived_experience for one in copy_for(family, "Sam Hart")[0].case.children] == [ABSENT]
    assert "interpreter" not in text_of(copy_for(family, "Sam Hart")[0])
    assert "interpreter" in text_of(copy_for(family, "Una Bell")[0])
    assert [one.lived_experience for one in copy_for(family, "Una Bell")[0].case.children] == ["Ella wakes early."]


def test_a_parent_reads_where_the_other_parents_signature_stands_and_no_more() -> None:
    declined = row(
        Signature, person="Sam Hart", status="declined", date=date(2026, 11, 12), reason="He says it is fine."
    )
    own = row(Signature, person="Jo Hart", status="declined", date=date(2026, 11, 13), reason="Not yet.")
    signatures = copy_for(services(signatures=[declined, own]), "Jo Hart")[0].case.signatures

    assert [(one.status, one.date, one.reason) for one in signatures] == [
        ("declined", ABSENT, ABSENT),
        ("declined", date(2026, 11, 13), "Not yet."),
    ]


def test_a_parent_reads_why_their_child_did_not_sign() -> None:
    drew = row(Signature, person=ELLA, status="too_young", date=date(2026, 11, 12), reason="She drew a cat.")

    assert [one.reason for one in copy_for(services(signatures=[drew]), "Jo Hart")[0].case.signatures] == [drew.reason]


def private_core_group(**rows: object):  # type: ignore[no-untyped-def]
    meeting = row(Meeting, kind="core_group", date=date(2026, 12, 2), who=("Jo Hart", "Una Bell"))
    hidden = row(Restriction, sheet="meetings", which="02/12/2026", hide_from=("Sam Hart",))
    return services(meetings=[meeting], restrictions=[hidden], **rows)


def test_who_signed_at_a_meeting_kept_from_the_reader_gives_its_day_to_nobody() -> None:
    signed = row(Signature, person="Una Bell", status="signed", date=date(2026, 12, 2))
    chair = share("Vic Orme", "conference_chair")
    family = private_core_group(signatures=[signed], sharing=[share("Sam Hart", "parent_pr"), chair])

    assert [one.date for one in copy_for(family, "Sam Hart")[0].case.signatures] == [ABSENT]
    assert [one.date for one in copy_for(family, "Vic Orme")[0].case.signatures] == [date(2026, 12, 2)]


def test_the_day_of_a_meeting_kept_from_the_reader_is_sought_in_their_text() -> None:
    from generator.sharing import findings

    action = row(Action, number=1, what="Writes the plan before 2 December.", who=("Una Bell",))
    family = private_core_group(actions=[action])

    portion, withheld = copy_for(family, "Sam Hart")
    assert [found.path for found in findings(portion, withheld, COUNCIL)] == ["actions/0/what"]
    assert findings(*copy_for(family, "Jo Hart"), COUNCIL) == ()


def numbered(show_gap: object = ABSENT):  # type: ignore[no-untyped-def]
    """Three outcomes with an action each, of which the second is kept from the father."""
    return services(
        outcomes=[row(Outcome, number=n, statement=f"Change {n}") for n in (1, 2, 3)],
        actions=[row(Action, number=n, outcomes=(n,), what=f"Task {n}", who=("Una Bell",)) for n in (1, 2, 3)],
        timeline=[row(Week, weeks="1", task="Begin", actions=(3,))],
        restrictions=[
            row(Restriction, sheet=sheet, which="2", hide_from=("Sam Hart",), show_gap=show_gap)
            for sheet in ("outcomes", "actions")
        ],
    )


def test_no_gap_in_the_numbers_says_that_something_was_left_out() -> None:
    case = copy_for(numbered(), "Sam Hart")[0].case

    assert [(one.number, one.statement) for one in case.outcomes] == [(1, "Change 1"), (2, "Change 3")]
    assert [(one.number, one.outcomes, one.what) for one in case.actions] == [(1, (1,), "Task 1"), (2, (2,), "Task 3")]
    assert [one.actions for one in case.timeline] == [(2,)]


@pytest.mark.parametrize(("name", "gap"), [("Jo Hart", ABSENT), ("Sam Hart", "say_private")])
def test_numbers_stay_where_nothing_is_left_out_or_the_copy_says_so(name: str, gap: object) -> None:
    case = copy_for(numbered(gap), name)[0].case

    assert [one.number for one in case.outcomes][-1] == 3


def test_a_service_with_its_own_rows_alone_keeps_the_numbers_of_the_plan() -> None:
    family = numbered()

    assert [one.number for one in copy_for(family, "Una Bell")[0].case.actions] == [1, 2, 3]


def test_housing_reads_of_an_outcome_only_what_is_to_change_and_by_when() -> None:
    outcome = row(
        Outcome, number=1, statement="Both sleep in a dry room.", baseline="3 of 10", target_date=date(2026, 12, 11)
    )
    action = row(Action, number=1, outcomes=(1,), what="Treat the damp", who=("Tom Iqbal",))
    tom = worker("Tom Iqbal", "Mill Homes", works_with=("Jo Hart",))
    sharing = [share("Tom Iqbal", "housing")]
    case = a_case(children=[child(ELLA)], people=[tom], outcomes=[outcome], actions=[action], sharing=sharing)

    (told,) = copy_for(case, "Tom Iqbal")[0].case.outcomes
    assert (told.statement, told.target_date, told.baseline) == (
        "Both sleep in a dry room.",
        date(2026, 12, 11),
        ABSENT,
    )


def test_who_meets_people_only_in_their_own_rows_does_not_read_what_else_those_do() -> None:
    una = worker("Una Bell", "Fern Health", responsibility="Weighs the baby")
    tom = worker("Tom Iqbal", "Mill Homes", responsibility="Mends the gate")
    action = row(Action, number=1, what="Mend the gate", who=("Tom Iqbal", "Una Bell"))
    case = a_case(people=[una, tom], actions=[action], sharing=[share("Tom Iqbal", "housing")])

    told = {person.name: person.responsibility for person in copy_for(case, "Tom Iqbal")[0].case.people}
    assert told == {"Una Bell": ABSENT, "Tom Iqbal": "Mends the gate"}


def test_the_karim_family_keeps_the_fathers_programme_from_the_school() -> None:
    case = copy_for(karim_family(), "Mr Ellis Toft")[0].case

    assert "Karl Ives" not in [person.name for person in case.people]
    assert all("Karl Ives" not in meeting.who for meeting in case.meetings)
