"""A workbook goes out marked, is corrected where it is marked, and comes back as a full intake."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from generator import package
from generator.cli import main
from generator.council import Council
from generator.intake import read
from tests.families import answers, cell_under, edited, workbook_of
from tests.workbook.used import a_used_workbook

AS_AT = ("--as-at", "2026-11-23")
# openpyxl plays the person's own program here, and says what it would drop.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def check(*words: str | Path) -> Result:
    return run("check", *words, *AS_AT)


def facts(*words: str | Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(check(*words, "--format", "json").stdout)["intakes"]
    return found


def places(intake: dict[str, Any]) -> list[tuple[str, str, str]]:
    return sorted((found["rule"], found["sheet"], found["cell"]) for found in intake["findings"])


def a_family_with_gaps(path: Path) -> Path:
    sheets = answers()
    del sheets["Actions"][0]["Done by"]
    del sheets["Outcomes"][0]["How we will know"]
    return workbook_of(path, sheets)


def save_elsewhere(path: Path, edit: Callable[[Workbook], object]) -> None:
    book = load_workbook(path)
    edit(book)
    book.save(path)


def mend(book: Workbook) -> None:
    cell_under(book, "Actions", "Done by", 1).value = "18/12/2026"


@pytest.fixture
def family(tmp_path: Path) -> Path:
    return a_family_with_gaps(tmp_path / "family.xlsx")


@pytest.fixture
def copy(family: Path) -> Path:
    check(family, "--marked")
    return family.with_name("family to fix.xlsx")


def listed(path: Path) -> list[tuple[str, str]]:
    page = load_workbook(path)["To fix"]
    return [(row[0], row[4]) for row in page.iter_rows(min_row=8, max_col=5, values_only=True) if row[4]]


def test_the_copy_stands_beside_the_original_which_is_never_written_to(family: Path) -> None:
    before = family.read_bytes()

    result = check(family, "--marked")

    assert family.read_bytes() == before
    assert sorted(path.name for path in family.parent.iterdir()) == ["family to fix.xlsx", "family.xlsx"]
    assert "Marked in  family to fix.xlsx" in result.output
    assert 'plangen check --marked "family to fix.xlsx"' in result.output
    assert [rule for _, rule in listed(family.with_name("family to fix.xlsx"))] == ["MEAS-01", "TIME-01"]


def test_a_program_is_told_the_copys_name(family: Path) -> None:
    [intake] = facts(family, "--marked")

    assert intake["marked"] == "family to fix.xlsx"
    assert intake["not_marked"] is None


def test_a_marked_copy_is_a_full_intake(family: Path, copy: Path, council: Council) -> None:
    assert read(copy, council).answers == read(family, council).answers
    assert read(copy, council).sheets == read(family, council).sheets
    assert [places(intake) for intake in facts(copy)] == [places(intake) for intake in facts(family)]


def test_a_workbook_full_of_other_things_comes_back_with_the_same_findings(tmp_path: Path) -> None:
    path = tmp_path / "family.xlsx"
    path.write_bytes(a_used_workbook("case-a-neglect-messy"))
    [before] = facts(path, "--marked")

    [after] = facts(tmp_path / "family to fix.xlsx")

    assert len(before["findings"]) > 10
    assert places(after) == places(before)


def test_what_was_corrected_in_the_copy_is_ticked_in_the_next(copy: Path) -> None:
    save_elsewhere(copy, mend)

    result = check(copy, "--marked")

    assert result.exit_code == 1
    assert listed(copy) == [("Must fix", "MEAS-01"), ("✓ Mended", "TIME-01")]
    assert sorted(path.name for path in copy.parent.iterdir()) == ["family to fix.xlsx", "family.xlsx"]


def test_a_copy_in_which_all_is_mended_is_ready_to_build(copy: Path) -> None:
    def mend_all(book: Workbook) -> None:
        mend(book)
        cell_under(book, "Outcomes", "How we will know", 1).value = "Rowan sleeps eight hours on five nights a week."

    save_elsewhere(copy, mend_all)

    result = check(copy, "--marked")

    assert result.exit_code == 0
    assert 'Ready to build:  plangen build "family to fix.xlsx" -o out' in result.output
    assert load_workbook(copy)["To fix"]["A2"].value == "Nothing is left to mend."
    assert {level for level, _ in listed(copy)} == {"✓ Mended"}


def test_a_workbook_without_findings_needs_no_copy(tmp_path: Path) -> None:
    book = workbook_of(tmp_path / "family.xlsx", answers())

    assert check(book, "--marked").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["family.xlsx"]


def test_a_copy_that_nobody_worked_in_is_made_anew(family: Path, copy: Path) -> None:
    save_elsewhere(family, mend)

    check(family, "--marked")

    assert listed(copy) == [("Must fix", "MEAS-01")]


def test_a_copy_that_somebody_worked_in_is_not_replaced(family: Path, copy: Path) -> None:
    save_elsewhere(copy, mend)
    before = copy.read_bytes()

    result = check(family, "--marked")

    assert result.exit_code == 1
    assert "family to fix.xlsx has been saved since plangen wrote it" in " ".join(result.output.split())
    assert copy.read_bytes() == before


def test_work_in_a_copy_is_remembered_when_the_copy_is_marked_again(family: Path, copy: Path) -> None:
    save_elsewhere(copy, mend)
    check(copy, "--marked")
    before = copy.read_bytes()

    assert "so it was not replaced" in " ".join(check(family, "--marked").output.split())
    assert copy.read_bytes() == before


def test_a_file_of_somebodys_own_with_that_name_is_not_replaced(family: Path) -> None:
    theirs = family.with_name("family to fix.xlsx")
    theirs.write_bytes(b"a shopping list")

    result = check(family, "--marked")

    assert "is no marked copy of plangen's, so it was not replaced" in " ".join(result.output.split())
    assert theirs.read_bytes() == b"a shopping list"


def test_a_marked_copy_that_took_the_originals_name_is_an_original(copy: Path, family: Path) -> None:
    copy.replace(family)
    before = family.read_bytes()

    check(family, "--marked")

    assert family.read_bytes() == before
    assert listed(copy) == [("Must fix", "MEAS-01"), ("Must fix", "TIME-01")]


@pytest.mark.parametrize("lock", ["~$family to fix.xlsx", ".~lock.family to fix.xlsx#"])
def test_a_copy_that_is_open_is_said_and_the_findings_all_the_same(copy: Path, family: Path, lock: str) -> None:
    (copy.parent / lock).write_bytes(b"")
    before = copy.read_bytes()

    result = check(family, "--marked")

    assert "family to fix.xlsx is open in another program" in " ".join(result.output.split())
    assert "[TIME-01]" in result.output
    assert copy.read_bytes() == before


def test_in_a_folder_a_copy_that_says_nothing_else_is_left_out_and_said(copy: Path) -> None:
    result = check(copy.parent)

    assert "Left out family to fix.xlsx" in result.stderr
    assert [intake["source"] for intake in facts(copy.parent)] == ["family.xlsx"]


def test_in_a_folder_a_copy_saved_again_with_the_same_answers_is_left_out(copy: Path) -> None:
    save_elsewhere(copy, lambda _: None)

    assert [intake["source"] for intake in facts(copy.parent)] == ["family.xlsx"]


@pytest.mark.parametrize("command", [("check",), ("build", "-o")])
def test_in_a_folder_a_person_is_asked_which_counts_and_the_others_go_on(copy: Path, command: tuple[str, ...]) -> None:
    save_elsewhere(copy, mend)
    workbook_of(copy.parent / "other.xlsx", answers() | {"Start": {**answers()["Start"], "Case reference": "F2"}})
    verb, *rest = command
    out = [*rest, copy.parent / "out"] if rest else []

    result = run(verb, copy.parent, *out, *AS_AT, "--format", "json")
    intakes = {intake["source"]: intake for intake in json.loads(result.stdout)["intakes"]}

    assert result.exit_code == 1
    assert set(intakes) == {"family to fix.xlsx", "family.xlsx", "other.xlsx"}
    for name in ("family.xlsx", "family to fix.xlsx"):
        assert (
            "family to fix.xlsx is the marked copy of family.xlsx, and the answers in the two differ"
            in (intakes[name]["error"])
        )
    assert intakes["other.xlsx"]["error"] is None


def test_a_broken_original_does_not_keep_its_copy_from_being_read(copy: Path, family: Path) -> None:
    save_elsewhere(copy, mend)
    family.write_bytes(b"PK\x03\x04 no more")

    intakes = {intake["source"]: intake["error"] for intake in facts(copy.parent)}

    assert intakes["family to fix.xlsx"] is None
    assert "damaged" in intakes["family.xlsx"]


def test_a_copy_names_no_person_anywhere_that_the_original_does_not(tmp_path: Path) -> None:
    path = edited(tmp_path / "family.xlsx", lambda book: book["Actions"]["D5"].__setattr__("value", "Zebedee Quill"))
    check(path, "--marked")

    held = {part.name: part.data for part in package.read(path).parts}
    new = [part for part in package.read(tmp_path / "family to fix.xlsx").parts if held.get(part.name) != part.data]

    assert [part.name for part in new if b"Zebedee" in part.data and part.name not in held] == []
