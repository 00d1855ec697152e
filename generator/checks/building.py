"""Build the Case from a draft: every record typed, every hole a Gap, every value with its cell."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import cache
from typing import Any

from generator.case import RECORDS, Case, Child, Gap, Missing, Record, Value, Where
from generator.checks.needs import is_needed
from generator.council import Field, Holds, KindSchema, RecordSchema
from generator.flow import Draft

_TYPES: Mapping[Holds, type] = {Holds.DATE: date, Holds.YES_NO: bool, Holds.NUMBER: int}
_LOOKED_AFTER = "looked_after"
_FORMS = ("case", "plans")
"""Records that are always there, once, however little was filled in."""


def build(draft: Draft, schema: KindSchema, as_at: date) -> Case:
    """Return the family's case as at `as_at`, whatever is missing or wrong in the draft."""
    rows: dict[str, Any] = {kind: _records(kind, draft, schema) for kind in RECORDS}
    (case,) = rows.pop("case")
    built: Case = replace(case, as_at=as_at, **rows)
    return built


def _records(kind: str, draft: Draft, schema: KindSchema) -> tuple[Record, ...]:
    known = next((record for record in schema.records if record.name == kind), None)
    rows = draft.values.get(kind) or []
    if kind in _FORMS:
        rows = (rows or [{}])[:1]
    return tuple(_record(kind, index, row, draft, known) for index, row in enumerate(rows))


def _record(kind: str, index: int, row: Mapping[str, Any], draft: Draft, known: RecordSchema | None) -> Record:
    path = f"{kind}/{index}"
    typed = _own(kind)
    questions = known.fields if known else ()
    values = {question.name: _value(question, row, draft.gaps.get(f"{path}/{question.name}")) for question in questions}
    named: dict[str, Any] = {name: _fitting(value, typed[name]) for name, value in values.items() if name in typed}
    if kind == "plans":
        named["kind"] = draft.kind
    record = RECORDS[kind](
        path=path,
        origins=_origins(path, questions, draft.origins),
        extras=tuple((name, value) for name, value in values.items() if name not in typed),
        **named,
    )
    return _child(record, draft.kind) if isinstance(record, Child) else record


def _child(child: Child, kind: str) -> Child:
    """Return the child with what a blank means: called by the first name, and a placement kept private."""
    if kind == _LOOKED_AFTER and isinstance(child.address_confidential, Missing):
        child = replace(child, address_confidential=True)
    return _with_name_used(child)


def _with_name_used(child: Child) -> Child:
    """Return the child called by the first name where no other is written."""
    if isinstance(child.known_as, str) or not isinstance(child.name, str):
        return child
    return replace(child, known_as=child.name.split(maxsplit=1)[0])


def _value(question: Field, row: Mapping[str, Any], gap: Gap | None) -> Value:
    raw: Any = row.get(question.name)
    if question.many:
        wanted = int if question.holds is Holds.NUMBERS else str
        return tuple(item for item in raw if _is_a(item, wanted)) if isinstance(raw, (list, tuple)) else ()
    if _is_a(raw, _TYPES.get(question.holds, str)) and raw != "":
        value: Value = raw
        return value
    return gap or Missing(needed=is_needed(question, row))


def _fitting(value: Value, default: object) -> Value:
    """Return a value of the record's own kind: several where it holds several, a gap where it holds one."""
    if isinstance(default, tuple) and not isinstance(value, tuple):
        return ()
    if not isinstance(default, tuple) and isinstance(value, tuple):
        return Missing()
    return value


def _is_a(value: object, wanted: type) -> bool:
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))


def _origins(path: str, questions: tuple[Field, ...], origins: Mapping[str, Where]) -> tuple[tuple[str, Where], ...]:
    named = ((question.name, origins.get(f"{path}/{question.name}")) for question in questions)
    found = tuple((name, where) for name, where in named if where is not None)
    row = origins.get(path)
    return (("", row), *found) if row is not None else found


@cache
def _own(kind: str) -> Mapping[str, object]:
    """Return the typed fields of a record kind with their defaults, without those every record has."""
    inherited = {field.name for field in fields(Record)} | (set(RECORDS) if kind == "case" else set())
    return {
        field.name: None if field.default is MISSING else field.default
        for field in fields(RECORDS[kind])
        if field.name not in inherited
    }
