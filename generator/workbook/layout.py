"""Where the questions of a plan kind stand in its workbook: which columns each sheet has, in which order."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.council import Field, Holds, KindSchema, RecordSchema, Sheet
from generator.errors import UsageError

TITLE_ROW = 1
PURPOSE_ROW = 2
HEADING_ROW = 3
EXAMPLE_ROW = 4
FIRST_ROW = 5

NUMBER = "No."
EXAMPLE = "Example"
NEEDED = "*"
"""Marks a heading or question that a complete plan has an answer to."""
YOUR_ANSWER = "Your answer"
"""Heads the answers of a form sheet."""

IMPRINT = "plangen"
"""The hidden sheet that says what the workbook was made for."""
LISTS = "Lists"
"""The hidden sheet that feeds the drop-downs."""
FORMAT = 1

OUR_TINTS = frozenset({"FF1F4E5F", "FFE6EFF2", "FFF4F7F8"})
"""Colours that plangen itself gives to cells; any other one is somebody's own sign."""
OURSELVES = "plangen"
"""Author of the notes that plangen itself puts on cells."""

_NUMBER_FIELD = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table or one question of a form: what it asks and how an answer is typed."""

    heading: str
    """Without the mark for needed ones."""
    holds: Holds
    help: str = ""
    example: str = ""
    """What the example row shows here; empty when this column belongs to another kind of row than the example."""
    required: bool = False
    needed_by: tuple[str, ...] = ()
    """On a shared sheet, the kinds of row that need it when not all of them do."""
    many: bool = False
    refers: str = ""
    choices: tuple[str, ...] = ()
    """Printed labels, in the order they are offered."""
    at_least: int | None = None
    at_most: int | None = None
    """Bounds of a number."""
    width: int = 24
    prefilled: str = ""
    """The answer that is known before anyone fills the workbook: what kind of plan it is for."""


def plain(label: str) -> str:
    """Return a heading or sheet name as it is compared: one space between words, no mark, no capitals."""
    return bare(label).casefold()


def bare(label: str) -> str:
    """Return a heading as a person would say it: without the mark for needed ones and the spaces around it."""
    return " ".join(label.split()).rstrip(NEEDED).rstrip()


def sheets(schema: KindSchema, optional: Iterable[str] = ()) -> tuple[Sheet, ...]:
    """Return the everyday sheets and those optional ones, in the order people fill them."""
    wanted = set(optional)
    return tuple(sheet for sheet in schema.sheets if not sheet.optional or sheet.name in wanted)


def optional(schema: KindSchema, names: Iterable[str]) -> tuple[str, ...]:
    """Return the sheets that are meant by these names, written in any capitals.

    Raises:
        UsageError: there is no sheet of that name; names the nearest.
    """
    known = {plain(sheet.name): sheet for sheet in schema.sheets}
    wanted = [name for name in names if name.strip()]
    for name in wanted:
        if plain(name) not in known:
            raise UsageError(f"There is no sheet called {name.strip()!r}. {_nearest(name, schema)}")
    return tuple(known[plain(name)].name for name in wanted)


def _nearest(name: str, schema: KindSchema) -> str:
    offered = {plain(sheet.name): sheet.name for sheet in schema.sheets if sheet.optional}
    near = difflib.get_close_matches(plain(name), offered, n=1)
    if near:
        return f"Did you mean {offered[near[0]]!r}?"
    return f"Sheets that can be added: {', '.join(offered.values()) or 'none'}."


def asked(schema: KindSchema, named: Iterable[str] = ()) -> KindSchema:
    """Return the kind without its rare questions, save where they are needed or their sheet was asked for by name."""
    wanted = set(named)
    records = (
        replace(record, fields=tuple(f for f in record.fields if record.sheet in wanted or f.required or not f.rare))
        for record in schema.records
    )
    return replace(schema, records=tuple(records))


def columns(schema: KindSchema, sheet: Sheet) -> tuple[Column, ...]:
    """Return a table's columns from A on: the number, on a shared sheet the kind of row, then the questions.

    Record kinds that share a sheet share the columns of one label.
    """
    records = schema.on_sheet(sheet.name)
    shown = _shown_kind(records)
    merged = [_column(group, records, shown) for group in _by_label(records)]
    number = next((column for column in merged if _is_number(column, records)), None)
    first = number or Column(heading=NUMBER, holds=Holds.NUMBER, help="A count of the rows. Filled in for you.")
    rest = [column for column in merged if column is not number]
    return (replace(first, example=EXAMPLE, required=False, width=9), *_row_kind(records, shown), *rest)


def questions(schema: KindSchema, sheet: Sheet) -> tuple[tuple[RecordSchema, tuple[Column, ...]], ...]:
    """Return the questions of a form, grouped by the record they belong to."""
    return tuple(
        (record, tuple(_question(record, field, schema) for field in record.fields))
        for record in schema.on_sheet(sheet.name)
    )


def examples(schema: KindSchema, sheet: Sheet) -> frozenset[str]:
    """Return what the example row of a table says, cell by cell, ready to be compared."""
    return frozenset(plain(column.example) for column in columns(schema, sheet) if column.example)


def shares(records: tuple[RecordSchema, ...]) -> bool:
    """Say whether a column tells row kinds apart."""
    return any(record.column for record in records)


def _question(record: RecordSchema, field: Field, schema: KindSchema) -> Column:
    asked = _column(((record, field),), (record,), record)
    return replace(asked, prefilled=dict(field.choices).get(schema.name, ""))


_Group = tuple[tuple[RecordSchema, Field], ...]


def _by_label(records: tuple[RecordSchema, ...]) -> Iterator[_Group]:
    """Yield the fields of each label; a later record's own fields stand after the neighbour they have there."""
    order: list[str] = []
    groups: dict[str, list[tuple[RecordSchema, Field]]] = {}
    for record in records:
        before = -1
        for field in record.fields:
            label = plain(field.label)
            if label not in groups:
                order.insert(before + 1, label)
            groups.setdefault(label, []).append((record, field))
            # Never back to the left: what follows a question in one record follows it on the shared sheet.
            before = max(before, order.index(label))
    for label in order:
        yield tuple(groups[label])


def _column(group: _Group, records: tuple[RecordSchema, ...], shown: RecordSchema | None) -> Column:
    fields = [field for _, field in group]
    first = fields[0]
    needing = tuple(record.says for record, field in group if field.required)
    return Column(
        heading=first.label,
        holds=first.holds,
        help=_help(group),
        example=_example(group, shown),
        required=bool(needing),
        needed_by=needing if len(needing) < len(records) else (),
        many=first.many,
        refers=first.refers,
        choices=tuple(dict.fromkeys(label for field in fields for _, label in field.choices)),
        at_least=_bound(first, "min"),
        at_most=_bound(first, "max"),
        width=max([_heading_width(first.label), *(field.width for field in fields)]),
    )


def _heading_width(label: str) -> int:
    """Return the width at which a heading takes three lines at most and no word of it is broken."""
    return max(len(label) // 3, *(len(word) for word in label.split())) + 3


def _help(group: _Group) -> str:
    said = dict.fromkeys(field.help for _, field in group if field.help)
    if len(said) < 2:
        return "".join(said)
    return " ".join(f"{record.says}: {field.help}" for record, field in group if field.help)


def _example(group: _Group, shown: RecordSchema | None) -> str:
    """Return the label's example, when the kind of row that the example row shows has this column."""
    if shown is not None and all(record is not shown for record, _ in group):
        return ""
    return next((field.example for _, field in group if field.example), "")


def _shown_kind(records: tuple[RecordSchema, ...]) -> RecordSchema | None:
    """Return the kind of row the example row shows: the one with most of the examples in its columns."""
    given = {plain(field.label) for record in records for field in record.fields if field.example}

    def covered(record: RecordSchema) -> int:
        return len(given & {plain(field.label) for field in record.fields})

    return max(records, key=covered, default=None)


def _row_kind(records: tuple[RecordSchema, ...], shown: RecordSchema | None) -> Iterator[Column]:
    if not shares(records):
        return
    says = tuple(record.says for record in records)
    yield Column(
        heading=next(record.column for record in records if record.column),
        holds=Holds.CHOICE,
        help=f"What this row is: {', '.join(says[:-1])} or {says[-1]}.",
        example=shown.says if shown else "",
        required=True,
        choices=says,
        width=14,
    )


def _is_number(column: Column, records: tuple[RecordSchema, ...]) -> bool:
    fields = (record.field(_NUMBER_FIELD) for record in records)
    return any(field is not None and plain(field.label) == plain(column.heading) for field in fields)


def _bound(field: Field, name: str) -> int | None:
    bound = field.cerberus.get(name)
    return int(bound) if bound is not None else None
