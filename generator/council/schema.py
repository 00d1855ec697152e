"""The fields of each plan kind: described once in YAML, and the workbook, the check and sharing derived from it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from generator.case import RECORDS, Case, Record
from generator.council import yamls
from generator.council.yamls import Tree

KIND_LETTERS = ("EH", "CIN", "CP", "CLA", "SP", "WB")
"""The order of the six letters in `needed`: early help, child in need, … (domain 2.1)."""

_CERBERUS = {"type", "maxlength", "minlength", "min", "max", "regex", "allowed"}
_NAME = re.compile(r"[a-z][a-z0-9_]*")
"""What a template can ask for as `extras.NAME`."""


class Holds(StrEnum):
    """What an answer is, which decides how it is read, offered and shown."""

    LINE = "line"
    PARA = "para"
    WORDS = "words"
    """A person's own words: never changed, never checked for wording."""
    DATE = "date"
    YES_NO = "yes_no"
    NUMBER = "number"
    WEEKS = "weeks"
    CHOICE = "choice"
    CHOICES = "choices"
    NAME = "name"
    NAMES = "names"
    NUMBERS = "numbers"
    LINES = "lines"
    """Several short texts, separated by semicolons or line breaks."""


_ASKS: Mapping[Holds, str] = {
    Holds.LINE: "a few words",
    Holds.PARA: "a sentence or two",
    Holds.WORDS: "what they said",
    Holds.DATE: "a day, month and year, such as 23/11/2026",
    Holds.YES_NO: "Yes or No",
    Holds.NUMBER: "a whole number, such as 3",
    Holds.WEEKS: "a week or a range of weeks, such as 4 or 4-8",
    Holds.CHOICE: "one of the choices of the drop-down list",
    Holds.CHOICES: "choices from the drop-down list, separated by semicolons",
    Holds.NAME: "one name, as it is written on its own sheet",
    Holds.NAMES: "names as they are written on their own sheet, separated by semicolons",
    Holds.NUMBERS: "numbers separated by semicolons, such as 1; 3",
    Holds.LINES: "short texts, separated by semicolons",
}

_CERBERUS_OF: Mapping[Holds, Mapping[str, Any]] = {
    Holds.LINE: {"type": "string", "maxlength": 250},
    Holds.PARA: {"type": "string", "maxlength": 2000},
    Holds.WORDS: {"type": "string", "maxlength": 3000},
    Holds.DATE: {"type": "date"},
    Holds.YES_NO: {"type": "boolean"},
    Holds.NUMBER: {"type": "integer", "min": 0},
    Holds.WEEKS: {"type": "string", "regex": r"[0-9]{1,3}(-[0-9]{1,3})?"},
    Holds.CHOICE: {"type": "string"},
    Holds.CHOICES: {"type": "list", "schema": {"type": "string"}},
    Holds.NAME: {"type": "string"},
    Holds.NAMES: {"type": "list", "schema": {"type": "string"}},
    Holds.NUMBERS: {"type": "list", "schema": {"type": "integer"}},
    Holds.LINES: {"type": "list", "schema": {"type": "string", "maxlength": 250}},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of the intake."""

    name: str
    record: str
    label: str
    help: str
    example: str
    sharing: str
    """Sharing class; empty means nobody but the lead agency."""
    holds: Holds
    needed: str
    """R for a complete plan of this kind, o optional, - not used."""
    missing: str
    """Rule that is raised when a needed answer is blank."""
    choices: tuple[tuple[str, str], ...]
    """Stored value and printed label, in the order they are offered."""
    also: tuple[tuple[str, str], ...]
    """Other spellings people type (lower case) and the value each means."""
    refers: str
    """people, children, everyone (both), agencies, named (people and agencies), worries, outcomes, actions."""
    lint: bool
    """Whether the wording rules look at it."""
    width: int
    """Column width in characters."""
    extra: bool
    """True for a field that a council added: it rides in `extras`."""
    cerberus: Mapping[str, Any]
    rare: bool = False
    """True for a column that an everyday sheet has only when that sheet is asked for by name."""
    printed: str = ""
    """What stands before the answer in a document, where the label is too much of a question; else the label does."""

    @property
    def required(self) -> bool:
        """Whether a complete plan of this kind has an answer here."""
        return self.needed == "R"

    @property
    def many(self) -> bool:
        """Whether one cell may hold several answers."""
        return self.holds in (Holds.CHOICES, Holds.NAMES, Holds.NUMBERS, Holds.LINES)

    @property
    def asks(self) -> str:
        """What an answer looks like, as the end of "Type …"."""
        low, high = self.cerberus.get("min"), self.cerberus.get("max")
        if self.holds is Holds.NUMBER and low is not None and high is not None:
            return f"a whole number from {low} to {high}"
        if "regex" in self.cerberus and self.holds is Holds.LINE and self.example:
            return f"letters, numbers and dashes only, in the form of {self.example}"
        return _ASKS[self.holds]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSchema:
    """One kind of record and where a person fills it in."""

    name: str
    sheet: str
    fields: tuple[Field, ...]
    column: str = ""
    """Heading of the column that tells row kinds apart on a shared sheet; empty when the sheet is its own."""
    says: str = ""
    """What stands in that column for this kind of record."""
    noun: str = ""
    """What one row is called in a sentence, such as "action"."""
    title: str = ""
    """What stands above its rows in a document that prints them question by question."""

    def field(self, name: str) -> Field | None:
        """Return the field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of the workbook, in the order people fill them."""

    name: str
    purpose: str
    form: bool
    """True when it is questions down the side with one answer each; False for a table."""
    optional: bool
    """True for a sheet that is only there when asked for by name."""
    rows: int
    """How many rows are prepared for answers."""
    numbered: bool
    """Whether its rows are referred to by number, which is then filled in beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSchema:
    """Everything one plan kind asks for."""

    name: str
    printed_name: str
    letter: str
    sheets: tuple[Sheet, ...]
    records: tuple[RecordSchema, ...]

    def record(self, name: str) -> RecordSchema:
        """Return the record kind of that name; KeyError when this plan kind has none."""
        for record in self.records:
            if record.name == name:
                return record
        raise KeyError(name)

    def on_sheet(self, sheet: str) -> tuple[RecordSchema, ...]:
        """Return the record kinds filled in on that sheet, in order."""
        return tuple(record for record in self.records if record.sheet == sheet)

    def find(self, path: str) -> Field | None:
        """Return the field that a draft path such as `actions/3/due_date` points at, or None."""
        parts = path.split("/")
        known = {record.name: record for record in self.records}
        return known[parts[0]].field(parts[2]) if len(parts) == 3 and parts[0] in known else None


def kind_schema(name: str, tree: Tree, source: Path | None) -> KindSchema:
    """Build one plan kind from its merged YAML; `source` is the council's file, for the place of a mistake."""
    letter = str(tree.get("letter", ""))
    if letter not in KIND_LETTERS:
        raise yamls.mistake(source, ("letter",), f"the letter must be one of {', '.join(KIND_LETTERS)}.")
    sheets = _sheets(tree)
    gone = {str(key) for key, value in tree.get("sheets", {}).items() if value is None}
    records = tuple(
        _record(str(key), value, letter, source)
        for key, value in tree.get("records", {}).items()
        if value and value.get("sheet") not in gone
    )
    for record in records:
        if record.sheet not in {sheet.name for sheet in sheets}:
            raise yamls.mistake(
                source, ("records", record.name, "sheet"), f"there is no sheet called {record.sheet!r}."
            )
    printed_name = str(tree.get("printed_name", name))
    return KindSchema(
        name=name,
        printed_name=printed_name,
        letter=letter,
        sheets=sheets,
        records=tuple(_naming_the_kind(record, name, printed_name) for record in records),
    )


def _naming_the_kind(record: RecordSchema, kind: str, printed_name: str) -> RecordSchema:
    """Offer the plan kind by the council's own name; the built-in name is still understood when typed."""
    field = record.field("kind") if record.name == "plans" else None
    if field is None:
        return record
    before = tuple((label.lower(), value) for value, label in field.choices if value == kind)
    named = replace(
        field,
        choices=tuple((value, printed_name if value == kind else label) for value, label in field.choices),
        also=(*field.also, *before),
    )
    return replace(record, fields=tuple(named if old is field else old for old in record.fields))


def _sheets(tree: Tree) -> tuple[Sheet, ...]:
    """Return the sheets in the order that the kind gives, or else as they stand; null takes one out."""
    sheets = [_sheet(str(key), value) for key, value in tree.get("sheets", {}).items() if value is not None]
    first = [str(name) for name in tree.get("order") or ()]
    return tuple(sorted(sheets, key=lambda sheet: first.index(sheet.name) if sheet.name in first else len(first)))


def _sheet(name: str, tree: Mapping[str, Any]) -> Sheet:
    return Sheet(
        name=name,
        purpose=str(tree.get("purpose", "")),
        form=bool(tree.get("form", False)),
        optional=bool(tree.get("optional", False)),
        rows=int(tree.get("rows", 30)),
        numbered=bool(tree.get("numbered", False)),
    )


def _record(name: str, tree: Mapping[str, Any], letter: str, source: Path | None) -> RecordSchema:
    if name not in RECORDS:
        known = ", ".join(RECORDS)
        raise yamls.mistake(source, ("records", name), f"there is no kind of record called {name!r}: {known}.")
    asked = {str(key): value for key, value in (tree.get("fields") or {}).items() if value is not None}
    built = (_field(name, key, value, letter, source) for key, value in asked.items())
    row = tree.get("row") or {}
    return RecordSchema(
        name=name,
        sheet=str(tree.get("sheet", "")),
        fields=tuple(field for field in built if field.needed != "-"),
        column=str(row.get("column", "")),
        says=str(row.get("says", "")),
        noun=str(tree.get("noun", name)),
        title=str(tree.get("title", "")),
    )


def _field(record: str, name: str, tree: Mapping[str, Any], letter: str, source: Path | None) -> Field:
    keys = ("records", record, "fields", name)
    meta = tree.get("meta") or {}
    if not _NAME.fullmatch(name):
        raise yamls.mistake(source, keys, "a name here is small letters, digits and _, and begins with a letter.")
    if not meta.get("label"):
        raise yamls.mistake(source, keys, "a field needs meta with a label, the words people see.")
    offered = (meta.get("choices") or {}).items()
    choices = tuple((str(value), str(label)) for value, label in offered if label is not None)
    holds = _holds(tree, meta, choices, keys, source)
    return Field(
        name=name,
        record=record,
        label=str(meta["label"]),
        help=str(meta.get("help", "")),
        example=str(meta.get("example", "")),
        sharing=str(meta.get("sharing", "")),
        holds=holds,
        needed=_needed(str(meta.get("needed", "oooooo")), letter, keys, source),
        missing=str(meta.get("missing", "FORM-02")),
        choices=choices,
        also=tuple((str(k).lower(), str(v)) for k, v in (meta.get("also") or {}).items() if v is not None),
        refers=str(meta.get("refers", "")),
        lint=bool(meta.get("lint", False)),
        width=int(meta.get("width", _WIDTHS[holds])),
        extra=name not in own_fields(RECORDS[record]),
        cerberus=_cerberus(tree, holds, choices),
        rare=bool(meta.get("rare", False)),
        printed=str(meta.get("printed", "")),
    )


def _holds(
    tree: Mapping[str, Any],
    meta: Mapping[str, Any],
    choices: tuple[tuple[str, str], ...],
    keys: tuple[str, ...],
    source: Path | None,
) -> Holds:
    if "holds" in meta:
        try:
            return Holds(str(meta["holds"]))
        except ValueError:
            names = ", ".join(Holds)
            raise yamls.mistake(source, (*keys, "meta", "holds"), f"must be one of {names}.") from None
    if choices:
        return Holds.CHOICES if tree.get("type") == "list" else Holds.CHOICE
    simple = {"date": Holds.DATE, "boolean": Holds.YES_NO, "integer": Holds.NUMBER, "list": Holds.LINES}
    long = int(tree.get("maxlength", 250)) > 250
    return simple.get(str(tree.get("type", "string")), Holds.PARA if long else Holds.LINE)


def _needed(letters: str, letter: str, keys: tuple[str, ...], source: Path | None) -> str:
    if len(letters) != len(KIND_LETTERS) or set(letters) - set("Ro-"):
        raise yamls.mistake(
            source, (*keys, "meta", "needed"), "six letters are wanted, each R, o or -, in the order "
            + " ".join(KIND_LETTERS) + ".",
        )  # fmt: skip
    return letters[KIND_LETTERS.index(letter)]


def _cerberus(tree: Mapping[str, Any], holds: Holds, choices: Iterable[tuple[str, str]]) -> Mapping[str, Any]:
    rules = {**_CERBERUS_OF[holds], **{key: value for key, value in tree.items() if key in _CERBERUS}}
    allowed = [value for value, _ in choices]
    if allowed and holds is Holds.CHOICES:
        rules["schema"] = {"type": "string", "allowed": allowed}
    elif allowed:
        rules["allowed"] = allowed
    return rules


def own_fields(record: type[Record]) -> frozenset[str]:
    """Return the names of the typed fields of a record, without those every record has."""
    inherited = {field.name for field in fields(Record)}
    rows = set(RECORDS) if record is Case else set()
    return frozenset(field.name for field in fields(record) if field.name not in inherited | rows)


_WIDTHS: Mapping[Holds, int] = {
    Holds.LINE: 24,
    Holds.PARA: 44,
    Holds.WORDS: 44,
    Holds.DATE: 13,
    Holds.YES_NO: 11,
    Holds.NUMBER: 9,
    Holds.WEEKS: 9,
    Holds.CHOICE: 18,
    Holds.CHOICES: 22,
    Holds.NAME: 22,
    Holds.NAMES: 26,
    Holds.NUMBERS: 12,
    Holds.LINES: 30,
}
