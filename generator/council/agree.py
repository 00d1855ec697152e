"""What a council's choices must fit: plangen's own questions, its rules, and each other."""

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from generator.council import yamls
from generator.council.schema import Field, Holds, KindSchema, RecordSchema

_TEXT = (Holds.LINE, Holds.PARA, Holds.WORDS)
_ESSENTIAL = frozenset({
    ("case", "case_ref"), ("plans", "kind"), ("case", "plan_version"), ("children", "name"), ("people", "name"),
})  # fmt: skip
"""Questions without which no folder, file or copy could be named."""


def with_builtin(theirs: KindSchema, builtin: KindSchema, source: Path) -> None:
    """Refuse changes that plangen's own questions cannot bear.

    Raises:
        CouncilError: a built-in question would hold something else, or one that everything hangs on is left out.
    """
    kept = {record.name: record for record in theirs.records}
    for record in builtin.records:
        for field in record.fields:
            _bearable(field, kept[record.name].field(field.name) if record.name in kept else None, source)


def _bearable(before: Field, after: Field | None, source: Path) -> None:
    keys = _keys(before)
    essential = (before.record, before.name) in _ESSENTIAL or before.name == "number"
    as_needed = after is not None and (after.needed, after.missing) == (before.needed, before.missing)
    if essential and not as_needed:
        raise yamls.mistake(source, keys, "plangen cannot do without this question; leave it as needed as it is.")
    if after is None:
        return
    if (_reads_as(before), before.refers) != (_reads_as(after), after.refers):
        raise yamls.mistake(
            source, keys, "this question of plangen's own cannot hold something else. Add a question of another name."
        )


def _reads_as(field: Field) -> str:
    return "text" if field.holds in _TEXT else str(field.holds)


def with_catalogue(kind: KindSchema, rules: Container[str], classes: Container[str], source: Path) -> None:
    """Refuse a question that names a rule or a sharing class that is not there, or that nobody could tell apart.

    Raises:
        CouncilError: names the question.
    """
    for record in kind.records:
        _told_apart(record, source)
        for field in record.fields:
            if field.missing not in rules:
                raise yamls.mistake(source, (*_keys(field), "meta", "missing"), "there is no rule of this name.")
            if field.sharing and field.sharing not in classes:
                raise yamls.mistake(
                    source, (*_keys(field), "meta", "sharing"), "readers.yaml has no sharing class of this name."
                )


def _told_apart(record: RecordSchema, source: Path) -> None:
    taken = {"no.", record.column.casefold()} if record.fields and record.fields[0].name != "number" else set()
    for field in record.fields:
        label = field.label.casefold().rstrip("*: ").strip()
        if label in taken:
            raise yamls.mistake(source, _keys(field), "another column of the same sheet has this label already.")
        taken.add(label)


def _keys(field: Field) -> yamls.Keys:
    return ("records", field.record, "fields", field.name)


def rules_are_there(questions: yamls.Tree, rules: Container[str], source: Path | None) -> None:
    """Refuse a question of the checklist that is answered by a rule that is not there.

    Raises:
        CouncilError: names the question.
    """
    for text, question in questions.items():
        for place, rule in enumerate(question.get("answered_by", ())):
            if rule not in rules:
                raise yamls.mistake(source, (text, "answered_by", place), "there is no rule of this name.")


def known_names(theirs: Mapping[str, Any], known: Container[str], keys: yamls.Keys, source: Path) -> None:
    """Refuse a name that plangen never asks for, such as a misspelt one.

    Raises:
        CouncilError: names it.
    """
    for name in theirs:
        if name not in known:
            raise yamls.mistake(source, (*keys, name), f"{name!r} is not known here; look at the spelling.")
