"""The hidden sheet that feeds the drop-downs: fixed choices, and the names and numbers typed on other sheets.

Names and numbers are gathered by plain formulas that Excel and LibreOffice both know: a running count of
the filled cells, and beside it the filled cells themselves without the gaps. Each list has a defined name
that is only as long as what is in it, so that a drop-down never ends in blank lines.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from generator.council import KindSchema, Sheet
from generator.workbook.layout import FIRST_ROW, LISTS, columns, plain

_SOURCES = {"children": ("children", "name"), "people": ("people", "name"), "agencies": ("people", "agency")}
"""Record and field whose answers make a list of names."""
_JOINED = {"everyone": ("children", "people"), "named": ("everyone", "agencies")}
"""Lists that are one list after another."""

_LENGTH_ROW = 2
_FIRST = 3
"""Row 1 names the list, row 2 holds its length, the entries begin in row 3."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Cells under one heading of another sheet, some of them blank."""

    page: str
    """Name of the sheet, in quotes where a formula needs them."""
    column: str
    counts: tuple[str, ...]
    """For each row from the first, a formula that is true when the row counts."""

    def cells(self, rows: int) -> str:
        """Return the range of the first `rows` rows."""
        return f"{self.page}!${self.column}${FIRST_ROW}:${self.column}${FIRST_ROW + rows - 1}"


@dataclass(frozen=True, slots=True)
class _List:
    """One list on the hidden sheet."""

    column: str
    size: int

    @property
    def entries(self) -> str:
        return f"{LISTS}!${self.column}${_FIRST}:${self.column}${_FIRST + self.size - 1}"

    @property
    def length(self) -> str:
        return f"{LISTS}!${self.column}${_LENGTH_ROW}"


class Lists:
    """Adds lists to the hidden sheet and says by which formula a drop-down finds each."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._page = book.create_sheet(LISTS)
        self._page.sheet_state = "hidden"
        self._used = 0
        self._lists: dict[str, _List] = {}
        self._choices: dict[tuple[str, ...], str] = {}

    def choices(self, labels: tuple[str, ...]) -> str:
        """Return the formula for a list of fixed choices."""
        if labels not in self._choices:
            self._choices[labels] = self._add("choices", labels, len(labels)).entries
        return self._choices[labels]

    def referred(self, what: str) -> str:
        """Return the formula for the names or numbers that `what` refers to; empty when there are none."""
        return f"list_{what}" if what in self._lists else ""

    def gather(self, what: str, source: _Source, *, distinct: bool = False) -> None:
        """Add the list of what is filled in in `source`, without its gaps."""
        counts = self._add(f"{what}, counted", list(_running(source, self._next(), distinct=distinct)), "")
        size = len(source.counts)
        entries = [
            f'=IFERROR(INDEX({source.cells(size)},MATCH({place},{counts.entries},0)),"")'
            for place in range(1, size + 1)
        ]
        self._name(what, self._add(what, entries, f"=MAX({counts.entries})"))

    def join(self, what: str, names: Iterable[str]) -> None:
        """Add the list that is those two lists one after the other, when both are there."""
        lists = [self._lists[name] for name in names if name in self._lists]
        if len(lists) < 2:
            return
        one, two = lists
        entries = [
            f"=IF({n}<={one.length},INDEX({one.entries},{n}),"
            f'IF({n}<={one.length}+{two.length},INDEX({two.entries},{n}-{one.length}),""))'
            for n in range(1, one.size + two.size + 1)
        ]
        self._name(what, self._add(what, entries, f"={one.length}+{two.length}"))

    def _next(self) -> str:
        return get_column_letter(self._used + 1)

    def _add(self, title: str, entries: Iterable[str], length: int | str) -> _List:
        self._used += 1
        filled = list(entries)
        for row, value in enumerate((title, length, *filled), 1):
            self._page.cell(row, self._used, value if value != "" else None)
        return _List(get_column_letter(self._used), len(filled))

    def _name(self, what: str, made: _List) -> None:
        self._lists[what] = made
        first = f"{LISTS}!${made.column}${_FIRST}"
        text = f"OFFSET({first},0,0,MAX(1,{made.length}),1)"
        self._book.defined_names[f"list_{what}"] = DefinedName(f"list_{what}", attr_text=text)


def make_lists(book: Workbook, schema: KindSchema, sheets: tuple[Sheet, ...]) -> Lists:
    """Add the hidden sheet with every list of names and numbers that the other sheets can offer."""
    lists = Lists(book)
    for what, (record, field) in _SOURCES.items():
        for source in _answers(schema, sheets, record, field):
            lists.gather(what, source, distinct=what == "agencies")
    for what, names in _JOINED.items():
        lists.join(what, names)
    asked = {field.refers for known in schema.records for field in known.fields}
    for sheet in sheets:
        for numbered in schema.on_sheet(sheet.name) if sheet.numbered else ():
            if numbered.name in asked:
                lists.gather(numbered.name, _numbers(schema, sheet))
    return lists


def _answers(schema: KindSchema, sheets: tuple[Sheet, ...], record: str, name: str) -> Iterator[_Source]:
    """Yield the answers to one question of a table, when this workbook asks it."""
    kind = next((known for known in schema.records if known.name == record), None)
    field = kind.field(name) if kind else None
    sheet = next((sheet for sheet in sheets if kind and sheet.name == kind.sheet and not sheet.form), None)
    if field is not None and sheet is not None:
        headings = [plain(column.heading) for column in columns(schema, sheet)]
        letter = get_column_letter(headings.index(plain(field.label)) + 1)
        page = quote_sheetname(sheet.name)
        yield _Source(page, letter, tuple(f'TRIM({page}!${letter}${row})<>""' for row in _rows(sheet)))


def _numbers(schema: KindSchema, sheet: Sheet) -> _Source:
    """Return the numbers of those rows of a table in which something stands."""
    page, end = quote_sheetname(sheet.name), get_column_letter(len(columns(schema, sheet)))
    return _Source(page, "A", tuple(f"COUNTA({page}!$B${row}:${end}${row})>0" for row in _rows(sheet)))


def _rows(sheet: Sheet) -> range:
    return range(FIRST_ROW, FIRST_ROW + sheet.rows)


def _running(source: _Source, column: str, *, distinct: bool) -> Iterator[str]:
    """Yield, row by row, the formula for how many rows have counted so far."""
    for offset, counts in enumerate(source.counts):
        before = f"{column}{_FIRST + offset - 1}" if offset else "0"
        here = f"{source.page}!${source.column}${FIRST_ROW + offset}"
        new = f"AND({counts},COUNTIF({source.cells(offset)},{here})=0)" if distinct and offset else counts
        yield f"=IF({new},{before}+1,{before})"
