"""Dates typed as text: a closed list of shapes, day first, and every way each can be read."""

import re
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"([a-z]{3,9})\.?,?\s+(?=\d)")
_MIDNIGHT = re.compile(r"[t ]00:00(:00(\.0+)?)?$")
_TIME = re.compile(r"(?:,\s*|\s+|t)(?:at\s+)?\d{1,2}(?:[:.]\d{2}(?::\d{2}(?:\.0+)?)?\s?(?:am|pm)?|\s?(?:am|pm))$")
_NO_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s./-]+([a-z]{3,9}|\d{1,2})\.?")
_NUMBERS = re.compile(r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s./-]+([a-z]{3,9})\.?,?[\s./-]+(\d{4}|\d{2})")
_NEVER_ENDS = re.compile(
    r"(on-?\s?going|asap|a\.s\.a\.p\.?|as soon as possible|continuous(ly)?|continuing|as (and when )?(required|needed)"
    r"|when (required|needed)|until further notice|immediate(ly)?|soon)[.!]?"
)


def readings(text: str) -> tuple[date, ...]:
    """Return every day the text can mean: none when it is not a date, two when a person must say which.

    A weekday written before it must fit.
    """
    said = _MIDNIGHT.sub("", " ".join(text.casefold().split()))
    weekday, said = _weekday_apart(said)
    days = _named(said) or _year_first(said) or _numbers(said)
    return tuple(day for day in days if weekday is None or day.weekday() == weekday)


def without_time(text: str) -> str:
    """Return the text without the time of day at its end; nothing when there is none."""
    said = " ".join(text.casefold().split())
    bare = _TIME.sub("", said)
    return bare if bare != said else ""


def in_the_year_that_fits(text: str, about: date | None) -> date | None:
    """Return the day of "Mon 23 Nov": the one year about that day in which the weekday fits; None when unsure."""
    said = " ".join(text.casefold().split())
    weekday, bare = _weekday_apart(said)
    match = _NO_YEAR.fullmatch(bare)
    if about is None or weekday is None or match is None:
        return None
    years = range(about.year - 1, about.year + 3)
    days = {day for year in years for day in _numbered_or_named(match, year) if day.weekday() == weekday}
    return days.pop() if len(days) == 1 else None


def _numbered_or_named(match: re.Match[str], year: int) -> tuple[date, ...]:
    if match[2].isdigit():
        return _days((year, match[2], match[1]), (year, match[1], match[2]))
    month = _month(match[2])
    return _days((year, month, match[1])) if month else ()


def never_ends(text: str) -> bool:
    """Say whether the text stands where a date should and names no day at all, such as "ongoing"."""
    return _NEVER_ENDS.fullmatch(" ".join(text.casefold().split())) is not None


def in_words(day: date) -> str:
    """Return the day as it is written in a sentence, whatever language the computer is set to."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def _weekday_apart(said: str) -> tuple[int | None, str]:
    match = _WEEKDAY.match(said)
    if match is None:
        return None, said
    names = [number for number, name in enumerate(_WEEKDAYS) if name.startswith(match[1])]
    return (names[0], said[match.end() :]) if len(names) == 1 else (None, said)


def _named(said: str) -> tuple[date, ...]:
    match = _NAMED.fullmatch(said)
    if match is None:
        return ()
    month = _month(match[2])
    return _days((match[3], month, match[1])) if month else ()


def _month(said: str) -> int:
    name = "sep" if said == "sept" else said
    return next((number for number, month in enumerate(_MONTHS, 1) if name in (month, month[:3])), 0)


def _year_first(said: str) -> tuple[date, ...]:
    match = _YEAR_FIRST.fullmatch(said)
    return _days((match[1], match[2], match[3])) if match else ()


def _numbers(said: str) -> tuple[date, ...]:
    match = _NUMBERS.fullmatch(said)
    if match is None:
        return ()
    first, second, year = match[1], match[3], match[4]
    day_first = _days((year, second, first))
    if int(first) > 12 or int(second) > 12 or int(first) == int(second):
        return day_first
    return (*day_first, *_days((year, first, second)))


def _days(*parts: tuple[int | str, int | str, int | str]) -> tuple[date, ...]:
    found = []
    for year, month, day in parts:
        try:
            found.append(date(_century(str(year)), int(month), int(day)))
        except ValueError:
            continue
    return tuple(found)


def _century(year: str) -> int:
    # Nobody on a plan was born before 1930, and no plan is made for 2030 or later with two digits yet.
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number >= 30 else 2000)
