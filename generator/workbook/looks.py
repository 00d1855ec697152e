"""How the blank workbook looks on screen and on paper."""

import textwrap
from collections.abc import Iterable, Sequence
from math import ceil

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.council import Holds
from generator.workbook.layout import FIRST_ROW, HEADING_ROW, TITLE_ROW, Column

_INK = "FF1F4E5F"
"""Headings: white on it has a contrast of 9 to 1."""
_QUIET = "FF505A5F"
"""Help and examples: 7 to 1 on white, 6 to 1 on the tint."""
_TINT = "FFE6EFF2"
_PALE = "FFF4F7F8"
_LINE_COLOUR = "FFC5D0D4"
_OPTIONAL = "FF8A6D3B"

_LINE = 15.0
"""Height of one line of text, in points."""
_BAR = 21.0
"""Height of a row of headings that has one line."""
_TALLEST = 405.0
"""Excel's rows end at 409 points."""
LABEL_WIDTH, ANSWER_WIDTH, HELP_WIDTH = 42, 52, 74

_PAGE_WIDTH = 200
"""Characters across a landscape page of A4 at the smallest size that is still easy to read."""

_SIDE = Side(style="thin", color=_LINE_COLOUR)
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_TOP = Alignment(vertical="top", wrap_text=True)
_TOP_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
_TEXT_FORMAT = "@"
_DATE_FORMAT = "dd/mm/yyyy"


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


_HEAD, _EXAMPLE, _GROUP, _ROW_NUMBER = _fill(_INK), _fill(_TINT), _fill(_TINT), _fill(_PALE)
_PLAIN = Font(name="Calibri", size=11)
_BOLD = Font(name="Calibri", size=11, bold=True)
_WHITE = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
_GREY = Font(name="Calibri", size=11, color=_QUIET)
_TITLE = Font(name="Calibri", size=18, bold=True, color=_INK)
_SUBHEAD = Font(name="Calibri", size=12, bold=True, color=_INK)


def cell(page: Worksheet, row: int, column: int, value: str | int | None = None) -> Cell:
    """Return a cell, with a value typed in when one is given."""
    found = page.cell(row, column, value)
    if not isinstance(found, Cell):
        raise TypeError(f"{page.title}!{found.coordinate} is merged, and nothing here merges cells.")
    return found


def title(cell: Cell) -> None:
    """The sheet's name at its top."""
    cell.font = _TITLE


def note(cell: Cell) -> None:
    """A sentence under the title; it runs on over the empty cells beside it."""
    cell.font = _GREY


def line(cell: Cell) -> None:
    """One line of the instructions."""
    cell.font = _PLAIN


def heading(cell: Cell) -> None:
    """A column heading."""
    cell.font, cell.fill, cell.border = _WHITE, _HEAD, _BOX
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def group(cell: Cell) -> None:
    """A heading between groups of questions."""
    cell.font, cell.fill, cell.alignment = _SUBHEAD, _GROUP, Alignment(vertical="center")


def question(cell: Cell) -> None:
    """A question of a form."""
    cell.font, cell.alignment, cell.border = _BOLD, _TOP, _BOX


def help_text(cell: Cell) -> None:
    """What a question of a form asks for."""
    cell.font, cell.alignment, cell.border = _GREY, _TOP, _BOX


def example(cell: Cell, column: Column) -> None:
    """A cell of the example row."""
    answer(cell, column)
    cell.font, cell.fill = _GREY, _EXAMPLE


def answer(cell: Cell, column: Column) -> None:
    """A cell for an answer; as text, so that Excel neither drops a leading zero nor makes a date of 4-8."""
    cell.font, cell.border = _PLAIN, _BOX
    # Excel would put dates and numbers at the far end of the cell, against the next column's text.
    cell.alignment = _TOP_LEFT
    cell.number_format = _FORMATS.get(column.holds, _TEXT_FORMAT)


_FORMATS = {Holds.DATE: _DATE_FORMAT, Holds.NUMBER: "0"}


def number(cell: Cell) -> None:
    """A row number that is filled in beforehand."""
    cell.font, cell.fill = _GREY, _ROW_NUMBER
    cell.alignment = Alignment(horizontal="center", vertical="top")


def height(texts: Iterable[tuple[str, int]], at_least: int = 1) -> float:
    """Return the height of a row that shows all of these texts, each with the width of its column."""
    lines = [sum(len(textwrap.wrap(line, max(width, 4))) or 1 for line in text.split("\n")) for text, width in texts]
    return min(max([at_least, *lines]) * _LINE + 6, _TALLEST)


def table_page(page: Worksheet, widths: Sequence[int], *, optional: bool) -> None:
    """Set widths, frozen headings and print settings of a table."""
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = width + 1
    page.row_dimensions[TITLE_ROW].height = 27
    page.freeze_panes = f"B{FIRST_ROW}"
    _choose(page, f"B{FIRST_ROW}")
    page.print_title_rows, page.print_title_cols = f"{HEADING_ROW}:{HEADING_ROW}", "A:B"
    _paper(page, ceil(sum(widths) / _PAGE_WIDTH))
    page.sheet_properties.tabColor = _OPTIONAL if optional else _INK


def bar(page: Worksheet, row: int) -> None:
    """Give a row of headings of a form some air."""
    page.row_dimensions[row].height = _BAR


def form_page(page: Worksheet, first: int) -> None:
    """Set widths and print settings of a form whose questions begin in row `first`."""
    for letter, width in zip("ABC", (LABEL_WIDTH, ANSWER_WIDTH, HELP_WIDTH), strict=True):
        page.column_dimensions[letter].width = width
    page.row_dimensions[TITLE_ROW].height = 27
    _choose(page, f"B{first + 1}")
    page.print_title_rows = f"{first - 1}:{first - 1}"
    _paper(page, 1)
    page.sheet_properties.tabColor = _INK


def _choose(page: Worksheet, cell: str) -> None:
    """Have the sheet open with that cell chosen."""
    for selection in page.sheet_view.selection:
        selection.activeCell = selection.sqref = cell


def _paper(page: Worksheet, pages_wide: int) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = pages_wide, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.5
    page.page_margins.top = page.page_margins.bottom = 0.7
    page.sheet_view.showGridLines = False
    # openpyxl gives every sheet its headers and footers; only its types say they may be missing.
    page.oddHeader.left.text = "&A"  # type: ignore[union-attr]
    page.oddHeader.right.text = "Confidential once filled in"  # type: ignore[union-attr]
    page.oddFooter.right.text = "Page &P of &N"  # type: ignore[union-attr]
