"""A council folder holds only what differs, and each difference is seen."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator import pipeline, proof, workbook
from generator.council import Council, find_folder, open_council
from generator.errors import UsageError
from samples import fill
from tests.conftest import SAMPLES

DAY = date(2026, 11, 23)
FERNSHIRE = SAMPLES / "fernshire"
SIMPLE = fill.FAMILIES / "simple-child-in-need.yaml"


@pytest.fixture(scope="module")
def fernshire() -> Council:
    return open_council(FERNSHIRE)


def test_the_folder_is_found_by_option_by_variable_and_by_the_council_file_above(tmp_path: Path) -> None:
    (tmp_path / "council.yaml").write_text("name: Elsewhere Council\n", encoding="utf-8")
    below = tmp_path / "intakes" / "november"
    below.mkdir(parents=True)

    assert find_folder(FERNSHIRE, {}, below) == FERNSHIRE.resolve()
    assert find_folder(None, {"PLANGEN_COUNCIL": str(FERNSHIRE)}, below) == FERNSHIRE.resolve()
    assert find_folder(FERNSHIRE, {"PLANGEN_COUNCIL": str(tmp_path)}, below) == FERNSHIRE.resolve()
    assert find_folder(None, {}, below) == tmp_path.resolve()


def test_a_folder_without_a_council_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no council\.yaml"):
        find_folder(tmp_path, {}, tmp_path)


def test_fernshire_changes_a_name_a_clock_a_word_list_and_a_line_and_leaves_the_rest(
    fernshire: Council, council: Council
) -> None:
    assert fernshire.name == "Fernshire Council"
    assert fernshire.kinds["child_in_need"].printed_name == "Family Help plan"
    assert (str(council.clocks["cin_review"]), str(fernshire.clocks["cin_review"])) == ("12 weeks", "6 weeks")
    assert "01632 960 100" in fernshire.wording["contact"]
    opinions = {each.rule: each.words for each in fernshire.word_lists}["WORD-05"]
    assert "presentable" in opinions
    assert "clean and tidy" in opinions
    assert fernshire.kinds["child_protection"] == council.kinds["child_protection"]
    assert fernshire.rules == council.rules


def test_the_new_question_is_in_fernshire_s_blank_workbook_and_in_no_other(
    fernshire: Council, council: Council
) -> None:
    def headings(chosen: Council) -> list[object]:
        book = load_workbook(BytesIO(workbook.blank(chosen.kinds["child_in_need"])))
        return [cell.value for cell in book["Children"][3]]

    assert set(headings(fernshire)) - set(headings(council)) == {"Favourite club"}


def clubbed(tmp_path: Path, fernshire: Council) -> Path:
    """The simple family, as a Fernshire worker would have filled Fernshire's own blank."""
    family = fill.told(SIMPLE)["sheets"]
    family["Start"]["Kind of plan"] = "Family Help plan"
    family["Children"][0]["Favourite club"] = "Fernway Rovers under tens"
    family["Outcomes"][0]["What good looks like"] = "A presentable bedroom"
    path = tmp_path / "rowan.xlsx"
    blank = workbook.blank(fernshire.kinds["child_in_need"], with_sheets=["Child version"])
    path.write_bytes(workbook.fill(blank, family))
    return path


def test_the_review_is_late_by_fernshire_s_clock_and_the_word_is_asked_about(
    tmp_path: Path, fernshire: Council
) -> None:
    checked = pipeline.check(clubbed(tmp_path, fernshire), fernshire, DAY, DAY)

    assert {"TIME-07", "WORD-05"} <= {finding.rule for finding in checked.findings}
    assert checked.stops == ()


def test_fernshire_s_copies_carry_its_name_its_heading_and_the_club(tmp_path: Path, fernshire: Council) -> None:
    choices = pipeline.Choices(out=tmp_path / "out", as_at=DAY)
    built = pipeline.build(clubbed(tmp_path, fernshire), fernshire, choices, DAY)
    texts = {
        (document.reader.name, document.kind): proof.as_text(document.content) for document in built.documents
    }  # fmt: skip

    for parent in ("Jess Pike", "Callum Frost"):
        assert "Fernshire Council" in texts[parent, "copy"]
        assert "Family Help plan" in texts[parent, "copy"]
        assert "Fernway Rovers under tens" in texts[parent, "copy"]
    assert "Child in need plan" not in "".join(texts.values())


def test_an_intake_of_the_plain_blank_is_built_with_fernshire_s_folder_too(tmp_path: Path, fernshire: Council) -> None:
    choices = pipeline.Choices(out=tmp_path, as_at=DAY)

    built = pipeline.build(SAMPLES / "simple-child-in-need.xlsx", fernshire, choices, DAY)

    assert built.published is not None
