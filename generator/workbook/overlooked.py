"""What the fast reader cannot tell: cells that hold an error or an unsaved formula, and cells too far apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from generator import package
from generator.errors import IntakeError
from generator.workbook.layout import LISTS, plain

Texts = Mapping[tuple[int, int], str]
"""By row and column number, both from 1."""

_ERROR = (b't="e"', b"t='e'")
_FORMULA = re.compile(rb"<(?:\w{1,9}:)?f[\s>/]")
_FAR_AWAY = re.compile(rb"""\sr=["'](?:[A-Za-z]{3,}[0-9]+|[A-Za-z]+[0-9]{5,})["'](?:[^>]*[^/>])?>""")
"""A cell that holds something, far to the right or far down."""
_FAR_ROW = re.compile(rb"""row\s[^>]{0,200}r=["'][0-9]{5,}""")
_UNPLACED = re.compile(rb"""<(?:\w{1,9}:)?c(?:\s(?![^>]*\br=)[^>]*)?>""")
"""A cell that does not say where it is, and so is where its row is."""
_ODDLY_WRITTEN = re.compile(rb"""\sr(?:\s+=|=\s|=["'][^"']{0,40}&)""")
"""A place in a spelling that Excel never uses, and somebody might who does not want it to be found."""
_OVERLAP = 200
_ROOM = 5_000_000
"""Cells from the first filled one to the last; the reader keeps a place for each, empty or not."""


def cells(path: Path) -> Mapping[str, Texts]:
    """Return, by sheet name, the texts of the cells that the fast reader would show as empty.

    An error gives its own text, such as `#REF!`; a formula without a saved result gives the formula.

    Raises:
        IntakeError: filled cells are so far apart that reading the sheet would take all memory.
    """
    return {name: _texts(path, part, name) for name, part in _sheet_parts(path) if _is_worth_a_look(path, part, name)}


def _is_worth_a_look(path: Path, part: str, name: str) -> bool:
    if plain(name) == plain(LISTS):
        return False  # its formulas are plangen's own
    before, far, unplaced = b"", False, False
    for piece in package.stream_part(path, part):
        text = before + piece
        far = far or _FAR_ROW.search(text) is not None
        unplaced = unplaced or _UNPLACED.search(text) is not None
        if (far and unplaced) or any(error in text for error in _ERROR):
            return True
        if any(sign.search(text) for sign in (_FORMULA, _FAR_AWAY, _ODDLY_WRITTEN)):
            return True
        before = piece[-_OVERLAP:]
    # The fast reader takes a sheet that breaks off in the middle for a short one.
    return not before.rstrip().endswith(b"worksheet>")


def _texts(path: Path, part: str, name: str) -> Texts:
    sheet = _Sheet()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = sheet.start, sheet.end
    parser.CharacterDataHandler = sheet.text
    for piece in package.stream_part(path, part):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    if sheet.lowest * sheet.rightmost > _ROOM:
        raise IntakeError(
            f"On the sheet {name!r} something stands far below or far to the right of everything else, in row "
            f"{sheet.lowest} or column {sheet.rightmost}. Delete what is there and save."
        )
    return sheet.found


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read, element by element."""

    found: dict[tuple[int, int], str] = field(default_factory=dict)
    lowest: int = 0
    rightmost: int = 0
    _row: int = 0
    _column: int = 0
    _kind: str = ""
    _inside: str = ""
    _said: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a row, a cell, or what a cell holds."""
        element = name.rpartition(" ")[2]
        if element == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif element == "c":
            self._row, self._column = _place(attributes.get("r", ""), self._row, self._column + 1)
            self._kind, self._said = attributes.get("t", ""), {}
        elif element in ("v", "f", "is"):
            self._inside = element
            self._said[element] = ""

    def text(self, text: str) -> None:
        """Take in a piece of what a cell holds."""
        if self._inside:
            self._said[self._inside] += text

    def end(self, name: str) -> None:
        """Close a cell and keep it when the fast reader would miss it."""
        element = name.rpartition(" ")[2]
        if element == self._inside:
            self._inside = ""
        elif element == "c" and self._said:
            self.lowest, self.rightmost = max(self.lowest, self._row), max(self.rightmost, self._column)
            missed = self._missed()
            if missed:
                self.found[self._row, self._column] = missed

    def _missed(self) -> str:
        value = self._said.get("v", "")
        if self._kind == "e":
            return value or "#VALUE!"
        # A formula whose result is an empty text says so; one without any result was never worked out.
        unsaved = "f" in self._said and not value and self._kind != "str"
        return f"={self._said['f']}" if unsaved else ""


def _place(address: str, row: int, column: int) -> tuple[int, int]:
    """Return row and column of an address such as C7; a cell without one comes right after the last."""
    letters = address.rstrip("0123456789")
    if not letters or letters == address:
        return row, column
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]), number


def _sheet_parts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of every sheet with the part that holds its cells."""
    names = package.inspect(path).names
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in package.parse_xml(_whole(path, "xl/_rels/workbook.xml.rels"))
    }
    for sheet in package.parse_xml(_whole(path, "xl/workbook.xml")).iter("{*}sheet"):
        known_as = next((str(value) for key, value in sheet.items() if str(key).endswith("}id")), "")
        target = targets.get(known_as, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            yield sheet.get("name", ""), part


def _whole(path: Path, part: str) -> bytes:
    return b"".join(package.stream_part(path, part))
