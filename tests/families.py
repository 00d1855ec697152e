"""Workbooks for tests: the simple sample family, with whatever a test wants different."""

import importlib.util
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.conftest import SAMPLES

Sheets = dict[str, Any]


def _fill_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("samples_fill", SAMPLES / "fill.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SIMPLE = "simple-child-in-need"


def answers(name: str = SIMPLE) -> Sheets:
    """A sample family's answers by sheet and label, free to change."""
    sheets: Sheets = _fill_module().told(SAMPLES / "families" / f"{name}.yaml")["sheets"]
    return sheets


def workbook_of(path: Path, sheets: Sheets, name: str = SIMPLE) -> Path:
    """Write a workbook with these answers, made from the project's own blank."""
    from generator import workbook
    from generator.council import open_council

    told = _fill_module().told(SAMPLES / "families" / f"{name}.yaml")
    blank = workbook.blank(open_council(None).kinds[told["kind"]], with_sheets=told["with"])
    path.write_bytes(workbook.fill(blank, sheets))
    return path


def edited(path: Path, edit: Callable[[Workbook], object], name: str = SIMPLE) -> Path:
    """Write a sample workbook as it is after somebody changed it in Excel."""
    book = load_workbook(BytesIO((SAMPLES / f"{name}.xlsx").read_bytes()))
    edit(book)
    book.save(path)
    return path


def cell_under(book: Workbook, sheet: str, heading: str, row: int) -> Any:
    """The cell of a table under a heading; row 1 is the first row of answers."""
    page = book[sheet]
    column = next(cell.column for cell in page[3] if str(cell.value or "").removesuffix(" *") == heading)
    return page.cell(row=4 + row, column=column)
