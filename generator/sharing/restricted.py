"""Which rows someone decided to keep from a reader: the Restrictions sheet, and rows that are only for one adult."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from generator.case import Meeting, Record, Restriction, View, Week, is_gap
from generator.sharing.dates import days_in, named
from generator.sharing.names import within
from generator.sharing.standing import Standing, is_kept_from, says_names

WHO_FIELDS = ("who", "helped_by", "backup", "checked_by", "safe_adult")
"""Fields that name the people who do what a row says."""


def restrictions(standing: Standing) -> tuple[Restriction, ...]:
    """Return the rows of the Restrictions sheet that keep something from this reader."""
    return tuple(row for row in standing.case.restrictions if _hits(row, standing))


def restricted_rows(standing: Standing) -> Mapping[str, Restriction]:
    """Return path of the row to the restriction that keeps it from this reader."""
    return {
        record.path: restriction for restriction in restrictions(standing) for record in meant(restriction, standing)
    }


def meant(restriction: Restriction, standing: Standing) -> tuple[Record, ...]:
    """Return the rows that a restriction is about.

    One that names a kind of row but none that exists keeps the whole kind back: a mistyped number must
    never open what it was meant to close.
    """
    kind = restriction.sheet
    if not isinstance(kind, str) or kind not in _WHICH:
        return ()
    rows: tuple[Record, ...] = getattr(standing.case, kind)
    if is_gap(restriction.which):
        return rows
    return tuple(row for row in rows if _WHICH[kind](row, str(restriction.which))) or rows


def is_private(record: Record, standing: Standing) -> bool:
    """Say whether the row is only for others: the adults it names, those who do it, and the lead agency."""
    only_for = getattr(record, "private_to", ())
    if not only_for or standing.audience.sees_all:
        return False
    return not within(standing.reader.name, (*only_for, *says_names(record, WHO_FIELDS)))


def private_rows(standing: Standing) -> Iterator[Record]:
    """Yield every row that is only for others than this reader."""
    yield from (record for record in standing.case.records() if is_private(record, standing))


def hidden_days(standing: Standing) -> frozenset[date]:
    """Return the days of the meetings that are kept from this reader."""
    kept = [record for row in restrictions(standing) for record in meant(row, standing)]
    rows = (row for row in (*kept, *private_rows(standing)) if isinstance(row, Meeting))
    return frozenset(row.date for row in rows if isinstance(row.date, date))


def _hits(row: Restriction, standing: Standing) -> bool:
    if standing.is_lead:
        return False
    if is_kept_from(row.hide_from, standing.reader):
        return True
    if standing.audience.sees_all:
        return False
    if row.only_for:
        return not standing.named_in(row.only_for)
    # A child's paper can be found by anyone; and what is kept from nobody in particular is kept from all.
    return standing.is_child or not row.hide_from


def _by_number(row: Record, which: str) -> bool:
    return str(getattr(row, "number", "")) in re.findall(r"\d+", which)


def _by_person(row: Record, which: str) -> bool:
    return isinstance(row, View) and within(row.person, re.split(r"[;\n]", which))


def _by_child(row: Record, which: str) -> bool:
    return within(getattr(row, "child", ""), re.split(r"[;\n]", which))


def _by_week(row: Record, which: str) -> bool:
    return isinstance(row, Week) and within(row.weeks, re.split(r"[;,\n]", which))


def _by_date(row: Record, which: str) -> bool:
    if not isinstance(row, Meeting) or not isinstance(row.date, date):
        return False
    day, month, year = named(row.date)
    return any(found[:2] == (day, month) and found.year in (None, year) for found in days_in(which))


_WHICH: Mapping[str, Callable[[Record, str], bool]] = {
    "views": _by_person,
    "strengths": _by_number,
    "worries": _by_number,
    "needs": _by_number,
    "outcomes": _by_number,
    "actions": _by_number,
    "contingency": _by_number,
    "meetings": _by_date,
    "timeline": _by_week,
    "safety_rules": _by_number,
    "bottom_lines": _by_number,
    "keeping_safe": lambda *_: False,
    "care": _by_child,
}
"""Kinds of row that can be restricted, and what tells which one is meant; where nothing does, all of them are."""
