"""Spreadsheets as files, in and out, for every room that needs one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.council import KindSchema
from generator.workbook.cells import Row, SheetCells, cells
from generator.workbook.imprint import Imprint, imprint_of

if TYPE_CHECKING:
    from generator.workbook.answered import Answers

__all__ = ["Imprint", "Row", "SheetCells", "blank", "cells", "fill", "imprint_of"]


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
