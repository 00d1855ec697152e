"""Which question each cell answers: sheets and headings matched to the schema, cells gathered into rows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
    names = _sheet_names(intake, schema)
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


def _sheet_names(intake: Intake, schema: KindSchema) -> Mapping[str, str]:
    """Return the schema's name for each sheet of the intake that it knows."""
    known = {text.fold(sheet.name): sheet.name for sheet in schema.sheets}
    # Of two sheets that differ by a space only, the first is read, and the other told as not known.
    return {name: known.pop(text.fold(name)) for name in intake.sheets if text.fold(name) in known}


def _sheets(intake: Intake, schema: KindSchema, names: Mapping[str, str], council: Council) -> Iterator[Finding | None]:
    missing = [sheet for sheet in schema.sheets if sheet.name not in names.values()]
    filled = {answer.where.sheet for answer in intake.answers}
    for name in intake.sheets:
        if name in names:
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


def _missing_sheet(sheet: Sheet, where: Where, schema: KindSchema, council: Council) -> Finding | None:
    records = schema.on_sheet(sheet.name)
    path = records[0].name if records else ""
    # A sheet of restrictions under another name would be a leak, not a gap.
    secret = any(field.name == "clue_words" for record in records for field in record.fields)
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
    return _SheetReader(
        sheet=sheet,
        name=written,
        records=records,
        headings=tuple(heading for heading in intake.headings if heading.where.sheet == written),
        answers=tuple(answer for answer in intake.answers if answer.where.sheet == written),
        row_kind=row_kind,
        asked=frozenset(labels | {row_kind}) - {_COUNT, ""},
        council=council,
    )


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
    council: Council

    def headings_found(self) -> Iterator[Finding | None]:
        """Yield what is wrong with the headings: one that is missing, one that nobody knows."""
        fields = {text.heading(field.label): field for record in self.records for field in record.fields}
        written = {text.heading(heading.label) for heading in self.headings}
        missing = [field for label, field in fields.items() if label not in written]
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
        stray = next((answer for answer in self.answers if not text.heading(answer.label)), None)
        if stray is not None:
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
        column = next((_letters(answer.where) for answer in self.answers), "B")
        places = {
            text.heading(heading.label): Where(self.name, f"{column}{_digits(heading.where)}")
            for heading in self.headings
            if _digits(heading.where)
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
            text.heading(heading.label): Where(self.name, f"{_letters(heading.where)}{number}")
            for heading in reversed(self.headings)
            if _letters(heading.where)
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
        if column is not None and _letters(column.where):
            where = Where(self.name, f"{_letters(column.where)}{number}")
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


def _letters(where: Where) -> str:
    match = _CELL.fullmatch(where.cell)
    return match[1] if match else ""


def _digits(where: Where) -> str:
    match = _CELL.fullmatch(where.cell)
    return match[2] if match else ""
