"""Where each paragraph of a template stands: its part, the heading above it, its table and row."""

from dataclasses import dataclass

from lxml import etree

from generator.render.fault import Place
from generator.render.ooxml import CELL, PARAGRAPH, ROW, TABLE, VALUE, full_text, own_text, w

_LONGEST = 70
"""Characters of a heading or of a table's header words that are quoted."""


def heading_styles(styles: etree._Element | None) -> frozenset[str]:
    """Return the ids of the styles that a reader sees as headings, by name or by outline level."""
    known: set[str] = {"Title"} | {f"Heading{level}" for level in range(1, 10)}
    if styles is None:
        return frozenset(known)
    for style in styles.iter(w("style")):
        if _is_heading(style, known):
            known.add(style.get(w("styleId"), ""))
    return frozenset(known)


def _is_heading(style: etree._Element, known: set[str]) -> bool:
    name, parent = style.find(w("name")), style.find(w("basedOn"))
    if parent is not None and parent.get(VALUE) in known:
        return True
    words = "" if name is None else name.get(VALUE, "").lower()
    return words == "title" or words.startswith("heading ") or style.find(f".//{w('outlineLvl')}") is not None


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one part, paragraph by paragraph."""

    part: str
    by_paragraph: dict[etree._Element, Place]

    def of(self, element: etree._Element) -> Place:
        """Return the place of an element: that of its paragraph, or of the nearest one."""
        around = (element, *element.iterancestors())
        for near in around:
            if near in self.by_paragraph:
                return self.by_paragraph[near]
        inside = (next(near.iter(PARAGRAPH), None) for near in around)
        return next((self.by_paragraph[each] for each in inside if each is not None), Place(self.part))


def places(root: etree._Element, part: str, headings: frozenset[str]) -> Places:
    """Walk a part once and note where each of its paragraphs stands."""
    found: dict[etree._Element, Place] = {}
    tables = {table: _Table(table) for table in root.iter(TABLE)}
    heading = ""
    for paragraph in root.iter(PARAGRAPH):
        if _style(paragraph) in headings:
            heading = _short(own_text(paragraph)) or heading
        row = next(paragraph.iterancestors(ROW), None)
        table = None if row is None else next(row.iterancestors(TABLE), None)
        stands = ("", 0) if row is None or table is None else tables[table].row(row)
        found[paragraph] = Place(part, heading, *stands)
    return Places(part, found)


class _Table:
    """A table's header words and the number of each of its rows, counted once."""

    def __init__(self, table: etree._Element) -> None:
        rows = [row for row in table.iter(ROW) if next(row.iterancestors(TABLE), None) is table]
        words = (full_text(cell).strip() for cell in rows[0].iter(CELL)) if rows else ()
        self._words = _short(" | ".join(word for word in words if word))
        self._numbers = {row: number for number, row in enumerate(rows, 1)}

    def row(self, row: etree._Element) -> tuple[str, int]:
        return self._words, self._numbers[row]


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else style.get(VALUE, "")


def _short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= _LONGEST else joined[: _LONGEST - 3] + "..."
