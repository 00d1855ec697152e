"""The workbook handed back: everything of its owner's kept, every mark at its cell, and gone again when mended."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator import package, workbook
from generator.case import Where
from generator.errors import PackageError
from generator.flow import Severity
from generator.workbook import Mark
from tests.workbook.used import a_used_workbook

# openpyxl, which only looks at the result here, says what it would drop.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")

LATE = Mark(Severity.CHECK, Where("Actions", "H6"), "This action is past its date.", "Give a new date.", "TIME-04")
NOBODY = Mark(Severity.MUST_FIX, Where("Actions", "D5"), "Nobody is named.", "Name Ben Ashe.", "SPEC-02")
VAGUE = Mark(Severity.IDEA, Where("Actions", "C5"), "“support” says little.", "Say what happens.", "WORD-04")
ANGRY = Mark(Severity.MUST_FIX, Where("Strengths and worries", "C7"), "A & B < C.", "", "LINK-02")
NO_TAB = Mark(Severity.MUST_FIX, Where("Signatures"), "This tab is missing.", "Put it back.", "FORM-09")
ALL = Mark(Severity.CHECK, None, "The whole record is old.", "Look at it again.", "REV-01")


@pytest.fixture(scope="module")
def used() -> bytes:
    return a_used_workbook()


@pytest.fixture(scope="module")
def marked(used: bytes) -> bytes:
    return workbook.marked(used, [NOBODY, ANGRY, LATE, VAGUE])


def parts(content: bytes) -> dict[str, bytes]:
    return {part.name: part.data for part in package.read(content).parts}


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def notes(content: bytes) -> dict[str, str]:
    return {
        f"{page.title}!{cell.coordinate}": cell.comment.text
        for page in opened(content).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


def tinted(page: Worksheet) -> set[str]:
    ranges = [
        str(found.sqref)
        for found in page.conditional_formatting
        for rule in found.rules
        if rule.formula == ['"plangen"="plangen"']
    ]
    return {cell for cells in ranges for cell in cells.split()}


def saved_elsewhere(content: bytes, edit: Callable[[Workbook], object] = lambda _: None) -> bytes:
    """The workbook as another program packs it, with somebody's edits."""
    book = opened(content)
    edit(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def listed(content: bytes) -> list[tuple[str | None, ...]]:
    page = opened(content)["To fix"]
    return [row[:2] + row[4:5] for row in page.iter_rows(min_row=8, max_col=5, values_only=True)]


def test_every_part_that_holds_no_mark_stays_as_it_was_byte_for_byte(used: bytes, marked: bytes) -> None:
    before, after = parts(used), parts(marked)

    assert before.keys() <= after.keys()
    assert {name for name, data in before.items() if after[name] != data} == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/_rels/sheet5.xml.rels",
        "xl/worksheets/sheet5.xml",  # a mark
        "xl/worksheets/sheet7.xml",  # marks, and it was the tab that opens first
    } & before.keys()


def test_no_cell_and_no_look_of_a_cell_is_changed(used: bytes, marked: bytes) -> None:
    before, after = parts(used), parts(marked)

    for name in ("xl/worksheets/sheet5.xml", "xl/worksheets/sheet7.xml"):
        assert cells_of(after[name]) == cells_of(before[name])


def cells_of(sheet: bytes) -> str:
    """The cells as XML says them: `<c/>` and `<c></c>` are the same."""
    return canonicalize(sheet[sheet.index(b"<sheetData>") : sheet.index(b"</sheetData>")] + b"</sheetData>")


def test_each_mark_is_a_note_and_a_tint_on_its_cell(marked: bytes) -> None:
    said = notes(marked)

    assert said["Actions!D5"] == "Must fix [SPEC-02]\nNobody is named.\nWhat to do: Name Ben Ashe."
    assert said["Strengths and worries!C7"] == "Must fix [LINK-02]\nA & B < C."
    assert tinted(opened(marked)["Actions"]) == {"C5", "D5", "H6"}


def test_a_note_of_somebodys_own_is_kept_and_ours_stands_below_it(marked: bytes) -> None:
    said = notes(marked)

    assert said["Actions!C5"].startswith("Ask Jo on Monday.\n\nIdea [WORD-04]\n")
    assert said["Actions!L6"] == "Which day?"


def test_each_note_has_the_box_without_which_excel_shows_none(marked: bytes) -> None:
    boxes = b"".join(data for name, data in parts(marked).items() if name.endswith(".vml"))

    assert boxes.count(b'ObjectType="Note"') == 5
    for name in (name for name in parts(marked) if name.endswith(".vml")):
        package.parse_xml(parts(marked)[name])
    assert boxes.count(b"<x:Row>4</x:Row><x:Column>3</x:Column>") == 1


def test_the_list_comes_first_and_leads_to_each_cell(marked: bytes) -> None:
    book = opened(marked)
    page = book["To fix"]
    links = {cell.coordinate: cell.hyperlink.location for cell in page["B"] if cell.hyperlink}

    assert book.sheetnames[0] == "To fix"
    assert book.active is page
    assert [row[1] for row in listed(marked)] == ["Actions!D5", "Strengths and worries!C7", "Actions!H6", "Actions!C5"]
    assert links == {
        "B8": "'Actions'!D5",
        "B9": "'Strengths and worries'!C7",
        "B10": "'Actions'!H6",
        "B11": "'Actions'!C5",
    }


def test_only_the_list_is_selected_so_that_nothing_is_typed_into_two_sheets(marked: bytes) -> None:
    selected = [page.title for page in opened(marked).worksheets if page.sheet_view.tabSelected]

    assert selected == ["To fix"]


def test_names_still_belong_to_their_own_sheets(used: bytes, marked: bytes) -> None:
    before, after = opened(used), opened(marked)

    assert after.defined_names["milk"].attr_text == "'My own list'!$A$1"
    assert after["Outcomes"].defined_names["here"].attr_text == "Outcomes!$B$5"
    assert after["Actions"].print_title_rows == before["Actions"].print_title_rows
    assert after["Start"].print_title_rows == before["Start"].print_title_rows


def test_what_has_no_cell_is_listed_with_the_name_of_its_sheet(used: bytes) -> None:
    content = workbook.marked(used, [NO_TAB, ALL])

    assert listed(content) == [("Must fix", "Signatures", "FORM-09"), ("Check", "The whole record", "REV-01")]
    assert set(notes(content)) == {"Actions!C5", "Actions!L6"}


def test_a_mark_on_a_sheet_that_is_gone_leads_nowhere(used: bytes) -> None:
    content = workbook.marked(used, [Mark(Severity.CHECK, Where("Gone", "A1"), "Gone.", "", "FORM-09")])

    assert listed(content) == [("Check", "Gone!A1", "FORM-09")]
    assert opened(content)["To fix"]["B8"].hyperlink is None


def test_marking_takes_the_earlier_marks_away_and_ticks_what_was_mended(used: bytes, marked: bytes) -> None:
    again = workbook.marked(marked, [LATE])

    assert set(notes(again)) == {"Actions!C5", "Actions!L6", "Actions!H6"}
    assert notes(again)["Actions!C5"] == "Ask Jo on Monday."
    assert tinted(opened(again)["Actions"]) == {"H6"}
    assert [row for row in listed(again) if row[1]] == [
        ("Check", "Actions!H6", "TIME-04"),
        ("✓ Mended", "Actions!D5", "SPEC-02"),
        ("✓ Mended", "Strengths and worries!C7", "LINK-02"),
        ("✓ Mended", "Actions!C5", "WORD-04"),
    ]


def test_when_all_is_mended_the_sheets_are_as_they_were(used: bytes, marked: bytes) -> None:
    before, after = parts(used), parts(workbook.marked(marked, []))

    new = {name for name in after if name not in before}
    assert {name for name in new if "worksheets/sheet" not in name} == set()
    assert cells_of(after["xl/worksheets/sheet7.xml"]) == cells_of(before["xl/worksheets/sheet7.xml"])
    assert b"plangen" not in after["xl/worksheets/sheet5.xml"]
    assert b"legacyDrawing" not in after["xl/worksheets/sheet5.xml"]


def test_what_is_wrong_again_is_no_longer_ticked(marked: bytes) -> None:
    again = workbook.marked(workbook.marked(marked, [LATE]), [LATE, NOBODY])

    assert ("Must fix", "Actions!D5", "SPEC-02") in listed(again)
    assert ("✓ Mended", "Actions!D5", "SPEC-02") not in listed(again)


def test_marks_are_found_again_after_another_program_saved_the_copy(marked: bytes) -> None:
    again = workbook.marked(saved_elsewhere(marked), [NOBODY])

    assert set(notes(again)) == {"Actions!C5", "Actions!L6", "Actions!D5"}
    assert tinted(opened(again)["Actions"]) == {"D5"}
    assert [page.title for page in opened(again).worksheets].count("To fix") == 1


def test_a_mark_whose_row_has_moved_is_not_taken_for_mended(marked: bytes) -> None:
    moved = Mark(LATE.level, Where("Actions", "H9"), LATE.message, LATE.fix, LATE.rule)
    again = workbook.marked(saved_elsewhere(marked), [moved, NOBODY, ANGRY, VAGUE])

    assert not [row for row in listed(again) if row[0] == "✓ Mended"]


def test_words_that_somebody_adds_to_our_note_are_kept(marked: bytes) -> None:
    def answer(book: Workbook) -> None:
        book["Actions"]["D5"].comment.text += "\nIt is Ade, I asked."

    again = workbook.marked(saved_elsewhere(marked, answer), [])

    assert notes(again)["Actions!D5"].strip() == "It is Ade, I asked."


def test_a_sheet_of_somebodys_own_called_to_fix_is_left_alone(used: bytes, tmp_path: Path) -> None:
    theirs = saved_elsewhere(used, lambda book: book.create_sheet("To fix").append(["the gate"]))
    path = tmp_path / "family to fix.xlsx"
    path.write_bytes(theirs)
    content = workbook.marked(theirs, [LATE])
    again = workbook.marked(content, [LATE])

    assert workbook.own_sheets(path) == frozenset()
    for made in (content, again):
        assert opened(made)["To fix"]["A1"].value == "the gate"
        assert opened(made).sheetnames[0] == "To fix (plangen)"


def test_our_list_is_known_by_whatever_name_it_is_given(marked: bytes, tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        book["To fix"].title = "Jobs"
        book.defined_names["plangen_to_fix"].attr_text = "Jobs!$A$1"  # as Excel does

    path = tmp_path / "family to fix.xlsx"
    path.write_bytes(saved_elsewhere(marked, rename))

    assert workbook.own_sheets(path) == {"Jobs", "plangen marks"}


def test_a_conversation_on_a_cell_is_left_as_it_is(used: bytes) -> None:
    talk = b"<author>tc={0B5C8E4F-0000-4000-8000-000000000001}</author>"
    held = parts(used)
    name = next(name for name in held if "comment" in name and name.endswith(".xml") and "drawing" not in name.lower())
    held[name] = held[name].replace(b"<author>A Worker</author>", talk)
    content = package.write(package.Package(tuple(package.Part(*one) for one in held.items())))

    after = workbook.marked(content, [VAGUE, NOBODY])

    assert notes(after)["Actions!C5"] == "Ask Jo on Monday."
    assert "Actions!D5" in notes(after)
    assert tinted(opened(after)["Actions"]) == {"C5", "D5"}


def test_the_same_marks_give_the_same_bytes(used: bytes, marked: bytes) -> None:
    assert workbook.marked(used, [NOBODY, ANGRY, LATE, VAGUE]) == marked


def test_words_that_no_workbook_can_hold_break_nothing(used: bytes) -> None:
    odd = Mark(Severity.CHECK, Where("Actions", "C7"), "A bell \x07 in _x0041_.", "", "FORM-08")

    again = workbook.marked(workbook.marked(used, [odd]), [])

    assert "Actions!C7" not in notes(again)


def test_a_workbook_put_together_wrongly_is_refused_in_a_sentence(used: bytes) -> None:
    held = parts(used)
    held["xl/workbook.xml"] = held["xl/workbook.xml"].replace(b'localSheetId="0"', b'localSheetId="first"')
    content = package.write(package.Package(tuple(package.Part(*one) for one in held.items())))

    with pytest.raises(PackageError, match="cannot be marked"):
        workbook.marked(content, [LATE])


def test_a_copy_is_untouched_until_somebody_saves_it(used: bytes, marked: bytes, tmp_path: Path) -> None:
    path = tmp_path / "family to fix.xlsx"

    def says(content: bytes) -> bool:
        path.write_bytes(content)
        return workbook.is_untouched(path)

    assert says(marked)
    assert says(workbook.marked(marked, [LATE]))
    assert not says(saved_elsewhere(marked))
    assert not says(workbook.marked(saved_elsewhere(marked), [LATE]))


@pytest.mark.judge
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_notes_and_gives_them_back_to_be_taken_away(marked: bytes, tmp_path: Path) -> None:
    (tmp_path / "in.xlsx").write_bytes(marked)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", "--norestore", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", tmp_path / "out", tmp_path / "in.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = tmp_path / "out" / "in.xlsx"
    again = workbook.marked(saved, [LATE])

    assert notes(saved.read_bytes()) == notes(marked)
    assert tinted(opened(saved.read_bytes())["Actions"]) == {"C5", "D5", "H6"}
    assert workbook.own_sheets(saved) == {"To fix", "plangen marks"}
    assert set(notes(again)) == {"Actions!C5", "Actions!L6", "Actions!H6"}
    assert notes(again)["Actions!C5"] == "Ask Jo on Monday."
    assert tinted(opened(again)["Actions"]) == {"H6"}
