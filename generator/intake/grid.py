"""Find the questions on a sheet: the label beside each answer of a form, the heading above each answer of a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.case import Where
from generator.flow import Answer, Heading, Raw
from generator.workbook import Row, SheetCells
from generator.workbook.layout import HEADING_ROW, YOUR_ANSWER, bare, plain

_LOOKED_THROUGH = 15
"""Rows in which the headings of a table are looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a form and the cell its answer belongs in."""

    label: str
    """Empty when an answer stands beside no question."""
    asked: Where
    place: Where
    raw: Raw | None


def is_blank(raw: Raw | None) -> bool:
    """Say whether a person would call the cell empty."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def text(raw: Raw | None) -> str:
    """Return the cell as text that can be compared with a label; empty when it holds no text."""
    return plain(raw) if isinstance(raw, str) else ""


def at(sheet: str, column: int, row: int) -> Where:
    """Return the place of a cell; `column` counts from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return Where(sheet, f"{letters}{row}")


def lines(sheet: SheetCells, known: Iterable[str]) -> tuple[Line, ...]:
    """Return the questions of a form in order, those nobody knows too.

    `known` are plain labels; they tell in which column the questions stand. Answers stand beside them.
    """
    labels = frozenset(known)
    column = _label_column(sheet, labels)
    first = _first_row(sheet, labels, column)
    return tuple(
        Line(
            label=bare(label) if isinstance(label := _cell(row, column), str) else "",
            asked=at(sheet.name, column, row.number),
            place=at(sheet.name, column + 1, row.number),
            raw=None if is_blank(answer := _cell(row, column + 1)) else answer,
        )
        for row in sheet.rows
        # A heading between groups of questions stands alone in its row.
        if row.number >= first and any(not is_blank(value) for value in row.values[column + 1 : column + 3])
    )


def _label_column(sheet: SheetCells, labels: frozenset[str]) -> int:
    found = [column for row in sheet.rows for column, raw in enumerate(row.values) if text(raw) in labels]
    return max(sorted(set(found)), key=found.count, default=0)


def _first_row(sheet: SheetCells, labels: frozenset[str], column: int) -> int:
    """Return the row below the form's headings, or that of its first known question when they are gone."""
    below = (row.number + 1 for row in sheet.rows if plain(YOUR_ANSWER) in map(text, row.values))
    questions = (row.number for row in sheet.rows if text(_cell(row, column)) in labels)
    return next(below, next(questions, 1))


def _cell(row: Row, column: int) -> Raw | None:
    return row.values[column] if column < len(row.values) else None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table below the headings, with the heading of each column."""

    sheet: str
    row: int
    """Number of the heading row."""
    labels: tuple[str, ...]
    """From column A on, as written; empty where a column has none."""
    rows: tuple[Row, ...]

    def headings(self) -> Iterator[Heading]:
        """Yield every heading with its cell."""
        for column, label in enumerate(self.labels):
            if label:
                yield Heading(label, at(self.sheet, column, self.row))

    def answers(self, row: Row) -> Iterator[Answer]:
        """Yield every filled cell of a row; the label is empty where a column has no heading."""
        for column, raw in enumerate(row.values):
            if raw is not None and not is_blank(raw):
                yield Answer(self.label(column), raw, at(self.sheet, column, row.number), row.number)

    def label(self, column: int) -> str:
        """Return the heading of that column, or nothing."""
        return self.labels[column] if column < len(self.labels) else ""

    def repeats_headings(self, row: Row) -> bool:
        """Say whether a row is a pasted copy of the headings."""
        filled = [(column, raw) for column, raw in enumerate(row.values) if not is_blank(raw)]
        return len(filled) > 1 and all(text(raw) == plain(self.label(column)) for column, raw in filled)


def table(sheet: SheetCells, known: Sequence[str]) -> Table:
    """Return the table on a sheet; its headings are the row that matches most of `known`, which are plain.

    Where no row matches any, the row in which plangen writes them is taken, so that nothing below is lost.
    """
    labels = frozenset(known)
    candidates = [row for row in sheet.rows if row.number <= _LOOKED_THROUGH]
    best = max(candidates, key=lambda row: _matches(row, labels), default=Row(HEADING_ROW, ()))
    if not _matches(best, labels):
        best = next((row for row in candidates if row.number == HEADING_ROW), Row(HEADING_ROW, ()))
    return Table(
        sheet=sheet.name,
        row=best.number,
        labels=tuple(bare(str(raw)) if not is_blank(raw) else "" for raw in best.values),
        rows=tuple(row for row in sheet.rows if row.number > best.number),
    )


def across(sheet: SheetCells, known: Sequence[str]) -> Table | None:
    """Return a form whose questions all stand as headings, with the answers below, as other programs write it.

    None when it is laid out as plangen's own, with one question in a row.
    """
    found = table(sheet, known)
    asked = sum(plain(label) in known for label in found.labels)
    return found if asked > 2 else None


def _matches(row: Row, labels: frozenset[str]) -> int:
    return len(labels & {text(raw) for raw in row.values})
