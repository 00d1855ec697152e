"""Spreadsheets as files, in and out, for every room that needs one."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.council import KindSchema
from generator.workbook.cells import Book, book, cells
from generator.workbook.imprint import Imprint, imprint_of
from generator.workbook.mark import Mark
from generator.workbook.own import own_sheets
from generator.workbook.rows import Row, SheetCells

if TYPE_CHECKING:
    from generator.workbook.answered import Answers

__all__ = [
    "Book",
    "Imprint",
    "Mark",
    "Row",
    "SheetCells",
    "blank",
    "book",
    "cells",
    "fill",
    "imprint_of",
    "is_untouched",
    "marked",
    "own_sheets",
]


def blank(schema: KindSchema, *, with_sheets: Sequence[str] = (), council_name: str = "") -> bytes:
    """Return a blank workbook for this plan kind; the same schema gives the same bytes.

    `with_sheets` names the optional sheets to add, in any capitals.

    Raises:
        UsageError: there is no sheet of that name; names the nearest.
    """
    # What writes workbooks takes longer to load than a whole family takes to read.
    from generator.workbook import new

    return new.blank(schema, with_sheets=with_sheets, council_name=council_name)


def fill(blank: bytes, answers: "Answers") -> bytes:
    """Return a blank workbook with the answers typed in as a person would; the same answers give the same bytes.

    `answers` gives for each sheet name one answer by question (a form) or a list of rows (a table), in which
    several answers are a list and yes and no are booleans. A row that says nothing under "No." keeps its number.

    Raises:
        UsageError: there is no such sheet, question or column, or there are more rows than were prepared.
    """
    from generator.workbook import answered

    return answered.fill(blank, answers)


def marked(source: Path | bytes, marks: Iterable[Mark]) -> bytes:
    """Return the same workbook with each mark as a note on its cell and a tint, and a first sheet that lists them.

    `marks` come most harmful first. Every part that holds no mark stays as it is, byte for byte. The marks that
    an earlier copy had are taken away first; those that are no longer there are listed as mended.

    Raises:
        PackageError: it is damaged, or no workbook.
    """
    from generator.workbook import marking

    return marking.marked(source, marks)


def is_untouched(path: Path) -> bool:
    """Say whether nobody has saved a marked copy since it was made from its original."""
    from generator.workbook import marking

    return marking.is_untouched(path)
