"""Find the questions of a form, under the names people see or those of the schema, and the answers given to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from generator.case import Where
from generator.council import Council, Field, KindSchema, RecordSchema, Sheet
from generator.errors import IntakeError
from generator.flow import Answer, Heading, Intake, Raw
from generator.intake import asked_of, grid, kind
from generator.intake.tree import NOWHERE, Listing, Mapping, Node, Pair, Place, Scalar
from generator.workbook.layout import FORMAT, NUMBER, bare, columns, plain

MARK = "plangen intake"
"""The first name in a form: it says what the file is, and the version of the form."""


def read(root: Node, source: str, sha256: str, council: Council) -> Intake:
    """Return everything that is written in the form, each answer with its question and its place.

    Raises:
        IntakeError: it is no form of plangen, a question stands twice, or a list stands where none belongs.
    """
    pairs = _sheets_of(root, source, council)
    marked = [pair for pair in pairs if plain(pair.key) == MARK]
    _refuse_newer(marked, source)
    written = tuple(pair for pair in pairs if pair not in marked)
    schema = council.kinds[_kind(written, council, source)]
    known = _Names(schema)
    sections = tuple(known.section(pair) for pair in written)
    _refuse_twice(sections, source)
    absent = tuple(_absent(sections, schema))
    pages = [_Page(section, schema, source) for section in (*sections, *absent)]
    answers = tuple(_numbered_on(pages))
    return Intake(
        source=source,
        sha256=sha256,
        kind=schema.name,
        sheets=tuple(dict.fromkeys(section.name for section in (*sections, *absent))),
        headings=tuple(heading for page in pages for heading in page.headings()),
        answers=() if marked and asked_of.untouched(answers, schema) else answers,
    )


# --- the file as a whole -----------------------------------------------------------------------------------


def _sheets_of(root: Node, source: str, council: Council) -> tuple[Pair, ...]:
    names = {plain(name) for schema in council.kinds.values() for name in _all_names(schema)}
    pairs = root.pairs if isinstance(root, Mapping) else ()
    if any(plain(pair.key) in names for pair in pairs):
        return pairs
    problem = "is empty" if isinstance(root, Scalar) and root.raw is None else "holds no form of an intake"
    raise IntakeError(
        f"{source} {problem}. A form has the names Start, Children, People, Views and so on, each with its questions "
        "below it. Make one to fill in with: plangen new child_protection family.yaml"
    )


def _all_names(schema: KindSchema) -> Iterator[str]:
    yield from (sheet.name for sheet in schema.sheets)
    yield from (record.name for record in schema.records)


def _refuse_newer(marked: Iterable[Pair], source: str) -> None:
    for pair in marked:
        version = pair.value.raw if isinstance(pair.value, Scalar) else None
        if isinstance(version, int) and version > FORMAT:
            raise IntakeError(f"{source} was made by a newer plangen than this one. Update plangen to read it.")


def _kind(written: Iterable[Pair], council: Council, source: str) -> str:
    """Return the plan kind that the form names.

    Raises:
        IntakeError: it names none, or one that is not known here.
    """
    labels = {plain(field.label): field.label for field in kind.fields(council)}
    names = {plain(field.name) for field in kind.fields(council)}
    forms = {plain(name) for schema in council.kinds.values() for name in _form_names(schema)}
    asked = (pair for pair in written if plain(pair.key) in forms for pair in _first_row(pair.value))
    found = next((pair for pair in asked if plain(pair.key) in {*labels, *names}), None)
    said = found.value.raw if found and isinstance(found.value, Scalar) else None
    known = kind.named(str(said), council) if said is not None else ""
    if known:
        return known
    kinds = ", ".join(schema.printed_name for schema in council.kinds.values())
    place = found.place if found else NOWHERE
    raise IntakeError(
        f"{source}{place}: the form does not say which kind of plan it is for. "
        f"Under Start, write {next(iter(labels.values()))!r} with one of: {kinds}."
    )


def _form_names(schema: KindSchema) -> Iterator[str]:
    for sheet in schema.sheets:
        if sheet.form:
            yield sheet.name
            yield from (record.name for record in schema.on_sheet(sheet.name))


def _first_row(node: Node) -> tuple[Pair, ...]:
    first = node.items[0] if isinstance(node, Listing) and node.items else node
    return first.pairs if isinstance(first, Mapping) else ()


# --- which sheet is meant -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """One name at the margin of the form with all that stands under it."""

    key: str
    """As written."""
    name: str
    """Of the sheet; that of a sheet nobody knows is as written."""
    sheet: Sheet | None
    records: tuple[RecordSchema, ...]
    node: Node
    place: Place = NOWHERE
    by_name: bool = False
    """Whether it is called by the schema's name of one kind of record, not by that of the sheet."""


class _Names:
    """What a name at the margin can mean in one kind of plan."""

    def __init__(self, schema: KindSchema) -> None:
        self._schema = schema
        self._sheets = {plain(sheet.name): sheet for sheet in schema.sheets}
        self._records = {record.name: record for record in schema.records}

    def section(self, pair: Pair) -> _Section:
        """Return what stands under that name, with the sheet that is meant."""
        record = self._records.get(pair.key.strip())
        sheet = self._sheets.get(plain(record.sheet if record else pair.key.replace("_", " ")))
        records = (record,) if record else self._schema.on_sheet(sheet.name) if sheet else ()
        return _Section(
            key=bare(pair.key),
            name=sheet.name if sheet else bare(pair.key),
            sheet=sheet,
            records=records,
            node=pair.value,
            place=pair.place,
            by_name=record is not None,
        )


def _refuse_twice(sections: Iterable[_Section], source: str) -> None:
    seen = set()
    for section in sections:
        meant = (section.name, *(record.name for record in section.records))
        if meant in seen:
            known = f" ({section.name})" if section.sheet else ""
            raise IntakeError(f"{source}{section.place}: one name{known} stands twice. Put all its rows under one.")
        seen.add(meant)


def _absent(sections: tuple[_Section, ...], schema: KindSchema) -> Iterator[_Section]:
    """Yield the everyday sheets that the form leaves out: nothing is written there.

    One whose name was misspelt stays away, so that this is said.
    """
    there = {section.name for section in sections}
    unknown = [plain(section.name) for section in sections if section.sheet is None]
    for sheet in schema.sheets:
        misspelt = get_close_matches(plain(sheet.name), unknown, n=1, cutoff=0.7)
        if sheet.name not in there and not sheet.optional and not misspelt:
            records = schema.on_sheet(sheet.name)
            yield _Section(key=sheet.name, name=sheet.name, sheet=sheet, records=records, node=Scalar(None))


# --- what stands under it -------------------------------------------------------------------------------------


class _Page:
    """One section of the form while its questions are matched."""

    def __init__(self, section: _Section, schema: KindSchema, source: str) -> None:
        self.section, self._source = section, source
        self._labels = _labels(section.records)
        self.number = ""
        """The question that holds a row's number, where rows are referred to by it."""
        self._count = plain(NUMBER)
        self.is_table = section.sheet is not None and not section.sheet.form
        if section.sheet is not None and self.is_table and asked_of.is_numbered(section.sheet, schema):
            self.number = columns(schema, section.sheet)[0].heading

    def headings(self) -> Iterator[Heading]:
        """Yield every question that could be answered here, and those nobody knows that were."""
        for label, spelling in _spellings(self.section):
            yield Heading(label, self._at(f"{self._row_path('')}.{spelling}"))
        for _, pairs in self._rows():
            for order, pair in enumerate(pairs, 1):
                if not self._label(pair) and plain(pair.key) != self._count:
                    yield Heading(bare(pair.key), self._unknown_place(pair, order, ""))

    def answers(self) -> Iterator[tuple[int, tuple[Answer, ...]]]:
        """Yield the answers of each row, with its place in the list."""
        if self.section.sheet is None:
            yield 0, tuple(self._loose(self.section.node, "", self._at("")))
            return
        for index, pairs in self._rows():
            yield index, tuple(self._row(index, pairs))

    def says_itself(self, index: int, answers: Iterable[Answer], row: int) -> Iterator[Answer]:
        """Yield what a row says by where it stands: its number, and the kind of row it is."""
        given = {plain(answer.label) for answer in answers}
        where = self._at(self._row_path(str(index)))
        if self.number and plain(self.number) not in given:
            yield Answer(self.number, row, where, row)
        record = self.section.records[0]
        if self.section.by_name and record.column and plain(record.column) not in given:
            yield Answer(record.column, record.says, where, row)

    def _rows(self) -> Iterator[tuple[int, tuple[Pair, ...]]]:
        if self.section.sheet is None:
            return
        node = self.section.node
        if isinstance(node, Listing) and not self.is_table and len(node.items) == 1:
            node = node.items[0]  # a form is one row of a table to most programs
        items = node.items if isinstance(node, Listing) and self.is_table else (node,)
        for index, item in enumerate(items, 1):
            if isinstance(item, Mapping):
                yield index, item.pairs
            elif not (isinstance(item, Scalar) and grid.is_blank(item.raw)):
                self._refuse(item.place, self._row_path(str(index)), "questions are wanted here, each with its answer")

    def _row(self, index: int, pairs: tuple[Pair, ...]) -> Iterator[Answer]:
        seen: set[str] = set()
        for order, pair in enumerate(pairs, 1):
            label, path = self._label(pair), self._row_path(str(index))
            if not label:
                if plain(pair.key) != self._count:
                    yield from self._loose(pair.value, bare(pair.key), self._unknown_place(pair, order, str(index)))
                continue
            if plain(label) in seen:
                self._refuse(pair.place, f"{path}.{label}", "this question is answered twice; keep one")
            seen.add(plain(label))
            where = self._at(f"{path}.{bare(pair.key)}")
            raw = self._one(pair, where)
            if raw is not None and not grid.is_blank(raw):
                yield Answer(label, raw, where, 0)

    def _one(self, pair: Pair, where: Where) -> Raw | None:
        """Return the answer to one question; several are joined as they would stand in one cell."""
        node = pair.value
        if isinstance(node, Scalar):
            return node.raw
        said = [item.raw for item in node.items if isinstance(item, Scalar)] if isinstance(node, Listing) else []
        if isinstance(node, Mapping) or len(said) < len(node.items):
            self._refuse(node.place, where.cell, "an answer or a list of answers is wanted here, and no more questions")
        filled = [raw for raw in said if raw is not None and not grid.is_blank(raw)]
        return filled[0] if len(filled) == 1 else "; ".join(map(_said, filled)) or None

    def _loose(self, node: Node, label: str, where: Where) -> Iterator[Answer]:
        """Yield every answer under a name that nobody knows, so that it can be said that it is not read."""
        if isinstance(node, Scalar):
            if node.raw is not None and not grid.is_blank(node.raw):
                yield Answer(label, node.raw, where, 0)
            return
        for below in node.items if isinstance(node, Listing) else (pair.value for pair in node.pairs):
            yield from self._loose(below, label, where)

    def _label(self, pair: Pair) -> str:
        return self._labels.get(plain(pair.key), "")

    def _row_path(self, index: str) -> str:
        return f"{self.section.key}[{index}]" if self.is_table else self.section.key

    def _unknown_place(self, pair: Pair, order: int, index: str) -> Where:
        # Not its own words: what people write for a question may be a name.
        place = f"line {pair.place.line}" if pair.place.line else f"question {order}"
        return self._at(f"{self._row_path(index)}.{place}")

    def _at(self, path: str) -> Where:
        return Where(self.section.name, path)

    def _refuse(self, place: Place, path: str, why: str) -> None:
        raise IntakeError(f"{self._source}{place}, {path}: {why}.")


def _numbered_on(pages: Iterable[_Page]) -> Iterator[Answer]:
    """Yield all answers; the rows of a table are numbered from 1, through all lists that share its sheet."""
    last: dict[str, int] = {}
    for page in pages:
        name = page.section.name
        for index, answers in page.answers():
            row = last.get(name, 0) + 1 if page.is_table else 0
            if page.is_table:
                last[name] = row
            if all(page.number and plain(answer.label) == plain(page.number) for answer in answers):
                continue  # a number alone is a row that was prepared and left blank
            if page.is_table:
                yield from page.says_itself(index, answers, row)
            yield from (replace(answer, row=row) for answer in answers)


def _labels(records: Iterable[RecordSchema]) -> dict[str, str]:
    """Return the label that each spelling of a question means; a label wins over another question's name."""
    fields = _fields(records)
    names = {plain(field.name): field.label for field in reversed(fields)}
    labels = {plain(field.label): field.label for field in fields}
    kinds = {plain(record.column): record.column for record in records if record.column}
    return {**names, **labels, **kinds}


def _spellings(section: _Section) -> Iterator[tuple[str, str]]:
    """Yield each question's label, and how it is spelt where nobody has answered it."""
    spelt = {field.label: field.name if section.by_name else field.label for field in _fields(section.records)}
    spelt |= {record.column: record.column for record in section.records if record.column}
    yield from spelt.items()


def _fields(records: Iterable[RecordSchema]) -> list[Field]:
    return [field for record in records for field in record.fields]


def _said(raw: Raw) -> str:
    if isinstance(raw, bool):
        return "Yes" if raw else "No"
    return raw.isoformat() if isinstance(raw, date) else str(raw)
