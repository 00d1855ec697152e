"""Read an intake that is an Excel workbook: its sheets, its headings and its answers."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import workbook
from generator.council import Council, KindSchema, Sheet
from generator.errors import IntakeError
from generator.flow import Answer, Heading, Intake, Raw
from generator.intake import grid, kind
from generator.intake.grid import Table
from generator.workbook import Imprint, Row, SheetCells
from generator.workbook.layout import EXAMPLE, IMPRINT, LISTS, NUMBER, columns, examples, plain, questions


@dataclass(frozen=True, slots=True)
class _Page:
    """What was found on one sheet."""

    headings: tuple[Heading, ...]
    answers: tuple[Answer, ...]


def read(path: Path, council: Council) -> Intake:
    """Return everything that was written in the workbook, each answer with its heading and its cell.

    Raises:
        IntakeError: the file cannot be read, is no intake of plangen, or does not say its kind of plan.
    """
    sheets = workbook.cells(path)
    _must_be_an_intake(sheets, council, path.name)
    imprint = workbook.imprint_of(sheets)
    plan_kind = kind.kind_of(sheets, imprint, council, path.name)
    schema = council.kinds[plan_kind]
    known = {plain(sheet.name): sheet for sheet in schema.sheets}
    # A sheet of ours that someone hid is still one of the intake's.
    theirs = [cells for cells in sheets if _is_theirs(cells, known)]
    pages = [_page(cells, known.get(plain(cells.name)), schema, imprint) for cells in theirs]
    answers = tuple(answer for page in pages for answer in page.answers)
    return Intake(
        source=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        kind=plan_kind,
        sheets=tuple(cells.name for cells in theirs),
        headings=tuple(heading for page in pages for heading in page.headings),
        answers=() if _untouched(answers, schema, imprint) else answers,
    )


def _is_theirs(cells: SheetCells, known: Iterable[str]) -> bool:
    name = plain(cells.name)
    return name in known or (cells.visible and name not in (plain(IMPRINT), plain(LISTS)))


def _must_be_an_intake(sheets: tuple[SheetCells, ...], council: Council, name: str) -> None:
    expected = list(dict.fromkeys(sheet.name for schema in council.kinds.values() for sheet in schema.sheets))
    ours = {plain(sheet) for sheet in expected}
    if any(plain(sheet.name) in ours for sheet in sheets):
        return
    problem = "holds no sheet of an intake" if any(sheet.rows for sheet in sheets) else "is empty"
    raise IntakeError(
        f"{name} {problem}. An intake has the sheets {', '.join(expected[:4])} and so on. "
        "Make one to fill in with: plangen new child_protection family.xlsx"
    )


def _page(cells: SheetCells, sheet: Sheet | None, schema: KindSchema, imprint: Imprint | None) -> _Page:
    if sheet is None:
        return _unasked(cells)
    return _form(cells, sheet, schema) if sheet.form else _table(cells, sheet, schema, imprint)


def _unasked(cells: SheetCells) -> _Page:
    """Return what stands on a sheet that nobody asks for: answers to no question, so that it can be said."""
    table = Table(sheet=cells.name, row=0, labels=(), rows=cells.rows)
    return _Page(headings=(), answers=tuple(answer for row in table.rows for answer in table.answers(row)))


def _form(cells: SheetCells, sheet: Sheet, schema: KindSchema) -> _Page:
    asked = [plain(question.heading) for _, group in questions(schema, sheet) for question in group]
    lines = grid.lines(cells, asked)
    return _Page(
        headings=tuple(Heading(line.label, line.asked) for line in lines if line.label),
        answers=tuple(Answer(line.label, line.raw, line.place, 0) for line in lines if line.raw is not None),
    )


def _table(cells: SheetCells, sheet: Sheet, schema: KindSchema, imprint: Imprint | None) -> _Page:
    asked = [plain(column.heading) for column in columns(schema, sheet)]
    table = grid.table(cells, asked)
    said = examples(schema, sheet) | _examples_then(imprint, sheet)
    uncounted = () if _is_numbered(sheet, schema) else (plain(NUMBER),)
    return _Page(
        headings=tuple(heading for heading in table.headings() if plain(heading.label) not in uncounted),
        answers=tuple(
            answer
            for row in table.rows
            if _holds_answers(row, table, asked[0], said)
            for answer in table.answers(row)
            # The mark of the example row stays: without it, an example somebody changed would pass for an answer.
            if plain(answer.label) not in uncounted or grid.text(answer.raw) == plain(EXAMPLE)
        ),
    )


def _is_numbered(sheet: Sheet, schema: KindSchema) -> bool:
    """Say whether the first column is a question of the schema, or only counts the rows."""
    fields = (field for record in schema.on_sheet(sheet.name) for field in record.fields)
    return any(plain(field.label) == plain(columns(schema, sheet)[0].heading) for field in fields)


def _examples_then(imprint: Imprint | None, sheet: Sheet) -> frozenset[str]:
    """Return what the example row said when the workbook was made, should the schema have changed since."""
    return dict(imprint.examples).get(plain(sheet.name), frozenset()) if imprint else frozenset()


def _holds_answers(row: Row, table: Table, number: str, said: frozenset[str]) -> bool:
    """Say whether a row is more than a number filled in beforehand, the example, or the headings again."""
    place = next((column for column, label in enumerate(table.labels) if plain(label) == number), 0)
    filled = {column: raw for column, raw in enumerate(row.values) if raw is not None and not grid.is_blank(raw)}
    if set(filled) <= {place} or table.repeats_headings(row):
        return False
    marked = grid.text(filled.get(place)) == plain(EXAMPLE)
    same = all(plain(_as_shown(raw)) in said for raw in filled.values())
    # Without its mark, only the row that still says the example word for word can be told from an answer.
    return not (same and (marked or (row.number == table.row + 1 and len(filled) > 2)))


def _as_shown(raw: Raw) -> str:
    """Return a cell as the example in the schema spells it."""
    if isinstance(raw, bool):
        return "Yes" if raw else "No"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return f"{raw:%d/%m/%Y}" if isinstance(raw, date) else str(raw)


def _untouched(answers: tuple[Answer, ...], schema: KindSchema, imprint: Imprint | None) -> bool:
    """Say whether nothing is answered but the kind of plan, which plangen filled in itself."""
    if imprint is None or len(answers) != 1:
        return False
    known = {
        (plain(question.heading), question.prefilled)
        for sheet in schema.sheets
        if sheet.form
        for _, group in questions(schema, sheet)
        for question in group
        if question.prefilled
    }
    return (plain(answers[0].label), answers[0].raw) in known
