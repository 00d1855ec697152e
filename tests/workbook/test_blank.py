"""The blank workbook: everything in it comes from the schema, and it explains itself."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator import workbook
from generator.council import KINDS, Council, Field, Holds, KindSchema
from generator.errors import UsageError

TITLES, HEADINGS, EXAMPLES, FIRST = 1, 3, 4, 5


def opened(schema: KindSchema, *with_sheets: str, council_name: str = "") -> Workbook:
    return load_workbook(BytesIO(workbook.blank(schema, with_sheets=with_sheets, council_name=council_name)))


def texts(page: Worksheet, row: int) -> list[str]:
    return [str(cell.value) for cell in page[row] if cell.value is not None]


def labels(page: Worksheet, form: bool) -> set[str]:
    cells = [row[0] for row in page.iter_rows(max_col=1)] if form else page[HEADINGS]
    return {str(cell.value).removesuffix(" *") for cell in cells if cell.value}


def rule_at(page: Worksheet, place: str) -> DataValidation:
    return next(rule for rule in page.data_validations.dataValidation if place in rule.sqref)


def under(page: Worksheet, heading: str, row: int = FIRST) -> str:
    """The address of the cell under a heading."""
    found = next(cell for cell in page[HEADINGS] if str(cell.value).removesuffix(" *") == heading)
    return f"{found.column_letter}{row}"


def beside(page: Worksheet, question: str) -> str:
    """The address of the answer beside a question of the Start sheet."""
    found = next(row[0] for row in page.iter_rows(max_col=1) if str(row[0].value).removesuffix(" *") == question)
    return f"B{found.row}"


def everyday(schema: KindSchema) -> list[str]:
    return [sheet.name for sheet in schema.sheets if not sheet.optional]


def all_fields(schema: KindSchema) -> Iterator[tuple[str, bool, Field]]:
    forms = {sheet.name: sheet.form for sheet in schema.sheets}
    for record in schema.records:
        for field in record.fields:
            yield record.sheet, forms[record.sheet], field


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_the_everyday_sheets_in_order_and_at_most_twelve(council: Council, kind: str) -> None:
    book = opened(council.kinds[kind])

    shown = [page.title for page in book if page.sheet_state == "visible"]

    assert shown == everyday(council.kinds[kind])
    assert len(shown) <= 12
    assert [page.title for page in book if page.sheet_state == "hidden"] == ["Lists", "plangen"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_schema_has_its_place_with_its_label_and_its_help(council: Council, kind: str) -> None:
    schema = council.kinds[kind]
    book = opened(schema, *(sheet.name for sheet in schema.sheets))

    for sheet, form, field in all_fields(schema):
        assert field.label in labels(book[sheet], form), f"{sheet}: {field.label}"
        place = beside(book[sheet], field.label) if form else under(book[sheet], field.label, HEADINGS)
        shown = rule_at(book[sheet], place)
        assert shown.showInputMessage
        assert shown.prompt.startswith(field.help[:100]) or field.help[:100] in shown.prompt, field.label


@pytest.mark.parametrize("kind", KINDS)
def test_help_texts_are_never_longer_than_excel_allows(council: Council, kind: str) -> None:
    schema = council.kinds[kind]
    book = opened(schema, *(sheet.name for sheet in schema.sheets if sheet.optional))

    rules = [rule for page in book for rule in page.data_validations.dataValidation]

    assert len(rules) > 100
    assert all(len(rule.promptTitle) <= 32 and len(rule.prompt) <= 255 for rule in rules)


def test_an_optional_sheet_is_added_by_name_in_any_capitals(council: Council) -> None:
    book = opened(council.kinds["child_protection"], " restrictions", "CHILD VERSION")

    shown = [page.title for page in book if page.sheet_state == "visible"]

    assert shown[-2:] == ["Restrictions", "Child version"]


def test_an_unknown_sheet_is_refused_with_the_nearest_name(council: Council) -> None:
    with pytest.raises(UsageError, match=r"no sheet called 'restriction'\. Did you mean 'Restrictions'\?"):
        workbook.blank(council.kinds["child_protection"], with_sheets=["restriction"])


def test_an_unknown_sheet_that_is_like_no_other_is_refused_with_those_there_are(council: Council) -> None:
    with pytest.raises(UsageError, match="Sheets that can be added: Restrictions, Child version"):
        workbook.blank(council.kinds["child_protection"], with_sheets=["zzz"])


def test_the_start_sheet_names_plan_and_council_and_says_in_ten_lines_how_to_fill_it(council: Council) -> None:
    start = opened(council.kinds["child_in_need"], council_name="Fernshire Council")["Start"]

    assert start["A1"].value == "Child in need plan"
    assert start["A2"].value == "Fernshire Council"
    lines = [start.cell(row, 1).value for row in range(4, 14)]
    assert [line.split(".")[0] for line in lines] == [str(number) for number in range(1, 11)]
    assert start["A14"].value is None
    assert [start.cell(15, column).value for column in (1, 2, 3)] == ["Question", "Your answer", "Help"]


def test_the_kind_of_plan_is_answered_already(council: Council) -> None:
    start = opened(council.kinds["child_in_need"])["Start"]

    assert start[beside(start, "Kind of plan")].value == "Child in need plan"


def test_a_table_has_title_purpose_headings_and_an_example_that_stays_in_sight(council: Council) -> None:
    schema = council.kinds["child_protection"]
    page = opened(schema)["Actions"]

    assert page["A1"].value == "Actions"
    assert page["A2"].value == (
        "Who does what by when. One task a row, so that each can be finished and ticked. Columns marked * are needed."
    )
    assert texts(page, HEADINGS)[:5] == [
        "No.", "For outcome no.", "What will be done *", "Who will do it *", "Helped by",
    ]  # fmt: skip
    assert page["A4"].value == "Example"
    assert page[under(page, "Done by", EXAMPLES)].value.date() == date(2026, 10, 23)
    assert page["A4"].fill.start_color.rgb != page["A5"].fill.start_color.rgb
    assert not page["B4"].font.italic
    assert page.freeze_panes == "B5"
    assert [page.cell(row, 1).value for row in (5, 6, 64)] == [1, 2, 60]


def test_records_that_share_a_sheet_share_its_columns_and_the_kind_of_row_comes_first(council: Council) -> None:
    page = opened(council.kinds["child_protection"])["Strengths and worries"]
    headings = texts(page, HEADINGS)

    assert headings[:4] == ["No.", "Strength, worry or need? *", "Which children", "What happens or what we see *"]
    assert len(headings) == len(set(headings))
    assert (
        headings.index("What might happen if nothing changes *") == headings.index("What it means for the child *") + 1
    )
    shown = rule_at(page, under(page, "What might happen if nothing changes"))
    assert shown.prompt == "For a worry only. Needed for: Worry."


def test_the_example_of_a_shared_sheet_is_one_kind_of_row_and_answers_only_what_that_kind_is_asked(
    council: Council,
) -> None:
    page = opened(council.kinds["child_protection"])["Meetings"]

    assert page[under(page, "Meeting or visit?", EXAMPLES)].value == "Meeting"
    assert page[under(page, "Planned or held?", EXAMPLES)].value == "Planned"
    assert page[under(page, "How often", EXAMPLES)].value is None


def test_a_choice_is_offered_from_the_hidden_lists(council: Council) -> None:
    book = opened(council.kinds["child_protection"])
    page = book["People"]

    rule = rule_at(page, under(page, "Who they are"))

    assert (rule.type, rule.errorStyle, rule.showErrorMessage) == ("list", "stop", True)
    cells = book["Lists"][rule.formula1.removeprefix("Lists!")]
    assert [cell.value for (cell,) in cells] == [
        "Parent", "Carer", "Family or friend who helps", "Other adult", "Worker",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "heading", "named"),
    [
        ("People", "Parental responsibility for", "list_children"),
        ("Views", "Asked by", "list_people"),
        ("Views", "Whose view", "list_everyone"),
        ("People", "Hide from", "list_named"),
        ("Outcomes", "Answers worry or need no.", "list_worries"),
        ("Actions", "For outcome no.", "list_outcomes"),
        ("Timeline", "Action no.", "list_actions"),
    ],
)
def test_people_and_numbers_are_offered_from_where_they_are_typed(
    council: Council, sheet: str, heading: str, named: str
) -> None:
    book = opened(council.kinds["child_protection"])

    assert rule_at(book[sheet], under(book[sheet], heading)).formula1 == named
    assert book.defined_names[named].attr_text.startswith("OFFSET(Lists!")


def test_a_cell_for_several_answers_offers_one_and_takes_many(council: Council) -> None:
    page = opened(council.kinds["child_protection"])["Actions"]

    rule = rule_at(page, under(page, "For outcome no."))

    assert (rule.type, rule.showErrorMessage) == ("list", False)
    assert "semicolons" in rule.prompt


def test_a_name_that_is_not_on_the_list_yet_is_asked_about_but_may_be_typed(council: Council) -> None:
    start = opened(council.kinds["child_protection"])["Start"]

    rule = rule_at(start, beside(start, "Lead worker"))

    assert (rule.type, rule.formula1, rule.errorStyle) == ("list", "list_people", "warning")


def test_a_date_cell_takes_only_dates_and_shows_the_day_first(council: Council) -> None:
    page = opened(council.kinds["child_protection"])["Actions"]

    rule = rule_at(page, under(page, "Done by"))

    assert (rule.type, rule.errorStyle, rule.showErrorMessage) == ("date", "stop", True)
    assert page[under(page, "Done by")].number_format == "dd/mm/yyyy"


def test_a_number_cell_takes_whole_numbers_within_its_bounds(council: Council) -> None:
    page = opened(council.kinds["child_protection"])["Strengths and worries"]

    rule = rule_at(page, under(page, "Score now, 0 to 10"))

    assert (rule.type, rule.formula1, rule.formula2, rule.errorStyle) == ("whole", "0", "10", "stop")


def test_a_yes_or_no_cell_offers_just_these(council: Council) -> None:
    page = opened(council.kinds["child_protection"])["People"]

    assert rule_at(page, under(page, "Confidential?")).formula1 == '"Yes,No"'


def test_phone_numbers_and_weeks_stay_text(council: Council) -> None:
    book = opened(council.kinds["child_protection"])

    assert book["People"][under(book["People"], "Phone")].number_format == "@"
    assert book["Timeline"][under(book["Timeline"], "Week")].number_format == "@"


def test_it_prints_landscape_on_a4_with_its_headings_on_every_page(council: Council) -> None:
    for page in opened(council.kinds["child_protection"]):
        if page.sheet_state == "visible":
            assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
            assert page.sheet_properties.pageSetUpPr.fitToPage
            assert page.page_setup.fitToHeight == 0
            assert page.print_title_rows
            assert page.oddHeader.left.text == "&A"
            assert page.oddFooter.right.text == "Page &P of &N"


def test_no_cell_is_merged_and_no_sheet_is_protected(council: Council) -> None:
    for page in opened(council.kinds["child_protection"]):
        assert not page.merged_cells.ranges
        assert not page.protection.sheet


def test_it_says_what_it_was_made_for_on_a_hidden_sheet_and_in_its_properties(council: Council) -> None:
    book = opened(council.kinds["child_in_need"])

    rows = list(book["plangen"].iter_rows(max_row=3, max_col=2, values_only=True))

    assert rows == [("plangen intake", None), ("format", 1), ("kind", "child_in_need")]
    assert (book.properties.title, book.properties.creator) == ("Child in need plan: intake", "plangen")


def test_the_same_schema_gives_the_same_bytes(council: Council) -> None:
    schema = council.kinds["child_protection"]

    assert workbook.blank(schema) == workbook.blank(schema)


def test_a_field_that_a_council_adds_gets_its_column_with_everything_that_belongs_to_it(council: Council) -> None:
    schema = council.kinds["child_protection"]
    club = Field(
        name="favourite_club", record="children", label="Favourite club", help="Where the child likes to go.",
        example="Chess", sharing="child_life", holds=Holds.CHOICE, needed="R", missing="FORM-02",
        choices=(("chess", "Chess"), ("swimming", "Swimming")), also=(), refers="", lint=False, width=20,
        extra=True, cerberus={"type": "string"},
    )  # fmt: skip
    children = schema.record("children")
    records = tuple(
        replace(record, fields=(*children.fields, club)) if record is children else record for record in schema.records
    )

    book = opened(replace(schema, records=records))
    page = book["Children"]

    assert page[under(page, "Favourite club", HEADINGS)].value == "Favourite club *"
    assert page[under(page, "Favourite club", EXAMPLES)].value == "Chess"
    rule = rule_at(page, under(page, "Favourite club"))
    assert (rule.type, rule.prompt) == ("list", "Where the child likes to go.")
    assert [cell.value for (cell,) in book["Lists"][rule.formula1.removeprefix("Lists!")]] == ["Chess", "Swimming"]


@pytest.mark.judge
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_gathers_the_names_for_the_drop_downs(council: Council, tmp_path: Path) -> None:
    made = workbook.fill(
        workbook.blank(council.kinds["child_protection"]),
        {
            "Children": [{"Child's full name": "Ella Hart"}],
            "People": [{"Full name": "Jo Hart"}, {}, {"Full name": "Ade Cole", "Agency": "Fernshire Council"}],
            "Actions": [{"What will be done": "Ring the landlord."}],
        },
    )
    (tmp_path / "in.xlsx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", "--norestore", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", tmp_path / "out", tmp_path / "in.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    lists = load_workbook(tmp_path / "out" / "in.xlsx", data_only=True)["Lists"]
    gathered = {column[0]: [value for value in column[1:] if value] for column in lists.iter_cols(values_only=True)}

    assert gathered["people"] == [2, "Jo Hart", "Ade Cole"]
    assert gathered["everyone"] == [3, "Ella Hart", "Jo Hart", "Ade Cole"]
    assert gathered["named"] == [4, "Ella Hart", "Jo Hart", "Ade Cole", "Fernshire Council"]
    assert gathered["actions"] == [1, 1]
