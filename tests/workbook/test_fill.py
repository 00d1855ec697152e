"""Filling a blank intake the way a person would."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from generator import workbook
from generator.council import Council
from generator.errors import UsageError


@pytest.fixture(scope="module")
def blank(council: Council) -> bytes:
    return workbook.blank(council.kinds["child_in_need"])


def test_answers_are_typed_beside_their_questions_and_under_their_headings(blank: bytes) -> None:
    made = workbook.fill(
        blank,
        {
            "Start": {"Case reference": "0042", "Plan starts on": date(2026, 10, 5), "Version": 1},
            "People": [
                {"Full name": "Jo Hart", "Confidential?": True, "Phone": "01632 960 101"},
                {"Full name": "Ade Cole", "Works with": ["Ella Hart", "Jo Hart"], "Confidential?": False},
            ],
        },
    )
    book = load_workbook(BytesIO(made))
    start = {row[0]: row[1] for row in book["Start"].iter_rows(min_row=16, max_col=2, values_only=True)}
    headings = [cell.value for cell in book["People"][3]]
    jo, ade = (dict(zip(headings, row, strict=True)) for row in book["People"].iter_rows(5, 6, values_only=True))

    assert start["Case reference *"] == "0042"
    assert start["Plan starts on *"].date() == date(2026, 10, 5)
    assert start["Version *"] == 1
    assert (jo["No."], jo["Full name *"], jo["Confidential?"], jo["Phone"]) == (1, "Jo Hart", "Yes", "01632 960 101")
    assert (ade["No."], ade["Works with"], ade["Confidential?"]) == (2, "Ella Hart; Jo Hart", "No")


def test_a_row_may_bring_its_own_number(blank: bytes) -> None:
    made = workbook.fill(blank, {"Actions": [{"What will be done": "a"}, {"No.": 9, "What will be done": "b"}]})

    page = load_workbook(BytesIO(made))["Actions"]

    assert [page["A5"].value, page["A6"].value, page["A7"].value] == [1, 9, 3]


def test_what_looks_like_a_formula_or_an_error_stays_text(blank: bytes) -> None:
    made = workbook.fill(blank, {"Actions": [{"What will be done": "=- needs a bed", "Who will do it": "#REF!"}]})

    page = load_workbook(BytesIO(made))["Actions"]

    assert [(page[place].value, page[place].data_type) for place in ("C5", "D5")] == [
        ("=- needs a bed", "s"),
        ("#REF!", "s"),
    ]


def test_help_drop_downs_and_frozen_headings_survive_the_filling(blank: bytes) -> None:
    before = load_workbook(BytesIO(blank))["Actions"]
    after = load_workbook(BytesIO(workbook.fill(blank, {"Actions": [{"What will be done": "a"}]})))["Actions"]

    assert len(after.data_validations.dataValidation) == len(before.data_validations.dataValidation)
    assert after.freeze_panes == before.freeze_panes
    assert after.print_title_rows == before.print_title_rows


def test_the_same_answers_give_the_same_bytes(blank: bytes) -> None:
    answers = {"Start": {"Case reference": "F1042"}, "Actions": [{"What will be done": "a"}]}

    assert workbook.fill(blank, answers) == workbook.fill(blank, answers)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"Acts": []}, "The workbook has no sheet called 'Acts'"),
        ({"Actions": [{"Whatever": "x"}]}, "The sheet 'Actions' has nothing called 'Whatever'"),
        ({"Start": {"Whatever": "x"}}, "The sheet 'Start' has nothing called 'Whatever'"),
        ({"What if": [{}] * 16}, "The sheet 'What if' has room for 15 rows, not 16"),
    ],
)
def test_what_has_no_place_is_refused(blank: bytes, answers: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        workbook.fill(blank, answers)  # type: ignore[arg-type]
