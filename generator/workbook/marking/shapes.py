"""The boxes of notes, as old drawings: Excel shows no note that has none.

These drawings are cut and joined as text. Older programs wrote them as something that is almost XML, which no
parser takes, and what other boxes hold must stay as it is.
"""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from generator.workbook.marking.parts import Element

_NAMES = (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_NEW = f'<xml{_NAMES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
_TYPE = (
    '<v:shapetype{names} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape{names} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;width:{width}pt;'
    'height:{height}pt;z-index:1;visibility:hidden" fillcolor="#{colour}" '
    'o:insetmode="auto"><v:fill color2="#{colour}"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_ANY_SHAPE = re.compile(rb"<v:shape\s(?:[^>]*[^/>])?>.*?</v:shape>\s*", re.DOTALL)
_ROW, _COLUMN = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>"), re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
_NUMBER = re.compile(rb'id="_x0000_s(\d+)"')
_FIRST = 1025
"""Where Excel begins to number the boxes of a drawing."""

_WIDTH = 340
"""Pixels; a note of some fifty letters a line."""
_LETTERS, _LINE, _MARGIN = 50, 17, 14
_COLUMN_WIDTH, _ROW_HEIGHT = 8.43, 15.0
"""What Excel takes where a sheet says nothing: letters, and points."""


@dataclass(frozen=True, slots=True)
class Box:
    """The box of one note."""

    row: int
    """From 0, as the column."""
    column: int
    text: str
    colour: str


def added(drawing: bytes, boxes: list[Box], grid: "Grid") -> bytes:
    """Return the drawing with boxes added."""
    before = drawing or _NEW.encode()
    number = max([_FIRST - 1, *(int(found) for found in _NUMBER.findall(before))])
    # A drawing of another program may name these languages elsewhere, or by other letters.
    names = "" if before.startswith(f"<xml{_NAMES}>".encode()) else _NAMES
    shapes = [_shape(box, number + count, grid, names) for count, box in enumerate(boxes, 1)]
    kind = "" if b'id="_x0000_t202"' in before else _TYPE.format(names=names)
    end = before.rindex(b"</")
    return before[:end] + (kind + "".join(shapes)).encode() + before[end:]


def without(drawing: bytes, cells: set[tuple[int, int]]) -> bytes:
    """Return the drawing without the boxes of notes on these cells (row and column, from 0)."""
    return _ANY_SHAPE.sub(lambda shape: b"" if _cell(shape[0]) in cells else shape[0], drawing)


def has_any(drawing: bytes) -> bool:
    """Say whether the drawing still holds a box or anything else that is drawn."""
    return bool(re.search(rb"<v:(?!shapetype\b)(?:shape|group|rect|oval|line|image)\b", drawing))


def _cell(shape: bytes) -> tuple[int, int] | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    is_note = b'ObjectType="Note"' in shape
    return (int(row[1]), int(column[1])) if is_note and row and column else None


def _shape(box: Box, number: int, grid: "Grid", names: str) -> str:
    lines = sum(len(textwrap.wrap(line, _LETTERS)) or 1 for line in box.text.split("\n"))
    height = lines * _LINE + _MARGIN
    first = (box.column + 1, max(box.row - 1, 0))
    right, right_rest = grid.column_at(first[0], 15 + _WIDTH)
    bottom, bottom_rest = grid.row_at(first[1], 10 + height)
    return _SHAPE.format(
        names=names, number=number, row=box.row, column=box.column, colour=box.colour.lower(),
        width=_WIDTH * 0.75, height=height * 0.75,
        anchor=f"{first[0]}, 15, {first[1]}, 10, {right}, {right_rest}, {bottom}, {bottom_rest}",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grid:
    """How wide and how high the cells of a sheet are, in pixels, where the sheet says so."""

    widths: Mapping[int, int]
    heights: Mapping[int, int]
    """Both from 0."""

    @classmethod
    def of(cls, root: Element) -> "Grid":
        """Return the grid of a sheet."""
        widths = {}
        for column in root.iterfind("{*}cols/{*}col"):
            first, last = int(column.get("min", "1")), int(column.get("max", "1"))
            wide = 0 if column.get("hidden") in ("1", "true") else _pixels(column.get("width", ""))
            widths.update(dict.fromkeys(range(first - 1, min(last, 1000)), wide))
        heights = {
            int(row.get("r", "1")) - 1: round(float(row.get("ht", "15")) / 0.75)
            for row in root.iterfind("{*}sheetData/{*}row")
            if row.get("ht")
        }
        return cls(widths, heights)

    def column_at(self, first: int, distance: int) -> tuple[int, int]:
        """Return the column that is so far to the right of the edge of `first`, and how far into it."""
        return _walk(self.widths, _pixels(""), first, distance)

    def row_at(self, first: int, distance: int) -> tuple[int, int]:
        """Return the row that is so far below the edge of `first`, and how far into it."""
        return _walk(self.heights, round(_ROW_HEIGHT / 0.75), first, distance)


def _walk(sizes: Mapping[int, int], usual: int, at: int, distance: int) -> tuple[int, int]:
    left = distance
    while left >= sizes.get(at, usual):
        left -= sizes.get(at, usual)
        at += 1
    return at, left


def _pixels(width: str) -> int:
    return round((float(width) if width else _COLUMN_WIDTH) * 7 + 5)
