"""The hidden sheet of a marked copy: what was marked, so that the next copy can take it away and tick it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineWorkbook

from generator.case import Where
from generator.flow import Severity
from generator.workbook.mark import Mark
from generator.workbook.marking import book, sheet
from generator.workbook.marking.parts import Element, Parts
from generator.workbook.own import RECORD

_SIGN = "plangen marks"
_FOUND, _MENDED, _WORKED_IN = "found", "mended", "worked in"


@dataclass(frozen=True, slots=True)
class Record:
    """What a marked copy says of the marks in it."""

    found: tuple[Mark, ...] = ()
    mended: tuple[Mark, ...] = ()
    """What earlier copies had found and is no longer so."""
    worked_in: bool = False
    """Whether somebody saved an earlier one of these copies, so that there is work in it."""


def read(parts: Parts) -> Record:
    """Return what was marked; nothing when the workbook is no marked copy or the sheet is gone."""
    page = book.own_pages(parts).get(RECORD)
    if page is None:
        return Record()
    with CalamineWorkbook.from_filelike(BytesIO(parts.content())) as workbook:
        rows = [[str(value) for value in row] for row in workbook.get_sheet_by_name(page.name).to_python()]
    if not rows or rows[0][0] != _SIGN:
        return Record()
    worked_in = any(row[0] == _WORKED_IN for row in rows)
    return Record(tuple(_marks(rows, _FOUND)), tuple(_marks(rows, _MENDED)), worked_in)


def _marks(rows: Iterable[Sequence[str]], which: str) -> Iterable[Mark]:
    for row in rows:
        if len(row) >= 7 and row[0] == which and row[1] in list(Severity):
            _, level, name, cell, message, fix, rule, *_ = row
            yield Mark(Severity(level), Where(name, cell) if name else None, message, fix, rule)


def written(parts: Parts, record: Record) -> Element:
    """Return the hidden sheet."""
    lines = [sheet.Line((_SIGN,)), *([sheet.Line((_WORKED_IN,))] if record.worked_in else [])]
    for which, marks in ((_FOUND, record.found), (_MENDED, record.mended)):
        lines += [
            sheet.Line((which, str(m.level), m.sheet, m.where.cell if m.where else "", m.message, m.fix, m.rule))
            for m in marks
        ]
    root = sheet.sheet(parts)
    root.append(sheet.rows(parts, lines))
    return root


def after(before: Record, now: Sequence[Mark], *, worked_in: bool) -> Record:
    """Return what is found now, and what was mended since the first marked copy."""
    open_now = set(now)
    # What was mended once and is wrong again is open, not mended.
    mended = (mark for mark in (*before.mended, *_gone(before.found, now)) if mark not in open_now)
    return Record(tuple(now), tuple(dict.fromkeys(mended)), worked_in)


def _gone(earlier: Sequence[Mark], now: Sequence[Mark]) -> Iterator[Mark]:
    """Yield those of the earlier marks that are no longer there; rows inserted since have moved some to other cells."""
    stayed = set(earlier) & set(now)
    moved = Counter(_column(mark) for mark in now if mark not in stayed)
    for mark in earlier:
        if mark not in stayed and moved[_column(mark)]:
            moved[_column(mark)] -= 1
        elif mark not in stayed:
            yield mark


def _column(mark: Mark) -> tuple[str, str, str, str]:
    return mark.rule, mark.message, mark.sheet, mark.cell.rstrip("0123456789")
