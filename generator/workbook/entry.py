"""How an answer is typed: what a cell offers, what it takes, and the help it shows when it is chosen."""

from typing import Literal

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.council import Holds
from generator.workbook.layout import Column
from generator.workbook.lists import Lists

_TITLE = 32
_TEXT = 255
"""Excel calls a workbook damaged when a help text is longer."""

_LAST_DAY = 109_574
"""31 December 2199 as Excel counts days."""
_HIGHEST = 9_999


def explain(page: Worksheet, cell: Cell, column: Column) -> None:
    """Show the column's help when its heading is chosen."""
    _add(page, cell.coordinate, _helped(DataValidation(allow_blank=True), column))


def offer(page: Worksheet, first: Cell, last: Cell, column: Column, lists: Lists) -> None:
    """Give the answer cells their drop-down, their limits and their help."""
    rule = _helped(_rule(column, lists), column)
    _add(page, f"{first.coordinate}:{last.coordinate}" if first is not last else first.coordinate, rule)


def _add(page: Worksheet, where: str, rule: DataValidation) -> None:
    rule.add(where)
    page.add_data_validation(rule)


def _helped(rule: DataValidation, column: Column) -> DataValidation:
    rule.promptTitle = _cut(column.heading, _TITLE)
    rule.prompt = _cut(_prompt(column), _TEXT)
    rule.showInputMessage = bool(rule.prompt)
    return rule


def _prompt(column: Column) -> str:
    said = [column.help]
    if column.needed_by:
        said.append(f"Needed for: {', '.join(column.needed_by)}.")
    if column.many and "semicolon" not in column.help:
        said.append("Or type several, separated by semicolons.")
    return " ".join(part for part in said if part)


def _rule(column: Column, lists: Lists) -> DataValidation:
    if column.holds is Holds.DATE:
        return _strict("date", "1", str(_LAST_DAY), "Type a date as day, month, year, such as 23/11/2026.")
    if column.holds is Holds.NUMBER:
        least, most = column.at_least or 0, column.at_most or _HIGHEST
        return _strict("whole", str(least), str(most), f"Type a whole number from {least} to {most}.")
    if column.holds is Holds.YES_NO:
        return _list('"Yes,No"', "stop", "Choose Yes or No, or clear the cell.")
    if column.choices:
        source, style, says = lists.choices(column.choices), _STOP, "Choose from the list: click the arrow."
    else:
        source, style, says = lists.referred(column.refers), _WARN, _NOT_YET
    if not source:
        return DataValidation(allow_blank=True)
    # Several answers in one cell are never on the list word for word, so nothing is refused there.
    return _list(source, None if column.many else style, says)


_Style = Literal["stop", "warning"]
_STOP: _Style = "stop"
_WARN: _Style = "warning"
_NOT_YET = "This is not on the list yet. Names come from other tabs: spell it the same there."


def _strict(kind: Literal["date", "whole"], least: str, most: str, says: str) -> DataValidation:
    return DataValidation(
        type=kind, operator="between", formula1=least, formula2=most, allow_blank=True,
        showErrorMessage=True, errorStyle="stop", errorTitle="Please look again", error=says,
    )  # fmt: skip


def _list(source: str, style: _Style | None, says: str) -> DataValidation:
    """Offer a list; without a style nothing is refused."""
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=bool(style))
    if style:
        rule.errorStyle, rule.errorTitle, rule.error = style, "Not on the list", says
    return rule


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
