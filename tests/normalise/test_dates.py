"""Dates typed as text."""

from datetime import date

import pytest

from generator.normalise.dates import never_ends, readings

THE_23RD = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        "23/11/2026",
        "23/11/26",
        "23.11.2026",
        "23-11-2026",
        "23-Nov-26",
        "23 November 2026",
        "23rd November 2026",
        "23rd of November, 2026",
        "2026-11-23",
        "2026-11-23 00:00:00",
        "Mon 23 Nov 2026",
        "Monday, 23 November 2026",
        "  23   NOV  2026 ",
    ],
)
def test_a_known_shape_is_read_day_first(typed: str) -> None:
    assert readings(typed) == (THE_23RD,)


@pytest.mark.parametrize("typed", ["03/04/2026", "3.4.26", "03-04-2026"])
def test_a_date_that_can_be_read_two_ways_has_two_readings(typed: str) -> None:
    assert readings(typed) == (date(2026, 4, 3), date(2026, 3, 4))


def test_a_date_whose_day_and_month_are_the_same_has_one_reading() -> None:
    assert readings("04/04/2026") == (date(2026, 4, 4),)


def test_a_weekday_tells_which_of_two_readings_is_meant() -> None:
    assert readings("Fri 03/04/2026") == (date(2026, 4, 3),)


@pytest.mark.parametrize(
    "typed",
    ["Tue 23 Nov 2026", "31/02/2026", "11/23/2026", "Nov 2026", "end of term", "6 weeks", "14/10 - 11/11", "23/11"],
)
def test_what_is_no_date_or_contradicts_itself_has_no_reading(typed: str) -> None:
    assert readings(typed) == ()


def test_a_year_of_two_digits_is_of_the_century_people_mean() -> None:
    assert readings("15/08/98") == (date(1998, 8, 15),)
    assert readings("15/08/16") == (date(2016, 8, 15),)


@pytest.mark.parametrize("typed", ["ongoing", "On-going", "ASAP", "as soon as possible", "continuous", "as required"])
def test_a_word_that_never_ends_is_known_as_one(typed: str) -> None:
    assert never_ends(typed)
    assert not never_ends("23 November 2026")
