"""Words, ticks, numbers and signs as people type them (kinds 11 to 22, 35, 48, 52 and 58)."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.case import ToBeConfirmed
from tests.families import cell_under, edited
from tests.mess.looking import answer_on_start, case_of, checked, found, of_rule, read_as, typed
from tests.mess.test_dates import with_result

WHAT = ("Actions", "What will be done", 1)
STATUS = ("Actions", "How it stands", 2)


def test_11_none_not_known_and_to_be_confirmed_are_not_one_thing(tmp_path: Path) -> None:
    cells = {("Actions", "Helped by", 1): "Nil", ("Actions", "Who will do it", 2): "N/K",
             ("Children", "School or nursery", 1): "Not known"}  # fmt: skip
    case = case_of(typed(tmp_path / "family.xlsx", cells))

    assert case.actions[0].helped_by == ()
    assert case.actions[1].who == ()
    assert case.children[0].school == "Not known"


def test_11_a_date_that_is_not_known_is_still_to_come(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {("Actions", "Done by", 1): "not known"})

    assert case_of(book).actions[0].due_date == ToBeConfirmed()
    assert "Actions!H5" in of_rule(book, "TIME-01")


@pytest.mark.parametrize("said", ["Y", "y", "✓", "TRUE", "☑", "ü", 1])
def test_12_a_tick_and_short_forms_are_yes_and_listed(tmp_path: Path, said: object) -> None:
    book = typed(tmp_path / "family.xlsx", {("Timeline", "Completed?", 1): said})

    assert case_of(book).timeline[0].completed is True
    assert len(read_as(book)) == 1


def test_12_words_after_yes_are_listed_and_a_cross_is_asked(tmp_path: Path) -> None:
    cells = {("Timeline", "Completed?", 1): "Yes – agreed with mum", ("Timeline", "Completed?", 2): "x"}
    book = typed(tmp_path / "family.xlsx", cells)

    assert case_of(book).timeline[0].completed is True
    assert len(read_as(book)) == 1
    assert len(of_rule(book, "FORM-05")) == 1


def test_12_words_after_yes_where_something_is_hidden_stop_the_plan(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {("People", "Confidential?", 1): "No - except from her brother"})

    assert len(of_rule(book, "PRIV-14")) == 1


def test_13_another_spelling_of_a_choice_is_that_choice_and_listed(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {STATUS: "underway", ("Actions", "How it stands", 4): "Complete"})

    assert [case_of(book).actions[row].status for row in (1, 3)] == ["in_progress", "done"]
    assert [cell for cell, _ in read_as(book)] == ["Actions!J6", "Actions!J8"]


def test_13_a_choice_that_is_merely_similar_is_asked_with_the_nearest_one(tmp_path: Path) -> None:
    [told] = checked(typed(tmp_path / "family.xlsx", {STATUS: "In progess"}))["findings"]

    assert (told["rule"], told["severity"]) == ("FORM-05", "must_fix")
    assert "“In progress”" in told["message"]


@pytest.mark.parametrize(
    ("said", "rules"), [("CIN plan", ["FORM-14"]), ("Child in need plan", []), ("Child in ned", ["FORM-05"])]
)
def test_13_the_kind_of_plan_has_many_names(tmp_path: Path, said: str, rules: list[str]) -> None:
    def name(book: Workbook) -> None:
        answer_on_start(book, "Kind of plan").value = said

    assert [rule for rule, _ in found(edited(tmp_path / "family.xlsx", name))] == rules


def test_14_digits_that_a_number_may_have_lost_are_said_and_never_made_up(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {("People", "Phone", 1): 7700900301, ("People", "Phone", 2): "1.23E+15"})

    assert len(of_rule(book, "FORM-19")) == 2
    assert case_of(book).people[0].phone == "7700900301"


def test_15_stray_spaces_and_marks_without_width_do_no_harm(tmp_path: Path) -> None:
    book = typed(
        tmp_path / "family.xlsx",
        {("Actions", "Who will do it", 1): "  Jess\u00a0 Pike\u200b ", WHAT: " Fit\u00a0a gate "},
    )

    assert found(book) == []
    assert (case_of(book).actions[0].who, case_of(book).actions[0].what) == (("Jess Pike",), "Fit a gate")


def test_16_what_is_pasted_from_word_is_kept_and_bullets_part_names(tmp_path: Path) -> None:
    said = "“Bedtime” – at nine…\n• a story"
    book = typed(tmp_path / "family.xlsx", {WHAT: said, ("Actions", "Helped by", 1): "• Callum Frost\n·\tJoyce Pike"})

    assert case_of(book).actions[0].what == said
    assert case_of(book).actions[0].helped_by == ("Callum Frost", "Joyce Pike")
    assert found(book) == []


def test_17_line_breaks_stay_and_other_control_characters_are_counted(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {WHAT: "Fit a gate_x000D_\nat the_x0007_ stairs"})

    assert case_of(book).actions[0].what == "Fit a gate\nat the stairs"
    assert of_rule(book, "DOCX-10") == ["Actions!C5"]


@pytest.mark.parametrize("said", ["Łucja ćwiczy é 👩\u200d👧", "مرحبا بك في البيت", "گھر میں"])
def test_18_every_alphabet_is_kept(tmp_path: Path, said: str) -> None:
    book = typed(tmp_path / "family.xlsx", {WHAT: said})

    assert found(book) == []
    assert case_of(book).actions[0].what == said


def test_19_what_looks_like_a_template_or_markup_is_only_text(tmp_path: Path) -> None:
    said = "{{ child }} {% if x %} <b> & ]]>"
    book = typed(tmp_path / "family.xlsx", {WHAT: said})

    assert found(book) == []
    assert case_of(book).actions[0].what == said


def test_20_text_that_begins_like_a_formula_is_text(tmp_path: Path) -> None:
    def type_it(book: Workbook) -> None:
        cell = cell_under(book, "Actions", "What will be done", 1)
        cell.value, cell.data_type = "=- needs bed", "s"

    book = edited(tmp_path / "family.xlsx", type_it)

    assert found(book) == []
    assert case_of(book).actions[0].what == "=- needs bed"


def test_20_a_mark_such_as_ref_is_no_answer_and_names_its_cell(tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        for sheet, heading in (("Actions", "What will be done"), ("Outcomes", "By when")):
            cell = cell_under(book, sheet, heading, 1)
            cell.value, cell.data_type = "#REF!", "e"

    book = edited(tmp_path / "family.xlsx", spoil)

    assert sorted(found(book)) == [("FORM-23", "Actions!C5"), ("FORM-23", "Outcomes!I5")]


def test_21_a_formula_that_was_never_worked_out_says_how_to_mend_it(tmp_path: Path) -> None:
    [told] = checked(typed(tmp_path / "family.xlsx", {WHAT: "=A1&B1"}))["findings"]

    assert told["rule"] == "FORM-18"
    assert "Open the workbook in Excel" in told["fix"]
    worked_out = with_result(typed(tmp_path / "other.xlsx", {WHAT: "=1+1"}), "<f>1+1</f>", "2")
    assert "FORM-18" not in [rule for rule, _ in found(worked_out)]


def test_22_a_very_long_cell_is_kept_whole_and_said(tmp_path: Path) -> None:
    long, full = ("Views", "What they say", 1), ("Views", "What they say", 2)
    book = typed(tmp_path / "family.xlsx", {long: "word " * 700, full: "a" * 32_767})

    assert len(str(case_of(book).views[1].words)) == 32_767
    assert len(of_rule(book, "FORM-06")) == 1
    assert len(of_rule(book, "FORM-12")) == 1


@pytest.mark.parametrize("said", ["1. Fit the gate 2. Clear the stairs", "• Fit the gate\n• Clear the stairs"])
def test_35_several_things_in_one_cell_are_asked_about_and_never_split(tmp_path: Path, said: str) -> None:
    book = typed(tmp_path / "family.xlsx", {WHAT: said})

    assert found(book) == [("FORM-20", "Actions!C5")]
    assert len(case_of(book).actions) == 6


def test_48_a_percentage_stands_as_the_cell_shows_it_and_is_no_score(tmp_path: Path) -> None:
    score = ("Strengths and worries", "Score now, 0 to 10")

    def type_it(book: Workbook) -> None:
        for cell in (cell_under(book, "Outcomes", "Where things are now", 1), cell_under(book, *score, 1)):
            cell.value, cell.number_format = 0.71, "0%"
        cell_under(book, *score, 2).value = "7/10"

    book = edited(tmp_path / "family.xlsx", type_it)

    assert case_of(book).outcomes[0].baseline == "71%"
    assert case_of(book).worries[1].scale_now == 7
    assert len(of_rule(book, "FORM-03")) == 1
    assert len(read_as(book)) == 1


@pytest.mark.parametrize("said", ["Select…", "Please select...", "Choose an item.", "--"])
def test_52_what_a_drop_down_begins_with_is_a_blank(tmp_path: Path, said: str) -> None:
    book = typed(tmp_path / "family.xlsx", {("Actions", "Done by", 1): said})

    assert found(book) == [("TIME-01", "Actions!H5")]


def test_58_number_words_are_numbers_to_twenty_and_text_keeps_its_signs(tmp_path: Path) -> None:
    cells = {("Outcomes", "Must last (weeks)", 1): "twelve", ("Outcomes", "Must last (weeks)", 2): "Twenty",
             ("Outcomes", "Must last (weeks)", 3): "-3", WHAT: "Pay the £240 owed"}  # fmt: skip
    book = typed(tmp_path / "family.xlsx", cells)

    assert [outcome.hold_for_weeks for outcome in case_of(book).outcomes[:2]] == [12, 20]
    assert len(read_as(book)) == 2
    assert len(of_rule(book, "FORM-03")) == 1
    assert case_of(book).actions[0].what == "Pay the £240 owed"
