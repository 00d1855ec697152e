"""A document as readable text, for acceptance tests and git diff."""

import subprocess
import sys
from pathlib import Path

from generator.package import Package, Part, write
from generator.proof import as_text
from tests.proof.builders import docx, paragraph, picture, run, table

PAGE = '<w:p><w:r><w:t>Page </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'


def test_a_document_reads_from_top_to_bottom() -> None:
    body = (
        paragraph("Plan for Ella", style="Title")
        + paragraph("Who will do what", style="Heading1")
        + paragraph("Ben ", "brings a bed.")
        + paragraph("Warm", style="ListBullet")
        + paragraph("Fed", style="ListBullet")
        + table(("Who", "What"), ("Ben", "a bed & <quilt>"), header=True)
        + picture("Two people at a table")
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + paragraph("Later", style="Heading2")
        + f"<w:p>{run('One')}<w:r><w:br/></w:r>{run('two')}</w:p>"
    )

    assert as_text(docx(body, header="Copy for a parent", footer="Version 1")) == (
        "title: A plan\n"
        "language: en-GB\n"
        "creator:\n"
        "header: Copy for a parent\n"
        "footer: Version 1\n"
        "\n"
        "=== Plan for Ella ===\n"
        "\n"
        "# Who will do what\n"
        "\n"
        "Ben brings a bed.\n"
        "- Warm\n"
        "- Fed\n"
        "\n"
        "|= Who | What |\n"
        "| Ben | a bed & <quilt> |\n"
        "\n"
        "[picture: Two people at a table]\n"
        "\n"
        "--- new page ---\n"
        "\n"
        "## Later\n"
        "\n"
        "One\n"
        "  two\n"
    )


def test_what_is_hidden_deleted_or_drawn_is_shown_as_such() -> None:
    body = (
        f"<w:p>{run('seen ')}{run('not seen', '<w:rPr><w:vanish/></w:rPr>')}</w:p>"
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('boxed')}</w:txbxContent></w:pict></w:r></w:p>"
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="DRAFT"/></v:shape>'
        "</w:pict></w:r></w:p>" + PAGE
    )

    lines = as_text(docx(body)).splitlines()[-5:]
    assert lines == ["seen [hidden: not seen]", "[deleted: gone]", "[box: boxed]", "[watermark: DRAFT]", "Page {PAGE}"]


def test_a_field_of_several_runs_shows_its_instruction_and_not_its_result() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = "<w:r><w:instrText> NUMPAGES </w:instrText></w:r>"
    field = f"<w:p>{run('of ')}{mark('begin')}{instruction}{mark('separate')}{run('9')}{mark('end')}{run('.')}</w:p>"

    assert as_text(docx(field)).splitlines()[-1] == "of {NUMPAGES}."


def told(path: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "generator.proof", str(path)], capture_output=True, check=False)


def test_the_module_prints_a_word_file_in_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(docx(paragraph("Zoë – “hello” 🙂")))

    assert "Zoë – “hello” 🙂" in told(path).stdout.decode("utf-8")


def test_the_module_prints_the_cells_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "family.xlsx"
    path.write_bytes(workbook())

    assert told(path).stdout.decode("utf-8").splitlines() == ["== Start", "A1: Case reference", "B1: F1042"]


def test_the_module_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"hello")

    result = told(path)
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr


def workbook() -> bytes:
    schemas = "http://schemas.openxmlformats.org"
    main = f'xmlns="{schemas}/spreadsheetml/2006/main" xmlns:r="{schemas}/officeDocument/2006/relationships"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{schemas}/package/2006/content-types">'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "xl/workbook.xml": f"<workbook {main}><sheets>"
        '<sheet name="Start" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{schemas}/package/2006/relationships">'
        '<Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {main}><si><t>Case reference</t></si></sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
        '<c r="B1" t="inlineStr"><is><t>F1042</t></is></c></row></sheetData></worksheet>',
    }
    return write(Package(tuple(Part(name, text.encode()) for name, text in parts.items())))
