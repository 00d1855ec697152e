"""One answer at a time."""

from datetime import date, datetime, time

import pytest

from generator.case import NotApplicable, ToBeConfirmed
from generator.flow import Raw
from tests.normalise.builders import COUNCIL, finding, found, read

MIDNIGHT = datetime.combine(date(2026, 8, 4), time())


def action(**cells: Raw) -> dict[str, Raw]:
    """One action; `due` and the like stand for the headings people see."""
    labels = {"what": "What will be done", "who": "Who will do it", "due": "Done by", "goals": "For outcome no.",
              "status": "How it stands", "helped": "Helped by"}  # fmt: skip
    return {labels[name]: raw for name, raw in cells.items()}


def one(draft_row: dict[str, Raw]) -> dict[str, object]:
    return read(actions=[draft_row]).values["actions"][0]


def test_a_date_cell_is_taken_as_it_is_and_midnight_is_dropped() -> None:
    assert one(action(due=date(2026, 4, 3)))["due_date"] == date(2026, 4, 3)
    assert one(action(due=MIDNIGHT))["due_date"] == date(2026, 8, 4)


def test_a_text_date_that_can_be_read_two_ways_is_asked_never_guessed() -> None:
    draft = read(actions=[action(due="03/04/2026")])

    assert found(draft) == [("FORM-04", "Actions!H5")]
    assert "due_date" not in draft.values["actions"][0]
    assert "03/04" not in finding(draft, "FORM-04").message


def test_ongoing_in_a_date_column_is_told_apart_from_nonsense() -> None:
    draft = read(actions=[action(due="ongoing"), action(due="end of term")])

    assert found(draft) == [("TIME-02", "Actions!H5"), ("FORM-03", "Actions!H6")]


def test_not_applicable_keeps_its_reason_and_to_be_confirmed_is_another_thing() -> None:
    draft = read(actions=[action(due="TBC", what="n/a"), action(what="Not applicable (he has moved away)")])

    assert draft.gaps == {
        "actions/0/due_date": ToBeConfirmed(),
        "actions/0/what": NotApplicable(),
        "actions/1/what": NotApplicable("he has moved away"),
    }
    assert draft.findings == ()


@pytest.mark.parametrize("typed", ["-", "–", "Select…", "   "])
def test_what_only_fills_a_cell_is_a_blank(typed: str) -> None:
    assert "what" not in one(action(what=typed, due=date(2026, 12, 1)))


@pytest.mark.parametrize("typed", ["In progress", "in_progress", "IN-PROGRESS", "part done", " in  progress "])
def test_a_choice_is_known_by_value_label_or_another_spelling(typed: str) -> None:
    assert one(action(status=typed))["status"] == "in_progress"


def test_a_choice_that_is_not_offered_is_asked() -> None:
    assert found(read(actions=[action(status="pencilled in")])) == [("FORM-05", "Actions!J5")]


@pytest.mark.parametrize(
    ("typed", "means"), [("Yes", True), ("y", True), ("✓", True), (1, True), ("n", False), (False, False)]
)
def test_yes_and_no_are_real_booleans(typed: Raw, means: bool) -> None:
    draft = read(timeline=[{"Week": 4, "Unannounced?": typed}])

    assert draft.values["timeline"][0]["unannounced"] is means


def test_a_cross_could_be_either_so_it_is_asked() -> None:
    assert [rule for rule, _ in found(read(timeline=[{"Week": 4, "Unannounced?": "x"}]))] == ["FORM-05"]


@pytest.mark.parametrize("typed", ["Ben Ashe", "  ben   ASHE ", "Ben\u00a0Ashe"])
def test_a_name_is_stored_as_it_is_written_on_the_people_sheet(typed: str) -> None:
    assert one(action(who=typed))["who"] == ["Ben Ashe"]


def test_a_curly_apostrophe_does_not_make_another_person() -> None:
    assert one(action(who="Sam O’Hart"))["who"] == ["Sam O'Hart"]


def test_names_are_split_on_semicolons_and_line_breaks() -> None:
    assert one(action(who="Jo Hart; Ella Hart\nBen Ashe"))["who"] == ["Jo Hart", "Ella Hart", "Ben Ashe"]


def test_a_person_nobody_knows_is_named_by_cell_and_heading_only() -> None:
    draft = read(actions=[action(who="Ben Ashe; Uncle Ted")])
    told = finding(draft, "LINK-01")

    assert str(told.where) == "Actions!D5"
    assert "Who will do it" in told.message
    assert "Ted" not in told.message + told.fix
    assert draft.values["actions"][0]["who"] == ["Ben Ashe"]


def test_nobody_in_a_list_of_names_is_a_blank() -> None:
    assert "helped_by" not in one(action(helped="None", what="Fit a gate"))


def test_two_people_in_one_recipient_cell_are_a_matter_of_privacy() -> None:
    draft = read(sharing=[{"Who gets a copy": "Jo Hart and Sam O'Hart"}])

    assert found(draft) == [("PRIV-05", "Sharing!B5")]


def test_what_is_hidden_from_someone_unknown_stops_even_a_draft() -> None:
    draft = read(restrictions=[{"What is kept private": "A view", "Which one": "Ella Hart", "Hide from": "his family"}])

    assert found(draft) == [("PRIV-14", "Restrictions!D5")]


def test_an_agency_can_be_kept_from_something() -> None:
    draft = read(restrictions=[{"What is kept private": "A view", "Hide from": "saltby family service; Jo Hart"}])

    assert draft.values["restrictions"][0]["hide_from"] == ["Saltby Family Service", "Jo Hart"]


@pytest.mark.parametrize("typed", ["1; 2", "1, 2", "1 and 2", "1\n2", "No. 1; no 2", "1; 2; 1"])
def test_numbers_are_split_on_whatever_stands_between_them(typed: str) -> None:
    assert one(action(goals=typed))["outcomes"] == [1, 2]


def test_a_whole_float_is_a_number_and_half_a_number_is_asked() -> None:
    draft = read(actions=[action(goals=2.0), action(goals=1.5)])

    assert draft.values["actions"][0]["outcomes"] == [2]
    assert found(draft) == [("FORM-03", "Actions!B6")]


@pytest.mark.parametrize(
    ("typed", "means"), [("4-8", "4-8"), ("4–8", "4-8"), ("4 to 8", "4-8"), ("Week 4", "4"), (4.0, "4"), (4, "4")]
)
def test_weeks_are_one_or_a_range(typed: Raw, means: str) -> None:
    assert read(timeline=[{"Week": typed}]).values["timeline"][0]["weeks"] == means


def test_weeks_that_excel_turned_into_a_date_are_turned_back_only_when_nothing_else_was_typed() -> None:
    april = datetime.combine(date(2026, 4, 1), time())
    draft = read(timeline=[{"Week": MIDNIGHT}, {"Week": "8-4"}, {"Week": april}])

    assert [row.get("weeks") for row in draft.values["timeline"]] == ["4-8", None, None]
    assert found(draft) == [("FORM-14", "Timeline!B5"), ("FORM-03", "Timeline!B6"), ("FORM-03", "Timeline!B7")]


def test_a_number_or_date_where_text_is_asked_reads_as_it_shows() -> None:
    seen = datetime.combine(date(2026, 3, 4), time(16, 30))
    draft = read(people=[{"Full name": "Jo Hart", "Phone": 1632960101.0, "Address": date(2026, 3, 4), "Agency": seen}])

    assert draft.values["people"][0]["phone"] == "1632960101"
    assert draft.values["people"][0]["address"] == "4 March 2026"
    assert draft.values["people"][0]["agency"] == "4 March 2026, 16:30"


def test_text_is_tidied_and_its_line_breaks_are_kept() -> None:
    assert one(action(what=" Fit\u00a0the\u200b gate_x000D_\r\nand try\vit "))["what"] == "Fit the gate\nand try\nit"


@pytest.mark.parametrize("typed", ["{{ child }} & <b>", "👩\u200d👧 naïve", "مرحبا", "=- needs bed", "a  b"])
def test_what_a_person_typed_comes_out_as_they_typed_it(typed: str) -> None:
    assert one(action(what=typed))["what"] == typed


def test_a_persons_own_words_are_left_as_they_are_inside() -> None:
    said = "I  like\u00a0it\u200b.\nIt's OK"

    assert read(views=[{"Whose view": "Ella Hart", "What they say": said}]).values["views"][0]["words"] == said


def test_control_characters_are_left_out_and_counted() -> None:
    draft = read(actions=[action(what="Fit \x07the\x00 gate_x0001_")])

    assert draft.values["actions"][0]["what"] == "Fit the gate"
    assert found(draft) == [("DOCX-10", "Actions!C5")]
    assert "(3)" in finding(draft, "DOCX-10").message


def test_a_cell_at_excels_limit_is_kept_whole_and_said() -> None:
    draft = read(actions=[action(what="a" * 32_767)])

    assert len(draft.values["actions"][0]["what"]) == 32_767
    assert found(draft) == [("FORM-12", "Actions!C5")]


def test_every_kind_of_answer_can_be_read() -> None:
    holds = {field.holds for record in COUNCIL.kinds["child_protection"].records for field in record.fields}
    from generator.normalise.answers import READERS

    assert holds <= set(READERS)


def test_a_row_about_a_misspelt_child_never_passes_for_one_about_all_children() -> None:
    def whose(names: str) -> list[tuple[str, str]]:
        row = {"Strength, worry or need?": "Worry", "What happens or what we see": "No bed", "Which children": names}
        return found(read(strengths_and_worries=[row]))

    assert whose("Ela Hart") == [("PRIV-14", "Strengths and worries!C5")]
    assert whose("Ela Hart; Finn Hart") == [("LINK-01", "Strengths and worries!C5")]


def test_a_copy_about_a_misspelt_child_is_never_widened() -> None:
    row = {"Who gets a copy": "Jo Hart", "About which children": "Ella Hart; Fin Hart"}

    assert found(read(sharing=[row])) == [("PRIV-14", "Sharing!D5")]


def test_a_restriction_still_to_be_decided_stops_even_a_draft() -> None:
    draft = read(people=[{"Full name": "Jo Hart", "Confidential?": "TBC"}])

    assert [rule for rule, _ in found(draft)] == ["PRIV-14"]
