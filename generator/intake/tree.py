"""A form as it stands in its file, whatever its format: questions, lists and answers, each with its place."""

import re
from dataclasses import dataclass
from datetime import date

from generator.errors import IntakeError
from generator.flow import Raw

DEEPEST = 12
"""A form is three levels deep: sheet, row, question, and a list of answers makes four."""
MOST = 200_000
"""Answers and questions in one form."""


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column of something in its file, from 1; both 0 where the format keeps none."""

    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f", line {self.line}, column {self.column}" if self.line else ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Scalar:
    """One answer; None when nothing is written."""

    raw: Raw | None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the rows of a table, or several answers to one question."""

    items: tuple["Node", ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, or the name of a sheet, with what stands under it."""

    key: str
    value: "Node"
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Mapping:
    """Questions with their answers. One that stands twice stands here twice."""

    pairs: tuple[Pair, ...]
    place: Place = NOWHERE


Node = Scalar | Listing | Mapping

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def typed(text: str) -> Raw | None:
    """Return an answer without quotation marks as what it is: a whole number, a day, true, false, nothing or text.

    A number stays text where its digits would not all come back: 07700 900301 and 1e5 are no numbers of ours.
    """
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _WHOLE.fullmatch(text) and text != "-0":
        return int(text)
    return _day(text) or text


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def too_deep(name: str, place: Place = NOWHERE) -> IntakeError:
    """Make the error for lists within lists within lists."""
    return IntakeError(
        f"{name}{place}: lists stand within lists more than {DEEPEST} levels deep, which no form has. "
        "Ask whoever sent it for a fresh copy."
    )


def too_many(name: str) -> IntakeError:
    """Make the error for a form without end."""
    return IntakeError(f"{name} holds more than {MOST:,} answers, many times those of any plan, and was not read.")
