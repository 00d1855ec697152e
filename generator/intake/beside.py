"""What a workbook holds beside plain answers: hidden, noted, merged, struck through, or in no place of its own."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.case import Where
from generator.flow import Answer, Aside, Oddity, Raw
from generator.intake import grid
from generator.intake.grid import Line, Table
from generator.workbook import Book, Row, SheetCells
from generator.workbook.layout import EXAMPLE, NUMBER, YOUR_ANSWER, plain

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_A_NUMBER = re.compile(r"\d{1,6}(?:\.0)?")
_GROUP = "about this "
"""How the heading between two groups of questions begins."""


def of_book(book: Book, hidden: Iterable[SheetCells]) -> tuple[Aside, ...]:
    """Return what is to be said of a workbook as a whole, and of its sheets that are hidden but not empty."""
    first = Where(book.sheets[0].name) if book.sheets else Where("")
    whole = ((book.macros, Oddity.MACROS), (book.links, Oddity.LINKS))
    sheets = (Aside(Oddity.HIDDEN_SHEET, Where(cells.name)) for cells in hidden if cells.rows)
    return (*(Aside(kind, first) for there, kind in whole if there), *sheets)


def of_sheet(cells: SheetCells, answers: Sequence[Answer]) -> tuple[Aside, ...]:
    """Return what is to be said of one sheet and of the answers on it."""
    there = cells.beside
    hung = ((Oddity.NOTE, there.notes), (Oddity.PICTURE, there.pictures))
    asides = [Aside(kind, _at(cells, *place)) for kind, places in hung for place in places]
    if cells.visible and (there.hidden_rows or there.hidden_columns):
        asides += _hidden(cells, answers)
    marks = (
        (Oddity.ERROR, there.errors), (Oddity.UNSAVED, there.unsaved), (Oddity.CHANGING, there.changing),
        (Oddity.STRUCK, there.struck), (Oddity.COLOURED, there.coloured),
    )  # fmt: skip
    for kind, places in marks:
        if places:
            asides += [Aside(kind, answer.where) for answer in answers if _place(answer.where) in places]
    return tuple(dict.fromkeys(asides))


def _hidden(cells: SheetCells, answers: Iterable[Answer]) -> Iterator[Aside]:
    of_a_row = Oddity.FILTERED if cells.beside.filtered else Oddity.HIDDEN_ROW
    rows: dict[int, Where] = {}
    columns: dict[int, Where] = {}
    for answer in answers:
        row, column = _place(answer.where)
        if row in cells.beside.hidden_rows:
            rows.setdefault(row, answer.where)
        elif any(first <= column <= last for first, last in cells.beside.hidden_columns):
            columns.setdefault(column, answer.where)
    yield from (Aside(of_a_row, where) for where in rows.values())
    yield from (Aside(Oddity.HIDDEN_COLUMN, where) for where in columns.values())


def covering(cells: SheetCells, table: Table, row: Row) -> Iterator[Answer]:
    """Yield the answers of merged cells that begin in a row above and cover this one."""
    for (first, left), (last, _) in cells.beside.merged:
        if table.row < first < row.number <= last and grid.is_blank(_value(row, left)):
            raw = next((_value(above, left) for above in table.rows if above.number == first), None)
            if raw is not None and not grid.is_blank(raw):
                yield Answer(table.label(left - 1), raw, _at(cells, first, left), row.number)


def outside_table(cells: SheetCells, table: Table, filled: Iterable[Row], *, uncounted: bool) -> Iterator[Aside]:
    """Yield what stands above a table, or in the column that only counts its rows, and what repeats its headings."""
    answered = {row.number for row in filled}
    read = set() if uncounted else answered
    for row in cells.rows:
        if row.number < table.row:
            yield from _beyond(cells, row, 1)
        elif row.number > table.row:
            yield from _in_the_count(cells, table, row, read)
            if table.repeats_headings(row):
                yield Aside(Oddity.HEADINGS_AGAIN, _at(cells, row.number, 1))
    covered = (place for place in cells.beside.merged if table.row < place[0][0] < place[1][0])
    for first, last in covered:
        if answered & set(range(first[0] + 1, last[0] + 1)):
            yield Aside(Oddity.MERGED, _at(cells, *first))


def _in_the_count(cells: SheetCells, table: Table, row: Row, read: set[int]) -> Iterator[Aside]:
    """Yield a note that was typed where rows are counted; where rows are numbered, answers have it with them."""
    place = next((column for column, label in enumerate(table.labels) if plain(label) == plain(NUMBER)), 0)
    raw = row.values[place] if place < len(row.values) else None
    alone = row.number not in read and not table.repeats_headings(row)
    counts = isinstance(raw, (int, float)) or grid.is_blank(raw) or _A_NUMBER.fullmatch(str(raw).strip())
    if alone and not counts and grid.text(raw) != plain(EXAMPLE):
        yield Aside(Oddity.OUTSIDE, _at(cells, row.number, place + 1))


def outside_form(cells: SheetCells, lines: Sequence[Line], asked: Iterable[str]) -> Iterator[Aside]:
    """Yield what stands above the questions of a form, beside their help, or alone between them; `asked` are plain."""
    places, labels = [_place(line.asked) for line in lines], frozenset(asked)
    if not places:
        return
    first, label = min(places)[0], places[0][1]
    known = {row for row, _ in places}
    for row in cells.rows:
        if row.number in known:
            yield from _beyond(cells, row, label + 2)
        elif plain(YOUR_ANSWER) not in map(grid.text, row.values):
            said = grid.text(_value(row, label))
            is_ours = row.number < first or said.startswith(_GROUP) or said in labels
            yield from _beyond(cells, row, label if is_ours else label - 1)


def _beyond(cells: SheetCells, row: Row, column: int) -> Iterator[Aside]:
    """Yield every filled cell of a row to the right of a column, which counts from 1."""
    for number, raw in enumerate(row.values[column:], column + 1):
        if not grid.is_blank(raw):
            yield Aside(Oddity.OUTSIDE, _at(cells, row.number, number))


def _value(row: Row, column: int) -> Raw | None:
    return row.values[column - 1] if 0 < column <= len(row.values) else None


def _at(cells: SheetCells, row: int, column: int) -> Where:
    return grid.at(cells.name, column - 1, row)


def _place(where: Where) -> tuple[int, int]:
    match = _CELL.fullmatch(where.cell)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
