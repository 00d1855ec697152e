"""Intakes for the tests: every heading of the workbook in its place, and the answers that are given."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.case import Where
from generator.council import Council, Sheet, open_council
from generator.flow import Answer, Draft, Finding, Heading, Intake, Raw
from generator.normalise import normalise
from generator.workbook.layout import asked as everyday
from generator.workbook.layout import columns, questions

COUNCIL: Council = open_council(None)
KIND = "child_protection"
SCHEMA = everyday(COUNCIL.kinds[KIND])
"""As the blank workbook asks it: without the rarer columns."""
FIRST_ROW = 5

PEOPLE: Sequence[Mapping[str, Raw]] = (
    {"Full name": "Jo Hart", "Who they are": "Parent"},
    {"Full name": "Sam O'Hart", "Who they are": "Parent"},
    {"Full name": "Ben Ashe", "Who they are": "Worker", "Agency": "Saltby Family Service"},
)
CHILDREN: Sequence[Mapping[str, Raw]] = ({"Child's full name": "Ella Hart"}, {"Child's full name": "Finn Hart"})

Table = Sequence[Mapping[str, Raw]]


def an_intake(*, start: Mapping[str, Raw] | None = None, **tables: Table) -> Intake:
    """An intake with Jo, Sam, Ben, Ella and Finn; sheets are named `what_if` for "What if"."""
    tables = {"children": CHILDREN, "people": PEOPLE, **tables}
    given = {name.replace("_", " "): rows for name, rows in tables.items()}
    sheets = [s for s in COUNCIL.kinds[KIND].sheets if not s.optional or s.name.casefold() in given]
    headings: list[Heading] = []
    answers: list[Answer] = []
    for sheet in sheets:
        cells = _form(sheet, start or {}) if sheet.form else _table(sheet, given.get(sheet.name.casefold(), ()))
        headings.extend(cells[0])
        answers.extend(cells[1])
    return Intake("family.xlsx", "0" * 64, KIND, tuple(s.name for s in sheets), tuple(headings), tuple(answers))


def read(*, start: Mapping[str, Raw] | None = None, **tables: Table) -> Draft:
    """The draft of such an intake."""
    return normalise(an_intake(start=start, **tables), COUNCIL)


def found(draft: Draft) -> list[tuple[str, str]]:
    """Rule and cell of each finding."""
    return [(finding.rule, str(finding.where)) for finding in draft.findings]


def finding(draft: Draft, rule: str) -> Finding:
    """The one finding of that rule."""
    (one,) = [each for each in draft.findings if each.rule == rule]
    return one


def with_heading(intake: Intake, sheet: str, old: str, new: str) -> Intake:
    """The same intake with one heading spelt in another way, and its answers with it."""

    def named(item: Heading | Answer) -> bool:
        return item.where.sheet == sheet and item.label.rstrip("* ") == old

    return replace(
        intake,
        headings=tuple(replace(h, label=new) if named(h) else h for h in intake.headings),
        answers=tuple(replace(a, label=new) if named(a) else a for a in intake.answers),
    )


def without_heading(intake: Intake, sheet: str, label: str) -> Intake:
    """The same intake without one column."""
    return replace(
        intake,
        headings=tuple(h for h in intake.headings if (h.where.sheet, h.label) != (sheet, label)),
        answers=tuple(a for a in intake.answers if (a.where.sheet, a.label) != (sheet, label)),
    )


def with_sheet(intake: Intake, old: str, new: str) -> Intake:
    """The same intake with one sheet under another name."""

    def there(where: Where) -> Where:
        return replace(where, sheet=new) if where.sheet == old else where

    return replace(
        intake,
        sheets=tuple(new if name == old else name for name in intake.sheets),
        headings=tuple(replace(h, where=there(h.where)) for h in intake.headings),
        answers=tuple(replace(a, where=there(a.where)) for a in intake.answers),
    )


def _form(sheet: Sheet, given: Mapping[str, Raw]) -> tuple[list[Heading], list[Answer]]:
    asked = [c.heading for _, group in questions(SCHEMA, sheet) for c in group]
    rows = {label: row for row, label in enumerate(asked, start=FIRST_ROW)}
    headings = [Heading(label, Where(sheet.name, f"A{row}")) for label, row in rows.items()]
    answers = [Answer(label, raw, Where(sheet.name, f"B{rows[label]}"), 0) for label, raw in given.items()]
    return headings, answers


def _table(sheet: Sheet, rows: Table) -> tuple[list[Heading], list[Answer]]:
    labels = [column.heading for column in columns(SCHEMA, sheet)]
    letters = {label: _letters(index) for index, label in enumerate(labels)}
    headings = [Heading(label, Where(sheet.name, f"{letter}3")) for label, letter in letters.items()]
    answers = [
        Answer(label, raw, Where(sheet.name, f"{letters[label]}{row}"), row)
        for row, given in enumerate(rows, start=FIRST_ROW)
        for label, raw in ({"No.": row - FIRST_ROW + 1} | dict(given)).items()
    ]
    return headings, answers


def _letters(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else "A" + chr(ord("A") + index - 26)
