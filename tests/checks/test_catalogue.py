"""The rule catalogue speaks plainly, holds every rule that is used, and no other."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator
from generator import checks
from generator.council import Rule, open_council
from generator.council.rules import catalogue
from generator.errors import CouncilError
from tests.checks.builders import COUNCIL

CODE = Path(generator.__file__).parent
RULE = re.compile(r"[A-Z]{2,5}-\d\d")
GUARDS = {"DOCX-09"}
"""Rules that nothing can break as long as every reader has a key of their own."""
LONGEST = 45
JARGON = [
    "invalid",
    "sorry",
    "please",
    "error",
    "failed",
    "null",
    "regex",
    "schema",
    "field",
    "value",
    "string",
    "boolean",
    "integer",
    "parse",
]
RULES = [pytest.param(rule, id=rule.id) for rule in COUNCIL.rules.values()]


def strings(path: Path) -> Iterator[str]:
    """Every string that stands in a file of code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_rule_that_is_used_is_in_the_catalogue_and_every_rule_there_is_used() -> None:
    used = {found for path in CODE.rglob("*.py") for found in strings(path) if RULE.fullmatch(found)}
    used |= {field.missing for kind in COUNCIL.kinds.values() for record in kind.records for field in record.fields}
    used |= {words.rule for words in COUNCIL.word_lists}

    assert used | GUARDS == set(COUNCIL.rules)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_its_reader_would_suffer_and_shows_one_example(rule: Rule) -> None:
    assert rule.bad
    assert rule.good
    assert rule.source
    assert rule.why
    assert 4 <= len(rule.message.split()) <= LONGEST
    assert 2 <= len(rule.fix.split()) <= LONGEST


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_speaks_in_plain_words_and_blames_nobody(rule: Rule) -> None:
    said = f"{rule.message} {rule.fix}".casefold()

    assert [word for word in JARGON if re.search(rf"\b{word}\b", said)] == []
    assert not re.search(r"\b[A-Z]\d{2,}\b", rule.message)


def test_a_rule_functions_first_line_is_the_rule_it_speaks_by_and_its_sense() -> None:
    told = [(rule.__doc__ or "").splitlines()[0].partition(": ") for rule in checks.RULES]

    assert [first for first, _, sense in told if first not in COUNCIL.rules or not sense.endswith(".")] == []


def test_what_nobody_may_set_aside() -> None:
    never = {rule.id for rule in COUNCIL.rules.values() if rule.override == "never"}
    privacy = {rule for rule in COUNCIL.rules if rule.startswith(("PRIV", "SHARE"))}

    assert never == privacy | {"CHLD-01", "CHLD-02", "CHLD-06", "LINK-01", "DOCX-01", "DOCX-09", "KIN-06", "KIN-09"}
    assert {rule.override for rule in COUNCIL.rules.values()} == {"never", "manager"}


def test_the_sixteen_questions_are_answered_by_rules_there_are() -> None:
    answering = {rule for question in COUNCIL.questions for rule in question.answered_by}

    assert len(COUNCIL.questions) == 16
    assert all(question.text.endswith("?") and question.hint for question in COUNCIL.questions)
    assert answering <= set(COUNCIL.rules)


@pytest.mark.parametrize(
    "lowered",
    [
        "PRIV-11: {severity: check}",
        "PRIV-05: {on: false}",
        "CHLD-06: {override: manager}",
        "LINK-01: {severity: idea}",
    ],
)
def test_a_council_cannot_lower_what_nobody_may_set_aside(lowered: str, tmp_path: Path) -> None:
    (tmp_path / "council.yaml").write_text("name: Fernshire\n", encoding="utf-8")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "rules.yaml").write_text(f"{lowered}\n", encoding="utf-8")

    with pytest.raises(CouncilError, match=r"rules\.yaml, line 1, column 1.*cannot be lowered"):
        open_council(tmp_path)


def test_a_council_may_reword_a_rule_and_add_its_own() -> None:
    builtin = {"PRIV-10": {"severity": "check", "override": "never", "message": "Old."}}
    ours = {"severity": "idea", "message": "Ours."}
    own = {**builtin, "PRIV-10": {**builtin["PRIV-10"], "message": "New."}, "WORD-18": ours}

    rules = catalogue(own, None, builtin)

    assert rules["PRIV-10"].message == "New."
    assert rules["WORD-18"].severity == "idea"


def test_a_council_that_misspells_a_slot_is_told_where(tmp_path: Path) -> None:
    (tmp_path / "council.yaml").write_text("name: Fernshire\n", encoding="utf-8")
    (tmp_path / "schemas").mkdir()
    own = tmp_path / "schemas" / "rules.yaml"

    for wrong in ("{lable} is blank", "{label is blank", "{label.__class__}"):
        own.write_text(f'FORM-01:\n  message: "{wrong}"\n', encoding="utf-8")
        with pytest.raises(CouncilError, match=r"rules\.yaml, line 2, column 3.*label, "):
            open_council(tmp_path)
        open_council.cache_clear()


def test_the_bank_holidays_are_those_of_england_to_the_end_of_2028() -> None:
    days = COUNCIL.holidays.days

    assert Counter(day.year for day in days) == dict.fromkeys(range(2024, 2029), 8)
    assert all(day.weekday() < 5 for day in days)
    assert COUNCIL.holidays.valid_until.isoformat() == "2028-12-31"
