"""Reading a workbook: every cell with what was written in it and its true address."""

import re
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator import workbook
from generator.errors import IntakeError
from generator.workbook import Row

LISTENED = datetime.combine(date(2026, 11, 23), time(9, 30))
FORMATTED_ROW = '<row r="{0}"><c r="A{0}" s="0"/><c r="B{0}" s="0"/><c r="C{0}" s="0"/><c r="D{0}" s="0"/></row>'


@pytest.fixture
def book() -> Workbook:
    made = Workbook()
    made.worksheets[0].title = "Actions"
    return made


def saved(book: Workbook, folder: Path) -> Path:
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def with_sheet_xml(path: Path, change: Callable[[str], str]) -> Path:
    """The same workbook with the XML of its first sheet changed."""
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == "xl/worksheets/sheet1.xml" else text)
    return changed


def test_values_keep_their_kind_and_rows_their_number(book: Workbook, tmp_path: Path) -> None:
    page = book["Actions"]
    page["C3"] = "Ring the landlord"
    page["B5"], page["D5"] = 12, 1.5
    page["A6"], page["B6"], page["C6"] = date(2026, 11, 23), LISTENED, time(9, 30)
    page["A7"], page["B7"] = True, timedelta(hours=30)

    (sheet,) = workbook.cells(saved(book, tmp_path))

    assert (sheet.name, sheet.visible) == ("Actions", True)
    assert sheet.rows == (
        Row(3, (None, None, "Ring the landlord", None)),
        Row(5, (None, 12.0, None, 1.5)),
        Row(6, (date(2026, 11, 23), LISTENED, time(9, 30), None)),
        Row(7, (True, "30:00", None, None)),
    )


def test_hidden_and_empty_sheets_are_there_too(book: Workbook, tmp_path: Path) -> None:
    book.create_sheet("Old").sheet_state = "veryHidden"

    sheets = workbook.cells(saved(book, tmp_path))

    assert [(sheet.name, sheet.visible, sheet.rows) for sheet in sheets] == [("Actions", True, ()), ("Old", False, ())]


def test_an_error_reads_as_its_text_and_never_as_blank(book: Workbook, tmp_path: Path) -> None:
    page = book["Actions"]
    page["B2"] = "Ring the landlord"
    for place, error in (("A2", "#REF!"), ("C9", "#N/A")):
        page[place] = error
        page[place].data_type = "e"

    (sheet,) = workbook.cells(saved(book, tmp_path))

    assert sheet.rows == (Row(2, ("#REF!", "Ring the landlord", None)), Row(9, (None, None, "#N/A")))


def test_a_formula_that_was_never_worked_out_reads_as_the_formula(book: Workbook, tmp_path: Path) -> None:
    book["Actions"]["B2"] = "=A1+28"

    (sheet,) = workbook.cells(saved(book, tmp_path))

    assert sheet.rows == (Row(2, (None, "=A1+28")),)


def test_a_formula_whose_result_is_saved_reads_as_its_result(book: Workbook, tmp_path: Path) -> None:
    book["Actions"]["B2"] = "=1+1"
    path = with_sheet_xml(saved(book, tmp_path), lambda xml: re.sub("<v></v>|<v ?/>", "<v>2</v>", xml))

    (sheet,) = workbook.cells(path)

    assert sheet.rows == (Row(2, (None, 2.0)),)


def test_a_cell_far_from_everything_else_is_refused_before_it_fills_the_memory(book: Workbook, tmp_path: Path) -> None:
    book["Actions"]["A1"] = book["Actions"]["XFD1048576"] = "x"

    with pytest.raises(IntakeError, match=r"On the sheet 'Actions' something stands far below .* row 1048576"):
        workbook.cells(saved(book, tmp_path))


def test_a_broken_sheet_inside_a_whole_workbook_is_said_plainly(book: Workbook, tmp_path: Path) -> None:
    book["Actions"]["A1"] = "x"
    path = with_sheet_xml(saved(book, tmp_path), lambda xml: xml[: len(xml) // 2])

    with pytest.raises(IntakeError, match=r"changed\.xlsx is damaged and cannot be read"):
        workbook.cells(path)


def test_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"There is no file family\.xlsx here"):
        workbook.cells(tmp_path / "family.xlsx")


@pytest.mark.slow
def test_a_million_formatted_empty_rows_cost_seconds_and_no_memory(book: Workbook, tmp_path: Path) -> None:
    book["Actions"]["B2"] = "Ring the landlord"
    path = saved(book, tmp_path)
    big = path.with_name("big.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(big, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, old.read(name))
        with old.open("xl/worksheets/sheet1.xml") as sheet, new.open("xl/worksheets/sheet1.xml", "w") as longer:
            start, end = sheet.read().split(b"</sheetData>")
            longer.write(start)
            for row in range(3, 1_000_003, 1000):
                longer.write("".join(FORMATTED_ROW.format(number) for number in range(row, row + 1000)).encode())
            longer.write(b"</sheetData>" + end)

    tracemalloc.start()
    (sheet,) = workbook.cells(big)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert sheet.rows == (Row(2, (None, "Ring the landlord")),)
    assert most < 16 * 1024 * 1024
    big.unlink()


def test_what_writes_workbooks_is_not_loaded_to_read_one() -> None:
    asked = "import sys; import generator.intake; sys.exit('openpyxl' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>',
        '<row r="100000000"><c><v>5</v></c></row>',
        '<row r="99999999999"><c r="ZZZZZZ99999999999"><v>5</v></c></row>',
        '<row r="9999999"><c r="zz9999999"><v>5</v></c></row>',
        '<row r="9999999"><c r = "ZZ9999999"><v>5</v></c></row>',
        '<row r="9999999"><c r="&#90;Z9999999"><v>5</v></c></row>',
    ],
    ids=["bare", "placed by its row", "beyond Excel", "small letters", "spaced", "spelt with entities"],
)
def test_a_far_cell_is_refused_in_whatever_way_it_is_written(row: str, book: Workbook, tmp_path: Path) -> None:
    book["Actions"]["A1"] = "x"
    path = with_sheet_xml(saved(book, tmp_path), lambda xml: xml.replace("</sheetData>", f"{row}</sheetData>"))

    with pytest.raises(IntakeError, match="something stands far below"):
        workbook.cells(path)


def test_a_reader_that_panics_is_a_damaged_workbook(
    book: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        pass

    def panics(path: Path) -> None:
        raise PanicException

    monkeypatch.setattr(sys.modules["generator.workbook.cells"], "_read", panics)

    with pytest.raises(IntakeError, match="is damaged and cannot be read"):
        workbook.cells(saved(book, tmp_path))
