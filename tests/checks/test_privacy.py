"""Privacy that can be seen before anything is cut."""

from typing import Any

import pytest

from tests.checks.builders import CLEAN, a_draft, finding, found

WEEK: dict[str, Any] = {"weeks": "4-8", "task": "Ade looks in.", "who": ["Ade Cole"]}


@pytest.mark.parametrize(
    "meetings",
    ["3 December", "Dec 3rd", "on 3/12", "03.12.26", "visits 26th Nov and 3rd Dec", "2026-12-03", "Tues 3/12"],
)
def test_a_date_in_a_row_of_unannounced_visits_would_announce_them(meetings: str) -> None:
    week = {**WEEK, "unannounced": True, "meetings": meetings}

    assert found(a_draft(timeline=[week])) == [("PRIV-11", "must_fix", "timeline/0/meetings")]


@pytest.mark.parametrize(
    "meetings", ["one visit in two is unannounced", "2 home visits", "weeks 4-8", "checklist 8/10"]
)
def test_a_number_of_unannounced_visits_announces_none(meetings: str) -> None:
    assert found(a_draft(timeline=[{**WEEK, "unannounced": True, "meetings": meetings}])) == []


def test_their_dates_may_stand_in_their_own_column() -> None:
    week = {**WEEK, "unannounced": True, "unannounced_dates": "26 November, 3 December"}

    assert found(a_draft(timeline=[week])) == []


def test_the_word_beside_a_date_is_enough_and_an_announced_date_is_fine() -> None:
    told = {**WEEK, "task": "An unannounced visit on 3 December."}

    assert found(a_draft(timeline=[told])) == [("PRIV-11", "must_fix", "timeline/0/task")]
    assert found(a_draft(timeline=[{**WEEK, "meetings": "Core group 9 December"}])) == []


def test_a_message_about_it_holds_no_date() -> None:
    told = finding(a_draft(timeline=[{**WEEK, "unannounced": True, "meetings": "3 December"}]), "PRIV-11")

    assert "December" not in told.message


def test_a_parent_with_responsibility_who_gets_nothing_is_asked_about() -> None:
    assert found(a_draft(sharing=[])) == [("PRIV-10", "check", "people/0/name")]


def test_words_for_everyone_may_not_hold_what_a_restriction_hides() -> None:
    restriction = {"sheet": "words", "clue_words": ["swimming club", "Saltby Mill"], "hide_from": ["Joan Firth"],
                   "reason": "She asked.", "decided_by": "Joan Firth"}  # fmt: skip

    def shared(words: str) -> list[tuple[str, str, str]]:
        worries = [{**CLEAN["worries"][0], "shared_text": words}]
        return found(a_draft(worries=worries, restrictions=[restriction]))

    assert shared("Ella goes to her SWIMMING  club.") == [("WORD-15", "must_fix", "worries/0/shared_text")]
    assert shared("Ella goes swimming.") == []
