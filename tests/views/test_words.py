"""How single values print."""

from datetime import date

import pytest

from generator.case import Action, Missing, NotApplicable, ToBeConfirmed
from generator.flow import Extras
from generator.views.words import Words, age, day, days, listed, sentences, week_span

FINISHED = Words({}, draft=False, lead=False)
DRAFT = Words({}, draft=True, lead=False)
LEAD = Words({}, draft=False, lead=True)


def test_a_date_prints_in_words() -> None:
    assert day(date(2026, 11, 23)) == "23 November 2026"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 10, 5), date(2026, 10, 11), "5 to 11 October 2026"),
        (date(2026, 10, 26), date(2026, 11, 29), "26 October to 29 November 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 to 3 January 2027"),
    ],
)
def test_a_span_of_dates_says_nothing_twice(first: date, last: date, said: str) -> None:
    assert days(first, last) == said


@pytest.mark.parametrize(
    ("gap", "finished", "draft", "lead"),
    [
        (Missing(), "", "", ""),
        (Missing(needed=True), "", "…………… (still to fill)", ""),
        (ToBeConfirmed(), "", "…………… (to be confirmed)", ""),
        (NotApplicable("No visits yet."), "", "", "Not applicable: No visits yet."),
    ],
)
def test_a_gap_prints_where_it_helps_and_nowhere_else(gap: object, finished: str, draft: str, lead: str) -> None:
    assert [words.text(gap) for words in (FINISHED, DRAFT, LEAD)] == [finished, draft, lead]


def test_a_needed_list_that_is_empty_is_a_blank_to_fill_in_a_draft() -> None:
    assert [words.text((), needed=True) for words in (FINISHED, DRAFT)] == ["", "…………… (still to fill)"]


def test_yes_and_no_print_as_words_and_a_number_as_figures() -> None:
    assert [FINISHED.text(value) for value in (True, False, 0, 7)] == ["Yes", "No", "0", "7"]


def test_a_choice_prints_in_the_councils_words_and_else_in_its_own() -> None:
    words = Words({"choice/actions/status/done": "Finished"}, draft=False, lead=False)

    assert words.choice("actions", "status", "done") == "Finished"
    assert words.choice("actions", "status", "cannot_be_done") == "Cannot be done"


def test_several_choices_print_as_one_phrase() -> None:
    assert FINISHED.choice("people", "plan_role", ("lead_worker", "core_group")) == "Lead worker and core group"


def test_names_print_as_a_person_would_say_them() -> None:
    assert listed(["Jo", "Sam", "Ade"]) == "Jo, Sam and Ade"


def test_a_councils_own_fields_are_text_a_blank_one_is_empty_and_a_choice_has_its_words() -> None:
    words = Words({"choice/actions/colour/dark_red": "Very red"}, draft=False, lead=False)
    added = (("colour", "dark_red"), ("club", "snake_case stays"), ("seen_on", date(2026, 11, 2)), ("note", Missing()))
    action = Action(path="actions/3", extras=added)

    assert words.extras(action) == Extras(
        (("colour", "Very red"), ("club", "snake_case stays"), ("seen_on", "2 November 2026"), ("note", ""))
    )


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2020, 3, 11), "6 years old"),
        (date(2016, 11, 24), "9 years old"),
        (date(2026, 10, 23), "1 month old"),
        (date(2026, 1, 1), "10 months old"),
        (date(2027, 1, 1), ""),
    ],
)
def test_an_age_is_counted_on_the_day_of_the_record(born: date, said: str) -> None:
    assert age(born, date(2026, 11, 23)) == said


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("1", (date(2026, 10, 5), date(2026, 10, 11))),
        ("4-8", (date(2026, 10, 26), date(2026, 11, 29))),
        ("soon", None),
    ],
)
def test_week_one_is_the_monday_week_that_holds_the_plans_start(said: str, span: tuple[date, date] | None) -> None:
    assert week_span(date(2026, 10, 7), said) == span


def test_each_sentence_has_a_line_and_a_title_does_not_end_one() -> None:
    text = "Mum sings with you. Ms. Park listens!\nWe meet on 9 December at 3.30 pm."

    assert sentences(text) == ("Mum sings with you.", "Ms. Park listens!", "We meet on 9 December at 3.30 pm.")


def test_weeks_after_the_last_date_there_is_have_no_dates() -> None:
    assert week_span(date(9999, 12, 31), "4-8") is None
