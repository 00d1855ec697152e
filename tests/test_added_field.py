"""A plain text question needs YAML alone, and is then in the workbook, checked, carried and usable in Word."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document

from generator import checks, intake, normalise, pipeline, proof, workbook
from generator.case import is_gap
from generator.council import Council, open_council
from tests.families import answers

AS_AT = date(2026, 11, 23)
OWN_YAML = """
records:
  children:
    fields:
      favourite_club:
        type: string
        maxlength: 20
        meta:
          label: Favourite club
          help: What this child would not want to miss.
          example: Chess club
          sharing: child_life
"""


@pytest.fixture
def ours(tmp_path: Path) -> Council:
    """A council that added one question, in one file."""
    folder = tmp_path / "council"
    (folder / "schemas").mkdir(parents=True)
    (folder / "council.yaml").write_text("name: Testshire\n", encoding="utf-8")
    (folder / "schemas" / "child_in_need.yaml").write_text(OWN_YAML, encoding="utf-8")
    return open_council(folder)


def a_family(path: Path, council: Council, club: str) -> Path:
    sheets = answers()
    sheets["Children"][0]["Favourite club"] = club
    blank = workbook.blank(council.kinds["child_in_need"], with_sheets=["Child version"])
    path.write_bytes(workbook.fill(blank, sheets))
    return path


def test_it_is_a_column_of_the_workbook_with_its_help(ours: Council, tmp_path: Path) -> None:
    (tmp_path / "blank.xlsx").write_bytes(workbook.blank(ours.kinds["child_in_need"]))

    read = intake.read(tmp_path / "blank.xlsx", ours)

    assert [heading.where.sheet for heading in read.headings if heading.label == "Favourite club"] == ["Children"]


def test_it_is_checked(ours: Council, tmp_path: Path) -> None:
    book = a_family(tmp_path / "family.xlsx", ours, "a club with a name far longer than the council allows")

    found = pipeline.check(book, ours, AS_AT, AS_AT).findings

    assert [finding.rule for finding in found if finding.path == "children/0/favourite_club"] == ["FORM-06"]


def test_it_rides_in_the_extras_of_its_record(ours: Council, tmp_path: Path) -> None:
    draft = normalise.normalise(intake.read(a_family(tmp_path / "family.xlsx", ours, "Chess"), ours), ours)

    case = checks.judge(draft, ours, AS_AT).case

    assert ("favourite_club", "Chess") in case.children[0].extras
    assert case.children[0].where("favourite_club") is not None


def test_a_template_may_print_it(ours: Council, tmp_path: Path) -> None:
    assert ours.folder is not None
    template = Document(str(open_council(None).template("plan", "child_in_need")))
    for line in (
        "{%p for child in children %}",
        "Never misses: {{ child.extras.favourite_club }}",
        "{%p endfor %}",
    ):
        template.add_paragraph(line)
    own = ours.folder / "templates" / "docx"
    own.mkdir(parents=True)
    template.save(str(own / "plan.docx"))
    book = a_family(tmp_path / "family.xlsx", ours, "Chess")

    built = pipeline.build(book, ours, pipeline.Choices(out=tmp_path / "out", as_at=AS_AT), AS_AT)

    plan = next(document for document in built.documents if document.kind == "plan")
    assert "Never misses: Chess" in proof.as_text(plan.content)


def test_a_reader_whose_class_is_not_given_never_gets_it(ours: Council, tmp_path: Path) -> None:
    book = a_family(tmp_path / "family.xlsx", ours, "Chess")

    copies = {portion.reader.key: portion.case for portion, _ in pipeline.check(book, ours, AS_AT, AS_AT).copies}

    child_paper = next(case for key, case in copies.items() if key.startswith("child"))
    assert child_paper.children
    assert all(is_gap(value) for child in child_paper.children for _, value in child.extras)


def test_a_template_that_prints_it_for_a_reader_who_may_not_see_it_prints_nothing(
    ours: Council, tmp_path: Path
) -> None:
    assert ours.folder is not None
    template = Document(str(open_council(None).template("copy", "child_in_need")))
    for line in ("{%p for row in children %}", "Club: [{{ row.extras.favourite_club }}]", "{%p endfor %}"):
        template.add_paragraph(line)
    own = ours.folder / "templates" / "docx"
    own.mkdir(parents=True)
    template.save(str(own / "copy.docx"))
    readers = ours.folder / "schemas" / "readers.yaml"
    readers.write_text("audiences:\n  school_early_years:\n    sees: [basics, child_name]\n", encoding="utf-8")
    council = open_council.__wrapped__(ours.folder)

    built = pipeline.build(
        a_family(tmp_path / "family.xlsx", council, "Chess"), council, pipeline.Choices(out=tmp_path / "out"), AS_AT
    )

    said = {doc.reader.key: proof.as_text(doc.content) for doc in built.documents if doc.kind == "copy"}
    assert "Club: [Chess]" in said["parent-1"]
    assert "Club: []" in said["school-1"]
