"""Find the days that a text names, and all the usual ways to write each."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple


class NamedDay(NamedTuple):
    """A day as a text names it."""

    day: int
    month: int
    year: int | None
    """None when the text gives day and month only."""


# Written out: those of the standard library follow the computer's language.
_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
_SHORT = tuple(name[:3] for name in _NAMES)
_MONTHS = {name.casefold(): number for names in (_NAMES, _SHORT) for number, name in enumerate(names, start=1)}
_MONTHS["sept"] = 9
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:\s*(?:,|;|/|&|\+|-|–|and|to|or)(?:\s*and)?\s*{_DAY})*"
_DAYS_MONTH = re.compile(
    rf"\b({_DAYS})\s*(?:of\s+)?({_MONTH})\b\.?(?:,?\s*(\d{{4}}))?", re.IGNORECASE
)  # fmt: skip
_MONTH_DAYS = re.compile(
    rf"\b({_MONTH})\b\.?\s+({_DAYS})\b(?:,?\s+(\d{{4}}))?", re.IGNORECASE
)  # fmt: skip
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_CENTURY = 2000


@lru_cache(maxsize=1024)
def days_in(text: str) -> tuple[NamedDay, ...]:
    """Return every day that the text names, day first, as people here write it."""
    return tuple(dict.fromkeys(found for found in _all_in(text) if _is_a_day(found)))


def spellings(day: NamedDay) -> tuple[str, ...]:
    """Return the usual ways to write the day, in words and in numbers."""
    return tuple(dict.fromkeys((*_in_words(day), *_in_numbers(day))))


def named(day: date) -> NamedDay:
    """Return a real date as a day that a text might name."""
    return NamedDay(day.day, day.month, day.year)


def _all_in(text: str) -> Iterator[NamedDay]:
    for match in _ISO.finditer(text):
        yield NamedDay(int(match[3]), int(match[2]), int(match[1]))
    for match in _DAY_FIRST.finditer(_ISO.sub(" ", text)):
        yield NamedDay(int(match[1]), int(match[2]), _year(match[3]))
    for match in _DAYS_MONTH.finditer(text):
        yield from _each(match[1], match[2], match[3])
    for match in _MONTH_DAYS.finditer(text):
        yield from _each(match[2], match[1], match[3])


def _each(days: str, month: str, year: str | None) -> Iterator[NamedDay]:
    for day in re.findall(r"\d{1,2}", days):
        yield NamedDay(int(day), _MONTHS[month.casefold()], _year(year))


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) > 2 else _CENTURY + int(text)


def _is_a_day(found: NamedDay) -> bool:
    try:
        # 2024 is a leap year: a 29 February without a year is a day.
        date(found.year or 2024, found.month, found.day)
    except ValueError:
        return False
    return True


def _in_words(found: NamedDay) -> Iterator[str]:
    day, month = found.day, found.month
    months = [name for name, number in _MONTHS.items() if number == month]
    for name in months:
        for number in (str(day), f"{day:02}", f"{day}{_ending(day)}"):
            yield from (f"{number} {name}", f"{number} of {name}", f"{name} {number}")


def _in_numbers(found: NamedDay) -> Iterator[str]:
    day, month, year = found
    # Without a year only the form with a nought: "5/10" is as often a score of five out of ten.
    yield from (f"{day:02}{mark}{month:02}" for mark in "/.")
    if year is None:
        return
    yield from (f"{year}-{month:02}-{day:02}", f"{year}{month:02}{day:02}")
    for mark in "/.-":
        for first, second in ((f"{day}", f"{month}"), (f"{day:02}", f"{month:02}")):
            yield from (f"{first}{mark}{second}{mark}{year}", f"{first}{mark}{second}{mark}{year % 100:02}")


def _ending(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
