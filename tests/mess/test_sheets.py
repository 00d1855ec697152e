"""Sheets, headings, rows and what hides in a workbook (kinds 23 to 29, 51, 54 and 55)."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from generator import workbook
from generator.workbook import overlooked
from generator.workbook.overlooked import Beside
from generator.workbook.styles import Styles
from tests.families import cell_under, edited
from tests.mess.looking import Edit, case_of, checked, found, of_rule, read_as, run, typed


def heading(book: Workbook, sheet: str, label: str, new: str) -> None:
    cell_under(book, sheet, label, -1).value = new


def left(tmp_path: Path, edit: Edit, name: str = "simple-child-in-need") -> Path:
    return edited(tmp_path / "family.xlsx", edit, name)


def test_23_a_merged_cell_counts_for_each_row_it_covers_and_is_listed(tmp_path: Path) -> None:
    def merge(book: Workbook) -> None:
        who = cell_under(book, "Actions", "Who will do it", 1)
        who.value = "Nina Doyle"
        book["Actions"].merge_cells(start_row=5, end_row=7, start_column=who.column, end_column=who.column)

    book = left(tmp_path, merge)

    assert [action.who for action in case_of(book).actions[:3]] == [("Nina Doyle",)] * 3
    assert [cell for cell, _ in read_as(book)] == ["Actions!D5"]
    assert checked(book)["ready"] is True


def test_24_blank_rows_between_answers_are_nothing(tmp_path: Path) -> None:
    book = left(tmp_path, lambda book: book["Actions"].insert_rows(6, 2))

    assert found(book) == []
    assert len(case_of(book).actions) == 6


def test_24_a_note_in_a_row_or_above_the_headings_is_said(tmp_path: Path) -> None:
    def scribble(book: Workbook) -> None:
        book["Actions"]["H1"] = "ask mum first"
        book["Actions"]["A30"] = "Rowan's dad has not seen this"
        book["Actions"]["Z31"] = "ring on Monday"
        book["People"]["A5"] = "main carer"
        book["Start"]["E20"] = "see file"

    assert sorted(found(left(tmp_path, scribble))) == [
        ("FORM-09", "Actions!Z31"),
        ("FORM-15", "Actions!A30"),
        ("FORM-15", "Actions!H1"),
        ("FORM-15", "People!A5"),
        ("FORM-15", "Start!E20"),
    ]


def test_24_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book["Actions"].row_dimensions[6].hidden = True
        book["People"].column_dimensions["K"].hidden = True
        book["Actions"].row_dimensions[50].hidden = True

    book = left(tmp_path, hide)

    assert sorted(of_rule(book, "PRIV-12")) == ["Actions!A6", "People!K8"]
    assert len(case_of(book).actions) == 6
    assert checked(book)["ready"] is True


def test_24_a_hidden_sheet_is_said_and_one_of_ours_is_read_all_the_same(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book.create_sheet("old")["A1"] = "Rowan's old school"
        book["old"].sheet_state = "veryHidden"
        book["Actions"].sheet_state = "hidden"

    book = left(tmp_path, hide)

    assert sorted(of_rule(book, "PRIV-12")) == ["Actions", "old"]
    assert len(case_of(book).actions) == 6


def test_25_a_row_with_a_line_through_it_is_asked_once(tmp_path: Path) -> None:
    def strike(book: Workbook) -> None:
        for label in ("What will be done", "Who will do it", "Done by"):
            cell_under(book, "Actions", label, 2).font = Font(strike=True)

    assert found(left(tmp_path, strike)) == [("FORM-17", "Actions!C6")]


def test_25_a_line_through_a_part_of_a_cell_is_seen_too(tmp_path: Path) -> None:
    def strike(book: Workbook) -> None:
        told = CellRichText("Fit a gate ", TextBlock(InlineFont(strike=True), "and a lock"))
        cell_under(book, "Actions", "What will be done", 2).value = told

    assert found(left(tmp_path, strike)) == [("FORM-17", "Actions!C6")]


def test_25_a_colour_is_not_read_and_that_is_said(tmp_path: Path) -> None:
    def paint(book: Workbook) -> None:
        cell_under(book, "Actions", "What will be done", 2).fill = PatternFill("solid", start_color="FFFFFF00")

    book = left(tmp_path, paint)

    assert found(book) == [("FORM-21", "Actions!C6")]
    assert checked(book)["ready"] is True


def test_26_a_note_on_a_cell_is_said_and_not_repeated(tmp_path: Path) -> None:
    def note(book: Workbook) -> None:
        cell_under(book, "Actions", "What will be done", 2).comment = Comment("ask Jess first", "Nina Doyle")
        cell_under(book, "Actions", "What will be done", 3).comment = Comment("Fill this in", "plangen")

    book = left(tmp_path, note)

    assert found(book) == [("FORM-15", "Actions!C6")]
    assert "Jess" not in run("check", book).output


def test_27_headings_under_other_names_are_found_and_listed(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        heading(book, "Actions", "Who will do it", "By whom?")
        heading(book, "Actions", "Done by", "Timescale")
        heading(book, "Outcomes", "What will be different for the child", "Desired outcome")
        heading(book, "People", "Full name", "Name")

    book = left(tmp_path, rename)

    assert [cell for cell, _ in read_as(book)] == ["People!B3", "Outcomes!B3", "Actions!D3", "Actions!H3"]
    assert checked(book)["ready"] is True
    assert case_of(book).actions[0].who == ("Jess Pike",)


def test_27_a_heading_that_two_columns_claim_is_asked(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        heading(book, "Actions", "Who will do it", "By whom")
        heading(book, "Actions", "Helped by", "Owner")

    assert "FORM-08" in [rule for rule, _ in found(left(tmp_path, rename))]


def test_27_moved_columns_are_found_and_extra_ones_are_listed(tmp_path: Path) -> None:
    def move(book: Workbook) -> None:
        book["Actions"].insert_cols(2)
        book["Actions"]["B3"], book["Actions"]["B6"] = "Cost", "about £40"

    book = left(tmp_path, move)

    assert found(book) == [("FORM-09", "Actions!B3")]
    assert len(case_of(book).actions) == 6


@pytest.mark.parametrize("name", ["Action plan", "Actions (2)", "Copy of Actions", "ACTIONS "])
def test_28_a_sheet_under_another_name_is_found(tmp_path: Path, name: str) -> None:
    def rename(book: Workbook) -> None:
        book["Actions"].title = name

    book = left(tmp_path, rename)

    assert len(case_of(book).actions) == 6
    assert [rule for rule, _ in found(book)] == ([] if name == "ACTIONS " else ["FORM-14"])


def test_28_two_sheets_for_one_purpose_are_asked(tmp_path: Path) -> None:
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book["Actions"]).title = "Actions (2)"

    book = left(tmp_path, copy)

    assert ("FORM-16", "Actions (2)") in found(book)
    assert checked(book)["ready"] is False


def test_28_a_sheet_that_is_gone_and_one_that_nobody_knows_are_named(tmp_path: Path) -> None:
    def swap(book: Workbook) -> None:
        book.remove(book["Actions"])
        book.create_sheet("Budget")["A1"] = "£240"

    told = found(left(tmp_path, swap))

    assert ("FORM-07", "Actions") in told
    assert ("FORM-09", "Budget") in told


def test_29_headings_pasted_again_are_passed_over_and_listed(tmp_path: Path) -> None:
    def paste(book: Workbook) -> None:
        page = book["Actions"]
        for column in range(1, 16):
            page.cell(30, column, page.cell(3, column).value)

    book = left(tmp_path, paste)

    assert [cell for cell, _ in read_as(book)] == ["Actions!A30"]
    assert len(case_of(book).actions) == 6


def test_51_a_second_tab_of_childrens_details_is_asked(tmp_path: Path) -> None:
    def paste(book: Workbook) -> None:
        book.create_sheet("Child details")["A1"] = "Rowan PIKE"

    assert found(left(tmp_path, paste)) == [("FORM-16", "Child details")]


def test_54_a_picture_over_the_cells_is_said(tmp_path: Path) -> None:
    def paste(book: Workbook) -> None:
        book["Views"].add_chart(BarChart(), "D7")

    assert found(left(tmp_path, paste)) == [("FORM-15", "Views!D7")]


def test_55_rows_that_a_filter_hides_are_read_and_said(tmp_path: Path) -> None:
    def narrow(book: Workbook) -> None:
        book["Actions"].auto_filter.ref = "A3:O40"
        book["Actions"].auto_filter.add_filter_column(9, ["In progress"])
        book["Actions"].row_dimensions[7].hidden = True
        book["Actions"].print_area = "A1:C6"
        book["Actions"].freeze_panes = "C9"

    book = left(tmp_path, narrow)

    [told] = checked(book)["findings"]
    assert (told["rule"], told["cell"]) == ("PRIV-12", "A7")
    assert "filter" in told["message"]
    assert len(case_of(book).actions) == 6


def test_a_sheet_that_nothing_hides_in_is_not_read_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = overlooked._read

    def watched(path: Path, part: str, name: str, looks: Styles) -> Beside:
        read.append(name)
        return real(path, part, name, looks)

    def hide(book: Workbook) -> None:
        book["Actions"].row_dimensions[6].hidden = True

    monkeypatch.setattr(overlooked, "_read", watched)
    workbook.book(typed(tmp_path / "plain.xlsx", {}))
    workbook.book(left(tmp_path, hide))

    assert read == ["Actions"]
