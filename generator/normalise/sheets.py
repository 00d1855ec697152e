"""Which question each cell answers: sheets and headings matched to the schema, cells gathered into rows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from generator.case import Where
from generator.council import Council, Field, KindSchema, RecordSchema, Sheet
from generator.flow import Answer, Finding, Heading, Intake
from generator.normalise import text

KEEPS_PRIVATE = frozenset({
    "sheet", "hide_from", "address_hide_from", "only_for", "private_to", "confidential", "address_confidential",
    "clue_words", "which",
})  # fmt: skip
"""Fields that keep something from someone. One of them unread would be a leak, also in a draft."""
SAYS_WHOSE = "children"
"""The field that says which children a row or a copy is about; left blank it means all of them."""

_COUNT = "no."
_EXAMPLE = "example"
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record as it stands in the intake: a table's row, or the answers of a form that belong together."""

    record: RecordSchema
    first: Where
    cells: Mapping[str, Answer]
    """The answers given, by field name."""
    places: Mapping[str, Where]
    """Where each field's answer stands or would stand, for every field that has a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All rows of an intake, in order, and what could not be placed."""

    rows: tuple[Row, ...]
    findings: tuple[Finding | None, ...]


def lay_out(intake: Intake, schema: KindSchema, council: Council) -> Layout:
    """Place every answer of the intake under the question it answers."""
    names = council.synonyms.sheet_names(intake.sheets, [sheet.name for sheet in schema.sheets])
    rows: list[Row] = []
    findings: list[Finding | None] = [*_sheets(intake, schema, names, council)]
    for sheet in schema.sheets:
        if sheet.name not in names.values():
            continue
        reader = _reader(sheet, intake, schema, names, council)
        findings.extend(reader.headings_found())
        read = reader.form() if sheet.form else reader.table()
        for item in read:
            if isinstance(item, Row):
                rows.append(item)
            else:
                findings.append(item)
    return Layout(rows=tuple(rows), findings=tuple(findings))


def _sheets(intake: Intake, schema: KindSchema, names: Mapping[str, str], council: Council) -> Iterator[Finding | None]:
    missing = [sheet for sheet in schema.sheets if sheet.name not in names.values()]
    filled = {answer.where.sheet for answer in intake.answers}
    ours = [sheet.name for sheet in schema.sheets]
    for name in intake.sheets:
        if name in names:
            if text.fold(name) != text.fold(names[name]):
                yield council.finding("FORM-14", "", Where(name), word=council.synonyms.said_of("sheet"))
            continue
        twin = council.synonyms.sheet_meant(name, ours)
        if twin and name in filled:
            missing = [sheet for sheet in missing if sheet.name != twin]
            yield _two_sheets(twin, Where(name), schema, council)
            continue
        meant = next((sheet for sheet in missing if sheet.name == nearest(name, [s.name for s in missing])), None)
        if meant is not None:
            missing.remove(meant)
            yield _missing_sheet(meant, Where(name), schema, council)
        elif name in filled:
            guess = nearest(name, [sheet.name for sheet in schema.sheets])
            slots = {"label": "This sheet", "sheet": name, "nearest": guess_words(guess)}
            yield council.finding("FORM-09", "", Where(name), **slots)
    for sheet in missing:
        if not sheet.optional:
            yield _missing_sheet(sheet, Where(sheet.name), schema, council)


def _two_sheets(name: str, where: Where, schema: KindSchema, council: Council) -> Finding | None:
    secret = _keeps_secrets(name, schema)
    return council.finding("PRIV-14" if secret else "FORM-16", "", where, sheet=name, label=name)


def _keeps_secrets(sheet: str, schema: KindSchema) -> bool:
    return any(field.name == "clue_words" for record in schema.on_sheet(sheet) for field in record.fields)


def _missing_sheet(sheet: Sheet, where: Where, schema: KindSchema, council: Council) -> Finding | None:
    records = schema.on_sheet(sheet.name)
    path = records[0].name if records else ""
    # A sheet of restrictions under another name would be a leak, not a gap.
    secret = _keeps_secrets(sheet.name, schema)
    rule = "PRIV-14" if secret and where.sheet != sheet.name else "FORM-07"
    return council.finding(rule, path, where, sheet=sheet.name, label=sheet.name)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is clearly meant by `name`, or nothing."""
    folded = {text.heading(one): one for one in known}
    close = get_close_matches(text.heading(name), folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else ""


def guess_words(name: str) -> str:
    """Return the nearest known name as the end of a sentence."""
    return f" The nearest name that is known is “{name}”." if name else ""


def _reader(
    sheet: Sheet, intake: Intake, schema: KindSchema, names: Mapping[str, str], council: Council
) -> "_SheetReader":
    written = next(name for name, known in names.items() if known == sheet.name)
    records = schema.on_sheet(sheet.name)
    labels = {text.heading(field.label) for record in records for field in record.fields}
    row_kind = text.heading(next((record.column for record in records if record.column), ""))
    headings = tuple(heading for heading in intake.headings if heading.where.sheet == written)
    answers = tuple(answer for answer in intake.answers if answer.where.sheet == written)
    meant = _headings_meant(records, headings, council)
    return _SheetReader(
        sheet=sheet,
        name=written,
        records=records,
        headings=tuple(replace(h, label=meant.get(text.heading(h.label), h.label)) for h in headings)
        if meant
        else headings,
        answers=tuple(replace(a, label=meant.get(text.heading(a.label), a.label)) for a in answers)
        if meant
        else answers,
        renamed=tuple(h.where for h in headings if text.heading(h.label) in meant),
        row_kind=row_kind,
        asked=frozenset(labels | {row_kind}) - {_COUNT, ""},
        council=council,
    )


def _headings_meant(
    records: tuple[RecordSchema, ...], headings: Iterable[Heading], council: Council
) -> Mapping[str, str]:
    """Return, for each folded heading that stands for one of our columns under another name, that column's label."""
    written = [text.heading(heading.label) for heading in headings]
    labels = {text.heading(field.label): field.label for record in records for field in record.fields}
    unknown = {label.rstrip("? "): label for label in written if label not in labels}
    said = {
        (label, text.heading(field.label))
        for record in records
        for spelling, name in council.synonyms.headings.get(record.name, {}).items()
        if (label := unknown.get(text.heading(spelling).rstrip("? "), "")) and (field := record.field(name))
    }
    # A heading that could be two columns, or a column that two headings claim, is asked about instead.
    ways, claims = [label for label, _ in said], [*(meant for _, meant in said), *written]
    return {
        label: labels[meant]
        for label, meant in said
        if ways.count(label) == 1 and claims.count(meant) == 1 and written.count(label) == 1
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _SheetReader:
    """One sheet, its questions and the answers found on it."""

    sheet: Sheet
    name: str
    """As the intake spells it."""
    records: tuple[RecordSchema, ...]
    headings: tuple[Heading, ...]
    answers: tuple[Answer, ...]
    row_kind: str
    """The folded heading of the column that tells row kinds apart; empty when there is none."""
    asked: frozenset[str]
    """The folded headings under which an answer makes a row; the count beside it does not."""
    renamed: tuple[Where, ...]
    """Headings that stand for one of ours under another name; they are given here under ours."""
    council: Council

    def headings_found(self) -> Iterator[Finding | None]:
        """Yield what is wrong with the headings: one that is missing, one that nobody knows."""
        fields = {text.heading(field.label): field for record in self.records for field in record.fields}
        written = {text.heading(heading.label) for heading in self.headings}
        missing = [field for label, field in fields.items() if label not in written]
        for where in self.renamed:
            yield self.council.finding("FORM-14", "", where, word=self.council.synonyms.said_of("heading"))
        for label, headings in self._unknown_headings(fields).items():
            meant = nearest(label, [field.label for field in missing])
            lost = next((field for field in missing if field.label == meant), None)
            if lost is not None:
                missing.remove(lost)
                yield self._missing_column(lost, headings[0].where)
            elif self._is_filled(label):
                guess = guess_words(nearest(label, [field.label for field in fields.values()]))
                # Not its own words: what people put in a heading may be a name.
                yield self._unread("This column", headings[0].where, guess)
        for stray in self.answers:
            if not text.heading(stray.label):
                yield self._unread("A cell without a heading", stray.where, "")
        yield from (self._missing_column(field, Where(self.name)) for field in missing if _is_missed(field))
        if self.row_kind and self.row_kind not in written:
            yield self._no_row_kind()

    def table(self) -> Iterator[Row | Finding | None]:
        """Yield a row for each filled row of a table."""
        for number, answers in _by_row(self.answers).items():
            if text.fold(str(answers[0].raw)) == _EXAMPLE and text.heading(answers[0].label) == _COUNT:
                yield self._example_changed(answers[0], answers[1:])
                continue
            filled = [answer for answer in answers if text.heading(answer.label) in self.asked]
            if filled:
                yield from self._row(number, answers, filled)

    def form(self) -> Iterator[Row | Finding | None]:
        """Yield one row for each kind of record that a form asks about."""
        given = {text.heading(answer.label): answer for answer in reversed(self.answers)}
        first = next((answer for answer in self.answers if text.heading(answer.label)), None)
        label = text.heading(first.label) if first else ""
        asked = next((heading.where for heading in self.headings if text.heading(heading.label) == label), None)
        places = {
            text.heading(heading.label): beside
            for heading in self.headings
            if (beside := _beside(heading.where, first.where if first else None, asked))
        }
        for record in self.records:
            yield self._gathered(record, given, places, Where(self.name))

    def _row(self, number: int, answers: list[Answer], filled: list[Answer]) -> Iterator[Row | Finding | None]:
        given = {text.heading(answer.label): answer for answer in reversed(answers)}
        record = self._record(given)
        if record is None:
            yield self._which_kind(number, given, filled[0])
            return
        places = {
            text.heading(heading.label): below
            for heading in reversed(self.headings)
            if (below := _below(heading.where, number, answers[0].where))
        }
        yield self._gathered(record, given, places, answers[0].where)
        yield from self._not_for_this_kind(record, filled)

    def _gathered(
        self,
        record: RecordSchema,
        given: Mapping[str, Answer],
        places: Mapping[str, Where],
        first: Where,
    ) -> Row:
        labels = {field.name: text.heading(field.label) for field in record.fields}
        cells = {name: given[label] for name, label in labels.items() if label in given}
        blank = {name: places[label] for name, label in labels.items() if label in places}
        return Row(
            record=record,
            first=first,
            cells=cells,
            places={**blank, **{name: answer.where for name, answer in cells.items()}},
        )

    def _record(self, given: Mapping[str, Answer]) -> RecordSchema | None:
        if not self.row_kind:
            return self.records[0]
        said = given.get(self.row_kind)
        word = text.choice(str(said.raw)) if said else ""
        return next((record for record in self.records if text.choice(record.says) == word), None)

    def _which_kind(self, number: int, given: Mapping[str, Answer], first: Answer) -> Finding | None:
        label = next(record.column for record in self.records if record.column)
        said = given.get(self.row_kind)
        column = next((h for h in self.headings if text.heading(h.label) == self.row_kind), None)
        where = said.where if said else first.where
        if column is not None:
            where = _below(column.where, number, first.where) or where
        path = self.records[0].name
        return self.council.finding(
            "FORM-05" if said else "FORM-01", path, where, label=label, sheet=self.name, noun="row"
        )

    def _not_for_this_kind(self, record: RecordSchema, filled: list[Answer]) -> Iterator[Finding | None]:
        own = {text.heading(field.label) for field in record.fields} | {self.row_kind}
        others = {text.heading(field.label) for other in self.records for field in other.fields} - own
        for answer in filled:
            if text.heading(answer.label) in others:
                yield self._unread(f"“{answer.label}”", answer.where, f" It is not asked about a {record.noun}.")

    def _example_changed(self, first: Answer, answers: list[Answer]) -> Finding | None:
        fields = [field for record in self.records for field in record.fields]
        for answer in answers:
            label = text.heading(answer.label)
            shown = {text.fold(field.example) for field in fields if text.heading(field.label) == label}
            if label == self.row_kind:
                shown = {text.fold(record.says) for record in self.records}
            if not shown & _spellings(answer):
                return self.council.finding("FORM-11", "", first.where, sheet=self.name, label=answer.label)
        return None

    def _unknown_headings(self, fields: Mapping[str, Field]) -> Mapping[str, list[Heading]]:
        known = {*fields, self.row_kind, _COUNT, ""}
        unknown: dict[str, list[Heading]] = {}
        for heading in self.headings:
            label = text.heading(heading.label)
            if label not in known:
                unknown.setdefault(label, []).append(heading)
        return unknown

    def _is_filled(self, label: str) -> bool:
        return any(text.heading(answer.label) == label for answer in self.answers)

    def _missing_column(self, field: Field, where: Where) -> Finding | None:
        rule = "PRIV-14" if field.name in KEEPS_PRIVATE else "FORM-08"
        path = f"{field.record}/{field.name}"
        return self.council.finding(rule, path, where, label=field.label, sheet=self.name)

    def _no_row_kind(self) -> Finding | None:
        label = next(record.column for record in self.records if record.column)
        return self.council.finding("FORM-08", self.records[0].name, Where(self.name), label=label, sheet=self.name)

    def _unread(self, label: str, where: Where, guess: str) -> Finding | None:
        return self.council.finding("FORM-09", "", where, label=label, sheet=self.name, nearest=guess)


def _is_missed(field: Field) -> bool:
    """Say whether a column that is simply gone must come back: an optional one holds nothing then."""
    return field.required or field.name in KEEPS_PRIVATE


def _by_row(answers: Iterable[Answer]) -> Mapping[int, list[Answer]]:
    rows: dict[int, list[Answer]] = {}
    for answer in answers:
        rows.setdefault(answer.row, []).append(answer)
    return dict(sorted(rows.items()))


def _spellings(answer: Answer) -> set[str]:
    raw = answer.raw
    if isinstance(raw, date):
        return {f"{raw:%d/%m/%Y}"}
    if isinstance(raw, bool):
        return {"yes" if raw else "no"}
    if isinstance(raw, float) and raw.is_integer():
        return {str(int(raw))}
    return {text.fold(str(raw))}


def _below(heading: Where, number: int, row: Where) -> Where | None:
    """Return the place in a row where the answer under a heading would stand; `row` is the place of any answer in it.

    In a form the heading is `Actions[].Done by`, and the row is known by how it is counted: `Actions[3]`.
    """
    if letters := _letters(heading):
        return Where(heading.sheet, f"{letters}{number}")
    table, _, asked = heading.cell.partition("[]")
    counted, bracket, _ = row.cell.partition("]")
    return Where(heading.sheet, f"{counted}{bracket}{asked}") if asked and counted.startswith(f"{table}[") else None


def _beside(question: Where, answer: Where | None, asked: Where | None) -> Where | None:
    """Return the place of the answer to a question of a sheet that is no table, as `answer` stands to its own question.

    Beside it as a rule; below it where a program wrote all questions as headings.
    """
    if answer and asked and _letters(answer) and _letters(answer) == _letters(asked):
        return Where(question.sheet, f"{_letters(question)}{_digits(answer)}")
    if digits := _digits(question):
        return Where(question.sheet, f"{_letters(answer) if answer else 'B'}{digits}")
    return question if question.cell else None


def _letters(where: Where) -> str:
    match = _CELL.fullmatch(where.cell)
    return match[1] if match else ""


def _digits(where: Where) -> str:
    match = _CELL.fullmatch(where.cell)
    return match[2] if match else ""
