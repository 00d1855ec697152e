"""Survey exports and local layouts: proposed, confirmed, kept by the shape of the headings, and read."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from generator import intake, normalise
from generator.cli import main
from generator.council import Council, open_council
from generator.errors import CouncilError, IntakeError
from generator.intake import mapping

HEADINGS = (
    "ID",
    "Case reference",
    "Child's full name",
    "case number",
    "What will get done?",
    "By whom?",
    "Favourite tea",
)
ANSWERS = (7, "F1042", "Rowan Pike", None, "Ring the school.", "Jess Pike;", "Mint")
MAPPING = """
shape: "{shape}"
kind: child_in_need
columns:
  ID: ""
  Case reference: case.case_ref
  "Child's full name": children.name
  case number: ""
  "What will get done?": actions[2].what
  "By whom?": actions[2].helped_by
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fernshire" / "mappings").mkdir(parents=True)
    (tmp_path / "fernshire" / "council.yaml").write_text("name: Fernshire\n", encoding="utf-8")
    return tmp_path / "fernshire"


def export(path: Path, *rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Form1"
    for row in (headings, *rows):
        page.append(row)
    book.save(path)
    return path


def mapped(folder: Path, text: str = MAPPING) -> Council:
    said = text.format(shape=mapping.shape(HEADINGS))
    (folder / "mappings" / "survey.yaml").write_text(said, encoding="utf-8")
    return open_council(folder)


def run(*words: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=typed, catch_exceptions=False)


def test_a_response_is_read_as_an_intake_that_knows_its_cells(folder: Path, tmp_path: Path) -> None:
    council = mapped(folder)
    found = intake.read(export(tmp_path / "survey.xlsx", ANSWERS), council)
    draft = normalise.normalise(found, council)

    assert found.kind == "child_in_need"
    assert draft.values["children"] == [{"name": "Rowan Pike"}]
    assert [row["what"] for row in draft.values["actions"]] == ["Ring the school."]
    assert str(draft.origins["children/0/name"]) == "Form1!C2"
    assert str(draft.origins["actions/0/what"]) == "Form1!E2"


def test_a_column_without_a_place_in_the_mapping_is_said_and_one_that_is_not_used_is_not(
    folder: Path, tmp_path: Path
) -> None:
    council = mapped(folder)

    draft = normalise.normalise(intake.read(export(tmp_path / "survey.xlsx", ANSWERS), council), council)

    assert [str(one.where) for one in draft.findings if one.rule == "FORM-09"] == ["Form1"]


def test_another_shape_is_no_survey_that_is_known(folder: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "survey.xlsx", ANSWERS, headings=(*HEADINGS[:-1], "Favourite biscuit"))

    with pytest.raises(IntakeError, match="holds no sheet of an intake"):
        intake.read(path, mapped(folder))


@pytest.mark.parametrize(("rows", "says"), [((), "no response"), ((ANSWERS, ANSWERS), "2 responses")])
def test_one_response_is_one_family(rows: Any, says: str, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=f"survey.xlsx holds {says}. Export one family's response"):
        intake.read(export(tmp_path / "survey.xlsx", *rows), mapped(folder))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (("children.name", "children.nmae"), "survey.yaml, line 7, column 3: 'children.nmae' is no question"),
        (("child_in_need", "child_in_ned"), "survey.yaml, line 3, column 1: one of these is wanted"),
    ],
)
def test_a_mistake_in_a_mapping_is_said_with_its_line(
    wrong: tuple[str, str], says: str, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(CouncilError) as told:
        intake.read(export(tmp_path / "survey.xlsx", ANSWERS), mapped(folder, MAPPING.replace(*wrong)))

    assert says in str(told.value)


def test_the_shape_is_blind_to_capitals_and_spaces_and_to_nothing_else() -> None:
    assert mapping.shape(["Case  Reference", "B"]) == mapping.shape(["case reference", "b"])
    assert mapping.shape(["a", "b"]) != mapping.shape(["b", "a"])


def test_the_same_word_is_certain_and_a_likeness_is_shown_with_its_score(council: Council) -> None:
    schema = council.kinds["child_in_need"]

    found = mapping.propose(dict(enumerate(HEADINGS)), schema, council)

    said = {one.heading: (one.target, one.how) for one in found}
    assert said["Case reference"] == ("case.case_ref", "exact")
    assert said["case number"] == ("case.case_ref", "synonym")
    assert said["What will get done?"] == ("actions.what", "similar")
    assert said["ID"] == ("", "nothing")
    assert 0.6 <= next(one.score for one in found if one.how == "similar") < 1


def test_with_yes_only_what_is_exact_is_taken(folder: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "survey.xlsx", ANSWERS)

    result = run("map", path, "--kind", "child_in_need", "--yes", "--council", folder)

    kept = (folder / "mappings" / "survey.yaml").read_text(encoding="utf-8")
    assert "Kept in mappings/survey.yaml: 2 of 7 columns are used." in result.output
    assert '  "Child\'s full name": children.name\n' in kept
    assert '  "What will get done?": ""\n' in kept
    assert intake.read(path, open_council(folder)).kind == "child_in_need"


def test_a_person_is_asked_about_everything_else(folder: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "survey.xlsx", ANSWERS)

    result = run("map", path, "--kind", "child_in_need", "--council", folder, typed="y\n" * 9)

    assert "actions.what  (similar, 9" in result.output
    assert "already taken" in result.output
    assert '"What will get done?": actions.what\n' in (folder / "mappings" / "survey.yaml").read_text(encoding="utf-8")


def test_what_people_answered_is_never_shown(folder: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "survey.xlsx", ANSWERS)

    said = run("map", path, "--kind", "child_in_need", "--yes", "--council", folder).output

    assert not any(str(answer) in said for answer in ANSWERS[1:] if answer)


def test_a_mapping_is_never_replaced_and_needs_a_folder(folder: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "survey.xlsx", ANSWERS)
    run("map", path, "--kind", "child_in_need", "--yes", "--council", folder)

    again = run("map", path, "--kind", "child_in_need", "--yes", "--council", folder)

    assert again.exit_code == 2
    assert "already there and is not replaced" in again.output
    with pytest.raises(CouncilError, match="kept in the council's folder"):
        mapping.file_for(open_council(None), "survey")
