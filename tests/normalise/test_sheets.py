"""Sheets, headings and rows."""

from dataclasses import replace
from datetime import date

from generator.case import Where
from generator.flow import Answer, Severity
from generator.normalise import as_at, normalise
from tests.normalise.builders import (
    COUNCIL,
    an_intake,
    finding,
    found,
    read,
    with_heading,
    with_sheet,
    without_heading,
)

GATE = {"What will be done": "Fit a gate", "Who will do it": "Ben Ashe"}


def test_every_value_knows_its_cell_and_a_blank_knows_where_it_would_stand() -> None:
    draft = read(actions=[{}, GATE])

    assert draft.values["actions"] == [{"number": 2, "what": "Fit a gate", "who": ["Ben Ashe"]}]
    assert draft.origins["actions/0"] == Where("Actions", "A6")
    assert draft.origins["actions/0/who"] == Where("Actions", "D6")
    assert draft.origins["actions/0/due_date"] == Where("Actions", "H6")


def test_the_answers_of_the_start_sheet_are_one_record_and_one_plan() -> None:
    draft = read(start={"Case reference": "F1042", "Kind of plan": "CIN", "Record as at": date(2026, 11, 23)})

    assert draft.values["case"] == [{"case_ref": "F1042", "as_at": date(2026, 11, 23)}]
    assert draft.values["plans"] == [{"kind": "child_in_need"}]
    assert draft.kind == "child_in_need"
    assert as_at(draft) == date(2026, 11, 23)
    assert as_at(read()) is None


def test_a_star_capitals_and_spaces_make_no_other_heading() -> None:
    draft = normalise(
        with_heading(an_intake(actions=[GATE]), "Actions", "Who will do it", " who WILL do it * "), COUNCIL
    )

    assert draft.values["actions"][0]["who"] == ["Ben Ashe"]
    assert draft.findings == ()


def test_a_row_on_a_shared_sheet_is_what_its_own_column_says() -> None:
    rows = [
        {"Strength, worry or need?": "need", "What happens or what we see": "A bed"},
        {"Strength, worry or need?": "Worry", "What happens or what we see": "No bed"},
    ]
    draft = read(strengths_and_worries=rows)

    assert draft.values["needs"] == [{"number": 1, "text": "A bed"}]
    assert draft.values["worries"] == [{"number": 2, "what_happened": "No bed"}]


def test_a_row_that_does_not_say_what_it_is_is_asked() -> None:
    rows = [
        {"What happens or what we see": "A bed"},
        {"Strength, worry or need?": "Maybe", "What happens or what we see": "No bed"},
    ]

    assert found(read(strengths_and_worries=rows)) == [
        ("FORM-01", "Strengths and worries!B5"),
        ("FORM-05", "Strengths and worries!B6"),
    ]


def test_what_is_not_asked_about_this_kind_of_row_is_said_not_dropped() -> None:
    rows = [{"Meeting or visit?": "Visit", "Which kind": "Home check", "Date": date(2026, 11, 23)}]
    told = finding(read(meetings=rows), "FORM-09")

    assert told.path == ""
    assert told.severity is Severity.CHECK
    assert "visit" in told.message


def test_a_renamed_heading_is_found_at_its_place_with_the_name_it_should_have() -> None:
    draft = normalise(with_heading(an_intake(actions=[GATE]), "Actions", "Who will do it", "Who wil do it"), COUNCIL)
    told = finding(draft, "FORM-08")

    assert str(told.where) == "Actions!D3"
    assert "“Who will do it”" in told.message
    assert told.severity is Severity.MUST_FIX


def test_a_column_that_is_gone_matters_only_when_the_plan_needs_it() -> None:
    gone = without_heading(an_intake(actions=[GATE]), "Actions", "Done by")
    unneeded = without_heading(an_intake(actions=[GATE]), "Actions", "What it achieved")

    assert found(normalise(gone, COUNCIL)) == [("FORM-08", "Actions")]
    assert found(normalise(unneeded, COUNCIL)) == []


def test_a_column_that_keeps_a_secret_may_not_go_missing() -> None:
    gone = without_heading(an_intake(), "People", "Hide from")

    assert found(normalise(gone, COUNCIL)) == [("PRIV-14", "People")]


def test_a_column_nobody_knows_is_said_when_it_holds_something() -> None:
    intake = an_intake(actions=[GATE])
    heading = replace(intake.headings[0], label="Notes", where=Where("Actions", "Z3"))
    empty = replace(intake, headings=(*intake.headings, heading))
    filled = replace(empty, answers=(*empty.answers, Answer("Notes", "ask Nan", Where("Actions", "Z5"), 5)))

    assert found(normalise(empty, COUNCIL)) == []
    assert found(normalise(filled, COUNCIL)) == [("FORM-09", "Actions!Z3")]
    assert "Nan" not in finding(normalise(filled, COUNCIL), "FORM-09").message


def test_a_renamed_sheet_is_found_at_its_place_with_the_name_it_should_have() -> None:
    draft = normalise(with_sheet(an_intake(actions=[GATE]), "Actions", "Action list"), COUNCIL)
    told = finding(draft, "FORM-07")

    assert str(told.where) == "Action list"
    assert "“Actions”" in told.message
    assert draft.values["actions"] == []


def test_a_space_after_a_sheets_name_does_no_harm() -> None:
    draft = normalise(with_sheet(an_intake(actions=[GATE]), "Actions", "actions "), COUNCIL)

    assert draft.findings == ()
    assert len(draft.values["actions"]) == 1


def test_a_missing_sheet_is_asked_for_and_an_optional_one_is_not() -> None:
    intake = an_intake()
    without = replace(intake, sheets=tuple(name for name in intake.sheets if name != "What if"))

    assert found(normalise(without, COUNCIL)) == [("FORM-07", "What if")]


def test_a_renamed_sheet_of_restrictions_stops_even_a_draft() -> None:
    intake = an_intake(restrictions=[{"What is kept private": "A view", "Hide from": "Jo Hart"}])

    assert found(normalise(with_sheet(intake, "Restrictions", "Restriction"), COUNCIL)) == [("PRIV-14", "Restriction")]


def test_a_sheet_of_someones_own_is_said_when_it_holds_something() -> None:
    intake = an_intake()
    empty = replace(intake, sheets=(*intake.sheets, "Sheet1"))
    filled = replace(empty, answers=(*empty.answers, Answer("Notes", "x", Where("Sheet1", "A2"), 2)))

    assert found(normalise(empty, COUNCIL)) == []
    assert found(normalise(filled, COUNCIL)) == [("FORM-09", "Sheet1")]


def test_the_example_row_is_never_read() -> None:
    example = {
        "No.": "Example",
        "What will be done": COUNCIL.kinds["child_protection"].record("actions").fields[2].example,
    }
    draft = read(actions=[example, GATE])

    assert draft.findings == ()
    assert len(draft.values["actions"]) == 1


def test_something_typed_into_the_example_row_is_not_lost_in_silence() -> None:
    draft = read(actions=[{"No.": "Example", **GATE}])

    assert found(draft) == [("FORM-11", "Actions!A5")]
    assert draft.values["actions"] == []


def test_two_rows_with_one_number_cannot_both_be_meant() -> None:
    assert found(read(actions=[GATE, {"No.": 1, **GATE}])) == [("LINK-01", "Actions!A6")]


def test_strengths_worries_and_needs_share_their_numbers() -> None:
    rows = [
        {"No.": 1, "Strength, worry or need?": "Worry", "What happens or what we see": "No bed"},
        {"No.": 1, "Strength, worry or need?": "Need", "What happens or what we see": "A bed"},
    ]

    assert found(read(strengths_and_worries=rows)) == [("LINK-01", "Strengths and worries!A6")]


def test_two_people_of_one_name_must_be_told_apart() -> None:
    people = [{"Full name": "Jo Hart"}, {"Full name": "jo  hart"}, {"Full name": "Jo Hart (aunt)"}]

    assert found(read(people=people)) == [("FORM-10", "People!B6")]


def test_an_untouched_workbook_gets_one_sentence_not_a_hundred() -> None:
    draft = read(start={"Kind of plan": "Child protection plan"}, children=[], people=[], actions=[{}, {}])

    assert found(draft) == [("FORM-13", "Start")]


def test_the_plan_kind_may_be_told_by_the_councils_own_name_for_it() -> None:
    schema = replace(COUNCIL.kinds["child_in_need"], printed_name="Family help plan")
    council = replace(COUNCIL, kinds={**COUNCIL.kinds, "child_in_need": schema})
    draft = normalise(an_intake(start={"Kind of plan": "family help plan"}), council)

    assert draft.kind == "child_in_need"
    assert draft.values["plans"] == [{"kind": "child_in_need"}]


def test_a_note_beside_the_table_is_said_and_makes_no_row() -> None:
    intake = an_intake(actions=[GATE])
    note = Answer("", "ask Nan", Where("Actions", "Z9"), 9)
    draft = normalise(replace(intake, answers=(*intake.answers, note)), COUNCIL)

    assert len(draft.values["actions"]) == 1
    assert found(draft) == [("FORM-09", "Actions!Z9")]
    assert "Nan" not in finding(draft, "FORM-09").message


def test_a_changed_example_on_a_sheet_without_numbers_is_no_child_of_this_family() -> None:
    children = [{"No.": "Example", "Child's full name": "Ella Lane"}, {"Child's full name": "Ella Hart"}]
    draft = read(children=children)

    assert [child["name"] for child in draft.values["children"]] == ["Ella Hart"]
    assert found(draft) == [("FORM-11", "Children!A5")]


def test_the_name_of_somebodys_own_sheet_or_column_is_not_repeated() -> None:
    intake = an_intake()
    own = replace(intake, sheets=(*intake.sheets, "Zara"), answers=(Answer("", "x", Where("Zara", "A1"), 1),))

    assert "Zara" not in finding(normalise(own, COUNCIL), "FORM-09").message


def test_of_two_sheets_that_differ_by_a_space_one_is_read_and_the_other_is_said() -> None:
    intake = an_intake(actions=[GATE])
    twin = Answer("What will be done", "Fit a lock", Where("Actions ", "C5"), 5)
    draft = normalise(replace(intake, sheets=(*intake.sheets, "Actions "), answers=(*intake.answers, twin)), COUNCIL)

    assert [action["what"] for action in draft.values["actions"]] == ["Fit a gate"]
    assert found(draft) == [("FORM-16", "Actions ")]
