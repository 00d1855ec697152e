"""A workbook as somebody left it, taken through `plangen check`: what was found, and what the case then says."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from openpyxl import Workbook

from generator import pipeline
from generator.case import Case
from generator.cli import main
from generator.council import open_council
from tests.families import SIMPLE, cell_under, edited

AS_AT = date(2026, 11, 23)
Edit = Callable[[Workbook], object]
Cells = dict[tuple[str, str, int], Any]
"""Sheet, heading and row of answers (1 is the first), and what is typed there."""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def typed(path: Path, cells: Cells, name: str = SIMPLE) -> Path:
    """A sample family's workbook with these cells typed anew."""

    def retype(book: Workbook) -> None:
        for (sheet, heading, row), value in cells.items():
            cell = cell_under(book, sheet, heading, row)
            cell.value = value
            if not isinstance(value, str):
                cell.number_format = "dd/mm/yyyy" if isinstance(value, date) else "General"

    return edited(path, retype, name)


def answer_on_start(book: Workbook, question: str) -> Any:
    """The answer cell beside a question of the Start sheet."""
    page = book["Start"]
    row = next(cell.row for cell in page["A"] if str(cell.value or "").removesuffix(" *") == question)
    return page.cell(row=row, column=2)


def checked(book: Path) -> dict[str, Any]:
    """What a program is told of one intake."""
    told: dict[str, Any] = json.loads(run("check", book, "--as-at", AS_AT.isoformat(), "--format", "json").output)
    [intake] = told["intakes"]
    return dict(intake)


def found(book: Path) -> list[tuple[str, str]]:
    """Rule and cell of every finding."""
    return [(each["rule"], _place(each)) for each in checked(book)["findings"]]


def of_rule(book: Path, rule: str) -> list[str]:
    """The cells of one rule's findings."""
    return [place for each, place in found(book) if each == rule]


def read_as(book: Path) -> list[tuple[str, str]]:
    """Cell and words of everything that was read otherwise than it was typed."""
    told = checked(book)["findings"]
    return [(_place(each), each["message"]) for each in told if each["rule"] == "FORM-14"]


def case_of(book: Path) -> Case:
    """The family as the workbook tells it."""
    return pipeline.check(book, open_council(None), AS_AT, AS_AT).case


def _place(finding: dict[str, Any]) -> str:
    return f"{finding['sheet']}!{finding['cell']}" if finding["cell"] else str(finding["sheet"])
