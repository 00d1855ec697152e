"""What the fast reader cannot tell: errors and unsaved formulas, what is hidden, merged, struck through or noted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.parsers import expat

from generator import package
from generator.errors import IntakeError
from generator.workbook import styles
from generator.workbook.aside import notes, pictures, relations
from generator.workbook.layout import LISTS, plain
from generator.workbook.parts import Cell, place, whole
from generator.workbook.rows import NOTHING, Beside
from generator.workbook.styles import Styles

_TOLD = (b't="e"', b"t='e'", b"hidden=", b"mergeCell ", b"strike")
_FORMULA = re.compile(rb"<(?:\w{1,9}:)?f[\s>/]")
_FAR_AWAY = re.compile(rb"""\sr=["'](?:[A-Za-z]{3,}[0-9]+|[A-Za-z]+[0-9]{5,})["'](?:[^>]*[^/>])?>""")
"""A cell that holds something, far to the right or far down."""
_CHANGES = re.compile(r"\b(?:TODAY|NOW|RAND|RANDBETWEEN)\s*\(", re.IGNORECASE)
_FAR_ROW = re.compile(rb"""row\s[^>]{0,200}r=["'][0-9]{5,}""")
_UNPLACED = re.compile(rb"""<(?:\w{1,9}:)?c(?:\s(?![^>]*\br=)[^>]*)?>""")
"""A cell that does not say where it is, and so is where its row is."""
_ODDLY_WRITTEN = re.compile(rb"""\sr(?:\s+=|=\s|=["'][^"']{0,40}&)""")
"""A place in a spelling that Excel never uses, and somebody might who does not want it to be found."""
_OVERLAP = 200
_ROOM = 5_000_000
"""Cells from the first filled one to the last; the reader keeps a place for each, empty or not."""
_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlooked:
    """What a workbook holds beside the values of its cells."""

    sheets: Mapping[str, Beside]
    """By sheet name; a sheet with nothing of the kind is not in it."""
    counts_from_1904: bool
    macros: bool
    links: bool


def look(path: Path) -> Overlooked:
    """Return everything that the fast reader would pass over.

    Raises:
        IntakeError: filled cells are so far apart that reading the sheet would take all memory.
    """
    names = package.inspect(path).names
    book = package.parse_xml(whole(path, _WORKBOOK)) if _WORKBOOK in names else None
    looks = styles.read(path, names)
    found = {name: _beside(path, part, name, names, looks) for name, part in _sheet_parts(path, names, book)}
    since = next(book.iter("{*}workbookPr"), None) if book is not None else None
    return Overlooked(
        sheets={name: beside for name, beside in found.items() if beside != NOTHING},
        counts_from_1904=since is not None and since.get("date1904", "") in ("1", "true"),
        macros=any(name.endswith("vbaProject.bin") for name in names),
        links=any(name.startswith("xl/externalLinks/") for name in names),
    )


def _beside(path: Path, part: str, name: str, names: tuple[str, ...], looks: Styles) -> Beside:
    if plain(name) == plain(LISTS):
        return NOTHING  # its formulas are plangen's own
    found = _read(path, part, name, looks) if _is_worth_a_look(path, part, looks) else NOTHING
    targets = relations(path, part, names)
    if not targets:
        return found
    return replace(found, notes=notes(path, targets), pictures=pictures(path, targets))


def _is_worth_a_look(path: Path, part: str, looks: Styles) -> bool:
    telling = looks.pattern()
    before, far, unplaced = b"", False, False
    for piece in package.stream_part(path, part):
        text = before + piece
        far = far or _FAR_ROW.search(text) is not None
        unplaced = unplaced or _UNPLACED.search(text) is not None
        if (far and unplaced) or any(told in text for told in _TOLD):
            return True
        if any(sign.search(text) for sign in (_FORMULA, _FAR_AWAY, _ODDLY_WRITTEN)):
            return True
        if telling is not None and telling.search(text):
            return True
        before = piece[-_OVERLAP:]
    # The fast reader takes a sheet that breaks off in the middle for a short one.
    return not before.rstrip().endswith(b"worksheet>")


def _read(path: Path, part: str, name: str, looks: Styles) -> Beside:
    sheet = _Sheet(looks)
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
    return sheet.beside()


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read, element by element."""

    looks: Styles
    lowest: int = 0
    rightmost: int = 0
    texts: dict[Cell, str] = field(default_factory=dict)
    cells: dict[str, set[Cell]] = field(default_factory=dict)
    """What cells are, by the name that `Beside` has for it."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)
    filtered: bool = False
    _row: int = 0
    _column: int = 0
    _kind: str = ""
    _style: int = 0
    _struck: bool = False
    _inside: str = ""
    _said: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a row, a cell, or what a cell holds."""
        element = name.rpartition(" ")[2]
        if element == "c":
            self._row, self._column = _place(attributes.get("r", ""), self._row, self._column + 1)
            self._kind, self._style = attributes.get("t", ""), int(attributes.get("s", 0))
            self._said, self._struck = {}, False
        elif element in ("v", "f", "is"):
            self._inside = element
            self._said[element] = ""
        elif element == "strike" and self._inside == "is":
            self._struck = self._struck or attributes.get("val", "1") not in ("0", "false")
        else:
            self._beside_cells(element, attributes)

    def _beside_cells(self, element: str, attributes: dict[str, str]) -> None:
        is_hidden = attributes.get("hidden", "0") in ("1", "true")
        if element == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            if is_hidden:
                self.hidden_rows.add(self._row)
        elif element == "col" and is_hidden:
            self.hidden_columns.append((int(attributes.get("min", 1)), int(attributes.get("max", 1))))
        elif element == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            block = place(first), place(last or first)
            if block[0] is not None and block[1] is not None:
                self.merged.append((block[0], block[1]))
        elif element == "filterColumn":
            self.filtered = True

    def text(self, text: str) -> None:
        """Take in a piece of what a cell holds."""
        if self._inside:
            self._said[self._inside] += text

    def end(self, name: str) -> None:
        """Close a cell and keep what the fast reader would miss."""
        element = name.rpartition(" ")[2]
        if element == self._inside:
            self._inside = ""
        elif element == "c" and self._said:
            self.lowest, self.rightmost = max(self.lowest, self._row), max(self.rightmost, self._column)
            for what in self._what():
                self.cells.setdefault(what, set()).add((self._row, self._column))

    def _what(self) -> Iterator[str]:
        value, formula = self._said.get("v", ""), self._said.get("f")
        here = self._row, self._column
        if self._kind == "e":
            self.texts[here] = value or "#VALUE!"
            yield "errors"
        # A formula whose result is an empty text says so; one without any result was never worked out.
        elif formula is not None and not value and self._kind != "str":
            self.texts[here] = f"={formula}"
            yield "unsaved"
        elif shown := self.looks.as_percent(value, self._style, self._kind):
            self.texts[here] = shown
        if formula is not None and _CHANGES.search(formula):
            yield "changing"
        if self._struck or self.looks.is_struck(value, self._style, self._kind):
            yield "struck"
        if self._style in self.looks.coloured:
            yield "coloured"

    def beside(self) -> Beside:
        """Return what was found on the sheet."""
        return Beside(
            texts=self.texts,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=tuple(self.hidden_columns),
            filtered=self.filtered,
            merged=tuple(self.merged),
            **{what: frozenset(cells) for what, cells in self.cells.items()},  # type: ignore[arg-type]
        )


def _place(address: str, row: int, column: int) -> tuple[int, int]:
    """Return row and column of an address such as C7; a cell without one comes right after the last."""
    letters = address.rstrip("0123456789")
    if not letters or letters == address:
        return row, column
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]), number


def _sheet_parts(path: Path, names: tuple[str, ...], book: Any) -> Iterator[tuple[str, str]]:
    """Yield the name of every sheet with the part that holds its cells."""
    if book is None or "xl/_rels/workbook.xml.rels" not in names:
        return
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in package.parse_xml(whole(path, "xl/_rels/workbook.xml.rels"))
    }
    for sheet in book.iter("{*}sheet"):
        known_as = next((str(value) for key, value in sheet.items() if str(key).endswith("}id")), "")
        target = targets.get(known_as, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            yield sheet.get("name", ""), part
