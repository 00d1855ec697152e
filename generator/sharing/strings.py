"""Every string that stands anywhere in a record, with the field it stands in."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from generator.case import RECORDS, Case, NotApplicable, Record

_NOT_ANSWERS = {"path", "origins", "extras"}


def strings(record: Record) -> Iterator[tuple[str, str]]:
    """Yield field name and text for every string of one row: answers, lists, reasons, added fields."""
    for answer in _answers(type(record).__name__):
        yield from ((answer, text) for text in _texts(getattr(record, answer)))
    for name, value in record.extras:
        yield from ((name, text) for text in _texts(value))


def all_strings(case: Case) -> Iterator[tuple[Record, str, str]]:
    """Yield row, field name and text for every string of the case."""
    for record in case.records():
        yield from ((record, name, text) for name, text in strings(record))


_TYPES = {record.__name__: record for record in RECORDS.values()}


@cache
def _answers(record: str) -> tuple[str, ...]:
    skipped = _NOT_ANSWERS | (set(RECORDS) if record == Case.__name__ else set())
    return tuple(field.name for field in fields(_TYPES[record]) if field.name not in skipped)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, NotApplicable):
        yield value.reason
    elif isinstance(value, tuple):
        yield from (item for item in value if isinstance(item, str))
