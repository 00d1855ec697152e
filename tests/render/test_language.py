"""Each form of docxtpl's template language does what docxtpl's own users know it to do."""

from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from generator.render.ooxml import CELL, PARAGRAPH, w
from tests.render.making import (
    TWO_ACTIONS,
    Action,
    Child,
    Content,
    body,
    changed,
    filled,
    lines,
    opened,
    paragraphs,
    parts,
    rows,
    table,
    template_of,
)


def test_a_row_loop_repeats_its_rows_and_leaves_none_of_its_own(tmp_path: Path) -> None:
    written = table(
        ("Who", "What"),
        ("{%tr for a in actions %}", ""),
        ("{{ loop.index }}. {{ a.who }}", "{{ a.what }}"),
        ("{%tr endfor %}", ""),
    )

    assert rows(filled(template_of(tmp_path, written), Content(actions=TWO_ACTIONS))) == [
        ["Who", "What"],
        ["1. Asha Khan", "Visit"],
        ["2. Ben Ode", "Ring"],
    ]


def test_a_paragraph_condition_keeps_or_drops_whole_paragraphs(tmp_path: Path) -> None:
    path = template_of(
        tmp_path,
        lines("{%p if urgent %}", "Today", "{%p elif child.at_risk %}", "Soon", "{%p else %}", "Later", "{%p endif %}"),
    )

    assert paragraphs(filled(path, Content(urgent=True))) == ["Today"]
    assert paragraphs(filled(path, Content(child=Child(at_risk=True)))) == ["Soon"]
    assert paragraphs(filled(path)) == ["Later"]


def test_a_cell_loop_repeats_columns_and_the_grid_follows(tmp_path: Path) -> None:
    written = table(("{%tc for name in agencies %}", "{{ name }}", "{%tc endfor %}"))
    document = filled(template_of(tmp_path, written), Content(agencies=("A", "B", "C", "D")))

    (row,) = body(document).iter(w("tr"))
    assert ["".join(t.text or "" for t in cell.iter(w("t"))) for cell in row.iter(CELL)] == ["A", "B", "C", "D"]
    assert len([*body(document).iter(w("gridCol"))]) == 4


def test_a_run_condition_keeps_its_paragraph(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("Before {%r if urgent %}now{%r endif %} after"))

    assert paragraphs(filled(path)) == ["Before  after"]
    assert paragraphs(filled(path, Content(urgent=True))) == ["Before now after"]


def test_plain_tags_loops_and_choices_work_within_a_line(tmp_path: Path) -> None:
    path = template_of(
        tmp_path,
        lines(
            "{% for name in agencies %}{{ name }}{% if not loop.last %}; {% endif %}{% endfor %}",
            "{{ 'urgent' if urgent else 'calm' }} {{ child.age + 1 }} {{ agencies | length }} {{ agencies | first }}",
            "{% set who = child.name %}{{ who | upper }} {{ agencies[1] }}",
            "{% for a in actions if a.is_late %}{{ a.who }}{% else %}nobody{% endfor %}",
        ),
    )

    document = filled(path, Content(agencies=("A", "B"), actions=TWO_ACTIONS))
    assert paragraphs(document) == ["A; B", "calm 10 2 A", "ROBIN B", "Ben Ode"]


def test_comments_and_brace_marks_print_as_docxtpl_says(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("a{# a note #}b", "{_{ as typed }_} {_% if %_}"))

    assert paragraphs(filled(path)) == ["ab", "{{ as typed }} {% if %}"]


def test_a_minus_joins_a_paragraph_to_its_neighbour(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("one", "{%- if not urgent -%}", "two", "{%- endif %} three"))

    assert "".join(paragraphs(filled(path))) == "onetwo three"


def test_cells_can_be_coloured_spanned_and_merged(tmp_path: Path) -> None:
    written = table(
        ("{%tr for a in actions %}", ""),
        ("{% cellbg 'FFCC00' if a.is_late else 'FFFFFF' %}{{ a.who }}", "{% vm %}All"),
        ("{%tr endfor %}", ""),
    )
    document = body(filled(template_of(tmp_path, written), Content(actions=TWO_ACTIONS)))

    assert [each.get(w("fill")) for each in document.iter(w("shd"))] == ["FFFFFF", "FFCC00"]
    assert [each.get(w("val")) for each in document.iter(w("vMerge"))] == ["restart", "continue"]

    spanned = table(("{% colspan child.age - 7 %}{{ title }}", "b"))
    document = body(filled(template_of(tmp_path, spanned)))
    assert [each.get(w("val")) for each in document.iter(w("gridSpan"))] == ["2"]

    wide = table(("{%tc for name in agencies %}", "{% hm %}All of them", "{%tc endfor %}"))
    document = body(filled(template_of(tmp_path, wide), Content(agencies=("A", "B"))))
    assert [each.get(w("val")) for each in document.iter(w("gridSpan"))] == ["2"]


def test_curly_quotes_hard_spaces_and_escaped_signs_in_tags_are_understood(tmp_path: Path) -> None:
    path = template_of(
        tmp_path,
        lines(
            "{% if aim == “A & B” %}yes{% endif %}", "{{\u00a0aim\u00a0}}", "{% if child.age < 10 %}young{% endif %}"
        ),
    )

    assert paragraphs(filled(path, Content(aim="A & B"))) == ["yes", "A & B", "young"]


@pytest.mark.parametrize("at", range(1, 9))
def test_a_tag_split_over_runs_anywhere_is_one_tag(tmp_path: Path, at: int) -> None:
    def write(document: WordDocument) -> None:
        paragraph = document.add_paragraph()
        paragraph.add_run("{{ aim }}"[:at]).bold = True
        paragraph.add_run("{{ aim }}"[at:])

    assert paragraphs(filled(template_of(tmp_path, write))) == ["Robin is safe"]


def test_a_tag_split_by_spelling_marks_and_a_bookmark_is_one_tag(tmp_path: Path) -> None:
    def between(xml: str) -> str:
        mark = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="x"/><w:bookmarkEnd w:id="0"/>'
        return xml.replace("{{ aim }}", "{{ a</w:t></w:r>" + mark + "<w:r><w:t>im }}")

    path = changed(template_of(tmp_path, lines("{{ aim }}")), "word/document.xml", between)

    assert paragraphs(filled(path)) == ["Robin is safe"]


def test_headers_footers_and_first_pages_are_filled_alike(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = "For {{ child.name }}"
        section.first_page_header.paragraphs[0].text = "First, {{ title }}"
        section.footer.paragraphs[0].text = "{% if urgent %}!{% else %}Aim: {{ aim }}{% endif %}"

    section = opened(filled(template_of(tmp_path, write))).sections[0]
    assert section.header.paragraphs[0].text == "For Robin"
    assert section.first_page_header.paragraphs[0].text == "First, Our plan"
    assert section.footer.paragraphs[0].text == "Aim: Robin is safe"


def test_a_tag_in_a_text_box_is_filled(tmp_path: Path) -> None:
    def boxed(xml: str) -> str:
        box = '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>'
        ends = "</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
        return xml.replace("<w:r><w:t>box</w:t></w:r>", f"{box}{{{{ aim }}}}{ends}")

    path = changed(template_of(tmp_path, lines("box")), "word/document.xml", boxed)
    assert [each.text for each in body(filled(path)).iter(w("t"))] == ["Robin is safe"]


def test_a_tag_in_a_footnote_is_filled(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("text"))
    notes = (
        f'<w:footnotes xmlns:w="{w("x")[1:-2]}"><w:footnote w:id="2"><w:p><w:r><w:t>See {{{{ aim }}}}</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    changed(path, "word/footnotes.xml", lambda _: notes)
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    changed(path, "[Content_Types].xml", lambda xml: xml.replace("</Types>", override))

    assert b"See Robin is safe" in parts(filled(path))["word/footnotes.xml"]


def test_a_councils_own_fields_are_reached_by_name(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("{{ child.extras.favourite_club }}", "{{ child.extras['favourite_club'] }}"))

    assert paragraphs(filled(path)) == ["Chess", "Chess"]


def test_a_record_that_may_be_absent_is_asked_for_first(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("{% if sister %}{{ sister.name }}{% else %}only child{% endif %}"))

    assert paragraphs(filled(path)) == ["only child"]
    assert paragraphs(filled(path, Content(sister=Child("Wren")))) == ["Wren"]


def test_a_cell_left_without_a_paragraph_gets_an_empty_one(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        cell = document.add_table(1, 2).rows[0].cells[0]
        cell.text = "{%p if urgent %}"
        cell.add_paragraph("Now")
        cell.add_paragraph("{%p endif %}")

    cells = [*body(filled(template_of(tmp_path, write))).iter(CELL)]
    assert [len(cell.findall(PARAGRAPH)) for cell in cells] == [1, 1]


def test_a_table_left_without_rows_is_gone(tmp_path: Path) -> None:
    written = table(("{%tr for a in actions %}",), ("{{ a.who }}",), ("{%tr endfor %}",))
    path = template_of(tmp_path, written)

    assert opened(filled(path)).tables == []
    assert rows(filled(path, Content(actions=(Action(),)))) == [["Asha Khan"]]


def test_bookmarks_and_controls_repeated_by_a_loop_have_ids_of_their_own(tmp_path: Path) -> None:
    def marked(xml: str) -> str:
        control = (
            '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>'
        )
        start = '<w:bookmarkStart w:id="1" w:name="here"/>'
        return xml.replace("<w:r><w:t>{{", f'{start}{control}<w:bookmarkEnd w:id="1"/><w:r><w:t>{{{{')

    path = template_of(tmp_path, lines("{%p for a in actions %}", "{{ a.who }}", "{%p endfor %}"))
    document = body(filled(changed(path, "word/document.xml", marked), Content(actions=TWO_ACTIONS)))

    starts, ends = [*document.iter(w("bookmarkStart"))], [*document.iter(w("bookmarkEnd"))]
    assert [each.get(w("name")) for each in starts] == ["here", "here_2"]
    assert [each.get(w("id")) for each in starts] == [each.get(w("id")) for each in ends]
    assert len({each.get(w("id")) for each in starts}) == 2
    assert len({each.get(w("val")) for each in document.iter(w("id"))}) == 2
