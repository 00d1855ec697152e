"""The rule catalogue: what each rule is called, how much it matters, and the words it speaks."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from generator.case import RECORDS
from generator.council import yamls
from generator.council.yamls import Tree
from generator.flow import Severity

_NEVER = "never"
_WEIGHT = (Severity.IDEA, Severity.CHECK, Severity.MUST_FIX)


SLOTS = frozenset({
    "label", "sheet", "number", "numbers", "word", "nearest", "date", "noun", "holds", "count", "source", "place",
})  # fmt: skip
"""What may stand in braces in a rule's words: headings, places and numbers, never contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule as the catalogue describes it; the function that finds it lives in `checks/`."""

    id: str
    severity: Severity
    override: str
    """`manager`, or `never` for what nobody may set aside."""
    message: str
    """What the plan's reader would suffer. May hold `{slots}` that the rule fills with labels, never contents."""
    fix: str
    bad: str
    good: str
    source: str
    why: str
    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words that say little in a plan, and where they are fine."""

    rule: str
    words: tuple[str, ...]
    """Words or phrases; inflections are matched by the rule."""
    fine_in: tuple[str, ...]
    """Longer phrases in which the word is not flagged, such as "support network"."""
    only_in: tuple[str, ...]
    """Record kinds the list applies to; empty for all."""


def catalogue(tree: Tree, source: Path | None, builtin: Tree) -> Mapping[str, Rule]:
    """Build the catalogue from merged YAML; `builtin` is the part that plangen ships.

    Raises:
        CouncilError: a severity is unknown, or a council lowers what nobody may set aside.
    """
    rules = {str(key): _rule(str(key), value or {}, source) for key, value in tree.items()}
    for key, rule in rules.items():
        if builtin and key not in builtin and not rule.message:
            raise yamls.mistake(source, (key,), "there is no rule of this name, and one of your own needs a message.")
    for key, shipped in builtin.items():
        _not_lowered(rules[str(key)], _rule(str(key), shipped, None), source)
    return rules


def filled(words: str, slots: Mapping[str, object]) -> str:
    """Return a rule's words with its slots filled; one that nothing was given for stays empty."""
    return words.format_map({**dict.fromkeys(SLOTS, ""), **slots})


def _slots_are_known(rule_id: str, tree: Mapping[str, Any], source: Path | None) -> None:
    for key in ("message", "fix"):
        try:
            parsed = tuple(Formatter().parse(str(tree.get(key, ""))))
            names = {f"{name}{spec}{how or ''}" for _, name, spec, how in parsed if name is not None}
        except ValueError:
            names = {"{"}
        if names - SLOTS:
            known = ", ".join(sorted(SLOTS))
            raise yamls.mistake(source, (rule_id, key), f"these may stand in braces here: {known}.")


def _not_lowered(rule: Rule, shipped: Rule, source: Path | None) -> None:
    if shipped.override != _NEVER:
        return
    lighter = _WEIGHT.index(rule.severity) < _WEIGHT.index(shipped.severity)
    if lighter or not rule.on or rule.override != _NEVER:
        raise yamls.mistake(source, (rule.id,), "this rule cannot be lowered, switched off or set aside.")


def _rule(rule_id: str, tree: Mapping[str, Any], source: Path | None) -> Rule:
    try:
        severity = Severity(str(tree.get("severity", "check")))
    except ValueError:
        names = ", ".join(Severity)
        raise yamls.mistake(source, (rule_id, "severity"), f"must be one of {names}.") from None
    _slots_are_known(rule_id, tree, source)
    return Rule(
        id=rule_id,
        severity=severity,
        override=str(tree.get("override", "manager")),
        message=str(tree.get("message", "")),
        fix=str(tree.get("fix", "")),
        bad=str(tree.get("bad", "")),
        good=str(tree.get("good", "")),
        source=str(tree.get("source", "")),
        why=str(tree.get("why", "")),
        on=bool(tree.get("on", True)),
    )


def word_lists(tree: Tree, source: Path | None, catalogue: Container[str]) -> tuple[WordList, ...]:
    """Build the word lists; a council's `add` and `remove` lie beside the built-in `words`.

    Raises:
        CouncilError: a list belongs to no rule of the catalogue, or to a kind of record there is none of.
    """
    for key in tree:
        if key not in catalogue:
            raise yamls.mistake(source, (key,), "there is no rule of this name.")
    return tuple(_word_list(str(key), value or {}, source) for key, value in tree.items())


def _word_list(rule_id: str, tree: Mapping[str, Any], source: Path | None) -> WordList:
    for place, name in enumerate(tree.get("only_in", ())):
        if str(name).partition(".")[0] not in RECORDS:
            raise yamls.mistake(source, (rule_id, "only_in", place), f"one of these is wanted: {', '.join(RECORDS)}.")
    words = [*tree.get("words", ()), *tree.get("add", ())]
    gone = {str(word) for word in tree.get("remove", ())}
    return WordList(
        rule=rule_id,
        words=tuple(str(word) for word in words if str(word) not in gone),
        fine_in=tuple(str(phrase) for phrase in tree.get("fine_in", ())),
        only_in=tuple(str(kind) for kind in tree.get("only_in", ())),
    )
