"""The child's own paper and the contact card."""

from datetime import date

import pytest

from generator.case import Action, ChildVersion, Contingency, Need, Outcome, Strength, View, Worry
from generator.flow import Extras
from generator.views import child, contact_card
from generator.views.child import ChildContent
from generator.views.contact_card import ContactCardContent
from tests.views.small import ELLA, a_childs_portion, a_portion

WORDING = {"childline": "0800 1111", "child_not_happy": "Tell a grown-up you trust."}
PAPER = ChildVersion(
    path="child_versions/1",
    child="Ella Hart",
    hello="Hello Ella!",
    likes="You like swimming.",
    whats_good="Mum sings with you. Nan helps.",
    people="Ben will bring a bed.\nMs. Park will listen.",
    what_happens_next="We meet on 9 December.",
    my_part="You can tell Ms. Park.",
    safe_person="Ade",
    safe_number="01632 960 101",
    not_happy="You can tell Ade.",
)


def test_the_whole_paper_comes_from_words_for_the_child_and_their_own() -> None:
    portion = a_childs_portion(
        wording=WORDING,
        version=PAPER,
        views=(View(path="views/1", person="Ella Hart", words="I like it when Mum sings.", wants="A bed for Finn"),),
        worries=(Worry(path="worries/1", what_happened="Dog mess.", child_text="Some rooms were not clean."),),
        needs=(Need(path="needs/1", text="Routine.", child_text="You need sleep."),),
        outcomes=(Outcome(path="outcomes/1", statement="Sleeps.", child_text="You have a bed."),),
        contingency=(Contingency(path="contingency/1", trigger="Drink.", child_text="You can stay at Nan's."),),
    )

    assert child.view(portion).content == ChildContent(
        name="Ella",
        hello="Hello Ella!",
        likes=("You like swimming.",),
        worries=("Some rooms were not clean.",),
        good=("Mum sings with you.", "Nan helps."),
        said=("I like it when Mum sings.",),
        wants=("A bed for Finn",),
        needs=("You need sleep.",),
        changes=("You have a bed.",),
        people=("Ben will bring a bed.", "Ms. Park will listen."),
        my_part=("You can tell Ms. Park.",),
        if_hard=("You can stay at Nan's.",),
        next=("We meet on 9 December.",),
        not_happy=("You can tell Ade.",),
        safe_person="Ade",
        safe_number="01632 960 101",
        childline="0800 1111",
        made_on="23 November 2026",
        version="2",
        draft=False,
        extras=Extras(),
    )


def test_adult_text_never_stands_in_for_words_that_are_missing() -> None:
    portion = a_childs_portion(
        worries=(Worry(path="worries/1", what_happened="Mum's drinking.", impact="Scared.", shared_text="Worries."),),
        strengths=(Strength(path="strengths/1", text="Attends treatment.", shared_text="Helped."),),
        outcomes=(Outcome(path="outcomes/1", statement="Is safe.", shared_text="Is safe."),),
        actions=(Action(path="actions/1", what="Urine tests.", shared_text="Tests.", who=("Jo Hart",)),),
    )

    content = child.view(portion).content

    assert (content.worries, content.good, content.changes, content.people) == ((), (), (), ())


def test_the_rows_words_for_the_child_serve_where_the_paper_names_none() -> None:
    portion = a_childs_portion(
        strengths=(Strength(path="strengths/1", child_text="Nan looks after you."),),
        actions=(Action(path="actions/1", child_text="Ben will bring a bed for Finn."),),
    )

    content = child.view(portion).content

    assert (content.good, content.people) == (("Nan looks after you.",), ("Ben will bring a bed for Finn.",))


def test_a_line_about_a_brother_alone_stays_out() -> None:
    worry = Worry(path="worries/1", children=("Finn Hart",), child_text="Finn was hurt.")

    assert child.view(a_childs_portion(worries=(worry,))).content.worries == ()


def test_a_childs_words_stay_exactly_as_they_were_said() -> None:
    words = "i want  Finn to have a bed & <no> shouting!\nand “plaits”"
    view = View(path="views/1", person="Ella Hart", words=words, method="three_houses")

    assert child.view(a_childs_portion(views=(view,))).content.said == (words,)


def test_what_was_seen_of_a_child_is_never_quoted_as_theirs() -> None:
    view = View(path="views/1", person="Ella Hart", words="Took Ade's hand.", method="observation")

    assert child.view(a_childs_portion(views=(view,))).content.said == ()


def test_a_wish_that_was_said_already_is_not_said_twice() -> None:
    view = View(path="views/1", person="Ella Hart", words="I like plaits. I want a bed.", wants="I want a bed.")

    assert child.view(a_childs_portion(views=(view,))).content.wants == ()


@pytest.mark.parametrize(
    ("chosen", "of_the_child", "template"),
    [("junior", "early", "child-junior"), ("", "junior", "child-junior"), ("", "not_yet_reading", "child-early")],
)
def test_the_band_chosen_for_the_paper_wins_over_the_childs(chosen: str, of_the_child: str, template: str) -> None:
    version = ChildVersion(path="child_versions/1", child="Ella Hart", band=chosen)

    assert child.view(a_childs_portion(version=version, band=of_the_child)).template == template


def test_a_child_with_no_lines_at_all_is_still_greeted_and_told_whom_to_turn_to() -> None:
    content = child.view(a_childs_portion(wording=WORDING)).content

    assert (content.hello, content.not_happy) == ("Hello Ella!", ("Tell a grown-up you trust.",))


def test_the_card_holds_one_person_one_number_and_childline() -> None:
    view = contact_card.view(a_childs_portion(wording=WORDING, version=PAPER))

    assert view.content == ContactCardContent(safe_person="Ade", safe_number="01632 960 101", childline="0800 1111")
    assert (view.title, view.file_name) == ("Contact card", "F1042-contact-card-child-1-v2.docx")


def test_a_card_without_a_safe_person_still_has_childline() -> None:
    assert contact_card.view(a_portion(ELLA, wording=WORDING)).content == ContactCardContent(
        safe_person="", safe_number="", childline="0800 1111"
    )


def test_the_paper_carries_the_day_it_speaks_of() -> None:
    assert child.view(a_childs_portion()).as_at == date(2026, 11, 23)
