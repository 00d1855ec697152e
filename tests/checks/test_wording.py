"""Words that say little, and gaps of a template."""

from typing import Any

import pytest

from generator.checks.wording import listed_word
from generator.council import WordList
from tests.checks.builders import a_draft, finding, found, row


def says(what: str) -> list[str]:
    """Rules that an action with these words breaks."""
    return [rule for rule, _, _ in found(a_draft(actions=row("actions", what=what)))]


@pytest.mark.parametrize(
    ("what", "rule"),
    [
        ("Jo cooks appropriately.", "WORD-01"),
        ("Ongoing visits.", "WORD-02"),
        ("Ade monitors Ella's weight.", "WORD-03"),
        ("Ade is supporting Jo.", "WORD-04"),
        ("The house is good enough.", "WORD-05"),
        ("Jo engages with the team.", "WORD-06"),
        ("Ade is working with Jo.", "WORD-06"),
        ("Ade promotes play.", "WORD-07"),
        ("Ade visits regularly.", "WORD-08"),
        ("Ade visits as   and when.", "WORD-08"),
    ],
)
def test_a_word_that_says_little_is_found_in_its_usual_endings(what: str, rule: str) -> None:
    assert says(what) == [rule]


@pytest.mark.parametrize(
    "what",
    [
        "An appropriate adult sits with Ella.",
        "The family support worker comes on Tuesdays.",
        "Ade says how often each week.",
        "Ade writes down “I need support”.",
        "Jo rings the Saltby Family Support Team.",
        "Jo reads the supper menu.",
    ],
)
def test_the_same_word_is_fine_in_a_name_a_quote_or_a_longer_phrase(what: str) -> None:
    assert says(what) == []


def test_wording_is_a_check_or_an_idea_and_never_stops_a_plan() -> None:
    draft = a_draft(actions=row("actions", what="Explore support on an ongoing basis with regular monitoring."))

    assert {(rule, severity) for rule, severity, _ in found(draft)} == {
        ("WORD-02", "check"), ("WORD-03", "check"), ("WORD-04", "check"), ("WORD-07", "idea"), ("WORD-08", "check"),
    }  # fmt: skip


def test_the_word_that_is_named_is_the_lists_own_and_one_finding_is_enough() -> None:
    draft = a_draft(actions=row("actions", what="Regularly, frequently and often."))

    assert finding(draft, "WORD-08").message.startswith("“regular” ")


def test_a_negative_outcome_is_asked_about_in_its_statement_only() -> None:
    assert [rule for rule, _, _ in found(a_draft(outcomes=row("outcomes", statement="Jo will not shout.")))] == [
        "WORD-13"
    ]
    assert says("Jo will not shout.") == []


def test_a_persons_own_words_and_the_evidence_are_never_checked_for_wording() -> None:
    assert found(a_draft(views=row("views", words="I need regular support."))) == []
    assert found(a_draft(worries=row("worries", evidence="Regular visits."))) == []


def test_a_councils_word_is_found_however_short() -> None:
    words = WordList(rule="WORD-18", words=("hub", "go-to"), fine_in=(), only_in=())

    assert listed_word("The HUB", words) == "hub"
    assert listed_word("his go-to place", words) == "go-to"
    assert listed_word("hubbub", words) == ""


@pytest.mark.parametrize(
    "what",
    [
        "(PRACTITIONER NAME) visits.",
        "(PRACTITIONER'S NAME) visits.",
        "(PARENT/CARER) finds (NUMBER) people.",
        "[NAME] visits.",
        "[insert name here] visits.",
        "{name} visits.",
        "{NAME} visits.",
        "{first_name} visits.",
        "XX visits.",
        "Ade visits on ???",
    ],
)
def test_a_gap_of_a_template_left_open_stops_the_plan(what: str) -> None:
    assert found(a_draft(actions=row("actions", what=what))) == [("SPEC-11", "must_fix", "actions/0/what")]


@pytest.mark.parametrize(
    "what",
    [
        "Jo sees the nurse (CAMHS).",
        "Jo rings [SENCO].",
        "Jo types {{ name }} and {1}.",
        "Really?? Yes.",
        "Jo asks {Ella}",
    ],
)
def test_brackets_that_hold_something_are_no_gap(what: str) -> None:
    assert found(a_draft(actions=row("actions", what=what))) == []


def test_a_persons_own_words_may_hold_anything() -> None:
    words: dict[str, Any] = {"words": "XX love you ??? [NAME]"}

    assert found(a_draft(views=row("views", **words))) == []
