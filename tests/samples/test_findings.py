"""What the check says of the sample families: nothing that stops them, little else, and every planted fault."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.council import Council
from generator.flow import Finding, Severity
from samples import fill
from tests.conftest import SAMPLES

DAY = date(2026, 11, 23)
CLEAN = {
    "simple-child-in-need": {},
    # The story itself: the bedrooms are only part done, and Tyler's bed is three days late.
    "case-a-neglect": {"TIME-04": 2},
    "case-b-confidential-address": {},
}
MESSY = "case-a-neglect-messy"


def found(name: str, council: Council) -> tuple[Finding, ...]:
    return pipeline.check(SAMPLES / f"{name}.xlsx", council, DAY, DAY).findings


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_stops_a_clean_family_or_any_of_its_copies(name: str, council: Council) -> None:
    assert [f for f in found(name, council) if f.severity is Severity.MUST_FIX] == []


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_family_is_asked_only_what_it_deserves(name: str, council: Council) -> None:
    assert Counter(f.rule for f in found(name, council)) == CLEAN[name]


def test_every_planted_fault_is_found(council: Council) -> None:
    family = fill.told(fill.FAMILIES / f"{MESSY}.yaml")

    rules = {f.rule for f in found(MESSY, council)}

    assert set(family["expect"]) - rules == set()


def test_every_fault_in_the_list_says_which_rule_finds_it_now_or_later() -> None:
    text = Path(fill.FAMILIES / f"{MESSY}.yaml").read_text(encoding="utf-8")
    family = fill.YAML(typ="safe", pure=True).load(text)

    faults = [change for change in family["changes"] if "fault" in change]

    assert all(change.get("rules") or change.get("later") for change in faults)
    assert sorted({rule for change in faults for rule in change.get("rules", ())}) == family["expect"]
