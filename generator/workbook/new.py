"""Make a blank intake that explains itself, derived wholly from the fields of a plan kind."""

import re
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from generator.council import Holds, KindSchema, Sheet
from generator.workbook import entry, imprint, layout, looks, saved
from generator.workbook.layout import (
    EXAMPLE_ROW,
    FIRST_ROW,
    HEADING_ROW,
    NEEDED,
    PURPOSE_ROW,
    TITLE_ROW,
    Column,
)
from generator.workbook.lists import Lists, make_lists


def blank(schema: KindSchema, *, with_sheets: Sequence[str] = (), council_name: str = "") -> bytes:
    """Return the blank workbook, as the door of this room describes it."""
    named = layout.optional(schema, with_sheets)
    schema = layout.asked(schema, named)
    sheets = layout.sheets(schema, named)
    book = Workbook()
    book.remove(book.worksheets[0])
    pages = [(sheet, book.create_sheet(sheet.name)) for sheet in sheets]
    lists = make_lists(book, schema, sheets)
    for sheet, page in pages:
        if sheet.form:
            _form(page, schema, sheet, lists, council_name)
        else:
            _table(page, sheet, layout.columns(schema, sheet), lists)
    _imprint(book, schema, sheets)
    book.properties.title = f"{schema.printed_name}: intake"
    return saved.content(book)


def _imprint(book: Workbook, schema: KindSchema, sheets: tuple[Sheet, ...]) -> None:
    page = book.create_sheet(layout.IMPRINT)
    page.sheet_state = "hidden"
    tables = (sheet for sheet in sheets if not sheet.form)
    examples = (
        (sheet.name, [column.example for column in layout.columns(schema, sheet) if column.example]) for sheet in tables
    )
    for row in imprint.rows(schema.name, examples):
        page.append(row)


def _table(page: Worksheet, sheet: Sheet, columns: tuple[Column, ...], lists: Lists) -> None:
    looks.title(looks.cell(page, TITLE_ROW, 1, sheet.name))
    looks.note(looks.cell(page, PURPOSE_ROW, 1, _purpose(sheet, columns)))
    last = FIRST_ROW + sheet.rows - 1
    for number, column in enumerate(columns, 1):
        looks.heading(looks.cell(page, HEADING_ROW, number, _marked(column)))
        looks.example(_typed(looks.cell(page, EXAMPLE_ROW, number), column), column)
        for row in range(FIRST_ROW, last + 1):
            looks.answer(looks.cell(page, row, number), column)
        entry.explain(page, looks.cell(page, HEADING_ROW, number), column)
        entry.offer(page, looks.cell(page, FIRST_ROW, number), looks.cell(page, last, number), column, lists)
    _numbered(page, last)
    widths = [column.width for column in columns]
    headings = [(_marked(column), column.width - 2) for column in columns]
    page.row_dimensions[HEADING_ROW].height = looks.height(headings, at_least=2)
    page.row_dimensions[EXAMPLE_ROW].height = looks.height([(column.example, column.width - 1) for column in columns])
    looks.table_page(page, widths, optional=sheet.optional)


def _purpose(sheet: Sheet, columns: tuple[Column, ...]) -> str:
    marked = any(column.required for column in columns)
    return f"{sheet.purpose} Columns marked {NEEDED} are needed." if marked else sheet.purpose


def _marked(column: Column) -> str:
    return f"{column.heading} {NEEDED}" if column.required else column.heading


_DATE = re.compile(r"(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])/\d{4}")


def _typed(cell: Cell, column: Column) -> Cell:
    """Type the example the way a person would: a date as a date, a number as a number."""
    cell.value = _as_typed(column.example, column.holds) if column.example else None
    return cell


def _as_typed(text: str, holds: Holds) -> str | int | date:
    if holds is Holds.NUMBER and text.isdecimal():
        return int(text)
    if holds is Holds.DATE and _DATE.fullmatch(text):
        day, month, year = map(int, text.split("/"))
        return date(year, month, day)
    return text


def _numbered(page: Worksheet, last: int) -> None:
    for row in range(FIRST_ROW, last + 1):
        looks.cell(page, row, 1, row - FIRST_ROW + 1)
        looks.number(looks.cell(page, row, 1))


_HOW = (
    "Answer the questions on this page, then work through the tabs below from left to right.",
    "Fill {tables} early: the names you type there are offered in the drop-downs of the other tabs.",
    "One row for one thing: one child, one person, one worry, one action.",
    "Questions and columns marked {needed} are needed for a complete plan. The rest may stay blank.",
    "Choose a cell to read what it asks for. A cell with an arrow beside it offers a list.",
    "Where a cell may hold several answers, put a semicolon between them.",
    "Type dates as day, month, year, such as 23/11/2026.",
    "The tinted row called {example} shows what a row may look like. It is never printed: leave it as it is.",
    "Keep the names of tabs and headings as they are. If a question does not apply, type: not applicable.",
    "When you are done, save, and run  plangen check  on this file: it lists what is still to mend, cell by cell.",
)


def _form(page: Worksheet, schema: KindSchema, sheet: Sheet, lists: Lists, council_name: str) -> None:
    looks.title(looks.cell(page, 1, 1, schema.printed_name))
    looks.note(looks.cell(page, 2, 1, council_name or sheet.purpose))
    for row, line in enumerate(_HOW, 4):
        looks.line(looks.cell(page, row, 1, f"{row - 3}.  {line.format(**_named(schema))}"))
    row = len(_HOW) + 5
    looks.bar(page, row)
    for number, heading in enumerate(("Question", layout.YOUR_ANSWER, "Help"), 1):
        looks.heading(looks.cell(page, row, number, heading))
    looks.form_page(page, row + 1)
    for record, columns in layout.questions(schema, sheet):
        row += 1
        looks.bar(page, row)
        for number, title in enumerate((f"About this {record.noun}", None, None), 1):
            looks.group(looks.cell(page, row, number, title))
        for column in columns:
            row += 1
            _question(page, row, column, lists)


def _named(schema: KindSchema) -> dict[str, str]:
    tables = [record.sheet for record in schema.records if record.name in ("children", "people")]
    return {"tables": " and ".join(tables), "needed": NEEDED, "example": layout.EXAMPLE}


def _question(page: Worksheet, row: int, column: Column, lists: Lists) -> None:
    looks.question(looks.cell(page, row, 1, _marked(column)))
    answer = looks.cell(page, row, 2, column.prefilled or None)
    looks.answer(answer, column)
    shown = f" For example: {column.example}" if column.example else ""
    help_text = f"{column.help}{shown}"
    looks.help_text(looks.cell(page, row, 3, help_text))
    entry.offer(page, answer, answer, column, lists)
    texts = [(_marked(column), looks.LABEL_WIDTH - 3), (help_text, looks.HELP_WIDTH + 2)]
    page.row_dimensions[row].height = looks.height(texts)
