"""The workbook handed back: what its owner wrote, as it was, with every finding at its cell and a list of them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.errors import PackageError
from generator.workbook.mark import TINTS, Mark
from generator.workbook.marking import book, listing, notes, record, tints
from generator.workbook.marking.parts import Parts
from generator.workbook.marking.styles import Styles

__all__ = ["is_untouched", "marked"]


def marked(source: Path | bytes, marks: Iterable[Mark]) -> bytes:
    """Return the marked copy, as the door of this room describes it."""
    try:
        return _marked(source, marks)
    except (ValueError, LookupError, StopIteration) as error:
        raise PackageError(
            "The workbook is put together in a way that cannot be marked. Open it in Excel, save it as a new workbook "
            "(.xlsx) and run again with that."
        ) from error


def _marked(source: Path | bytes, marks: Iterable[Mark]) -> bytes:
    parts = Parts.of(source)
    before = record.read(parts)
    worked_in = bool(book.own_pages(parts)) and not _is_as_written(source, parts, before)
    _clear(parts, before)
    now = record.after(before, tuple(dict.fromkeys(marks)), worked_in=worked_in)
    styles = Styles.of(parts)
    looks = {level: styles.tint(colour) for level, colour in TINTS.items()}
    for page in book.pages(parts):
        here = [mark for mark in now.found if mark.sheet == page.name and mark.cell]
        if here and page.is_grid:
            _mark(parts, page.part, here, {cell: looks[said[0].level] for cell, said in _by_cell(here).items()})
    book.deselect(parts)
    book.add_first(parts, book.free_name(parts, listing.NAME), listing.written(parts, now, styles), listing.TITLES)
    book.add_hidden(parts, book.free_name(parts, "plangen marks"), record.written(parts, now))
    styles.keep()
    return parts.content()


def is_untouched(path: Path) -> bool:
    """Say whether nobody has saved a marked copy since it was made from its original."""
    parts = Parts.of(path)
    return _is_as_written(path, parts, record.read(parts))


def _is_as_written(source: Path | bytes, parts: Parts, known: record.Record) -> bool:
    """Say whether a marked copy came from here: every other program packs its files in another way."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    return not known.worked_in and parts.content() == content


_SIGN = b"plangen"
"""Stands in every tint of ours, so that one is found even where our own sheets were deleted."""


def _clear(parts: Parts, before: record.Record) -> None:
    """Take every earlier mark away, and the tool's own sheets."""
    own = book.own_pages(parts)
    for page in own.values():
        book.remove(parts, page)
    for page in book.pages(parts):
        if page.is_grid and (own or _SIGN in parts.data(page.part)):
            root = parts.xml(page.part)
            # Both are done, whatever the first says.
            if any([tints.clear(root), notes.clear(parts, page.part, root, before.found)]):
                parts.put(page.part, root)


def _mark(parts: Parts, page: str, marks: Sequence[Mark], looks: dict[str, int]) -> None:
    root = parts.xml(page)
    tints.put(root, {look: [cell for cell in looks if looks[cell] == look] for look in sorted(set(looks.values()))})
    notes.put(parts, page, root, _by_cell(marks))
    parts.put(page, root)


def _by_cell(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.cell, []).append(mark)
    return found
