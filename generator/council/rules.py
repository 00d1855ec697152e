"""The rule catalogue: what each rule is called, how much it matters, and the words it speaks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.council import yamls
from generator.council.yamls import Tree
from generator.flow import Severity

_NEVER_LOWERED = ("PRIV", "SHARE")


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


def catalogue(tree: Tree, source: Path | None) -> Mapping[str, Rule]:
    """Build the catalogue from merged YAML.

    Raises:
        CouncilError: a severity is unknown, or a council lowers a privacy rule.
    """
    return {str(key): _rule(str(key), value or {}, source) for key, value in tree.items()}


def _rule(rule_id: str, tree: Mapping[str, Any], source: Path | None) -> Rule:
    try:
        severity = Severity(str(tree.get("severity", "check")))
    except ValueError:
        names = ", ".join(Severity)
        raise yamls.mistake(source, (rule_id, "severity"), f"must be one of {names}.") from None
    on = bool(tree.get("on", True))
    if rule_id.startswith(_NEVER_LOWERED) and (severity is not Severity.MUST_FIX or not on):
        raise yamls.mistake(source, (rule_id,), "a privacy rule cannot be lowered or switched off.")
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
        on=on,
    )


def word_lists(tree: Tree, source: Path | None) -> tuple[WordList, ...]:
    """Build the word lists; a council's `add` and `remove` lie beside the built-in `words`."""
    return tuple(_word_list(str(key), value or {}, source) for key, value in tree.items())


def _word_list(rule_id: str, tree: Mapping[str, Any], source: Path | None) -> WordList:
    for key in tree:
        if key not in {"words", "add", "remove", "fine_in", "only_in"}:
            raise yamls.mistake(source, (rule_id, str(key)), "known here: words, add, remove, fine_in, only_in.")
    words = [*tree.get("words", ()), *tree.get("add", ())]
    gone = {str(word) for word in tree.get("remove", ())}
    return WordList(
        rule=rule_id,
        words=tuple(str(word) for word in words if str(word) not in gone),
        fine_in=tuple(str(phrase) for phrase in tree.get("fine_in", ())),
        only_in=tuple(str(kind) for kind in tree.get("only_in", ())),
    )
