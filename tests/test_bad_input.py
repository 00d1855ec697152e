"""Bad input gets a clear sentence and the right exit code, and nothing is lost or half made."""

import json
import os
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from generator import package
from generator.cli import main
from generator.errors import PackageError
from tests.conftest import SAMPLES
from tests.families import SIMPLE, answers, cell_under, edited, workbook_of

GOOD = SAMPLES / f"{SIMPLE}.xlsx"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def findings(path: Path) -> list[dict[str, Any]]:
    result = run("check", path, "--format", "json", "--as-at", "2026-11-23")
    found: list[dict[str, Any]] = json.loads(result.output)["intakes"][0]["findings"]
    return found


def cells_of(path: Path, rule: str) -> list[str]:
    return [f"{found['sheet']}!{found['cell']}" for found in findings(path) if found["rule"] == rule]


def an_ole_file(*streams: str) -> bytes:
    """The start of an old Office file, with a directory that names these streams."""
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<64x") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names


def a_zip(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The good workbook with one of its parts changed."""
    parts = package.read(GOOD).parts
    return package.write(
        package.Package(tuple(package.Part(p.name, change(p.data) if p.name == name else p.data) for p in parts))
    )


BOMB_XML = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"just some text, named wrongly", "not an Excel Workbook"),
        (b"", "is empty"),
        (GOOD.read_bytes()[:20_000], "damaged"),
        (an_ole_file("EncryptedPackage"), "password"),
        (an_ole_file("Workbook"), "old Excel file"),
        (with_part("xl/workbook.xml", lambda _: BOMB_XML), "declares a document type of its own"),
        (
            with_part("xl/worksheets/sheet1.xml", lambda _: b"<sheetData>" + b" " * 300_000_000),
            "would swell enormously",
        ),
    ],
    ids=["text", "empty", "truncated", "password", "xls", "entity bomb", "zip bomb"],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, says: str, command: str
) -> None:
    book = tmp_path / "family.xlsx"
    book.write_bytes(content)

    result = run(command, book, *(["-o", tmp_path / "out"] if command == "build" else []))

    assert result.exit_code == 1
    assert says in " ".join(result.output.split())
    assert "Traceback" not in result.output
    assert not list((tmp_path / "out").rglob("*")) if (tmp_path / "out").exists() else True


def test_a_zip_bomb_is_refused_before_it_is_expanded(tmp_path: Path) -> None:
    bomb = tmp_path / "family.xlsx"
    bomb.write_bytes(a_zip(**{"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": b"0" * 400_000_000}))
    meter = package.Meter()

    with pytest.raises(PackageError):
        package.inspect(bomb, meter=meter)

    assert meter.expanded < 1_000


def test_the_lock_file_of_an_open_workbook_is_named_for_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "~$family.xlsx").write_bytes(b"\x07Ade Cole")

    result = run("check", tmp_path / "~$family.xlsx")

    assert result.exit_code == 1
    assert "lock file" in result.output


def test_a_folder_leaves_lock_files_out_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "~$family.xlsx").write_bytes(b"\x07Ade Cole")
    (tmp_path / "family.xlsx").write_bytes(GOOD.read_bytes())

    result = run("check", tmp_path, "--as-at", "2026-11-23")

    assert result.exit_code == 0
    assert "Left out 1 lock file" in result.output


def test_an_empty_workbook_is_not_taken_for_an_intake(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "family.xlsx")

    result = run("check", tmp_path / "family.xlsx")

    assert result.exit_code == 1
    assert "plangen new" in result.output


def test_the_untouched_blank_is_said_to_be_blank_in_one_finding(tmp_path: Path) -> None:
    run("new", "child_in_need", tmp_path / "family.xlsx")

    assert [found["rule"] for found in findings(tmp_path / "family.xlsx")] == ["FORM-13"]
    assert run("check", tmp_path / "family.xlsx").exit_code == 1


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    book = edited(tmp_path / "family.xlsx", lambda book: book.remove(book["Actions"]))

    assert [found["rule"] for found in findings(book) if found["sheet"] == "Actions"][:1] == ["FORM-07"]


def test_a_renamed_sheet_is_not_lost_and_the_nearest_name_is_suggested(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        book["Actions"].title = "Acctions"

    said = [found for found in findings(edited(tmp_path / "family.xlsx", rename)) if found["rule"].startswith("FORM-0")]

    assert any("Actions" in found["message"] + found["fix"] and found["sheet"] == "Acctions" for found in said)


def test_a_renamed_column_is_not_lost_and_the_nearest_name_is_suggested(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        heading = next(cell for cell in book["Actions"][3] if str(cell.value).startswith("Done by"))
        heading.value = "Doneby"

    said = [
        found for found in findings(edited(tmp_path / "family.xlsx", rename)) if found["rule"] in ("FORM-08", "FORM-09")
    ]

    assert any("Done by" in found["message"] + found["fix"] for found in said)


def test_a_date_typed_as_text_that_reads_two_ways_is_asked_at_its_cell(tmp_path: Path) -> None:
    def retype(book: Workbook) -> None:
        cell_under(book, "Actions", "Done by", 1).value = "03/04/2027"

    book = edited(tmp_path / "family.xlsx", retype)

    [cell] = cells_of(book, "FORM-04")
    assert load_workbook(book)["Actions"][cell.split("!")[1]].value == "03/04/2027"


def test_a_person_nobody_knows_stops_the_plan_without_being_named(tmp_path: Path) -> None:
    def retype(book: Workbook) -> None:
        cell_under(book, "Actions", "Who will do it", 1).value = "Quentin Zephyr"

    book = edited(tmp_path / "family.xlsx", retype)

    assert len(cells_of(book, "LINK-01")) == 1
    assert "Quentin" not in run("check", book).output


def test_two_rows_with_one_number_are_both_named(tmp_path: Path) -> None:
    def renumber(book: Workbook) -> None:
        cell_under(book, "Outcomes", "No.", 2).value = 1

    assert cells_of(edited(tmp_path / "family.xlsx", renumber), "LINK-01")


def test_control_characters_are_taken_out_and_said(tmp_path: Path) -> None:
    said = str(answers()["Outcomes"][0]["What will be different for the child"]).encode()
    spoilt = said[:5] + b"_x0001__x000B_" + said[5:]
    parts = package.read(GOOD).parts
    assert sum(part.data.count(said) for part in parts) == 1
    changed = tuple(package.Part(part.name, part.data.replace(said, spoilt)) for part in parts)
    (tmp_path / "family.xlsx").write_bytes(package.write(package.Package(changed)))

    assert len(cells_of(tmp_path / "family.xlsx", "DOCX-10")) == 1


def test_a_cell_at_excels_limit_is_kept_whole_and_said(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        cell_under(book, "Views", "What they say", 1).value = "word " * 6553 + "ab"

    assert len(cells_of(edited(tmp_path / "family.xlsx", fill), "FORM-12")) == 1


def test_a_million_formatted_rows_are_read_in_flat_memory(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(200, 1_000_001))
    grown = with_part(
        "xl/worksheets/sheet3.xml", lambda xml: xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    )
    (tmp_path / "family.xlsx").write_bytes(grown)

    assert run("check", tmp_path / "family.xlsx", "--as-at", "2026-11-23").exit_code == 0


def test_an_output_folder_that_is_a_file_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")

    result = run("build", GOOD, "-o", tmp_path / "out")

    assert result.exit_code == 2
    assert "is a file" in result.output


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_an_output_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)

    result = run("build", GOOD, "-o", tmp_path / "out")

    assert result.exit_code == 1
    assert "may not write" in result.output


@pytest.mark.skipif(os.name == "nt", reason="file size limits are a Unix thing")
def test_a_full_disk_leaves_no_half_document_and_the_next_run_finishes(tmp_path: Path) -> None:
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, before[1]))
    try:
        full = run("build", GOOD, "-o", tmp_path / "out", "--as-at", "2026-11-23")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)

    assert full.exit_code == 1
    assert "disk is full" in full.output
    assert not list(tmp_path.rglob("manifest.json"))
    assert not list(tmp_path.rglob("*.part"))
    assert run("build", GOOD, "-o", tmp_path / "out", "--as-at", "2026-11-23").exit_code == 0
    assert list(tmp_path.rglob("manifest.json"))


def test_a_document_open_in_word_is_said_and_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("build", GOOD, "-o", tmp_path, "--as-at", "2026-11-23").exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}

    real = Path.open

    def held(self: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if mode == "r+b" and "timeline" in self.name:
            raise PermissionError(13, "The process cannot access the file", str(self))
        return real(self, mode, *rest, **more)

    with monkeypatch.context() as word:
        word.setattr(Path, "open", held)
        result = run("build", GOOD, "-o", tmp_path, "--as-at", "2026-11-24")

    assert result.exit_code == 1
    assert "open in another program" in " ".join(result.output.split())
    assert {path: path.read_bytes() for path in before} == before


def test_two_files_of_one_case_and_version_do_not_replace_each_other(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        (tmp_path / name).write_bytes(GOOD.read_bytes())

    result = run("build", tmp_path / "one.xlsx", tmp_path / "two.xlsx", "-o", tmp_path / "out")

    assert result.exit_code == 1
    said = " ".join(result.output.split())
    assert "case reference and version of one.xlsx" in said
    assert "case reference and version of two.xlsx" in said
    assert not list((tmp_path / "out").rglob("*.docx"))


def test_a_bad_file_never_stops_the_good_one(tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    (tmp_path / "good.xlsx").write_bytes(GOOD.read_bytes())

    result = run("build", tmp_path, "-o", tmp_path / "out", "--as-at", "2026-11-23")

    assert result.exit_code == 1
    assert list((tmp_path / "out").rglob("manifest.json"))


def test_the_day_comes_from_the_option_before_the_workbook_before_the_clock(tmp_path: Path) -> None:
    sheets = answers()
    sheets["Start"]["Record as at"] = date(2026, 11, 24)
    book = workbook_of(tmp_path / "family.xlsx", sheets)

    def as_at(*options: str) -> str:
        said: str = json.loads(run("check", book, "--format", "json", *options).output)["intakes"][0]["as_at"]
        return said

    assert as_at("--as-at", "2026-11-25") == "2026-11-25"
    assert as_at() == "2026-11-24"


def test_a_new_workbook_never_replaces_one_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "family.xlsx").write_bytes(b"my work")

    result = run("new", "child_in_need", tmp_path / "family.xlsx")

    assert result.exit_code == 2
    assert (tmp_path / "family.xlsx").read_bytes() == b"my work"


def test_an_unknown_optional_sheet_suggests_the_nearest(tmp_path: Path) -> None:
    result = run("new", "child_in_need", tmp_path / "family.xlsx", "--with", "restriction")

    assert result.exit_code == 2
    assert "Restrictions" in result.output
    assert not (tmp_path / "family.xlsx").exists()


@pytest.mark.parametrize("shown", ["#REF!", '=CONCATENATE("a","b")'])
def test_an_error_or_an_unsaved_formula_is_never_printed_as_an_answer(tmp_path: Path, shown: str) -> None:
    def spoil(book: Workbook) -> None:
        cell_under(book, "Actions", "What will be done", 1).value = shown

    found = [said for said in findings(edited(tmp_path / "family.xlsx", spoil)) if said["sheet"] == "Actions"]

    assert len(found) == 1
    assert found[0]["severity"] == "must_fix"


def test_a_date_at_the_end_of_all_calendars_is_judged_like_any_other(tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        cell_under(book, "Actions", "Done by", 1).value = date(9999, 12, 31)

    result = run("check", edited(tmp_path / "family.xlsx", spoil), "--as-at", "2026-11-23")

    assert result.exit_code == 0
    assert "should have caught" not in result.output


def test_a_step_due_after_the_known_bank_holidays_stops_no_batch(tmp_path: Path) -> None:
    sheets = answers()
    sheets["Start"]["Plan starts on"] = date(2028, 12, 20)
    book = workbook_of(tmp_path / "family.xlsx", sheets)

    assert run("build", book, "-o", tmp_path / "out", "--draft", "--as-at", "2026-11-23").exit_code == 1


def test_what_nobody_foresaw_in_one_file_never_stops_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator import intake

    real = intake.read

    def stumbles(path: Path, council: Any) -> Any:
        if path.name == "a.xlsx":
            raise ZeroDivisionError("Ella Hart")
        return real(path, council)

    monkeypatch.setattr(intake, "read", stumbles)
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(GOOD.read_bytes())

    result = run("build", tmp_path, "-o", tmp_path / "out", "--as-at", "2026-11-23")

    assert result.exit_code == 1
    assert "ZeroDivisionError" in result.output
    assert "Ella" not in result.output
    assert list((tmp_path / "out").rglob("manifest.json"))


def test_a_folder_is_read_whatever_the_case_of_its_endings_and_says_what_it_leaves(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "FAMILY.XLSX").write_bytes(GOOD.read_bytes())
    (tmp_path / "old.xls").write_bytes(b"old")
    (tmp_path / "._family.xlsx").write_bytes(b"left by a Mac")

    result = run("check", tmp_path, "--as-at", "2026-11-23")

    assert result.exit_code == 0
    assert "sub/FAMILY.XLSX  (FS2030)" in result.output
    assert "Left out 1 file(s) of another kind" in result.output


def test_a_file_named_twice_is_built_once(tmp_path: Path) -> None:
    (tmp_path / "family.xlsx").write_bytes(GOOD.read_bytes())

    result = run("check", tmp_path, tmp_path / "family.xlsx", "--as-at", "2026-11-23", "--format", "json")

    assert len(json.loads(result.stdout)["intakes"]) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a Unix thing")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "family.xlsx")

    assert run("check", tmp_path / "family.xlsx").exit_code == 2


def test_a_program_gets_its_own_form_when_the_whole_command_is_stopped(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere.xlsx", "--format", "json")

    assert result.exit_code == 2
    assert json.loads(result.stdout) == {
        "format": 1,
        "plangen": json.loads(result.stdout)["plangen"],
        "error": "There is no file called nowhere.xlsx here.",
        "intakes": [],
    }


def test_the_next_step_can_be_typed_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new ones").mkdir()
    (tmp_path / "new ones" / "family.xlsx").write_bytes(GOOD.read_bytes())
    monkeypatch.chdir(tmp_path)

    said = run("check", "new ones", "--as-at", "2026-11-23").output

    assert 'plangen build "new ones/family.xlsx" -o out' in said


def test_a_batch_that_goes_on_from_an_earlier_day_says_so(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".plangen-batch.json").write_text('{"as_at": "2026-11-20"}', encoding="utf-8")

    assert "Going on as at 20/11/2026" in run("build", GOOD, "-o", tmp_path / "out").output
