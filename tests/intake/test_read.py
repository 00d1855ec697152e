"""Reading a filled intake: what was written, under which heading, in which cell."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from generator import intake, workbook
from generator.case import Where
from generator.council import Council
from generator.errors import IntakeError
from generator.flow import Answer, Heading, Intake

Mend = Callable[[Workbook], None]
Reader = Callable[..., Intake]


@pytest.fixture(scope="module")
def blank(council: Council) -> bytes:
    return workbook.blank(council.kinds["child_protection"], with_sheets=["Restrictions", "Child version"])


@pytest.fixture(scope="module")
def whole_blank(council: Council) -> bytes:
    """The blank workbook with every optional sheet and every rare column."""
    schema = council.kinds["child_protection"]
    return workbook.blank(schema, with_sheets=[sheet.name for sheet in schema.sheets])


@pytest.fixture
def read(blank: bytes, council: Council, tmp_path: Path) -> Reader:
    return reader_of(blank, council, tmp_path)


@pytest.fixture
def read_whole(whole_blank: bytes, council: Council, tmp_path: Path) -> Reader:
    return reader_of(whole_blank, council, tmp_path)


def reader_of(blank: bytes, council: Council, tmp_path: Path) -> Reader:
    """Fill the blank workbook, change it by hand, and read it."""

    def reading(answers: dict[str, Any] | None = None, change: Mend | None = None) -> Intake:
        content = workbook.fill(blank, answers or {})
        path = tmp_path / "family.xlsx"
        path.write_bytes(content)
        if change is not None:
            book = load_workbook(BytesIO(content))
            change(book)
            book.save(path)
        return intake.read(path, council)

    return reading


def written(found: Intake, sheet: str) -> list[tuple[str, object, str]]:
    return [(a.label, a.raw, a.where.cell) for a in found.answers if a.where.sheet == sheet]


def test_the_untouched_blank_workbook_holds_every_heading_and_no_answer(read_whole: Reader, council: Council) -> None:
    found = read_whole()
    schema = council.kinds["child_protection"]

    assert (found.source, found.kind, found.answers) == ("family.xlsx", "child_protection", ())
    assert found.sheets == tuple(sheet.name for sheet in schema.sheets)
    assert len(found.sha256) == 64
    labels = {(heading.where.sheet, heading.label) for heading in found.headings}
    assert {(record.sheet, field.label) for record in schema.records for field in record.fields} <= labels


def test_what_is_typed_is_read_at_its_cell_as_it_was_typed(read: Reader) -> None:
    text = 'R&D <b> "x" {{ braces }}\nsecond line 👧 Łucja שלום _x0041_'
    found = read(
        {
            "Start": {"Case reference": "0042", "Plan starts on": date(2026, 10, 5)},
            "Children": [{"Child's full name": "Ella Hart", "Is this address confidential?": True}],
            "Strengths and worries": [{"Strength, worry or need?": "Worry", "Score now, 0 to 10": 3}],
            "Actions": [{"For outcome no.": [1, 2], "What will be done": text}, {"Done by": date(2026, 10, 23)}],
        }
    )

    assert written(found, "Start") == [
        ("Case reference", "0042", "B17"),
        ("Kind of plan", "Child protection plan", "B25"),
        ("Plan starts on", date(2026, 10, 5), "B29"),
    ]
    assert written(found, "Children") == [
        ("Child's full name", "Ella Hart", "B5"),
        ("Is this address confidential?", "Yes", "H5"),
    ]
    assert written(found, "Strengths and worries") == [
        ("No.", 1.0, "A5"),
        ("Strength, worry or need?", "Worry", "B5"),
        ("Score now, 0 to 10", 3.0, "J5"),
    ]
    assert [(a.label, a.raw, a.row) for a in found.answers if a.where.sheet == "Actions"] == [
        ("No.", 1.0, 5),
        ("For outcome no.", "1; 2", 5),
        ("What will be done", text, 5),
        ("No.", 2.0, 6),
        ("Done by", date(2026, 10, 23), 6),
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1), min_size=10, max_size=60))
def test_any_text_that_is_typed_comes_back_as_it_was_typed(read: Reader, texts: list[str]) -> None:
    found = read({"Actions": [{"What will be done": text} for text in texts]})

    back = {a.row - 5: a.raw for a in found.answers if a.label == "What will be done"}

    assert back == {row: text for row, text in enumerate(texts) if text.strip()}


def test_every_question_of_the_schema_can_be_filled_and_is_read_back_under_its_label(
    read_whole: Reader, council: Council
) -> None:
    schema = council.kinds["child_protection"]
    answers: dict[str, Any] = {}
    for sheet in schema.sheets:
        for record in schema.on_sheet(sheet.name):
            row = {field.label: f"{record.name} {field.name}" for field in record.fields if field.label != "No."}
            if sheet.form:
                answers.setdefault(sheet.name, {}).update({**row, "Kind of plan": "Child protection plan"})
            else:
                said = {record.column: record.says} if record.column else {}
                answers.setdefault(sheet.name, []).append({**row, **said})

    found = read_whole(answers)

    for name, told in answers.items():
        rows = [told] if isinstance(told, dict) else told
        back = [(a.label, a.raw) for a in found.answers if a.where.sheet == name and a.label != "No."]
        assert sorted(back) == sorted(pair for row in rows for pair in row.items()), name


def test_a_cell_at_excels_limit_comes_through_whole(read: Reader) -> None:
    longest = "x" * 32_767

    found = read({"Actions": [{"What will be done": longest}]})

    assert ("What will be done", longest, "C5") in written(found, "Actions")


def test_headings_are_given_without_the_mark_for_needed_ones(read: Reader) -> None:
    found = read()

    assert Heading("Done by", Where("Actions", "H3")) in found.headings
    assert Heading("Case reference", Where("Start", "A17")) in found.headings
    assert not any("*" in heading.label for heading in found.headings)


def test_moved_headings_and_columns_are_found_where_they_are(read: Reader) -> None:
    def move(book: Workbook) -> None:
        page = book["Actions"]
        page.insert_rows(1, 3)
        page.insert_cols(2)
        page["C6"] = "  FOR  outcome NO. "

    found = read({"Actions": [{"For outcome no.": "1", "What will be done": "Ring."}]}, move)

    assert written(found, "Actions") == [
        ("No.", 1.0, "A8"),
        ("FOR outcome NO.", "1", "C8"),
        ("What will be done", "Ring.", "D8"),
    ]


def test_a_renamed_heading_is_reported_as_it_is_written_with_what_stands_under_it(read: Reader) -> None:
    def rename(book: Workbook) -> None:
        book["Actions"]["C3"] = "What shall be done"

    found = read({"Actions": [{"What will be done": "Ring."}]}, rename)

    assert Heading("What shall be done", Where("Actions", "C3")) in found.headings
    assert Answer("What shall be done", "Ring.", Where("Actions", "C5"), 5) in found.answers


def test_an_answer_under_no_heading_at_all_is_not_lost(read: Reader) -> None:
    def scribble(book: Workbook) -> None:
        book["Actions"]["Z5"] = "ask mum first"

    found = read({}, scribble)

    assert ("", "ask mum first", "Z5") in written(found, "Actions")


def test_a_renamed_question_on_start_is_reported_with_its_answer(read: Reader) -> None:
    def rename(book: Workbook) -> None:
        book["Start"]["A17"] = "Case no"

    found = read({"Start": {"Case reference": "F1042"}}, rename)

    assert Heading("Case no", Where("Start", "A17")) in found.headings
    assert Answer("Case no", "F1042", Where("Start", "B17"), 0) in found.answers


def test_sheets_are_known_in_any_capitals_and_reported_as_written(read: Reader) -> None:
    def rename(book: Workbook) -> None:
        book["Actions"].title = "ACTIONS "

    found = read({"Actions": [{"What will be done": "Ring."}]}, rename)

    assert "ACTIONS " in found.sheets
    assert Answer("What will be done", "Ring.", Where("ACTIONS ", "C5"), 5) in found.answers


def test_a_sheet_nobody_asks_for_is_named_with_what_stands_on_it(read: Reader) -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("My notes")["B2"] = "ask mum first"

    found = read({}, add)

    assert found.sheets[-1] == "My notes"
    assert written(found, "My notes") == [("", "ask mum first", "B2")]


def test_a_known_sheet_that_someone_hid_is_still_read(read: Reader) -> None:
    def hide(book: Workbook) -> None:
        book["Restrictions"].sheet_state = "hidden"

    found = read({"Restrictions": [{"Why": "Ella asked."}]}, hide)

    assert "Restrictions" in found.sheets
    assert ("Why", "Ella asked.") in [(label, raw) for label, raw, _ in written(found, "Restrictions")]


def test_the_tools_own_sheets_are_never_part_of_the_intake(read: Reader) -> None:
    def show(book: Workbook) -> None:
        book["Lists"].sheet_state = book["plangen"].sheet_state = "visible"

    assert not {"Lists", "plangen"} & set(read({}, show).sheets)


def test_a_row_with_nothing_but_its_number_is_blank(read: Reader) -> None:
    def space(book: Workbook) -> None:
        book["Actions"]["C5"] = "   "

    assert read({}, space).answers == ()


def test_the_example_row_is_never_read_as_an_answer(read: Reader) -> None:
    found = read({"Actions": [{"What will be done": "Ring."}]})

    assert {answer.row for answer in found.answers if answer.where.sheet == "Actions"} == {5}


def test_a_changed_example_row_is_given_so_that_it_can_be_said(read: Reader) -> None:
    def change(book: Workbook) -> None:
        book["Actions"]["C4"] = "Ring the landlord."

    found = read({}, change)

    assert written(found, "Actions")[0] == ("No.", "Example", "A4")
    assert ("What will be done", "Ring the landlord.", "C4") in written(found, "Actions")


def test_a_changed_example_keeps_its_mark_where_rows_are_only_counted(read: Reader) -> None:
    def change(book: Workbook) -> None:
        book["Children"]["B4"] = "Maisie Lane"

    found = read({"Children": [{"Child's full name": "Tyler Lane"}]}, change)

    assert written(found, "Children")[0] == ("No.", "Example", "A4")
    assert written(found, "Children")[-1] == ("Child's full name", "Tyler Lane", "B5")
    assert not any(label == "No." and raw != "Example" for label, raw, _ in written(found, "Children"))


def test_an_example_row_that_lost_its_mark_is_still_known_for_what_it_is(read: Reader) -> None:
    def unmark(book: Workbook) -> None:
        book["Actions"]["A4"] = None

    assert read({}, unmark).answers == ()


def test_an_example_row_written_before_the_schema_changed_is_still_known(read: Reader) -> None:
    def older(book: Workbook) -> None:
        book["Actions"]["C4"] = "An example that plangen used to show."
        said = next(row for row in book["plangen"].iter_rows() if row[0].value == "Actions")
        book["plangen"].cell(said[0].row, len(said) + 1, "An example that plangen used to show.")

    assert read({}, older).answers == ()


def test_headings_pasted_again_further_down_are_passed_over(read: Reader) -> None:
    def paste(book: Workbook) -> None:
        page = book["Actions"]
        for column in range(1, 16):
            page.cell(9, column, page.cell(3, column).value)

    assert read({}, paste).answers == ()


def test_the_kind_that_start_says_wins_over_the_one_it_was_made_for(read: Reader) -> None:
    assert read({"Start": {"Kind of plan": "  cin PLAN "}}).kind == "child_in_need"


def test_a_kind_that_cannot_be_matched_leaves_the_one_it_was_made_for(read: Reader) -> None:
    assert read({"Start": {"Kind of plan": "Ch Prot"}}).kind == "child_protection"


def test_without_the_hidden_sheet_the_answer_on_start_is_enough(read: Reader) -> None:
    def lose(book: Workbook) -> None:
        del book["plangen"]

    assert read({"Start": {"Kind of plan": "Child in need plan"}}, lose).kind == "child_in_need"


def test_when_nothing_says_the_kind_the_cell_to_fill_is_named(read: Reader) -> None:
    def lose(book: Workbook) -> None:
        del book["plangen"]
        book["Start"]["B25"] = None

    with pytest.raises(IntakeError, match=r"Fill in 'Kind of plan' in cell Start!B25 with one of: Child protection"):
        read({}, lose)


def test_when_even_the_question_is_gone_a_new_workbook_is_asked_for(read: Reader) -> None:
    def lose(book: Workbook) -> None:
        del book["plangen"]
        del book["Start"]

    with pytest.raises(IntakeError, match="Copy the answers into a new workbook: plangen new child_protection"):
        read({}, lose)


def test_a_workbook_of_a_newer_plangen_is_refused(read: Reader) -> None:
    def newer(book: Workbook) -> None:
        book["plangen"]["B2"] = 2

    with pytest.raises(IntakeError, match="made by a newer plangen"):
        read({}, newer)


def test_an_error_in_a_cell_is_an_answer_and_not_a_blank(read: Reader) -> None:
    def spoil(book: Workbook) -> None:
        book["Actions"]["H5"] = "#REF!"
        book["Actions"]["H5"].data_type = "e"

    assert ("Done by", "#REF!", "H5") in written(read({}, spoil), "Actions")


def test_strange_sheets_are_no_intake(council: Council, tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "budget"
    book.save(tmp_path / "budget.xlsx")

    with pytest.raises(IntakeError) as told:
        intake.read(tmp_path / "budget.xlsx", council)

    assert str(told.value) == (
        "budget.xlsx holds no sheet of an intake. An intake has the sheets Start, Children, People, Views and so on. "
        "Make one to fill in with: plangen new child_protection family.xlsx"
    )


def test_an_empty_workbook_is_no_intake(council: Council, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "empty.xlsx")

    with pytest.raises(IntakeError, match=r"empty\.xlsx is empty\. An intake has the sheets Start, Children"):
        intake.read(tmp_path / "empty.xlsx", council)
