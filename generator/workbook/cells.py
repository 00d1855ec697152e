"""Read every cell of a workbook as it was written, quickly, with its true address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from xml.parsers import expat

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from generator import package
from generator.errors import IntakeError
from generator.flow import NotWorkedOut, Raw
from generator.workbook import opendocument, overlooked
from generator.workbook.rows import NOTHING, Beside, Row, SheetCells

_Read = Raw | timedelta


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that was read from one workbook."""

    sheets: tuple[SheetCells, ...]
    counts_from_1904: bool = False
    macros: bool = False
    links: bool = False
    """Whether it fetches values from other files."""


def cells(path: Path) -> tuple[SheetCells, ...]:
    """Return every sheet of a workbook, hidden ones too, in order.

    Numbers stay as Excel keeps them (whole ones are floats). An error stands as its text, such as `#REF!`, and a
    percentage as the cell shows it.

    Raises:
        IntakeError: as `book`.
    """
    return book(path).sheets


def book(path: Path) -> Book:
    """Return a workbook with its sheets and what is to be known of it as a whole.

    Raises:
        IntakeError: the file cannot be read: missing, open elsewhere, broken, protected, or not a workbook.
    """
    try:
        if _kind(path) == "ods":
            return Book(opendocument.cells(path))
        missed = overlooked.look(path)
        sheets = _read(path)
    except (python_calamine.CalamineError, expat.ExpatError, ValueError, IndexError) as error:
        raise IntakeError(_BROKEN.format(name=path.name)) from error
    except BaseException as error:
        # The fast reader is not written in Python: when it gives up on a made-up file, not even `Exception` meets it.
        if type(error).__name__ != "PanicException":
            raise
        raise IntakeError(_BROKEN.format(name=path.name)) from error
    return Book(
        sheets=tuple(_with(sheet, missed.sheets.get(sheet.name, NOTHING)) for sheet in sheets),
        counts_from_1904=missed.counts_from_1904,
        macros=missed.macros,
        links=missed.links,
    )


_BROKEN = "{name} is damaged and cannot be read. Open it in Excel, save it as a new workbook (.xlsx) and use that."


def _kind(path: Path) -> str:
    kind = package.inspect(path).kind
    if kind not in ("xlsx", "xlsm", "ods"):
        raise IntakeError(f"{path.name} is {_KINDS.get(kind, 'not an Excel workbook')}. {_AS_XLSX}")
    return kind


_KINDS = {"docx": "a Word document, not a workbook"}
_AS_XLSX = "Open the intake in Excel, choose Save As, Excel Workbook (.xlsx), and use that file."


def _read(path: Path) -> tuple[SheetCells, ...]:
    with CalamineWorkbook.from_path(path) as book:
        return tuple(
            SheetCells(
                name=sheet.name,
                visible=sheet.visible is SheetVisibleEnum.Visible,
                rows=tuple(_rows(book.get_sheet_by_name(sheet.name))),
            )
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        )


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    # By default the reader leaves out what is empty above and to the left, and every address would shift.
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
        raw = tuple(_raw(value) for value in values)
        if any(value is not None for value in raw):
            yield Row(number, raw)


def _raw(value: _Read) -> Raw | None:
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return None if value == "" else value


def _with(sheet: SheetCells, beside: Beside) -> SheetCells:
    """Return the sheet with what its reader overlooked put in."""
    if not beside.texts:
        return replace(sheet, beside=beside) if beside is not NOTHING else sheet
    found = {(row.number, column): value for row in sheet.rows for column, value in enumerate(row.values, 1)}
    no_answers = beside.errors | beside.unsaved
    for place, shown in beside.texts.items():
        if place not in no_answers:
            found[place] = shown
        elif found.get(place) is None:
            found[place] = NotWorkedOut(shown)
    return replace(sheet, rows=tuple(_joined(found)), beside=beside)


def _joined(found: Mapping[tuple[int, int], Raw | None]) -> Iterator[Row]:
    widest = max(column for _, column in found)
    for number in sorted({row for row, _ in found}):
        yield Row(number, tuple(found.get((number, column)) for column in range(1, widest + 1)))
