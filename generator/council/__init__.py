"""One council's choices: fields, labels, rules, clocks, readers and templates, its own over the built-in ones."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from generator.case import Where
from generator.council import agree, clock, form, readers, rules, schema, synonyms, yamls
from generator.council.clock import Clock, Holidays
from generator.council.readers import Audience, Rows
from generator.council.rules import Rule, WordList
from generator.council.schema import KIND_LETTERS, Field, Holds, KindSchema, RecordSchema, Sheet
from generator.council.synonyms import Synonyms
from generator.errors import CouncilError, UsageError
from generator.flow import Finding

__all__ = [
    "KIND_LETTERS", "Audience", "Clock", "Council", "Field", "Holds", "Holidays", "KindSchema", "Question",
    "RecordSchema", "Rows", "Rule", "Sheet", "StockTask", "Synonyms", "WordList", "find_folder",
    "open_council",
]  # fmt: skip

KINDS = (
    "child_protection", "child_in_need", "early_help", "looked_after", "safety_plan", "wellbeing_plan",
)  # fmt: skip
"""Plan kinds that can be built, each described by `schemas/<kind>.yaml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One line of the SMART checklist and the rules that answer it (domain 1.9, 3.12)."""

    text: str
    answered_by: tuple[str, ...]
    asks: bool
    """True when only a person can answer it fully."""
    facts: str
    """Name of the part of the record that answers it, when no rule does; empty for most."""
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StockTask:
    """A task that many timelines share; words in braces are blanks to fill (domain 1.7)."""

    label: str
    task: str
    why: str
    meetings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """Everything one council has chosen, with plangen's defaults beneath."""

    name: str
    folder: Path | None
    kinds: Mapping[str, KindSchema]
    rules: Mapping[str, Rule]
    word_lists: tuple[WordList, ...]
    clocks: Mapping[str, Clock]
    holidays: Holidays
    audiences: Mapping[str, Audience]
    questions: tuple[Question, ...]
    stock_tasks: Mapping[str, StockTask]
    synonyms: Synonyms
    """What people type instead of the names in the workbook."""
    wording: Mapping[str, str]
    """Printed words by key: council name, contact lines, routes for complaint and advocacy."""
    pack: str
    """Name of the template pack."""
    schemas_sha256: str

    def finding(
        self, rule_id: str, path: str = "", where: Where | None = None, reader: str = "", **slots: object
    ) -> Finding | None:
        """Word a finding by the catalogue; None when the council switched the rule off.

        `slots` fill the braces of the catalogue's words with labels and places, never with contents.
        """
        rule = self.rules[rule_id]
        if not rule.on:
            return None
        message, fix = rules.filled(rule.message, slots), rules.filled(rule.fix, slots)
        return Finding(rule_id, rule.severity, message, fix, path, where, reader)

    def template(self, name: str, kind: str) -> Path:
        """Return the Word template for a document: the council's before the built-in, the kind's before the plain.

        Raises:
            CouncilError: there is no such template.
        """
        for folder in self._template_folders():
            for candidate in (f"{name}-{kind}.docx", f"{name}.docx"):
                if (folder / candidate).is_file():
                    return folder / candidate
        raise CouncilError(f"There is no Word template called {name}.docx in templates/docx.")

    def _template_folders(self) -> tuple[Path, ...]:
        own = (self.folder / "templates" / "docx",) if self.folder else ()
        return (*own, shipped() / "templates" / "docx" / self.pack)


def shipped() -> Path:
    """Return the folder that holds the built-in `schemas` and `templates`."""
    inside = Path(str(resources.files("generator"))) / "_shipped"
    return inside if inside.is_dir() else inside.parents[1]


def find_folder(option: Path | None, environ: Mapping[str, str], start: Path) -> Path | None:
    """Return the council folder: the option, else PLANGEN_COUNCIL, else a council.yaml in `start` or above it.

    Raises:
        UsageError: the option or the variable names a folder that holds no council.yaml, or its name is misspelt.
    """
    # Windows keeps the quotation marks that somebody typed round a variable's value.
    named = environ.get("PLANGEN_COUNCIL", "").strip().strip('"')
    said = option or (Path(named) if named else None)
    if said is not None:
        if not _is_council(said):
            source = "" if option else " (named by PLANGEN_COUNCIL)"
            raise UsageError(f"{said.name or said}{source} is not a council folder: it holds no council.yaml.")
        return said.resolve()
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if _is_council(folder)), None)


def _is_council(folder: Path) -> bool:
    there = (folder / "council.yaml").is_file()
    # A file that is nearly called so would be left out without a word, and the council's choices with it.
    others = ("council.yml",) if there else ("council.yml", "Council.yaml", "Council.yml", "COUNCIL.YAML")
    if other := next((name for name in others if (folder / name).is_file()), None):
        raise UsageError(f"{other} in the folder {folder.name} is not read. Call it council.yaml, and keep only one.")
    return there


@cache
def open_council(folder: Path | None = None) -> Council:
    """Read a council folder over the built-in defaults, once per process.

    Raises:
        CouncilError: a file holds a mistake; the message names file, line and column.
    """
    own = folder / "schemas" if folder else None
    council = _own(folder / "council.yaml") if folder else {}
    if own is not None:
        _only_known_files(own)
    stock = _stock_tasks(own)
    catalogue = rules.catalogue(_layered("rules", own), _own_file("rules", own), _builtin_rules(own))
    return Council(
        name=str(council.get("name", "")),
        folder=folder,
        kinds=_kinds(own, catalogue, _offering(stock)),
        rules=catalogue,
        word_lists=rules.word_lists(_layered("words", own), _own_file("words", own), catalogue),
        clocks=clock.clocks(_layered("clocks", own), _own_file("clocks", own)),
        holidays=clock.holidays(_layered("holidays", own), _own_file("holidays", own)),
        audiences=readers.audiences(_layered("readers", own), _own_file("readers", own)),
        questions=_questions(own, catalogue),
        stock_tasks=stock,
        synonyms=synonyms.synonyms(_layered("synonyms", own), _own_file("synonyms", own)),
        wording=_wording(own, council),
        pack=_pack(council, folder),
        schemas_sha256=_schemas_hash(own),
    )


def _builtin(name: str) -> Path:
    return shipped() / "schemas" / f"{name}.yaml"


def _own_file(name: str, own: Path | None) -> Path | None:
    return own / f"{name}.yaml" if own else None


def _layered(name: str, own: Path | None) -> yamls.Tree:
    file = _own_file(name, own)
    above = _own(file) if file is not None and file.is_file() else {}
    return yamls.merged(_shipped_tree(name), above)


@cache
def _shipped_tree(name: str) -> yamls.Tree:
    """Read a file that plangen ships, once: reading YAML is the slowest thing that every command does."""
    return yamls.read(_builtin(name))


def _own(file: Path) -> yamls.Tree:
    """Read one of the council's own files, which may hold nothing that plangen would not understand."""
    tree = yamls.read(file)
    if slip := form.first_slip(file.stem, tree):
        raise yamls.mistake(file, *slip)
    return tree


def _only_known_files(own: Path) -> None:
    """Refuse a file that nothing would read: its name is misspelt, and what it says would be lost."""
    known = [f"{name}.yaml" for name in form.FILES if name != "council"]
    for file in sorted(own.glob("*.y*ml")):
        if file.name not in known:
            raise CouncilError(f"{file.name}, line 1, column 1: {form.not_known(file.name, known)}")


def _pack(council: yamls.Tree, folder: Path | None) -> str:
    name = str(council.get("pack", "standard"))
    packs = sorted(path.name for path in (shipped() / "templates" / "docx").iterdir() if path.is_dir())
    if folder is not None and name not in packs:
        raise yamls.mistake(folder / "council.yaml", ("pack",), f"must be one of {', '.join(packs)}.")
    return name


def _builtin_rules(own: Path | None) -> yamls.Tree:
    """Return the shipped catalogue to measure a council's against; nothing when the council has none."""
    file = _own_file("rules", own)
    return _shipped_tree("rules") if file is not None and file.is_file() else {}


def _kinds(own: Path | None, catalogue: Mapping[str, Rule], stock: yamls.Tree) -> Mapping[str, KindSchema]:
    """Build the plan kinds; the council's base.yaml is proved by itself, so that a slip in it is named there."""
    kinds = {kind: _kind(kind, None, None, stock) for kind in KINDS}
    if own is None:
        return kinds
    classes = _layered("readers", own).get("classes", {})
    for file in ("base", *KINDS):
        source = own / f"{file}.yaml"
        for kind in KINDS if file == "base" else (file,):
            if source.is_file():
                theirs = _kind(kind, own, own if file == kind else None, stock)
                agree.with_builtin(theirs, kinds[kind], source)
                agree.with_catalogue(theirs, catalogue, classes, source)
                kinds[kind] = theirs
    return kinds


def _kind(kind: str, own_base: Path | None, own_kind: Path | None, stock: yamls.Tree) -> KindSchema:
    source = _own_file(kind, own_kind) or _own_file("base", own_base) or _builtin(kind)
    base = yamls.merged(_layered("base", own_base), stock)
    return schema.kind_schema(kind, yamls.merged(base, _layered(kind, own_kind)), source)


def _questions(own: Path | None, catalogue: Mapping[str, Rule]) -> tuple[Question, ...]:
    tree = _layered("questions", own)
    agree.rules_are_there(tree, catalogue, _own_file("questions", own))
    return tuple(
        Question(
            text=str(key),
            answered_by=tuple(str(rule) for rule in value.get("answered_by", ())),
            asks=bool(value.get("asks", False)),
            facts=str(value.get("facts", "")),
            hint=str(value.get("hint", "")),
        )
        for key, value in tree.items()
    )


def _stock_tasks(own: Path | None) -> Mapping[str, StockTask]:
    return {
        str(code): StockTask(**{name: str(task.get(name, "")) for name in ("label", "task", "why", "meetings")})
        for code, task in _layered("stock_tasks", own).items()
        if task is not None
    }


def _offering(stock: Mapping[str, StockTask]) -> yamls.Tree:
    """Return what to lay over the questions so that the timeline offers these stock tasks."""
    choices = {code: task.label for code, task in stock.items()}
    return {"records": {"timeline": {"fields": {"stock_task": {"meta": {"choices": choices}}}}}}


def _wording(own: Path | None, council: yamls.Tree) -> Mapping[str, str]:
    builtin, theirs = _layered("wording", None), council.get("wording", {})
    words = yamls.merged(_layered("wording", own), theirs)
    if own is not None:
        agree.known_names(words, {*builtin, *theirs}, (), own / "wording.yaml")
        agree.known_names(theirs, builtin, ("wording",), own.parent / "council.yaml")
    return {"council": str(council.get("name", "")), **{str(k): str(v) for k, v in words.items()}}


def _schemas_hash(own: Path | None) -> str:
    digest = hashlib.sha256()
    folders = [shipped() / "schemas", *([own, own.parent] if own else [])]
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            # Line ends differ between checkouts on Windows and elsewhere; the meaning does not.
            digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def environment() -> Mapping[str, str]:
    """Return the process's environment, for `find_folder`."""
    return os.environ
