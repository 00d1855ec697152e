"""What each reader gets of a case: nothing but what their audience may see, and nothing that is kept from them."""

from datetime import date

import pytest

from generator.case import (
    ABSENT,
    Action,
    Case,
    Meeting,
    Outcome,
    Plan,
    Restriction,
    Strength,
    View,
    Visit,
    Week,
    Worry,
)
from generator.flow import Reader, Withheld
from generator.sharing import cut
from tests.sharing.builders import (
    AMARAS_WORDS,
    CLUES,
    COUNCIL,
    REFUGE,
    REFUGE_PHONE,
    a_case,
    child,
    copy_for,
    karim_family,
    parent,
    row,
    share,
    text_of,
    worker,
)

KEPT_FROM_IMRAN = (
    REFUGE, "Elder Walk", "ZZ9 2LT", REFUGE_PHONE, "Harwick", "Mina", "Toft", "Vole", *CLUES, AMARAS_WORDS,
    "followed her to the shops", "early signs", "trackers", "drive past", "chair against the door", "headaches",
    "Not aware", "3 and 17 December",
)  # fmt: skip


@pytest.mark.parametrize("name", ["Imran Karim", "Karl Ives"])
@pytest.mark.parametrize("secret", KEPT_FROM_IMRAN)
def test_what_is_kept_from_the_father_is_in_no_copy_on_his_side(name: str, secret: str) -> None:
    portion, _ = copy_for(karim_family(), name)

    assert secret.casefold() not in text_of(portion).casefold()


def test_the_lead_agency_gets_the_case_as_it_stands() -> None:
    case = karim_family()
    portion, withheld = copy_for(case, "Grace Obi")

    assert portion.case is case
    assert withheld == Withheld()


def test_the_manager_gets_all_of_it_too() -> None:
    portion, withheld = copy_for(karim_family(), "Daniel Hart")

    assert text_of(portion) == text_of(copy_for(karim_family(), "Grace Obi")[0])
    assert withheld == Withheld()


def test_the_mother_has_her_address_and_the_childrens_words() -> None:
    portion, _ = copy_for(karim_family(), "Nadia Karim")

    told = text_of(portion)
    assert REFUGE in told
    assert AMARAS_WORDS in told
    assert "headaches" in told
    assert "14 Tannery Row" not in told


def test_a_hidden_worker_is_nobody_in_the_copy_and_an_alias_in_its_rows() -> None:
    case = copy_for(karim_family(), "Imran Karim")[0].case

    assert "Mina Shaw" not in [person.name for person in case.people]
    who = {action.path: (action.who, action.helped_by) for action in case.actions}
    assert who["actions/4"][0] == ("her school",)
    assert who["actions/5"][1] == ("Nadia Karim", "a support service")
    assert {one.school for one in case.children} == {"her school"}


def test_an_action_that_only_hidden_people_do_is_dropped_when_nothing_stands_for_them() -> None:
    mina = worker("Mina Shaw", "Women's Aid", hide_from=("Sam Hart",))
    action = row(Action, number=1, what="Weekly talks", who=("Mina Shaw",))
    sam = parent("Sam Hart")
    case = a_case(people=[sam, mina], actions=[action], sharing=[share("Sam Hart", "parent_pr")])

    assert copy_for(case, "Sam Hart")[0].case.actions == ()


def test_an_action_is_no_more_open_than_the_outcomes_it_serves() -> None:
    case = copy_for(karim_family(), "Imran Karim")[0].case

    assert [outcome.number for outcome in case.outcomes] == [1, 2, 3]
    assert [action.path for action in case.actions] == ["actions/1", "actions/2", "actions/4", "actions/5"]
    assert [week.weeks for week in case.timeline] == ["1", "3-10", "4-8"]


def test_a_restricted_row_keeps_the_words_everyone_may_see() -> None:
    worries = copy_for(karim_family(), "Imran Karim")[0].case.worries

    (second,) = [worry for worry in worries if worry.number == 2]
    assert (second.shared_text, second.what_happened, second.impact) == ("There have been threats.", ABSENT, ABSENT)


def test_that_some_details_are_private_is_said_only_where_it_was_asked() -> None:
    assert copy_for(karim_family(), "Imran Karim")[0].note_gaps
    assert not copy_for(karim_family(), "Nadia Karim")[0].note_gaps


def test_a_restriction_that_finds_no_row_keeps_back_the_whole_kind() -> None:
    worries = [row(Worry, number=1, what_happened="One"), row(Worry, number=2, what_happened="Two")]
    restriction = row(Restriction, sheet="worries", which="7", hide_from=("Sam Hart",))
    case = a_case(
        people=[parent("Sam Hart")],
        worries=worries,
        restrictions=[restriction],
        sharing=[share("Sam Hart", "parent_pr")],
    )

    assert copy_for(case, "Sam Hart")[0].case.worries == ()


def test_a_row_only_for_some_reaches_those_and_nobody_else() -> None:
    case = karim_family()

    assert [m.kind for m in copy_for(case, "Rob Hale")[0].case.meetings] == ["professionals"]
    assert [m.kind for m in copy_for(case, "Nadia Karim")[0].case.meetings] == ["core_group"]


def test_unannounced_dates_are_the_lead_agencys_alone() -> None:
    for name in ("Nadia Karim", "Imran Karim", "Rob Hale"):
        weeks = copy_for(karim_family(), name)[0].case.timeline
        assert {week.unannounced_dates for week in weeks} <= {ABSENT}


def test_the_distribution_list_names_no_hidden_worker_and_nobody_without_a_copy() -> None:
    rows = copy_for(karim_family(), "Imran Karim")[0].case.sharing

    named = [one.recipient for one in rows]
    lead = "Fernshire children's services"
    assert named == [lead, lead, "Nadia Karim", "Imran Karim", "Stepwise", "Fernshire Police"]
    assert [one.why_needed for one in rows if one.why_needed is not ABSENT] == ["He has responsibility."]


def test_a_service_gets_its_own_rows_and_the_outcome_they_serve() -> None:
    case = copy_for(karim_family(), "Karl Ives")[0].case

    assert [action.number for action in case.actions] == [3]
    assert [outcome.number for outcome in case.outcomes] == [3]
    assert [person.name for person in case.people if person.kind == "parent"] == ["Imran Karim"]
    assert {worry.what_happened for worry in case.worries} == {ABSENT}
    assert case.views == ()
    assert case.outcomes[0].worries == (1, 2)


def test_a_school_gets_worries_in_shared_words() -> None:
    case = copy_for(karim_family(), "Mr Ellis Toft")[0].case

    assert case.worries[0].shared_text == "Yusuf was frightened at home."
    assert {worry.what_happened for worry in case.worries} == {ABSENT}
    assert case.views == ()
    assert REFUGE not in text_of(copy_for(karim_family(), "Mr Ellis Toft")[0])


def test_the_police_get_in_full_the_worry_that_they_raised() -> None:
    worries = copy_for(karim_family(), "Rob Hale")[0].case.worries

    assert [worry.number for worry in worries if worry.what_happened is not ABSENT] == [1]


def test_a_childs_paper_has_words_chosen_for_the_child_and_nothing_else() -> None:
    portion, _ = copy_for(karim_family(), "Yusuf Karim")

    assert [view.words for view in portion.case.views] == ["House of dreams: me and Mum and no shouting."]
    assert [action.child_text for action in portion.case.actions] == [
        "There is a group for you.",
        "Grace will draw with you.",
    ]
    assert {action.what for action in portion.case.actions} == {ABSENT}
    told = text_of(portion)
    for adult in ("wakes", "hit", REFUGE, "feelings group", "Harwick", "Amara"):
        assert adult not in told


def test_a_childs_words_that_are_kept_from_anyone_are_not_in_their_paper() -> None:
    portion, _ = copy_for(karim_family(), "Amara Karim")

    assert portion.case.views == ()


def test_a_reader_whose_audience_nobody_described_gets_nothing() -> None:
    reader = Reader(key="x-1", name="Imran Karim", audience="stranger", label="stranger")
    portion, _ = cut(karim_family(), reader, COUNCIL)

    assert portion.case == Case(path="case/0")


def test_a_field_without_a_class_is_the_lead_agencys() -> None:
    strength = row(Strength, number=1, text="Jo reads to Ella.", evidence="Visit on 14 September")
    case = a_case(
        strengths=[strength],
        people=[parent("Jo Hart")],
        sharing=[share("Jo Hart", "parent_pr")],
    )

    assert copy_for(case, "Jo Hart")[0].case.strengths[0].evidence is ABSENT


def test_a_field_that_a_council_added_is_cut_like_any_other() -> None:
    strength = row(Strength, number=1, text="Jo reads to Ella.", extras=(("scored_by", "Ade, privately"),))
    case = a_case(
        plan=row(Plan, kind="child_in_need", lead_worker="Ade Cole"),
        strengths=[strength],
        people=[parent("Jo Hart"), worker("Ade Cole"), worker("Ruth Dale")],
        sharing=[share("Jo Hart", "parent_pr"), share("Ruth Dale", "lead_full")],
    )

    assert copy_for(case, "Jo Hart")[0].case.strengths[0].extras == (("scored_by", ABSENT),)
    assert copy_for(case, "Ruth Dale")[0].case.strengths[0].extras == strength.extras


# --- whom a reader may know about -----------------------------------------------------------------------

TWINS_FATHER = parent("Owen Reece", parental_responsibility=("Chloe Reece",))


def reece(**rows: object) -> Case:
    return a_case(
        children=[child("Chloe Reece", known_as="Chloe"), child("Kit Reece", known_as="Kit")],
        people=[TWINS_FATHER, worker("Ade Cole")],
        sharing=[share("Owen Reece", "parent_pr")],
        **rows,
    )


def test_a_row_about_another_child_is_not_in_the_copy() -> None:
    worries = [
        row(Worry, number=1, children=("Chloe Reece",), what_happened="Hers"),
        row(Worry, number=2, children=("Kit Reece",), what_happened="His"),
    ]

    case = copy_for(reece(worries=worries), "Owen Reece")[0].case
    assert [worry.number for worry in case.worries] == [1]
    assert [one.name for one in case.children] == ["Chloe Reece"]


@pytest.mark.parametrize("children", [(), ("Chloe Reece", "Kit Reece")], ids=["all", "both"])
def test_a_row_about_both_keeps_as_much_as_does_not_name_the_other(children: tuple[str, ...]) -> None:
    worries = [
        row(Worry, number=1, children=children, what_happened="No bed in the room."),
        row(
            Worry, number=2, children=children, what_happened="Kit sleeps on a sofa.", shared_text="There are no beds."
        ),
        row(Worry, number=3, children=children, what_happened="Kit has no coat.", shared_text="Kit is cold."),
    ]

    told = copy_for(reece(worries=worries), "Owen Reece")[0].case.worries
    assert [(w.number, w.what_happened, w.shared_text) for w in told] == [
        (1, "No bed in the room.", ABSENT),
        (2, ABSENT, "There are no beds."),
    ]
    assert all("Kit Reece" not in worry.children for worry in told)


def test_actions_meetings_and_weeks_for_another_child_alone_are_not_in_the_copy() -> None:
    outcomes = [
        row(Outcome, number=1, children=("Chloe Reece",), statement="Chloe sleeps."),
        row(Outcome, number=2, children=("Kit Reece",), statement="Kit sleeps."),
    ]
    actions = [
        row(Action, number=1, outcomes=(1,), what="Bring a bed", who=("Ade Cole",)),
        row(Action, number=2, outcomes=(2,), what="Bring a cot", who=("Ade Cole",)),
        row(Action, number=3, outcomes=(1, 2), what="Fix the light", who=("Ade Cole",)),
    ]
    timeline = [row(Week, weeks="1", task="A bed", actions=(1,)), row(Week, weeks="2", task="A cot", actions=(2,))]

    case = copy_for(reece(outcomes=outcomes, actions=actions, timeline=timeline), "Owen Reece")[0].case
    assert [(action.number, action.outcomes) for action in case.actions] == [(1, (1,)), (3, (1,))]
    assert [week.weeks for week in case.timeline] == ["1"]


def test_a_parent_who_may_know_of_no_child_gets_only_what_is_theirs() -> None:
    case = a_case(
        children=[child("Ella Hart")],
        people=[parent("Lee Marsh")],
        worries=[row(Worry, number=1, what_happened="Cold rooms", shared_text="Cold.")],
        actions=[row(Action, number=1, what="Ring Ade", who=("Lee Marsh",))],
        sharing=[share("Lee Marsh", "parent_no_pr")],
    )

    portion, _ = copy_for(case, "Lee Marsh")
    assert portion.case.worries == ()
    assert [action.what for action in portion.case.actions] == ["Ring Ade"]


def test_an_adults_own_row_is_for_them_and_for_those_who_do_it() -> None:
    action = row(Action, number=1, what="Weekly talks", who=("Priya Nair", "Jo Hart"), private_to=("Jo Hart",))
    people = [parent("Jo Hart"), parent("Sam Hart"), worker("Priya Nair", "Clinic"), worker("Joan Firth", "Review")]
    sharing = [
        share("Jo Hart", "parent_pr"),
        share("Sam Hart", "parent_pr"),
        share("Priya Nair", "health_adult"),
        share("Joan Firth", "conference_chair"),
    ]
    case = a_case(people=people, actions=[action], sharing=sharing)

    seen = {
        name: len(copy_for(case, name)[0].case.actions) for name in ("Jo Hart", "Sam Hart", "Priya Nair", "Joan Firth")
    }
    assert seen == {"Jo Hart": 1, "Sam Hart": 0, "Priya Nair": 1, "Joan Firth": 0}


def test_another_adults_view_is_theirs() -> None:
    views = [row(View, person="Jo Hart", words="I am tired."), row(View, person="Sam Hart", words="I am not.")]
    case = a_case(
        people=[parent("Jo Hart"), parent("Sam Hart")],
        views=views,
        sharing=[share("Sam Hart", "parent_pr")],
    )

    assert [view.words for view in copy_for(case, "Sam Hart")[0].case.views] == ["I am not."]


@pytest.mark.parametrize(("aware", "worries"), [(True, 1), (False, 0), (ABSENT, 0)])
def test_someone_who_helps_reads_worries_only_when_they_know_of_them(aware: object, worries: int) -> None:
    case = a_case(
        plan=row(Plan, kind="child_in_need", aim_shared="To be safe."),
        people=[parent("Bev Ojo", kind="network", network_aware=aware)],
        worries=[row(Worry, number=1, what_happened="All of it", shared_text="Some of it")],
        sharing=[share("Bev Ojo", "network_member")],
    )

    portion, _ = copy_for(case, "Bev Ojo")
    assert len(portion.case.worries) == worries
    assert ("To be safe." in text_of(portion)) == bool(worries)


# --- contact details -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "reader", "seen"),
    [
        ({}, "Helen Park", True),
        ({"address_confidential": True}, "Helen Park", False),
        ({"address_confidential": True}, "Jo Hart", True),
        ({"address_hide_from": ("Sam Hart",)}, "Helen Park", False),
        ({"address_hide_from": ("Sam Hart",), "address_confidential": False}, "Helen Park", True),
        ({"address_hide_from": ("Sam Hart",), "address_confidential": False}, "Sam Hart", False),
        ({"address_hide_from": ("Saltby Primary",), "address_confidential": False}, "Helen Park", False),
        ({"address_hide_from": ("Jo Hart",)}, "Jo Hart", False),
        ({}, "Tom Iqbal", False),
    ],
)
def test_a_childs_address_reaches(address: dict[str, object], reader: str, seen: bool) -> None:
    people = [
        parent("Jo Hart", parental_responsibility=("Ella Hart",), lives_with=("Ella Hart",)),
        parent("Sam Hart", parental_responsibility=("Ella Hart",)),
        worker("Helen Park", "Saltby Primary"),
        worker("Tom Iqbal", "Housing"),
    ]
    sharing = [
        share("Jo Hart", "parent_pr"),
        share("Sam Hart", "parent_pr"),
        share("Helen Park", "school_early_years"),
        share("Tom Iqbal", "housing"),
    ]
    home = child(address="4 Quay Cottages, Saltby, ZZ1 4QX", **address)
    portion, _ = copy_for(a_case(children=[home], people=people, sharing=sharing), reader)

    assert ("Quay" in text_of(portion)) == seen


@pytest.mark.parametrize("said_by", ["child", "parent"])
def test_an_address_kept_private_for_one_is_private_for_all_who_live_there(said_by: str) -> None:
    private = {"confidential": True} if said_by == "parent" else {}
    ella = child(address="4 Quay Cottages, ZZ1 4QX", **({"address_confidential": True} if said_by == "child" else {}))
    jo = parent("Jo Hart", address="4 QUAY COTTAGES ZZ1 4QX", lives_with=("Ella Hart",), **private)
    people = [jo, worker("Helen Park", "Saltby Primary")]
    case = a_case(children=[ella], people=people, sharing=[share("Helen Park", "school_early_years")])

    assert "quay" not in text_of(copy_for(case, "Helen Park")[0]).casefold()


def test_one_parent_does_not_get_the_address_of_the_other_who_lives_elsewhere() -> None:
    people = [
        parent("Jo Hart", address="1 Low Road", phone="07700 900 111", parental_responsibility=("Ella Hart",)),
        parent("Sam Hart", address="2 High Road", phone="07700 900 222", parental_responsibility=("Ella Hart",)),
    ]
    case = a_case(children=[child()], people=people, sharing=[share("Jo Hart", "parent_pr")])

    told = text_of(copy_for(case, "Jo Hart")[0])
    assert "1 Low Road" in told
    assert "2 High Road" not in told
    assert "900 222" not in told


def test_every_copy_says_how_to_reach_the_lead_worker() -> None:
    people = [worker("Ade Cole", phone="01632 960 101"), worker("Tom Iqbal", "Housing")]
    plan = row(Plan, kind="child_in_need", lead_worker="Ade Cole")
    case = a_case(plan=plan, people=people, sharing=[share("Tom Iqbal", "housing")])

    ade = copy_for(case, "Tom Iqbal")[0].case.person("Ade Cole")
    assert ade is not None
    assert ade.phone == "01632 960 101"


def test_others_who_come_to_a_meeting_are_not_named_to_a_service_that_does_not_meet_them() -> None:
    meeting = row(Meeting, kind="core_group", date=date(2026, 12, 9), who=("Tom Iqbal", "Drug Worker", "Jo Hart"))
    people = [parent("Jo Hart"), worker("Tom Iqbal", "A charity"), worker("Drug Worker", "Clinic")]
    action = row(Action, number=1, what="Fix the door", who=("Tom Iqbal",), helped_by=("Jo Hart",))
    sharing = [share("Tom Iqbal", "voluntary_other")]
    case = a_case(people=people, meetings=[meeting], actions=[action], sharing=sharing)

    assert copy_for(case, "Tom Iqbal")[0].case.meetings[0].who == ("Tom Iqbal", "Jo Hart")


def test_visits_that_name_the_reader_are_theirs() -> None:
    visits = [
        row(Visit, kind="health_visit", who=("Priya Nair",), every="Monthly"),
        row(Visit, kind="social_work_visit", who=("Ade Cole",), every="Weekly"),
    ]
    people = [worker("Ade Cole"), worker("Priya Nair", "Health")]
    case = a_case(people=people, visits=visits, sharing=[share("Priya Nair", "health_child")])

    assert [visit.every for visit in copy_for(case, "Priya Nair")[0].case.visits] == ["Monthly"]


def test_choices_are_printed_in_the_councils_words() -> None:
    wording = copy_for(karim_family(), "Imran Karim")[0].wording

    assert wording["kind"] == "Child protection plan"
    assert wording["choice/actions/status/in_progress"] == "In progress"
