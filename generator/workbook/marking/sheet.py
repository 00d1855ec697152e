"""A new sheet as XML: rows of texts, each in a look."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from generator.workbook.escaped import escaped
from generator.workbook.marking.parts import Element, Parts, root_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what its cells say from column A on, in which looks, and how high it is."""

    texts: Sequence[str]
    looks: Sequence[int] = ()
    height: float = 15.0
    """In points."""


def rows(parts: Parts, lines: Sequence[Line]) -> Element:
    """Return the cells of a sheet."""
    cells = etree.Element(f"{{{parts.main}}}sheetData")
    for number, line in enumerate(lines, 1):
        row = etree.SubElement(cells, f"{{{parts.main}}}row", r=str(number), ht=f"{line.height:g}")
        for column, text in enumerate(line.texts):
            cell = etree.SubElement(row, f"{{{parts.main}}}c", r=f"{chr(ord('A') + column)}{number}")
            if line.looks:
                cell.set("s", str(line.looks[column]))
            if text:
                _type(cell, text, parts.main)
    return cells


def _type(cell: Element, text: str, main: str) -> None:
    cell.set("t", "inlineStr")
    words = etree.SubElement(etree.SubElement(cell, f"{{{main}}}is"), f"{{{main}}}t")
    words.text = escaped(text)
    words.set(_SPACE, "preserve")


def sheet(parts: Parts) -> Element:
    """Return a sheet with nothing on it."""
    return root_of("worksheet", parts.main)
