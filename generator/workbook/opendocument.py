"""Read every cell of an OpenDocument spreadsheet as it was written, with its true address.

The fast reader shows an error, an unsaved formula and a line break inside a cell as nothing at all, so what
another program calls a cell is read from its own words here.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from xml.parsers import expat

from generator import package
from generator.errors import IntakeError
from generator.flow import Raw
from generator.workbook.rows import Row, SheetCells

_CONTENT = "content.xml"
_STANDARD = "opendocument"
"""Stands in the name of all that is the standard's own; what programs add beside it says the same in other words."""
_MANIFEST = "META-INF/manifest.xml"
_ROOM = 2_000_000
"""Filled cells, those that are repeated counted each time; no plan has a hundredth of that."""
_SPACES = 1_000
"""Most spaces that one mark can stand for."""
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_FORMULA = re.compile(r"^[a-z]+:=")
_NOT_SAID = ("annotation", "shapes", "tracked-changes", "frame", "g", "custom-shape", "dde-links")
"""What may stand in or beside a cell and is no part of what it says: notes, drawings, what was there before."""


def cells(path: Path) -> tuple[SheetCells, ...]:
    """Return every sheet, hidden ones too, in order.

    Raises:
        IntakeError: the file is protected, damaged, or fuller than any plan.
    """
    if b"encryption-data" in b"".join(package.stream_part(path, _MANIFEST)):
        raise IntakeError(
            f"{path.name} is protected with a password. Open it in LibreOffice, choose File > Save As, clear "
            "“Save with password”, and use the new file."
        )
    book = _Book(path.name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = book.start, book.end
    parser.CharacterDataHandler = book.text
    for piece in package.stream_part(path, _CONTENT):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return tuple(sheet.settled() for sheet in book.sheets)


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read."""

    name: str
    visible: bool
    rows: list[Row] = field(default_factory=list)
    row: int = 1
    """The number of the row that is being read."""
    values: list[Raw | None] = field(default_factory=list)
    waiting: int = 0
    """Empty cells since the last filled one."""

    def settled(self) -> SheetCells:
        return SheetCells(self.name, self.visible, tuple(self.rows))


@dataclass(slots=True)
class _Cell:
    """What a cell says of itself, and the lines that are shown in it."""

    said: dict[str, str]
    lines: list[str] = field(default_factory=list)

    def raw(self) -> Raw | None:
        """Return what the cell holds; an error and an unsaved formula as their own text."""
        kind, shown = self.said.get("value-type", ""), "\n".join(self.lines)
        value = self.said.get(f"{kind}-value", self.said.get("value", ""))
        if kind in ("float", "percentage", "currency"):
            return float(value)
        if kind == "date":
            return _day(value)
        if kind == "time":
            match = _TIME.fullmatch(value)
            return f"{int(match[1])}:{match[2]}" if match else shown
        if kind == "boolean":
            return value == "true"
        if not kind and "formula" in self.said and not shown:
            return f"={_FORMULA.sub('', self.said['formula'])}"
        return shown or value or None


def _day(value: str) -> date:
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


@dataclass(slots=True)
class _Book:
    """The spreadsheet while it is read, element by element."""

    name: str
    sheets: list[_Sheet] = field(default_factory=list)
    _hidden: set[str] = field(default_factory=set)
    _style: str = ""
    _cell: _Cell | None = None
    _passed_over: int = 0
    _repeat: tuple[int, int] = (1, 1)
    _room: int = _ROOM

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Begin a sheet, a row, a cell, or a line of what it says."""
        name = _local(element)
        said = {_local(key): value for key, value in attributes.items() if _STANDARD in key}
        if self._passed_over or name in _NOT_SAID:
            self._passed_over += 1
        elif name == "style":
            self._style = said.get("name", "")
        elif name == "table-properties" and said.get("display") == "false":
            self._hidden.add(self._style)
        elif name == "table":
            self.sheets.append(_Sheet(said.get("name", ""), said.get("style-name", "") not in self._hidden))
        elif name == "table-row":
            self._repeat = (_times(said, "rows"), 1)
        elif name in ("table-cell", "covered-table-cell"):
            self._repeat, self._cell = (self._repeat[0], _times(said, "columns")), _Cell(said)
        elif name == "p" and self._cell is not None:
            self._cell.lines.append("")
        else:
            self._space(name, said)

    def _space(self, name: str, said: dict[str, str]) -> None:
        if name == "s":
            self.text(" " * min(_SPACES, int(said.get("c", 1))))
        elif name in ("line-break", "tab"):
            self.text("\n" if name == "line-break" else "\t")

    def text(self, text: str) -> None:
        """Take in a piece of what a cell shows."""
        if self._cell is not None and self._cell.lines and not self._passed_over:
            self._cell.lines[-1] += text

    def end(self, element: str) -> None:
        """Close a cell or a row and keep what it holds."""
        name = _local(element)
        if self._passed_over:
            self._passed_over -= 1
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._keep_cell(self.sheets[-1], self._cell.raw(), self._repeat[1])
            self._cell = None
        elif name == "table-row":
            self._keep_row(self.sheets[-1], self._repeat[0])

    def _keep_cell(self, sheet: _Sheet, raw: Raw | None, times: int) -> None:
        if raw is None:
            sheet.waiting += times
            return
        self._take(sheet.waiting + times)
        sheet.values += [None] * sheet.waiting + [raw] * times
        sheet.waiting = 0

    def _keep_row(self, sheet: _Sheet, times: int) -> None:
        if sheet.values:
            self._take(times * len(sheet.values))
            sheet.rows += [Row(sheet.row + later, tuple(sheet.values)) for later in range(times)]
        sheet.row, sheet.values, sheet.waiting = sheet.row + times, [], 0

    def _take(self, room: int) -> None:
        self._room -= room
        if self._room < 0:
            raise IntakeError(
                f"{self.name} has far more filled cells than any plan, or cells far from all others. "
                "Delete what does not belong there, and save."
            )


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _times(said: dict[str, str], of: str) -> int:
    return max(1, int(said.get(f"number-{of}-repeated", 1)))
