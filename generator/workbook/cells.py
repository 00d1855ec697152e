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
from generator.workbook import overlooked

_Read = Raw | timedelta


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something."""

    number: int
    """As it stands beside the row in Excel."""
    values: tuple[Raw | None, ...]
    """From column A on; None where nothing was written."""


@dataclass(frozen=True, slots=True)
class SheetCells:
    """One sheet and what is written on it."""

    name: str
    visible: bool
    rows: tuple[Row, ...]
    """Only rows that hold something, so that a million empty ones cost nothing."""


def cells(path: Path) -> tuple[SheetCells, ...]:
    """Return every sheet of a workbook, hidden ones too, in order.

    Numbers stay as Excel keeps them (whole ones are floats). An error stands as its text, such as `#REF!`.

    Raises:
        IntakeError: the file cannot be read: missing, open elsewhere, broken, protected, or not a workbook.
    """
    try:
        _must_be_a_workbook(path)
        missed = overlooked.cells(path)
        sheets = _read(path)
    except (python_calamine.CalamineError, expat.ExpatError, ValueError) as error:
        raise IntakeError(_BROKEN.format(name=path.name)) from error
    except BaseException as error:
        # The fast reader is not written in Python: when it gives up on a made-up file, not even `Exception` meets it.
        if type(error).__name__ != "PanicException":
            raise
        raise IntakeError(_BROKEN.format(name=path.name)) from error
    return tuple(_with(sheet, missed.get(sheet.name, {})) for sheet in sheets)


_BROKEN = "{name} is damaged and cannot be read. Open it in Excel, save it as a new workbook (.xlsx) and use that."


def _must_be_a_workbook(path: Path) -> None:
    kind = package.inspect(path).kind
    if kind not in ("xlsx", "xlsm"):
        raise IntakeError(f"{path.name} is {_KINDS.get(kind, 'not an Excel workbook')}. {_AS_XLSX}")


_KINDS = {"docx": "a Word document, not a workbook", "ods": "a workbook of another program (.ods)"}
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


def _with(sheet: SheetCells, missed: Mapping[tuple[int, int], str]) -> SheetCells:
    """Return the sheet with the cells that its reader overlooked, by row and column number, put in."""
    if not missed:
        return sheet
    found = {(row.number, column): value for row in sheet.rows for column, value in enumerate(row.values, 1)}
    found.update({place: NotWorkedOut(text) for place, text in missed.items() if found.get(place) is None})
    return replace(sheet, rows=tuple(_joined(found)))


def _joined(found: Mapping[tuple[int, int], Raw | None]) -> Iterator[Row]:
    widest = max(column for _, column in found)
    for number in sorted({row for row, _ in found}):
        yield Row(number, tuple(found.get((number, column)) for column in range(1, widest + 1)))
