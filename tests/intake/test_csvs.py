"""Folders and zips of CSV files, as case systems and spreadsheets export them."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import intake, normalise
from generator.case import Where
from generator.cli import main
from generator.council import Council
from generator.errors import IntakeError
from generator.flow import Answer, Draft, Intake
from generator.intake import csvs
from tests.families import answers
from tests.forms import csv_folder, csv_text, form_of, grids, ods, ods_of, zipped

START = "Question,Your answer\r\nCase reference,F1042\r\nKind of plan,Child in need plan\r\n"
ACTIONS = "No.,What will be done,Done by\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Any:
    """Write CSV files into a folder, by sheet name, as text or bytes."""

    def write(**files: str | bytes) -> Path:
        (tmp_path / "family").mkdir()
        for name, content in {"Start": START, **files}.items():
            path = tmp_path / "family" / f"{name}.csv"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "family"

    return write


@pytest.fixture
def refused(council: Council) -> Any:
    def say(path: Path) -> str:
        with pytest.raises(IntakeError) as told:
            intake.read(path, council)
        return str(told.value)

    return say


def written(found: Intake, sheet: str) -> list[tuple[str, Any, str]]:
    return [(answer.label, answer.raw, answer.where.cell) for answer in found.answers if answer.where.sheet == sheet]


def drafted(path: Path, council: Council) -> Draft:
    return normalise.normalise(intake.read(path, council), council)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_common_export_says_the_same(separator: str, encoding: str, council: Council, tmp_path: Path) -> None:
    told = grids(answers())
    usual = drafted(csv_folder(tmp_path / "usual", told), council)

    other = csv_folder(tmp_path / "other", told, separator=separator, encoding=encoding, line_end="\n")

    assert drafted(other, council).values == usual.values


def test_cells_are_named_as_a_spreadsheet_shows_them(folder: Any, council: Council) -> None:
    found = intake.read(folder(Actions=ACTIONS + '1,"Ring,\nthen write.",\n2,Visit.,18/12/2026\n'), council)

    assert Answer("Case reference", "F1042", Where("Start", "B2"), 0) in found.answers
    assert written(found, "Actions") == [
        ("No.", "1", "A2"),
        ("What will be done", "Ring,\nthen write.", "B2"),
        ("No.", "2", "A3"),
        ("What will be done", "Visit.", "B3"),
        ("Done by", "18/12/2026", "C3"),
    ]


def test_a_blank_line_keeps_its_row(folder: Any, council: Council) -> None:
    found = intake.read(folder(Actions=ACTIONS + "\r\n\r\n1,Ring.,\r\n"), council)

    assert ("What will be done", "Ring.", "B4") in written(found, "Actions")


def test_the_line_that_tells_excel_the_separator_is_no_row(folder: Any, council: Council) -> None:
    found = intake.read(folder(Actions="sep=;\r\nNo.;What will be done\r\n1;Ring, then write.\r\n"), council)

    assert written(found, "Actions") == [("No.", "1", "A2"), ("What will be done", "Ring, then write.", "B2")]


def test_the_separator_is_the_one_that_gives_known_headings(folder: Any, council: Council) -> None:
    found = intake.read(folder(Actions="No.;What will be done\n1;a, b, c, d, e, f\n"), council)

    assert ("What will be done", "a, b, c, d, e, f", "B2") in written(found, "Actions")


def test_questions_across_the_top_are_read_too(folder: Any, council: Council) -> None:
    path = folder(Start="Case reference,Family,Kind of plan\r\nF1042,,Child in need plan\r\n")

    found = intake.read(path, council)
    origins = drafted(path, council).origins

    assert ("Case reference", "F1042", "A2") in written(found, "Start")
    assert found.kind == "child_in_need"
    assert str(origins["case/0/family_label"]) == "Start!B2"


def test_what_begins_like_a_formula_is_text(folder: Any, council: Council) -> None:
    path = folder(People="Full name,Phone,Address\n=cmd|' /C calc'!A0,+44 7700,-2 Hill\n@home,,\n")

    assert [raw for _, raw, _ in written(intake.read(path, council), "People")] == [
        "=cmd|' /C calc'!A0",
        "+44 7700",
        "-2 Hill",
        "@home",
    ]


def test_a_text_date_that_can_be_read_two_ways_is_asked(folder: Any, council: Council) -> None:
    found = drafted(folder(Actions=ACTIONS + "1,Ring.,03/04/2026\n"), council).findings

    assert [str(one.where) for one in found if one and one.rule == "FORM-04"] == ["Actions!C2"]


def test_files_may_spell_a_sheet_with_lines_for_spaces(folder: Any, council: Council) -> None:
    found = intake.read(folder(**{"strengths_and-worries": "No.,What is going well\n1,Gran cooks.\n"}), council)

    assert "Strengths and worries" in found.sheets


def test_a_file_nobody_asks_for_is_named(folder: Any, council: Council) -> None:
    found = drafted(folder(Notes="ask mum first\n"), council).findings

    assert [str(one.where) for one in found if one and one.rule == "FORM-09"] == ["Notes"]


def test_a_zip_reads_as_its_folder_does_whatever_macs_put_beside_it(council: Council, tmp_path: Path) -> None:
    folder = csv_folder(tmp_path / "family", grids(answers()))
    path = zipped(tmp_path / "family.zip", folder, inside="export/")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/export/._Start.csv", b"\0\1")
        archive.writestr("export/.DS_Store", b"\0")

    found, same = intake.read(path, council), intake.read(folder, council)

    assert (found.answers, found.sha256) == (same.answers, same.sha256)
    assert found.source == "family.zip"


def test_changing_any_file_changes_the_hash(council: Council, tmp_path: Path) -> None:
    folder = csv_folder(tmp_path / "family", grids(answers()))
    before = intake.read(folder, council).sha256
    (folder / "Views.csv").write_bytes((folder / "Views.csv").read_bytes() + b"\r\n")

    assert intake.read(folder, council).sha256 != before


# --- what cannot be read ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            ACTIONS + '1,Ring.,\n2,"never closed,\n3,x,\n',
            "family/Actions.csv, line 3: a quotation mark in this row is not",
        ),
        (ACTIONS + '1,"Ring" then,\n', "family/Actions.csv, line 2: a quotation mark in this row is not closed"),
        (ACTIONS + "," * 3_000, "family/Actions.csv, line 2: a row has more than 2,000 cells"),
        (b"No.\0,What\0", "family/Actions.csv is not a file of plain text. Save it as text in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "family/Actions.csv is not a file of plain text"),
    ],
)
def test_a_csv_file_that_cannot_be_read(content: str | bytes, says: str, folder: Any, refused: Any) -> None:
    assert says in refused(folder(Actions=content))


def test_a_folder_without_a_kind_names_the_cell_to_fill(folder: Any, refused: Any) -> None:
    said = refused(folder(Start="Question,Your answer\nCase reference,F1\nKind of plan,\nFamily,x\n"))

    assert "does not say which kind of plan it is for" in said


def test_one_csv_file_is_one_sheet(folder: Any, refused: Any) -> None:
    assert refused(folder() / "Start.csv").startswith("Start.csv is one sheet of an intake. Put the CSV files of all")


def test_a_file_far_too_large_is_not_read(folder: Any, refused: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.intake.texts.LIMIT", 1_000)

    assert "Views.csv is larger than" in refused(folder(Views="x" * 2_000))


def test_a_zip_bomb_of_csv_files_is_not_opened(tmp_path: Path, refused: Any) -> None:
    path = tmp_path / "family.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Start.csv", START)
        archive.writestr("Views.csv", bytes(30 * 1024 * 1024))

    assert "family.zip was not opened, because a part of it would swell enormously once opened." in refused(path)


def test_a_zip_of_many_large_files_is_not_opened(tmp_path: Path, refused: Any) -> None:
    path = tmp_path / "family.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.csv", b"x" * 8 * 1024 * 1024)

    assert "would be larger than 32 MB once opened" in refused(path)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"readme.txt": b"x"}, "family.zip is a zip file without CSV files in it."),
        ({"a/Start.csv": b"x", "b/Start.csv": b"y"}, "family.zip holds two CSV files of one name."),
        ({"Child version.csv": b"x", "child_version.csv": b"y"}, "family.zip holds two CSV files of one name."),
        ({"../Start.csv": b"x"}, "a part of it would be put outside its own folder"),
        ({"Budget.csv": b"x,y"}, "family.zip holds no sheet of an intake."),
    ],
)
def test_a_zip_that_is_no_intake(parts: dict[str, bytes], says: str, tmp_path: Path, refused: Any) -> None:
    path = tmp_path / "family.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    assert says in refused(path)


def test_a_damaged_zip_and_one_that_is_none(tmp_path: Path, refused: Any) -> None:
    path = tmp_path / "family.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    assert "family.zip is damaged or was only partly copied" in refused(path)

    path.write_bytes(b"hello")
    assert refused(path).startswith("family.zip is not a zip file of CSV files.")


# --- folders of intakes -------------------------------------------------------------------------------------


def test_a_folder_with_a_start_file_is_one_intake_and_others_are_looked_through(tmp_path: Path) -> None:
    sheets = answers()
    batch = tmp_path / "batch"
    batch.mkdir()
    for kind in ("xlsx", "ods", "csv", "yaml", "json"):
        form_of(kind, batch, sheets)
    marked = batch / "marked.yaml"
    marked.write_text("plangen intake: 1\nStart: {}\n", encoding="utf-8")
    (batch / "council.yaml").write_text("name: Fernshire\n", encoding="utf-8")
    (batch / "manifest.json").write_text("{}", encoding="utf-8")

    found = [path.name for path in intake.found_in(batch)]

    # A YAML or JSON file that does not call itself an intake is one only when it is named.
    assert found == [
        "marked.yaml",
        "simple-child-in-need-csv",
        "simple-child-in-need.ods",
        "simple-child-in-need.xlsx",
    ]
    assert intake.found_in(batch / "simple-child-in-need-csv") == (batch / "simple-child-in-need-csv",)


def test_the_command_takes_a_folder_of_csv_files_as_one_intake(tmp_path: Path) -> None:
    folder = form_of("csv", tmp_path, answers())

    said = CliRunner().invoke(main, ["check", str(folder), "--as-at", "2026-11-23"]).output

    assert "Ready to build:  plangen build simple-child-in-need-csv -o out" in said


def test_a_folder_without_intakes_says_what_it_looked_for(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(tmp_path)])

    assert result.exit_code == 2
    assert "no workbook (.xlsx, .ods), no Start.csv, no form" in result.output


# --- OpenDocument spreadsheets --------------------------------------------------------------------------------

TABLE = (
    '<office:body><office:spreadsheet><table:table table:name="Start">{}</table:table></office:spreadsheet>'
    "</office:body>"
)


def cells(tmp_path: Path, rows: str) -> Any:
    from generator import workbook

    [sheet] = workbook.cells(ods_of(tmp_path / "family.ods", TABLE.format(rows)))
    return {row.number: row.values for row in sheet.rows}


def cell(kind: str, value: str, shown: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p></table:table-cell>'


def test_every_kind_of_cell_of_an_open_document_is_read(tmp_path: Path) -> None:
    said = (
        cell("float", 'office:value="3"', "3,0"),
        cell("percentage", 'office:value="0.5"', "50%"),
        cell("date", 'office:date-value="2026-04-03"', "04/03/26"),
        cell("date", 'office:date-value="2026-04-03T10:30:00"', "x"),
        cell("time", 'office:time-value="PT10H30M00S"', "10:30"),
        cell("boolean", 'office:boolean-value="true"', "WAHR"),
        cell("string", "", 'one<text:line-break/>two<text:s text:c="3"/>three</text:p><text:p>four'),
        '<table:table-cell table:formula="of:=1+1"/>',
        cell("string", 'table:formula="of:=[.A1]/0"', "#DIV/0!"),
    )

    assert cells(tmp_path, f"<table:table-row>{''.join(said)}</table:table-row>")[1] == (
        3.0, 0.5, date(2026, 4, 3), datetime.fromisoformat("2026-04-03T10:30"), "10:30", True,
        "one\ntwo   three\nfour", "=1+1", "#DIV/0!",
    )  # fmt: skip


EVERYWHERE = cell("string", 'table:number-columns-repeated="16384"', "x")
TWICE = cell("string", 'table:number-columns-repeated="2"', "x")
SPACES = cell("string", "", '<text:s text:c="999999999"/>')
NO_NUMBER = cell("float", 'office:value="x"', "")


def test_addresses_hold_where_rows_and_cells_are_repeated(tmp_path: Path) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>'
        f"{TWICE}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048571">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )

    assert cells(tmp_path, rows) == {4: (None, None, "x", "x"), 5: (None, None, "x", "x")}


def test_notes_and_drawings_in_a_cell_are_no_part_of_it(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>ask mum first</text:p></office:annotation>"
    said = f'<table:table-cell office:value-type="string">{note}<text:p>x</text:p></table:table-cell>'

    assert cells(tmp_path, f"<table:table-row>{said}</table:table-row>") == {1: ("x",)}


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1048576">{EVERYWHERE}</table:table-row>',
        f'<table:table-row><table:table-cell table:number-columns-repeated="99999999999"/>{TWICE}</table:table-row>',
    ],
)
def test_an_open_document_that_would_fill_all_memory(rows: str, tmp_path: Path, refused: Any) -> None:
    assert "family.ods has far more filled cells than any plan" in refused(
        ods_of(tmp_path / "family.ods", TABLE.format(rows))
    )


def test_one_mark_for_a_million_spaces_stands_for_few(tmp_path: Path) -> None:
    [value] = cells(tmp_path, f"<table:table-row>{SPACES}</table:table-row>")[1]

    assert len(value) <= 1_000


def test_a_protected_and_a_damaged_open_document(tmp_path: Path, refused: Any) -> None:
    protected = ods_of(tmp_path / "family.ods", TABLE.format(""), manifest="<encryption-data/>")
    assert "family.ods is protected with a password. Open it in LibreOffice" in refused(protected)

    assert "family.ods is damaged" in refused(ods_of(tmp_path / "family.ods", "<office:body>"))
    assert "family.ods is damaged" in refused(
        ods_of(
            tmp_path / "family.ods",
            TABLE.format(f"<table:table-row>{NO_NUMBER}</table:table-row>"),
        )
    )


def test_an_open_document_has_hidden_sheets_marked(tmp_path: Path) -> None:
    from generator import workbook

    style = (
        '<office:automatic-styles><style:style style:name="ta1"><style:table-properties table:display="false"/>'
        "</style:style></office:automatic-styles>"
    )
    body = TABLE.replace('table:name="Start"', 'table:name="Start" table:style-name="ta1"').format("")

    [sheet] = workbook.cells(ods_of(tmp_path / "family.ods", style + body))

    assert not sheet.visible


def test_a_csv_file_is_written_for_these_tests_as_the_standard_says() -> None:
    assert csv_text([["a", 'b "c"'], [1, "x\ny"]]) == 'a,"b ""c"""\r\n1,"x\ny"\r\n'
    assert csvs.rows(b'a,"b ""c"""\r\n', "x", [])[0].values == ("a", 'b "c"')


def test_an_open_document_made_for_these_tests_is_one(council: Council, tmp_path: Path) -> None:
    assert intake.read(ods(tmp_path / "family.ods", grids(answers())), council).kind == "child_in_need"
