"""Read an intake that is an Excel workbook: its sheets, its headings and its answers."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import workbook
from generator.council import Council, KindSchema, Sheet
from generator.errors import IntakeError
from generator.flow import Answer, Aside, Heading, Intake, Raw
from generator.intake import asked_of, beside, grid, kind, mapping
from generator.intake.grid import Table
from generator.workbook import Imprint, Row, SheetCells
from generator.workbook.layout import EXAMPLE, IMPRINT, LISTS, NUMBER, columns, examples, plain, questions


@dataclass(frozen=True, slots=True)
class _Page:
    """What was found on one sheet."""

    headings: tuple[Heading, ...] = ()
    answers: tuple[Answer, ...] = ()
    asides: tuple[Aside, ...] = ()


def read(path: Path, council: Council) -> Intake:
    """Return everything that was written in the workbook, each answer with its heading and its cell.

    Raises:
        IntakeError: the file cannot be read, is no intake of plangen, or does not say its kind of plan.
    """
    book = workbook.book(path)
    # A marked copy carries two sheets of the tool's own.
    own = workbook.own_sheets(path)
    sheets = tuple(sheet for sheet in book.sheets if sheet.name not in own)
    intake = of_sheets(sheets, path.name, hashlib.sha256(path.read_bytes()).hexdigest(), council)
    hidden = (cells for cells in sheets if not cells.visible and not _is_the_tools(cells.name))
    return replace(
        intake,
        asides=(*beside.of_book(book, hidden), *intake.asides),
        counts_from_1904=book.counts_from_1904,
    )


def of_sheets(sheets: tuple[SheetCells, ...], source: str, sha256: str, council: Council) -> Intake:
    """Return everything that was written on the sheets of one intake, wherever they were kept.

    Raises:
        IntakeError: they are no intake of plangen, or do not say their kind of plan.
    """
    if found := mapping.layout_of(sheets, council):
        return mapping.read(*found, source, sha256, council)
    _must_be_an_intake(sheets, council, source)
    imprint = workbook.imprint_of(sheets)
    plan_kind = kind.kind_of(sheets, imprint, council, source)
    schema = council.kinds[plan_kind]
    known = _known(sheets, schema, council)
    # A sheet of ours that someone hid is still one of the intake's.
    theirs = [cells for cells in sheets if _is_theirs(cells, known)]
    pages = [_page(cells, known.get(cells.name), schema, imprint, council) for cells in theirs]
    answers = tuple(answer for page in pages for answer in page.answers)
    return Intake(
        source=source,
        sha256=sha256,
        kind=plan_kind,
        sheets=tuple(cells.name for cells in theirs),
        headings=tuple(heading for page in pages for heading in page.headings),
        answers=() if imprint is not None and asked_of.untouched(answers, schema) else answers,
        asides=tuple(aside for page in pages for aside in page.asides),
    )


def _known(sheets: Iterable[SheetCells], schema: KindSchema, council: Council) -> Mapping[str, Sheet]:
    """Return our sheet for each tab that is one, by its own name or by another."""
    ours = {sheet.name: sheet for sheet in schema.sheets}
    written = [cells.name for cells in sheets if not _is_the_tools(cells.name)]
    return {name: ours[meant] for name, meant in council.synonyms.sheet_names(written, ours).items()}


def _is_theirs(cells: SheetCells, known: Iterable[str]) -> bool:
    return cells.name in known or (cells.visible and not _is_the_tools(cells.name))


def _is_the_tools(name: str) -> bool:
    return plain(name) in (plain(IMPRINT), plain(LISTS))


def _must_be_an_intake(sheets: tuple[SheetCells, ...], council: Council, name: str) -> None:
    expected = list(dict.fromkeys(sheet.name for schema in council.kinds.values() for sheet in schema.sheets))
    if any(council.synonyms.sheet_meant(sheet.name, expected) for sheet in sheets):
        return
    problem = "holds no sheet of an intake" if any(sheet.rows for sheet in sheets) else "is empty"
    raise IntakeError(
        f"{name} {problem}. An intake has the sheets {', '.join(expected[:4])} and so on. "
        "Make one to fill in with: plangen new child_protection family.xlsx"
    )


def _page(
    cells: SheetCells, sheet: Sheet | None, schema: KindSchema, imprint: Imprint | None, council: Council
) -> _Page:
    if sheet is None:
        return _unasked(cells)
    also = tuple(
        plain(spelling)
        for record in schema.on_sheet(sheet.name)
        for spelling in council.synonyms.headings.get(record.name, {})
    )
    return _form(cells, sheet, schema, also) if sheet.form else _table(cells, sheet, schema, imprint, also)


def _unasked(cells: SheetCells) -> _Page:
    """Return what stands on a sheet that nobody asks for: answers to no question, so that it can be said."""
    table = Table(sheet=cells.name, row=0, labels=(), rows=cells.rows)
    answers = tuple(answer for row in table.rows for answer in table.answers(row))
    return _Page(answers=answers, asides=beside.of_sheet(cells, ()))


def _form(cells: SheetCells, sheet: Sheet, schema: KindSchema, also: tuple[str, ...]) -> _Page:
    asked = [plain(question.heading) for _, group in questions(schema, sheet) for question in group]
    if across := grid.across(cells, asked):
        return _form_across(across)
    lines = grid.lines(cells, (*asked, *also))
    answers = tuple(Answer(line.label, line.raw, line.place, 0) for line in lines if line.raw is not None)
    return _Page(
        headings=tuple(Heading(line.label, line.asked) for line in lines if line.label),
        answers=answers,
        asides=(*beside.of_sheet(cells, answers), *beside.outside_form(cells, lines, (*asked, *also))),
    )


def _form_across(table: Table) -> _Page:
    answers = (answer for row in table.rows[:1] for answer in table.answers(row))
    return _Page(headings=tuple(table.headings()), answers=tuple(replace(answer, row=0) for answer in answers))


def _table(
    cells: SheetCells, sheet: Sheet, schema: KindSchema, imprint: Imprint | None, also: tuple[str, ...]
) -> _Page:
    asked = [plain(column.heading) for column in columns(schema, sheet)]
    table = grid.table(cells, (*asked, *also))
    said = examples(schema, sheet) | _examples_then(imprint, sheet)
    uncounted = () if asked_of.is_numbered(sheet, schema) else (plain(NUMBER),)
    filled = [row for row in table.rows if _holds_answers(row, table, asked, said)]
    answers = tuple(
        answer
        for row in filled
        for answer in (*table.answers(row), *beside.covering(cells, table, row))
        # The mark of the example row stays: without it, an example somebody changed would pass for an answer.
        if plain(answer.label) not in uncounted or grid.text(answer.raw) == plain(EXAMPLE)
    )
    return _Page(
        headings=tuple(heading for heading in table.headings() if plain(heading.label) not in uncounted),
        answers=answers,
        asides=(
            *beside.of_sheet(cells, answers),
            *beside.outside_table(cells, table, filled, uncounted=bool(uncounted)),
        ),
    )


def _examples_then(imprint: Imprint | None, sheet: Sheet) -> frozenset[str]:
    """Return what the example row said when the workbook was made, should the schema have changed since."""
    return dict(imprint.examples).get(plain(sheet.name), frozenset()) if imprint else frozenset()


def _holds_answers(row: Row, table: Table, asked: list[str], said: frozenset[str]) -> bool:
    """Say whether a row is more than a number filled in beforehand, the example, or the headings again."""
    # The number's heading may be gone; where a question stands in its place, there are no numbers at all.
    elsewhere = -1 if plain(table.label(0)) in asked else 0
    place = next((column for column, label in enumerate(table.labels) if plain(label) == asked[0]), elsewhere)
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
