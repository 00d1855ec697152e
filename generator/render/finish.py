"""Make what a filled part became into what Word accepts: breaks, whole cells, ids of their own."""

import re
from itertools import chain, count

from lxml import etree

from generator.render.direction import RIGHT_TO_LEFT, mark_right_to_left
from generator.render.ooxml import CELL, PARAGRAPH, ROW, RUN, TABLE, TEXT, VALUE, WP, XML_SPACE, w

_CONTROL = re.compile("([\n\t])")
_ELEMENT = {"\n": w("br"), "\t": w("tab")}
_NEEDS_A_PARAGRAPH = (CELL, w("hdr"), w("ftr"), w("txbxContent"))
_BLOCKS = frozenset({PARAGRAPH, TABLE, w("sdt")})


def finish(root: etree._Element, ids: "count[int]") -> None:
    """Finish one filled part in place; `ids` goes on from part to part of one document."""
    for text in [*root.iter(TEXT)]:
        _break_lines(text)
    _drop_empty_tables(root)
    _close_with_a_paragraph(root)
    _number(root, ids)
    if any(RIGHT_TO_LEFT.search(text.text or "") for text in root.iter(TEXT)):
        mark_right_to_left(root)


def _break_lines(text: etree._Element) -> None:
    """Turn line breaks and tabs in a text into Word's own, within the same run and its formatting."""
    said, run = text.text or "", text.getparent()
    if run is not None and run.tag == RUN and _CONTROL.search(said):
        pieces = [_piece(piece) for piece in _CONTROL.split(said) if piece]
        at = run.index(text)
        run[at : at + 1] = pieces
        pieces[-1].tail = text.tail
    elif said != said.strip() or "  " in said:
        text.set(XML_SPACE, "preserve")


def _piece(said: str) -> etree._Element:
    if said in _ELEMENT:
        return etree.Element(_ELEMENT[said])
    text = etree.Element(TEXT)
    text.text = said
    text.set(XML_SPACE, "preserve")
    return text


def _drop_empty_tables(root: etree._Element) -> None:
    """Take out every table whose loop had no rounds; from the inside out, since it may lie in a cell."""
    for table in reversed([*root.iter(TABLE)]):
        parent = table.getparent()
        if parent is not None and next(table.iter(ROW), None) is None:
            parent.remove(table)


def _close_with_a_paragraph(root: etree._Element) -> None:
    """Word refuses a file in which a cell does not end with a paragraph, or a header has none."""
    for holder in root.iter(*_NEEDS_A_PARAGRAPH):
        blocks = [child for child in holder if child.tag in _BLOCKS]
        if not blocks or blocks[-1].tag == TABLE:
            etree.SubElement(holder, PARAGRAPH)


def _number(root: etree._Element, ids: "count[int]") -> None:
    """Give every drawing, bookmark and content control that a loop repeated an id of its own."""
    for drawing in root.iter(f"{{{WP}}}docPr"):
        drawing.set("id", str(next(ids)))
    _number_bookmarks(root, ids)
    _number_controls(root, ids)


def _number_controls(root: etree._Element, ids: "count[int]") -> None:
    seen: set[str] = set()
    for number in root.iter(w("id")):
        parent = number.getparent()
        if parent is None or parent.tag != w("sdtPr"):
            continue
        if number.get(VALUE, "") in seen:
            number.set(VALUE, str(next(ids)))
        seen.add(number.get(VALUE, ""))


def _number_bookmarks(root: etree._Element, ids: "count[int]") -> None:
    now: dict[str, str] = {}
    names: set[str] = set()
    for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
        old = mark.get(w("id"), "")
        if mark.tag == w("bookmarkStart"):
            now[old] = str(next(ids))
            _rename(mark, names)
        mark.set(w("id"), now.get(old, old))


def _rename(bookmark: etree._Element, names: set[str]) -> None:
    name = bookmark.get(w("name"), "")
    others = (f"{name[:32]}_{number}" for number in count(2))
    fresh = next(each for each in chain((name,), others) if each not in names)
    names.add(fresh)
    bookmark.set(w("name"), fresh)


def mend_columns(root: etree._Element) -> None:
    """Give each table as many columns as its widest row, in the width it had."""
    for table in root.iter(TABLE):
        grid = table.find(w("tblGrid"))
        rows = [row for row in table.iter(ROW) if next(row.iterancestors(TABLE), None) is table]
        if grid is not None and rows and len(grid):
            _stretch(grid, max(map(_columns, rows)))


def _columns(row: etree._Element) -> int:
    spans = [each.get(VALUE, "") for each in row.iterfind(f"{CELL}/{w('tcPr')}/{w('gridSpan')}")]
    return len(row.findall(CELL)) + sum(int(span) - 1 for span in spans if span.isdecimal())


def _stretch(grid: etree._Element, columns: int) -> None:
    widths = [int(float(each.get(w("w"), "0"))) for each in grid]
    if columns in {0, len(widths)}:
        return
    kept = [*widths, *[sum(widths) // len(widths)] * columns][:columns]
    scale = sum(widths) / (sum(kept) or 1)
    grid[:] = [etree.Element(w("gridCol"), {w("w"): str(int(width * scale))}) for width in kept]
