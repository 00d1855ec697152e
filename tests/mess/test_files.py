"""Secrets typed in the wrong place, and files of the wrong kind or twice over (kinds 36 to 44, 49, 53 and 56)."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator import package
from tests.families import answers, edited, workbook_of
from tests.mess.looking import AS_AT, case_of, checked, found, of_rule, run, typed

HIDDEN = "case-b-confidential-address"


def test_36_a_whole_paragraph_in_an_outcome_is_kept_and_said(tmp_path: Path) -> None:
    book = typed(
        tmp_path / "family.xlsx", {("Outcomes", "What will be different for the child", 1): "Rowan slept. " * 60}
    )

    assert of_rule(book, "FORM-06") == ["Outcomes!B5"]


@pytest.mark.parametrize("address", ["the flat in Harwick", "HARWICK"])
def test_37_an_address_inside_an_action_stops_the_copy_it_would_reach(tmp_path: Path, address: str) -> None:
    sheets = answers(HIDDEN)
    sheets["Actions"][1]["What will be done"] += f" He does not go to {address}."

    told = checked(workbook_of(tmp_path / "family.xlsx", sheets, HIDDEN))["findings"]

    assert "PRIV-01" in {each["rule"] for each in told}
    assert address.casefold() not in json.dumps(told).casefold()


def test_38_a_postcode_is_found_however_it_is_spaced(tmp_path: Path) -> None:
    sheets = answers(HIDDEN)
    [postcode] = {word for word in sheets["Children"][0]["Address"].split(", ") if word.startswith("ZZ")}
    sheets["Actions"][1]["What will be done"] += f" Not {postcode.replace(' ', '').lower()}."

    assert "PRIV-01" in [rule for rule, _ in found(workbook_of(tmp_path / "family.xlsx", sheets, HIDDEN))]


def test_39_an_address_is_confidential_when_something_is_hidden_and_nobody_said_no(tmp_path: Path) -> None:
    question = ("Children", "Is this address confidential?", 1)
    hidden = {question: None, ("People", "Hide from", 1): "Callum Frost"}

    book = typed(tmp_path / "a.xlsx", hidden)

    assert case_of(book).children[0].address_confidential is True
    assert of_rule(book, "PRIV-15") == ["Children!H5"]
    assert case_of(typed(tmp_path / "b.xlsx", {question: None})).children[0].address_confidential is not True


@pytest.mark.parametrize(
    "said", ["Please do not share with school.", "Not for Dad: he goes to the club.", "Confidential. Rowan hid."]
)
def test_40_a_remark_that_something_is_secret_stops_the_plan_until_it_is_kept(tmp_path: Path, said: str) -> None:
    view = ("Views", "What they say", 1)
    remark = typed(tmp_path / "a.xlsx", {view: said})
    kept = typed(tmp_path / "b.xlsx", {view: said, ("Views", "Only for", 1): "Jess Pike"})

    [cell] = of_rule(remark, "PRIV-16")
    assert cell.startswith("Views!")
    assert checked(remark)["ready"] is False
    assert of_rule(kept, "PRIV-16") == []


def test_41_titles_properties_and_the_files_name_reach_no_document(tmp_path: Path) -> None:
    def tell(book: Workbook) -> None:
        book["Actions"]["A1"] = "Zuleika's actions"
        book.properties.title = book.properties.creator = book.properties.description = "Zuleika"

    book = edited(tmp_path / "Zuleika.xlsx", tell)
    run("build", book, "-o", tmp_path / "out", "--as-at", AS_AT.isoformat())

    made = list((tmp_path / "out").rglob("*.docx"))
    parts = [part.data for path in made for part in package.read(path).parts]
    assert made
    assert not any(b"Zuleika" in part for part in parts)
    assert not any("Zuleika" in path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*.json"))


def test_43_macros_are_never_run_and_that_is_said(tmp_path: Path) -> None:
    plain = typed(tmp_path / "plain.xlsx", {})
    parts = package.read(plain).parts
    (tmp_path / "family.xlsx").write_bytes(
        package.write(package.Package((*parts, package.Part("xl/vbaProject.bin", b"\xd0\xcf"))))
    )

    assert [rule for rule, _ in found(tmp_path / "family.xlsx")] == ["FORM-21"]


def test_44_an_intake_from_a_meeting_is_a_draft_with_its_gaps_listed(tmp_path: Path) -> None:
    sheets = answers()
    half = {"Start": {"Case reference": "FS2030", "Kind of plan": "Child in need plan", "Version": 1},
            "Children": sheets["Children"], "People": sheets["People"]}  # fmt: skip
    book = workbook_of(tmp_path / "family.xlsx", half)

    result = run("build", book, "-o", tmp_path / "out", "--draft", "--as-at", AS_AT.isoformat())

    assert checked(book)["ready"] is False
    assert list((tmp_path / "out").rglob("v1-draft/*plan*.docx")), result.output


def test_49_a_score_beyond_the_scale_is_asked(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {("Strengths and worries", "Score now, 0 to 10", 1): 12})

    assert len(of_rule(book, "FORM-03")) == 1


def test_53_two_files_of_one_case_and_version_both_wait(tmp_path: Path) -> None:
    first = typed(tmp_path / "family.xlsx", {})
    (tmp_path / "copy of family.xlsx").write_bytes(first.read_bytes())
    (tmp_path / "FINAL v2 (3).xlsx").write_bytes(first.read_bytes())

    told = json.loads(run("check", tmp_path, "--as-at", AS_AT.isoformat(), "--format", "json").output)["intakes"]
    built = run("build", tmp_path, "-o", tmp_path / "out", "--as-at", AS_AT.isoformat())

    assert [[each["rule"] for each in intake["findings"]] for intake in told] == [["FORM-24"]] * 3
    assert built.exit_code == 1
    assert not list((tmp_path / "out").rglob("*.docx"))
