"""What people type instead of the names in the workbook: sheets, headings, choices, short forms of people."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.case import RECORDS
from generator.council import yamls
from generator.council.yamls import Tree

_PLAIN = ("sheets", "answers", "family", "jobs", "agencies", "everyone", "meetings", "repairs", "beside")
_NESTED = ("headings", "choices")
_COPY = re.compile(r"(?:copy of )?(.+?)(?: ?\(\d{1,2}\)| - copy| copy)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonyms:
    """Other spellings by what is typed (as `folded` gives it), each with what it means."""

    sheets: Mapping[str, str]
    headings: Mapping[str, Mapping[str, str]]
    """By kind of record: the heading, and the name of the question it stands for."""
    choices: Mapping[str, Mapping[str, str]]
    """By `record.field`: what is typed, and the stored choice."""
    answers: Mapping[str, str]
    """`yes`, `no`, or a kind of nothing: `blank`, `none`, `to_come`."""
    family: Mapping[str, str]
    jobs: Mapping[str, str]
    agencies: Mapping[str, str]
    everyone: Mapping[str, str]
    meetings: Mapping[str, str]
    repairs: Mapping[str, str]
    """What is said of each kind of repair, by its key."""
    beside: Mapping[str, str]
    """What is said of each thing that a file holds beside plain answers, by its key."""

    def said_of(self, kind: str) -> str:
        """Return what is said of a repair or an aside; its key when the council left it without words."""
        return self.repairs.get(kind) or self.beside.get(kind, kind)

    def sheet_meant(self, written: str, ours: Iterable[str]) -> str:
        """Return which of our sheets a tab means, by its own name, as a copy or by another name; else nothing."""
        known = {folded(name): name for name in ours}
        said = folded(written)
        match = _COPY.fullmatch(said)
        for spelling in (said, match[1] if match else said):
            meant = known.get(spelling) or known.get(folded(self.sheets.get(spelling, "")))
            if meant:
                return meant
        return ""

    def sheet_names(self, written: Iterable[str], ours: Iterable[str]) -> Mapping[str, str]:
        """Return our name for each tab that is one of our sheets; two tabs that could be one sheet are none."""
        names, mine = list(written), list(ours)
        known = {folded(name): name for name in mine}
        # Of two tabs that differ by a space only, the first has the name.
        found = {name: known.pop(folded(name)) for name in names if folded(name) in known}
        rest = {name: self.sheet_meant(name, mine) for name in names if name not in found}
        claims = [meant for meant in rest.values() if meant and meant in known.values()]
        return {**found, **{name: meant for name, meant in rest.items() if claims.count(meant) == 1}}


def folded(text: str) -> str:
    """Return what two spellings have in common: no capitals, one space between words, a plain apostrophe."""
    return " ".join(text.replace("’", "'").casefold().split())


def synonyms(tree: Tree, source: Path | None) -> Synonyms:
    """Build the synonyms from merged YAML.

    Raises:
        CouncilError: a part of the file is not known, or speaks of a kind of record that does not exist.
    """
    for key in tree:
        if key not in (*_PLAIN, *_NESTED):
            names = ", ".join((*_PLAIN, *_NESTED))
            raise yamls.mistake(source, (str(key),), f"known here: {names}.")
    for part in _NESTED:
        for key in tree.get(part) or {}:
            if str(key).partition(".")[0] not in RECORDS:
                raise yamls.mistake(source, (part, str(key)), f"there is no kind of record called {key!r}.")
    plain = {part: _flat(tree.get(part), (part,), source) for part in _PLAIN}
    nested = {
        part: {str(key): _flat(value, (part, str(key)), source) for key, value in (tree.get(part) or {}).items()}
        for part in _NESTED
    }
    return Synonyms(**plain, **nested)  # type: ignore[arg-type]


def _flat(tree: object, keys: tuple[str, ...], source: Path | None) -> Mapping[str, str]:
    if tree is None:
        return {}
    if not isinstance(tree, Mapping):
        raise yamls.mistake(source, keys, "a list of spellings is wanted, each with a colon and what it means.")
    return {_said(key): str(value) for key, value in tree.items() if value not in (None, "")}


def _said(key: object) -> str:
    # YAML reads an unquoted true, false or number as one, and here it is only what somebody types.
    return str(key).lower() if isinstance(key, bool) else folded(str(key))
