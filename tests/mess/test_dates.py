"""Dates as people and Excel leave them (kinds 1 to 10, 45 to 47 and 50)."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from generator import package
from tests.families import cell_under, edited
from tests.mess.looking import AS_AT, answer_on_start, case_of, checked, found, of_rule, read_as, typed

AFTERNOON = datetime.combine(date(2026, 12, 18), time(14, 30))
DUE = ("Actions", "Done by", 1)


@pytest.mark.parametrize(
    "said", ["18/12/26", "18.12.2026", "18-Dec-26", "18th December 2026", "2026-12-18", "Fri 18 Dec 2026"]
)
def test_01_a_date_in_any_usual_spelling_is_that_day(tmp_path: Path, said: str) -> None:
    book = typed(tmp_path / "family.xlsx", {DUE: said})

    assert found(book) == []
    assert case_of(book).actions[0].due_date == date(2026, 12, 18)


def test_01_a_weekday_stands_for_the_year_that_is_missing_and_must_fit(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {DUE: "Fri 18 Dec", ("Actions", "Done by", 2): "Mon 18/12/2026"})

    assert case_of(book).actions[0].due_date == date(2026, 12, 18)
    assert [cell for cell, _ in read_as(book)] == ["Actions!H5"]
    assert of_rule(book, "FORM-03") == ["Actions!H6"]


def test_02_a_date_that_reads_two_ways_is_asked(tmp_path: Path) -> None:
    assert of_rule(typed(tmp_path / "family.xlsx", {DUE: "03/04/2027"}), "FORM-04") == ["Actions!H5"]


def test_03_a_date_that_excel_swapped_is_caught_when_it_cannot_be_true(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {DUE: date(2026, 1, 12)})

    assert ("TIME-03", "Actions!H5") in found(book)


def test_04_the_number_that_excel_keeps_for_a_day_is_that_day_and_listed(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {DUE: 46374, ("Actions", "Done by", 2): "46374"})

    assert [action.due_date for action in case_of(book).actions[:2]] == [date(2026, 12, 18)] * 2
    assert [cell for cell, _ in read_as(book)] == ["Actions!H5", "Actions!H6"]
    assert checked(book)["ready"] is True


def test_04_a_workbook_that_counts_from_1904_gives_the_same_days(tmp_path: Path) -> None:
    def on_a_macintosh(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        cell_under(book, "Actions", "Done by", 1).value = 46374 - 1462
        cell_under(book, "Actions", "Done by", 1).number_format = "General"

    book = edited(tmp_path / "family.xlsx", on_a_macintosh)

    assert case_of(book).actions[0].due_date == date(2026, 12, 18)
    assert case_of(book).plans[0].start_date == date(2026, 10, 12)
    assert [rule for rule, _ in found(book)] == ["FORM-14"]


def test_05_the_next_meeting_is_its_day_and_looser_words_are_asked(tmp_path: Path) -> None:
    loose = {("Actions", "Done by", row): said for row, said in enumerate(("Dec 2026", "end of term", "6 weeks"), 2)}
    book = typed(tmp_path / "family.xlsx", {DUE: "Next child in need review", **loose})

    assert case_of(book).actions[0].due_date == date(2026, 12, 7)
    assert [cell for cell, _ in read_as(book)] == ["Actions!H5"]
    assert of_rule(book, "FORM-03") == ["Actions!H6", "Actions!H7", "Actions!H8"]


def test_05_the_next_meeting_of_a_kind_that_has_no_day_is_asked(tmp_path: Path) -> None:
    assert of_rule(typed(tmp_path / "family.xlsx", {DUE: "next core group"}), "FORM-03") == ["Actions!H5"]


def test_06_two_dates_in_one_cell_are_asked(tmp_path: Path) -> None:
    assert of_rule(typed(tmp_path / "family.xlsx", {DUE: "14/10 – 11/11"}), "FORM-03") == ["Actions!H5"]


def test_07_a_time_beside_a_date_is_left_out_and_listed_and_midnight_is_nothing(tmp_path: Path) -> None:
    cells = {DUE: AFTERNOON, ("Actions", "Done by", 2): "18/12/2026 2.30pm",
             ("Actions", "Done by", 3): "2026-12-18 00:00:00"}  # fmt: skip
    book = typed(tmp_path / "family.xlsx", cells)

    assert [action.due_date for action in case_of(book).actions[:3]] == [date(2026, 12, 18)] * 3
    assert [cell for cell, _ in read_as(book)] == ["Actions!H5", "Actions!H6"]


def test_08_a_year_of_another_century_contradicts_the_rest(tmp_path: Path) -> None:
    born = typed(tmp_path / "born.xlsx", {("Children", "Date of birth", 1): date(1917, 4, 14)})
    due = typed(tmp_path / "due.xlsx", {DUE: date(2062, 1, 9)})

    assert "Children!D5" in of_rule(born, "TIME-03")
    assert of_rule(due, "TIME-03") == ["Actions!H5"]


def test_09_a_day_that_does_not_exist_is_asked(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {DUE: "31/02/2027", ("Actions", "Done by", 2): "30 Feb 2027"})

    assert of_rule(book, "FORM-03") == ["Actions!H5", "Actions!H6"]


def test_10_as_soon_as_possible_to_be_confirmed_and_not_applicable_are_three_things(tmp_path: Path) -> None:
    said = ("ASAP", "ongoing", "TBC", "n/a", "-")
    book = typed(tmp_path / "family.xlsx", {("Actions", "Done by", row): word for row, word in enumerate(said, 1)})

    dues = [type(action.due_date).__name__ for action in case_of(book).actions[:5]]
    assert dues == ["Missing", "Missing", "ToBeConfirmed", "NotApplicable", "Missing"]
    assert of_rule(book, "TIME-02") == ["Actions!H5", "Actions!H6"]
    assert "Actions!H9" in of_rule(book, "TIME-01")


def test_45_the_saved_result_of_a_formula_counts_and_one_that_moves_each_day_is_said(tmp_path: Path) -> None:
    def each_day_anew(book: Workbook) -> None:
        answer_on_start(book, "Prepared on").value = "=NOW()"

    book = edited(tmp_path / "family.xlsx", each_day_anew)
    saved = with_result(book, "<f>NOW()</f>", str((AS_AT - date(1899, 12, 30)).days))

    assert [rule for rule, _ in found(saved)] == ["FORM-22"]
    assert case_of(saved).prepared_on == AS_AT


def test_46_a_range_of_weeks_that_excel_took_for_a_date_is_turned_back_and_listed(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {("Timeline", "Week", 3): date(2026, 4, 8)})
    other = typed(tmp_path / "other.xlsx", {("Timeline", "Week", 3): date(2026, 8, 4)})

    assert of_rule(book, "FORM-03") == ["Timeline!B7"]  # typed in another country, or 8 April
    assert case_of(other).timeline[2].weeks == "4-8"
    assert [cell for cell, _ in read_as(other)] == ["Timeline!B7"]


def test_47_a_count_that_excel_took_for_a_date_is_asked_or_listed(tmp_path: Path) -> None:
    cells = {("Strengths and worries", "Score now, 0 to 10", 1): date(2026, 4, 3),
             ("Actions", "Where and how often", 1): date(2026, 2, 1)}  # fmt: skip
    book = typed(tmp_path / "family.xlsx", cells)

    assert [cell for cell in of_rule(book, "FORM-03") if cell.startswith("Strengths")]
    [(cell, said)] = read_as(book)
    assert cell.startswith("Actions!")
    assert "apostrophe" in said


def test_50_an_age_is_no_birth_date_and_nobody_is_born_tomorrow(tmp_path: Path) -> None:
    born = ("Children", "Date of birth", 1)

    assert "Children!D5" in of_rule(typed(tmp_path / "a.xlsx", {born: 9}), "FORM-03")
    assert "Children!D5" in of_rule(typed(tmp_path / "b.xlsx", {born: "9 years"}), "FORM-03")
    assert "Children!D5" in of_rule(typed(tmp_path / "c.xlsx", {born: date(2027, 2, 8)}), "TIME-03")


def with_result(book: Path, formula: str, result: str) -> Path:
    """The same workbook after Excel has worked out and saved a formula."""

    def saved(data: bytes) -> bytes:
        for empty in (b"<v></v>", b"<v/>", b"<v />"):
            data = data.replace(formula.encode() + empty, formula.encode() + f"<v>{result}</v>".encode())
        return data

    parts = tuple(package.Part(part.name, saved(part.data)) for part in package.read(book).parts)
    book.write_bytes(package.write(package.Package(parts)))
    return book
