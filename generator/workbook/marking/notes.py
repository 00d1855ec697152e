"""Notes on cells: ours are added beside what is there, and taken away again by their own words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from generator.workbook.mark import TINTS, Mark, body, head, note
from generator.workbook.marking import order, shapes
from generator.workbook.marking.parts import Element, Parts, root_of
from generator.workbook.marking.shapes import Box, Grid

_AUTHOR = "plangen"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BETWEEN = "\n\n"
"""Stands between two marks on one cell, and between a person's own note and ours."""
_THREAD = "tc="
"""Begins the author of a note that only stands in for a conversation; Excel rewrites those itself."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def clear(parts: Parts, page: str, root: Element, marks: Iterable[Mark]) -> bool:
    """Take the notes of these marks from a sheet and say whether the sheet itself has changed by that."""
    known = parts.related(page, "comments")
    said = sorted({note(mark) for mark in marks}, key=len, reverse=True)
    if known is None or not said:
        return False
    comments = parts.xml(known.target)
    changed = [one for one in list(comments.iter("{*}comment")) if _cut_all(one, said)]
    empty = [one for one in changed if not _words(one).strip()]
    for one in empty:
        _drop(one)
    if changed:
        parts.put(known.target, comments)
        _clear_boxes(parts, page, {place(one.get("ref", "A1")) for one in empty})
    return bool(empty) and comments.find(".//{*}comment") is None and _without_notes(parts, page, root)


def _clear_boxes(parts: Parts, page: str, cells: set[tuple[int, int]]) -> None:
    drawing = parts.related(page, "vmlDrawing")
    if drawing is not None:
        parts.put(drawing.target, shapes.without(parts.data(drawing.target), cells))


def _without_notes(parts: Parts, page: str, root: Element) -> bool:
    """Take away the parts that held nothing but our notes, so that a mended workbook is as it was."""
    known, drawing = parts.related(page, "comments"), parts.related(page, "vmlDrawing")
    if known is not None:
        parts.unrelate(page, known.id)
        parts.remove(known.target)
    pointer = root.find("{*}legacyDrawing")
    if drawing is None or pointer is None or shapes.has_any(parts.data(drawing.target)):
        return False
    root.remove(pointer)
    parts.unrelate(page, drawing.id)
    parts.remove(drawing.target)
    return True


def put(parts: Parts, page: str, root: Element, marks: Mapping[str, Sequence[Mark]]) -> bool:
    """Add notes, given by cell, to a sheet and say whether the sheet itself has changed by that."""
    known = parts.related(page, "comments")
    comments = parts.xml(known.target) if known else root_of("comments", parts.main)
    authors, listed = order.child(comments, "authors", _ORDER), order.child(comments, "commentList", _ORDER)
    ours, theirs = _author(authors), {one.get("ref", ""): one for one in listed}
    fresh = {cell: said for cell, said in marks.items() if cell not in theirs}
    for cell, said in marks.items():
        if cell in fresh:
            one = etree.SubElement(listed, f"{{{parts.main}}}comment", ref=cell, authorId=str(ours))
            etree.SubElement(one, f"{{{parts.main}}}text")
            _write(one, said, parts.main)
        elif not _is_thread(theirs[cell], authors):
            _write(theirs[cell], said, parts.main)
    listed[:] = sorted(listed, key=lambda one: place(one.get("ref", "A1")))
    if known:
        parts.put(known.target, comments)
    else:
        part = parts.free_name("xl/comments{}.xml")
        parts.add(part, comments, _COMMENTS)
        parts.relate(page, "comments", part)
    boxes = [_box(cell, said) for cell, said in fresh.items()]
    return _draw(parts, page, root, boxes)


_ORDER = ("authors", "commentList", "extLst")


def _draw(parts: Parts, page: str, root: Element, boxes: list[Box]) -> bool:
    pointer = root.find("{*}legacyDrawing")
    known_as = pointer.get(f"{{{parts.office}}}id") if pointer is not None else ""
    drawing = next((one.target for one in parts.relations(page) if one.id == known_as and one.target in parts), "")
    if drawing:
        parts.put(drawing, shapes.added(parts.data(drawing), boxes, Grid.of(root)))
        return False
    part = parts.free_name("xl/drawings/vmlDrawing{}.vml")
    parts.default_type("vml", _DRAWING)
    parts.put(part, shapes.added(b"", boxes, Grid.of(root)))
    pointer = root.makeelement(f"{{{parts.main}}}legacyDrawing", nsmap={"r": parts.office})
    pointer.set(f"{{{parts.office}}}id", parts.relate(page, "vmlDrawing", part))
    order.place(root, pointer, order.SHEET)
    return True


def _box(cell: str, marks: Sequence[Mark]) -> Box:
    row, column = place(cell)
    return Box(row, column, _BETWEEN.join(note(mark) for mark in marks), TINTS[marks[0].level])


def place(cell: str) -> tuple[int, int]:
    """Return row and column of a cell such as C7, both from 0; the first cell of a range."""
    found = re.match(r"\$?([A-Z]+)\$?([0-9]+)", cell)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _author(authors: Element) -> int:
    names = [one.text for one in authors]
    if _AUTHOR not in names:
        etree.SubElement(authors, f"{{{etree.QName(authors).namespace}}}author").text = _AUTHOR
        return len(names)
    return names.index(_AUTHOR)


def _is_thread(comment: Element, authors: Element) -> bool:
    number = int(comment.get("authorId", "0"))
    return number < len(authors) and (authors[number].text or "").startswith(_THREAD)


def _drop(comment: Element) -> None:
    listed = comment.getparent()
    if listed is not None:
        listed.remove(comment)


# --- the words of a note -------------------------------------------------------------------------------


def _texts(comment: Element) -> Iterator[Element]:
    """Yield the elements that hold a note's words; not those that only say how a word is spoken."""
    yield from (
        text for text in comment.iterfind("{*}text//{*}t") if order.local(_above(text)) in ("text", "r")
    )  # fmt: skip


def _above(element: Element) -> Element:
    found = element.getparent()
    return found if found is not None else element


def _words(comment: Element) -> str:
    return "".join(text.text or "" for text in _texts(comment))


def _write(comment: Element, marks: Sequence[Mark], main: str) -> None:
    """Add what the marks say behind what the note says already."""
    text = comment.find("{*}text")
    if text is None:
        text = etree.SubElement(comment, f"{{{main}}}text")
    for plain in text.findall("{*}t"):
        # Words that stand alone and words with a look may not stand side by side.
        run = text.makeelement(f"{{{main}}}r")
        text.replace(plain, run)
        run.append(plain)
    for mark in marks:
        _run(text, (_BETWEEN if len(text) else "") + head(mark), main, bold=True)
        _run(text, body(mark), main, bold=False)


def _run(text: Element, words: str, main: str, *, bold: bool) -> None:
    run = text.makeelement(f"{{{main}}}r")
    look = etree.SubElement(run, f"{{{main}}}rPr")
    if bold:
        etree.SubElement(look, f"{{{main}}}b")
    etree.SubElement(look, f"{{{main}}}sz", val="9")
    etree.SubElement(look, f"{{{main}}}color", rgb="FF000000")
    etree.SubElement(look, f"{{{main}}}rFont", val="Tahoma")
    etree.SubElement(look, f"{{{main}}}family", val="2")
    words_in = etree.SubElement(run, f"{{{main}}}t")
    words_in.text = words
    words_in.set(_SPACE, "preserve")
    # How words are spoken stands after all of them.
    before = next((at for at, one in enumerate(text) if order.local(one) in ("rPh", "phoneticPr")), len(text))
    text.insert(before, run)


def _cut_all(comment: Element, said: Iterable[str]) -> bool:
    """Cut every known text from a note and say whether there was one."""
    found = False
    for words in said:
        for spelled in (_BETWEEN + words, words + _BETWEEN, words):
            while (at := _words(comment).find(spelled)) >= 0:
                _cut(comment, at, at + len(spelled))
                found = True
    return found


def _cut(comment: Element, start: int, end: int) -> None:
    """Cut letters from a note, over all the runs they are spread on."""
    at = 0
    for text in list(_texts(comment)):
        words = text.text or ""
        kept = words[: max(start - at, 0)] + words[max(end - at, 0) :]
        at += len(words)
        run = _above(text)
        text.text = kept
        if kept != words and not kept and order.local(run) == "r":
            _above(run).remove(run)
