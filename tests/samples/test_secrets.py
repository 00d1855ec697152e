"""Nothing that the families keep from someone is in any document that person is given."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline, proof
from generator.council import Council
from tests.conftest import SAMPLES

DAY = date(2026, 11, 23)
FAMILIES = {"case-a": "case-a-neglect", "case-b": "case-b-confidential-address"}

Texts = dict[str, dict[str, str]]
"""Reader to file name to all that can be read in the file."""


@pytest.fixture(scope="module")
def texts(council: Council, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Texts]:
    return {key: built(FAMILIES[key], council, tmp_path_factory.mktemp(key)) for key in FAMILIES}


def built(name: str, council: Council, out: Path) -> Texts:
    made = pipeline.build(SAMPLES / f"{name}.xlsx", council, pipeline.Choices(out=out, as_at=DAY), DAY)
    readers: Texts = {}
    for document in made.documents:
        readers.setdefault(document.reader.name, {})[document.file_name] = proof.as_text(document.content)
    return readers


def kept(key: str) -> dict[str, list[str]]:
    secrets = json.loads((SAMPLES / "secrets" / f"{key}.json").read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {}
    for entry in secrets["withheld"]:
        for reader in entry["readers"]:
            words.setdefault(reader, []).extend(entry["words"])
    return words


def folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def says(text: str, word: str) -> bool:
    """Say whether the word stands in the text on its own: 22 December is not 2 December."""
    return re.search(rf"(?<!\w){re.escape(folded(word))}(?!\w)", folded(text)) is not None


@pytest.mark.parametrize("key", FAMILIES)
def test_no_document_tells_its_reader_what_is_kept_from_them(key: str, texts: dict[str, Texts]) -> None:
    told = [
        (file_name, word)
        for reader, words in kept(key).items()
        for file_name, text in texts[key].get(reader, {}).items()
        for word in words
        if says(f"{file_name} {text}", word)
    ]

    assert told == []


@pytest.mark.parametrize("key", FAMILIES)
def test_every_word_on_the_list_is_in_the_family_s_own_file(key: str, texts: dict[str, Texts]) -> None:
    """A secret that nobody wrote down would prove nothing by being absent."""
    workbook = folded((SAMPLES / "families" / f"{FAMILIES[key]}.yaml").read_text(encoding="utf-8"))

    unheard = {word for words in kept(key).values() for word in words if folded(word) not in workbook}

    assert unheard <= SPELLINGS[key]


SPELLINGS = {
    "case-a": {"18 November"},
    "case-b": {"ZZ92LT", "01632960455", "18 November", "30 April", "20 May 2015", "8 January 2019"},
}
"""Dates and numbers that stand in the answers in another spelling."""


def test_case_a_gives_a_copy_to_five_people_and_a_paper_to_maisie(texts: dict[str, Texts]) -> None:
    assert {reader: len(files) for reader, files in texts["case-a"].items()} == {
        "Ade Cole": 3,  # the plan, the timeline and the checklist
        "Dawn Lane": 2,  # her copy and the timeline
        "Craig Bolt": 1,
        "Helen Park": 1,
        "Priya Nair": 1,
        "Tom Iqbal": 1,
        "Maisie Lane": 1,
    }


def test_case_b_gives_amara_a_paper_and_a_card_and_yusuf_a_card(texts: dict[str, Texts]) -> None:
    kinds = {reader: sorted(name.split("-", 1)[1] for name in files) for reader, files in texts["case-b"].items()}

    assert kinds["Amara Karim"] == ["child-child-1-v2.docx", "contact-card-child-1-v2.docx"]
    assert kinds["Yusuf Karim"] == ["contact-card-child-2-v2.docx"]
    assert "Zubaida Karim" not in kinds
    assert "Rafe Colley" not in kinds
