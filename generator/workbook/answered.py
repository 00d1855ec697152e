"""Fill a blank intake the way a person would: by sheet, heading and row."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from generator.errors import UsageError
from generator.workbook import looks, saved
from generator.workbook.escaped import escaped
from generator.workbook.layout import FIRST_ROW, HEADING_ROW, plain

Typed = str | int | float | bool | date | Sequence[str | int] | None
"""What may be typed: yes and no as booleans, several answers as a list."""
Answers = Mapping[str, Mapping[str, Typed] | Sequence[Mapping[str, Typed]]]
"""By sheet name: for a form one answer for each question, for a table a list of rows."""


def fill(blank: bytes, answers: Answers) -> bytes:
    """Return the filled workbook, as the door of this room describes it."""
    book = load_workbook(BytesIO(blank))
    pages = {plain(page.title): page for page in book.worksheets}
    for name, given in answers.items():
        page = pages.get(plain(name))
        if page is None:
            raise UsageError(f"The workbook has no sheet called {name!r}.")
        if isinstance(given, Mapping):
            _fill_form(page, given)
        else:
            _fill_table(page, given)
    return saved.content(book)


def _fill_form(page: Worksheet, given: Mapping[str, Typed]) -> None:
    questions = {plain(str(cell.value)): cell.row for (cell,) in page.iter_rows(max_col=1) if cell.value}
    for label, value in given.items():
        row = _place(questions, label, page)
        _type(looks.cell(page, row, 2), value)
        _fit(page, row)


def _fill_table(page: Worksheet, rows: Sequence[Mapping[str, Typed]]) -> None:
    headings = {plain(str(cell.value)): cell.column for cell in page[HEADING_ROW] if cell.value}
    prepared = page.max_row - FIRST_ROW + 1
    if len(rows) > prepared:
        raise UsageError(f"The sheet {page.title!r} has room for {prepared} rows, not {len(rows)}.")
    for number, row in enumerate(rows, FIRST_ROW):
        for label, value in row.items():
            _type(looks.cell(page, number, _place(headings, label, page)), value)
        _fit(page, number)


def _fit(page: Worksheet, row: int) -> None:
    """Make the row as tall as its texts, as Excel does for a person who types."""
    widths = page.column_dimensions
    texts = [(str(cell.value), int(widths[cell.column_letter].width) - 2) for cell in page[row] if cell.value]
    page.row_dimensions[row].height = looks.height(texts)


def _place(known: Mapping[str, int], label: str, page: Worksheet) -> int:
    if plain(label) not in known:
        raise UsageError(f"The sheet {page.title!r} has nothing called {label!r}.")
    return known[plain(label)]


def _type(cell: Cell, value: Typed) -> None:
    text = _text(value)
    if text is None:
        cell.value = value  # type: ignore[assignment]  # a number, a date, or nothing
        return
    cell.value = text
    # What begins with an equals sign or reads like an error is text here: a person typed it into a text cell.
    cell.data_type = "s"


def _text(value: Typed) -> str | None:
    """Return what is typed as text, or None for a number, a date and nothing."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, Sequence):
        return "; ".join(str(one) for one in value)
    return None
