"""Timescales and the working calendar: how long each step may take, counted as the council counts."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from generator.council import yamls
from generator.council.yamls import Tree
from generator.errors import CouncilError

_UNITS = ("working_days", "days", "weeks", "months")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One timescale, such as the ten working days to the first core group."""

    key: str
    label: str
    count: int
    unit: str
    """working_days, days, weeks or months (calendar months: 30 November + 3 months is 28 February)."""
    source: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit.replace('_', ' ')}"


@dataclass(frozen=True, slots=True)
class Holidays:
    """Bank holidays of one nation, up to the last day the file speaks for."""

    days: frozenset[date]
    valid_until: date

    def is_working(self, day: date) -> bool:
        """Say whether offices are open: Monday to Friday and no bank holiday.

        Raises:
            CouncilError: the day lies beyond the end of the holiday file.
        """
        if day > self.valid_until:
            raise CouncilError(
                f"holidays.yaml: bank holidays are known only until {self.valid_until:%d %B %Y}; "
                "add the later ones and move valid_until."
            )
        return day.weekday() < 5 and day not in self.days


def clocks(tree: Tree, source: Path | None) -> Mapping[str, Clock]:
    """Build the timescales from merged YAML.

    Raises:
        CouncilError: one does not say how long, or its name is that of none of plangen's and it has no label.
    """
    return {str(key): _clock(str(key), value or {}, source) for key, value in tree.items()}


def _clock(key: str, tree: Mapping[str, Any], source: Path | None) -> Clock:
    if not tree.get("label"):
        raise yamls.mistake(source, (key,), "there is no timescale of this name, and one of your own needs a label.")
    units = [unit for unit in _UNITS if tree.get(unit) is not None]
    if len(units) != 1 or not isinstance(tree[units[0]], int):
        names = ", ".join(_UNITS)
        raise yamls.mistake(source, (key,), f"say how long once, as a whole number: one of {names}.")
    return Clock(
        key=key,
        label=str(tree.get("label", key)),
        count=tree[units[0]],
        unit=units[0],
        source=str(tree.get("source", "")),
    )


def holidays(tree: Tree, source: Path | None) -> Holidays:
    """Build the holiday calendar: `valid_until` and a list of `days`."""
    until = tree.get("valid_until")
    if not isinstance(until, date):
        raise yamls.mistake(source, ("valid_until",), "the last day this list speaks for, such as 2028-12-31.")
    return Holidays(frozenset(day for day in tree.get("days", ()) if isinstance(day, date)), until)


def latest(start: date, clock: Clock, closed: Holidays) -> date:
    """Return the last day on which the step may happen, counted from the day after `start`.

    Raises:
        CouncilError: working days are counted past the end of the holiday file, or any days past the year 9999.
    """
    try:
        if clock.unit == "working_days":
            return _working_days_after(start, clock.count, closed)
        if clock.unit == "months":
            return _months_after(start, clock.count)
        return start + timedelta(days=clock.count * (7 if clock.unit == "weeks" else 1))
    except (OverflowError, ValueError) as error:
        # 31 December 9999 stands in forms for "no end".
        raise CouncilError("No calendar goes on so far.") from error


def working_days_between(start: date, end: date, closed: Holidays) -> int:
    """Count the working days after `start` up to and including `end`."""
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(1 for day in days if closed.is_working(day))


def _working_days_after(start: date, count: int, closed: Holidays) -> date:
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= closed.is_working(day)
    return day


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.month - 1 + months, 12)
    last = calendar.monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, last))
