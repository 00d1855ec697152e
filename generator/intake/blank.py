"""Write a blank form: every question of a plan kind with its help, its choices and an example."""

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.council import Holds, KindSchema, Sheet
from generator.intake.form import MARK
from generator.workbook import layout
from generator.workbook.layout import FORMAT, NEEDED, Column

_WIDTH = 110
_PLAIN = re.compile(r"[A-Za-z][\w ,.;/()'’?&+–-]*")
"""Texts that mean in YAML what they say; all others are put between quotation marks."""
_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_FIRST_NUMBER = "1"
"""The number of the first row, where rows are referred to by number."""
_HOW = (
    "Answer after the colon, on the same line. For a long answer write >- after the colon, and indent the lines below.",
    "One block of a list, from its dash on, is one row: one child, one action. Copy the block for each further one.",
    "Several answers to one question: put a semicolon between them.",
    "Dates: 2026-11-23 or 23 November 2026. One such as 03/04/2026 can be read two ways, so plangen would ask.",
    "Put quotation marks round a text that begins with a mark such as * & ! [ { @ % or holds a colon or a #.",
    f"Questions marked {NEEDED} are needed for a complete plan; the rest may stay blank, or be deleted.",
    "Lines that begin with # are help. They are never read.",
)


def blank_form(schema: KindSchema, ending: str, *, with_sheets: Sequence[str] = (), council_name: str = "") -> str:
    """Return a blank form for this plan kind; `ending` says in which format, `.yaml`, `.yml` or `.json`.

    `with_sheets` names the optional sheets to add, in any capitals.

    Raises:
        UsageError: there is no sheet of that name; names the nearest.
    """
    named = layout.optional(schema, with_sheets)
    schema = layout.asked(schema, named)
    sheets = layout.sheets(schema, named)
    if ending == ".json":
        return json.dumps(_bare(schema, sheets), ensure_ascii=False, indent=2) + "\n"
    head = [f"{schema.printed_name}: intake", *([council_name] if council_name else []), "", *_HOW]
    lines = [*(line for text in head for line in _comment(text, 0)), "", f"{MARK}: {FORMAT}"]
    for sheet in sheets:
        lines += ["", "", *_sheet(schema, sheet)]
    return "\n".join(lines) + "\n"


def _bare(schema: KindSchema, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Return the form without its help, which JSON has no place for."""
    form: dict[str, Any] = {MARK: FORMAT}
    for sheet in sheets:
        row = {column.heading: column.prefilled for column in _asked(schema, sheet)}
        form[sheet.name] = row if sheet.form else [row]
    return form


def _sheet(schema: KindSchema, sheet: Sheet) -> Iterator[str]:
    yield "# " + "-" * (_WIDTH - 2)
    yield from _comment(f"{sheet.name}. {sheet.purpose}", 0)
    yield f"{_key(sheet.name)}:"
    if sheet.form:
        for column in _asked(schema, sheet):
            yield from _question(column, 2, "  ")
        return
    yield ""
    yield "  -"
    for column in _asked(schema, sheet):
        yield from _question(column, 4, "    ")


def _asked(schema: KindSchema, sheet: Sheet) -> tuple[Column, ...]:
    """Return the questions of a sheet in order; a count of rows that nobody refers to is none."""
    if sheet.form:
        return tuple(column for _, group in layout.questions(schema, sheet) for column in group)
    first, *rest = layout.columns(schema, sheet)
    if not sheet.numbered:
        return tuple(rest)
    return (replace(first, example="", prefilled=_FIRST_NUMBER), *rest)


def _question(column: Column, indent: int, margin: str) -> Iterator[str]:
    needed = f"{NEEDED} " if column.required else ""
    yield from _comment(f"{needed}{column.help}", indent)
    if column.choices:
        yield from _comment(f"Choices: {'; '.join(column.choices)}", indent)
    if example := _example(column):
        yield from _comment(f"For example: {example}", indent)
    answer = f" {_key(column.prefilled)}" if column.prefilled else ""
    yield f"{margin}{_key(column.heading)}:{answer}"


def _example(column: Column) -> str:
    """Return the example as it is best typed here: text cannot say which of two numbers is the month."""
    day = _DAY.fullmatch(column.example)
    if column.holds is Holds.DATE and day:
        return f"{day[3]}-{day[2]}-{day[1]}"
    return column.example


def _comment(text: str, indent: int) -> Iterator[str]:
    margin = " " * indent + "# "
    wrapped = textwrap.wrap(text, _WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)
    yield from wrapped or [margin.rstrip()]


def _key(text: str) -> str:
    """Return a text as YAML reads it back, whatever marks it begins with."""
    simple = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _WORDS_OF_YAML
    return text if simple or text == _FIRST_NUMBER else json.dumps(text, ensure_ascii=False)
