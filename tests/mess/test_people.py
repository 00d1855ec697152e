"""People as they are spoken of (kinds 30 to 34): found when exactly one can be meant, else asked, never guessed."""

from pathlib import Path

import pytest

from tests.mess.looking import case_of, checked, found, of_rule, read_as, run, typed

WHO = ("Actions", "Who will do it", 1)
MUM, DAD, GRAN = "Jess Pike", "Callum Frost", "Joyce Pike"
WORKER, MANAGER, SCHOOL, NURSE = "Nina Doyle", "Paul Marsden", "Alma Trent", "Sunita Rai"


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("Mum", [MUM]),
        ("dad", [DAD]),
        ("Nan", [GRAN]),
        ("SW", [WORKER]),
        ("Nina", [WORKER]),
        ("team manager", [MANAGER]),
        ("School nurse", [NURSE]),
        ("Mrs Trent / school", [SCHOOL]),
        ("Mrs Trent (school)", [SCHOOL]),
        ("Mum & Nina", [MUM, WORKER]),
        ("mum and dad", [MUM, DAD]),
        ("Both parents", [MUM, DAD]),
        ("Jess Pike, Callum Frost", [MUM, DAD]),
        ("Frost, Callum", [DAD]),
        ("Mr Callum Frost", [DAD]),
        ("Ms Doyle", [WORKER]),
        ("N. Doyle", [WORKER]),
        ("P Marsden", [MANAGER]),
        ("SR", [NURSE]),
        ("Fernway Primary", [SCHOOL]),
    ],
)
def test_31_someone_is_found_when_exactly_one_person_fits_and_it_is_listed(
    tmp_path: Path, said: str, means: list[str]
) -> None:
    book = typed(tmp_path / "family.xlsx", {WHO: said})

    assert list(case_of(book).actions[0].who) == means
    assert [rule for rule, _ in found(book) if rule != "AGR-05"] == ["FORM-14"]
    assert [cell for cell, _ in read_as(book)] == ["Actions!D5"]


@pytest.mark.parametrize(
    "said", ["HV", "Uncle Ted", "Mr Pike and co", "Jes Pike", "Calum", "Pike", "Mum & Ted", "school / Ted"]
)
def test_32_nobody_is_found_by_likeness(tmp_path: Path, said: str) -> None:
    book = typed(tmp_path / "family.xlsx", {WHO: said})

    assert of_rule(book, "LINK-01") == ["Actions!D5"]
    assert checked(book)["ready"] is False


def test_31_mum_is_asked_when_another_parent_could_be_meant(tmp_path: Path) -> None:
    unsaid = {("People", "Name in the child's words", 2): None, ("People", "Relationship to the children", 2): None}
    two = {("People", "Relationship to the children", 2): "Mum of Rowan"}

    assert "Actions!D5" in of_rule(typed(tmp_path / "a.xlsx", {WHO: "Mum", **unsaid}), "LINK-01")
    assert "Actions!D5" in of_rule(typed(tmp_path / "b.xlsx", {WHO: "Mum", **two}), "LINK-01")


def test_31_jesss_mum_is_not_the_childrens_mum(tmp_path: Path) -> None:
    gran = {
        ("People", "Relationship to the children", 3): "Jess's mum",
        ("People", "Name in the child's words", 3): None,
    }
    plain = typed(tmp_path / "a.xlsx", {WHO: "Mum", **gran})

    assert of_rule(plain, "LINK-01") == ["Actions!D5"]


def test_32_where_a_wrong_guess_could_hurt_a_title_or_initials_are_not_enough(tmp_path: Path) -> None:
    for number, said in enumerate(("Mr Frost", "CF", "his side of the family", "school")):
        book = typed(tmp_path / f"{number}.xlsx", {("People", "Hide from", 1): said})
        assert len(of_rule(book, "PRIV-14")) == 1, said
    kept = typed(tmp_path / "kept.xlsx", {("People", "Hide from", 1): "Dad"})
    assert case_of(kept).people[0].hide_from == (DAD,)
    assert len(read_as(kept)) == 1


def test_31_a_copy_is_never_for_somebody_who_is_guessed(tmp_path: Path) -> None:
    recipient = ("Sharing", "Who gets a copy", 1)

    assert len(of_rule(typed(tmp_path / "a.xlsx", {recipient: "JP"}), "LINK-01")) == 1
    assert len(of_rule(typed(tmp_path / "b.xlsx", {recipient: "Mum & Dad"}), "PRIV-05")) == 1
    assert case_of(typed(tmp_path / "c.xlsx", {recipient: "Mum"})).sharing[0].recipient == MUM


def test_30_numbers_that_are_missing_double_or_misspelt_are_asked(tmp_path: Path) -> None:
    number, goal = ("Outcomes", "No.", 2), ("Actions", "For outcome no.", 1)

    assert ("FORM-01", "Outcomes!A6") in found(typed(tmp_path / "a.xlsx", {number: None}))
    assert of_rule(typed(tmp_path / "b.xlsx", {number: 1}), "LINK-01") != []
    assert "Actions!B5" in of_rule(typed(tmp_path / "c.xlsx", {goal: "l"}), "FORM-03")
    assert "Actions!B5" in of_rule(typed(tmp_path / "d.xlsx", {goal: "1O"}), "FORM-03")


def test_33_a_row_copied_from_another_child_is_seen_by_that_childs_name(tmp_path: Path) -> None:
    life = "A day in this child's life now"
    cells = {("Children", life, 2): "Maisie gets herself up, gives Tyler crisps and looks for her shoes."}

    assert "PRIV-03" in [rule for rule, _ in found(typed(tmp_path / "family.xlsx", cells, "case-a-neglect"))]


@pytest.mark.parametrize("said", ["both", "all kids", "Maisie + Tyler", "both children"])
def test_34_both_and_all_the_children_are_the_children_on_the_plan(tmp_path: Path, said: str) -> None:
    book = typed(tmp_path / "family.xlsx", {("Outcomes", "Which children", 1): said}, "case-a-neglect")

    assert len(case_of(book).outcomes[0].children) == 2
    assert [cell for cell, _ in read_as(book)] == ["Outcomes!C5"]


def test_34_both_is_asked_where_there_are_not_two(tmp_path: Path) -> None:
    book = typed(tmp_path / "family.xlsx", {("Outcomes", "Which children", 1): "both"})

    assert of_rule(book, "PRIV-14") == ["Outcomes!C5"]


def test_what_was_read_otherwise_is_one_line_for_each_kind_and_names_nobody(tmp_path: Path) -> None:
    cells = {("Actions", "Who will do it", row): "Mum" for row in (1, 2, 3)}
    book = typed(tmp_path / "family.xlsx", {**cells, ("Actions", "Done by", 1): 46374})

    said = run("check", book, "--as-at", "2026-11-23").output

    assert "READ AS  4 cells" in said
    assert "Actions!D5, Actions!D6, Actions!D7" in said
    assert said.count("[FORM-14]") == 1
    assert "Jess" not in said
    assert "READ AS" not in run("check", typed(tmp_path / "plain.xlsx", {}), "--as-at", "2026-11-23").output
