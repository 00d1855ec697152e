"""The sample workbooks are what their answers say, and nobody in them is real."""

import re

import pytest

from samples import fill
from tests.conftest import SAMPLES

FAMILIES = sorted(path.stem for path in fill.FAMILIES.glob("*.yaml"))
WORKBOOKS = sorted(path.stem for path in SAMPLES.glob("*.xlsx") if not path.name.startswith("~$"))
WRITTEN = sorted(
    path for path in SAMPLES.rglob("*") if path.suffix in {".yaml", ".json", ".md"} and path.is_file()
)  # fmt: skip

PHONE = re.compile(r"(?<![\d-])(?:\+44|0)[ -]?\d(?:[ -]?\d){8,10}(?!\d)")
INVENTED_PHONE = re.compile(r"01632 ?960 ?\d{3}|07700 ?900 ?\d{3}")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
EMAIL = re.compile(r"[\w.+-]+@[\w.-]+")
HOST = re.compile(r"\b(?:https?://|www\.)\S+")


def test_every_family_has_its_workbook_and_every_workbook_its_family() -> None:
    assert WORKBOOKS == FAMILIES


@pytest.mark.parametrize("family", FAMILIES)
def test_a_workbook_on_disk_is_byte_for_byte_what_its_answers_make(family: str) -> None:
    made = fill.made(fill.FAMILIES / f"{family}.yaml")

    assert (SAMPLES / f"{family}.xlsx").read_bytes() == made, "the answers changed: run make samples"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_phones_postcodes_and_addresses_are_of_the_invented_kinds(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]

    assert [found for found in PHONE.findall(text) if not INVENTED_PHONE.fullmatch(found)] == []
    assert [found for found in POSTCODE.findall(text) if not found.startswith("ZZ")] == []
    assert [found for found in EMAIL.findall(text) if not found.endswith(".example")] == []
    assert HOST.findall(text) == []


def test_the_messy_twin_differs_from_case_a_only_where_its_list_says() -> None:
    clean = fill.told(fill.FAMILIES / "case-a-neglect.yaml")["sheets"]
    messy = fill.told(fill.FAMILIES / "case-a-neglect-messy.yaml")["sheets"]

    changed = {sheet for sheet in clean if clean[sheet] != messy[sheet]}

    assert changed == {"Start", "Children", "Views", "Outcomes", "Actions", "Timeline"}


LONGEST = {"simple-child-in-need": 12, "case-a-neglect": 8, "case-b-confidential-address": 12}
"""Words a sentence, for the reading band of the child who has the paper."""
FOR_THE_CHILD = (
    "In words for the child", "Hello line", "What the child likes", "What is good", "Who will do what",
    "What happens next", "What the child can do", "If the child is not happy",
)  # fmt: skip


@pytest.mark.parametrize("family", LONGEST)
def test_no_sentence_for_a_child_is_longer_than_their_reading_band_allows(family: str) -> None:
    sheets = fill.told(fill.FAMILIES / f"{family}.yaml")["sheets"]
    said = [row[label] for rows in sheets.values() for row in rows if isinstance(row, dict)
            for label in FOR_THE_CHILD if label in row]  # fmt: skip

    sentences = [sentence for text in said for sentence in re.split(r"(?<=[.!?])\s+", text)]

    assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST[family]] == []
