"""What a template must not hold is refused with a sentence and a place, before anything is built."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from generator import render
from generator.errors import PackError
from tests.render.making import Content, changed, lines, table, template_of

RUN = "<w:r><w:t>text</w:t></w:r>"
ESCAPES = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ aim.__class__ }}",
    "{{ child['__class__'] }}",
    "{{ aim.upper() }}",
    "{{ aim.format(child) }}",
    "{{ aim | attr('__class__') }}",
    "{{ aim | indent(10 ** 9) }}",
    "{{ lipsum() }}",
    "{{ range(10 ** 9) }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}",
    "{% block b %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{% autoescape false %}x{% endautoescape %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% do x %}",
    "{% set child.name = 'x' %}",
    "{% set _x = 'x' %}",
    "{% set x %}{{ aim }}{% endset %}",
    "{% set x = aim ~ aim %}{{ x }}",
    "{% for a in actions recursive %}{{ loop(actions) }}{% endfor %}",
    "{% for _rounds_left in agencies %}{% endfor %}",
    "{% for a, b in actions %}{% endfor %}",
    "{{ _rounds_left }}",
    "{{ self }}",
    "{{ namespace(x=1) }}",
    "{{ agencies | map('upper') }}",
    "{{ agencies | _counted }}",
    "{{ aim | safe }}",
    "{{ agencies[:1] }}",
    "{{ 1.5 }}",
    "{{ none }}",
    "{{ {'a': 1} }}",
    "{{ (lambda: 1)() }}",
    "{{ aim is callable }}",
]


def told(path: Path) -> str:
    with pytest.raises(PackError) as caught:
        render.template(path, Content)
    assert str(caught.value).startswith(f"The template {path.name} cannot be used")
    assert caught.value.exit_code == 2
    return str(caught.value)


def document_of(folder: Path, change: Callable[[str], str]) -> Path:
    return changed(template_of(folder, lines("text")), "word/document.xml", change)


@pytest.mark.parametrize("tag", ESCAPES)
def test_nothing_outside_the_small_language_runs(tmp_path: Path, tag: str) -> None:
    assert "Where   before the first heading" in told(template_of(tmp_path, lines(tag)))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "9" * 10_000 + " }}",
        "{{ " + "not " * 4000 + "urgent }}",
        "{% if " + "(not " * 150 + "urgent" + ")" * 150 + " %}{% endif %}",
        "{% if child" + ".name" * 3000 + " %}{% endif %}",
    ],
)
def test_a_tag_too_deep_to_understand_is_refused(tmp_path: Path, tag: str) -> None:
    assert "to mend in Word" in told(template_of(tmp_path, lines(tag)))


def test_parts_within_parts_have_an_end(tmp_path: Path) -> None:
    nested = "{% for a in actions %}" * 30 + "{% endfor %}" * 30

    assert "More than 12 parts lie within one another." in told(template_of(tmp_path, lines(nested)))


@pytest.mark.parametrize(
    ("texts", "sentence", "quoted"),
    [
        (("{%p if urgent %}", "text"), "A part that starts here never ends.", "Add {%p endif %} where it should end."),
        (("text", "{%p endif %}"), "A part ends here that never began.", "{%p endif %}"),
        (("{%p else %}",), '"else" stands here without its beginning.', "{%p else %}"),
        (
            ("{%p if urgent %}", "{%p for a in actions %}", "{%p endif %}", "{%p endfor %}"),
            "This tag closes another part than the last one opened, {%p for a in actions %}.",
            "Put {%p endfor %} before it.",
        ),
        (
            ("{%p if urgent %}", "text {% endif %}"),
            "This tag does not match its beginning, {%p if urgent %}.",
            "Write {%p endif %}.",
        ),
        (("{%p if urgent %} text", "{%p endif %}"), "What stands beside this tag would vanish", "{%p if urgent %}"),
        (("{%tr for a in actions %}", "{%tr endfor %}"), "This tag asks for a table row but stands in none.", "{%tr"),
        (("Dear {{ name }, hello",), "A tag starts here and never ends.", "Dear {{ name }, hello"),
        (("so {", "{ name }} hello"), "A tag starts here and never ends.", "so {"),
        (("{ name }} hello",), "A tag ends here that never began.", "{ name }} hello"),
        (("{% if urgent %}{% else if aim %}{% endif %}",), "This tag cannot be understood.", "Write elif for else if."),
        (("{% if aim = 'x' %}{% endif %}",), "This tag cannot be understood.", "Write == to compare."),
        (("{{ child.age – 1 }}",), "This tag cannot be understood.", "Write - for the dash."),
        (
            ("{%p if child.age % 2 == 0 %}", "{%p endif %}"),
            "This tag cannot be understood.",
            "A tag with tr, tc, p or r cannot hold % or }",
        ),
        (("{%p for a in actions %}", "{{r a.who }}", "{%p endfor %}"), "Nothing would be printed here", "{{ a.who }}."),
        (("{{p aim }}",), "Nothing would be printed here", "Write {{ aim }}."),
        (("{% fro a in actions %}",), '"fro" is not a word of the template language.', "Use for, if, elif"),
    ],
)  # fmt: skip
def test_a_tag_that_stands_wrongly_is_told(tmp_path: Path, texts: tuple[str, ...], sentence: str, quoted: str) -> None:
    message = told(template_of(tmp_path, lines(*texts)))

    assert sentence in message
    assert quoted in message


def test_a_row_tag_in_the_row_of_its_fields_is_told_instead_of_an_empty_table(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Who will do what", 2)
        table(("Who", "What"), ("{%tr for a in actions %}{{ a.who }}", "{{ a.what }}"), ("{%tr endfor %}", ""))(
            document
        )

    message = told(template_of(tmp_path, write))
    assert "What stands beside this tag would vanish: its row goes when the document is made." in message
    assert 'heading "Who will do what", table "Who | What", row 2' in message


def test_a_plain_loop_over_two_cells_is_told(tmp_path: Path) -> None:
    written = table(("{% for a in actions %}{{ a.who }}", "{{ a.what }}{% endfor %}"))

    assert "begins in one table or cell and ends in another" in told(template_of(tmp_path, written))


@pytest.mark.parametrize(
    ("found", "left", "sentence"),
    [
        (RUN, f'<w:ins w:id="1" w:author="A">{RUN}</w:ins>', "Tracked changes left here"),
        (RUN, '<w:del w:id="1" w:author="A"><w:r><w:delText>{{ aim }}</w:delText></w:r></w:del>', "Tracked changes"),
        (RUN, f'<w:commentRangeStart w:id="1"/>{RUN}', "A comment left here would go out with every copy."),
        (RUN, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>text</w:t></w:r>", "Hidden text here would go out"),
        (RUN, f"{RUN}<w:r><w:object/></w:r>", "A file is embedded here"),
        (RUN, '<w:r><w:instrText>DDEAUTO c:\\\\x "cmd"</w:instrText></w:r>', "A field here (DDEAUTO)"),
        (RUN, '<w:fldSimple w:instr="INCLUDETEXT x"/>', "A field here (INCLUDETEXT)"),
        (RUN, "<w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>E x</w:instrText></w:r>", "(DDE)"),
        (RUN, '<w:r><w:instrText>HYPERLINK "{{ aim }}"</w:instrText></w:r>', "A tag stands inside a field's code"),
        (RUN, '<w:hyperlink w:anchor="{{ aim }}"/>', "A tag stands where only Word's own settings belong."),
        ("<w:body>", '<w:body><w:altChunk xmlns:r="x" r:id="rId1"/>', "A file is embedded here"),
    ],
)
def test_traces_and_traps_in_the_text_are_told(tmp_path: Path, found: str, left: str, sentence: str) -> None:
    assert sentence in told(document_of(tmp_path, lambda xml: xml.replace(found, left, 1)))


def test_text_hidden_by_its_style_is_told(tmp_path: Path) -> None:
    style = '<w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    path = document_of(tmp_path, lambda xml: xml.replace(RUN, f'<w:pPr><w:pStyle w:val="Secret"/></w:pPr>{RUN}', 1))
    changed(path, "word/styles.xml", lambda xml: xml.replace("</w:styles>", style))

    assert "Hidden text here would go out" in told(path)


def test_hidden_switched_off_is_not_hidden(tmp_path: Path) -> None:
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>text</w:t></w:r>'

    assert render.template(document_of(tmp_path, lambda xml: xml.replace(RUN, shown, 1)), Content)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("word/comments.xml", "Comments left in it would go out with every copy."),
        ("word/vbaProject.bin", "It holds macros"),
        ("word/embeddings/oleObject1.bin", "A file is embedded in it"),
        ("word/activeX/activeX1.bin", "A file is embedded in it"),
    ],
)
def test_parts_that_no_copy_may_carry_are_told(tmp_path: Path, part: str, sentence: str) -> None:
    assert sentence in told(changed(template_of(tmp_path, lines("text")), part, lambda _: "<x/>"))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("attachedTemplate", "It is linked to another template"),
        ("image", "Something in it is fetched from elsewhere when a reader opens it."),
        ("oleObject", "Something in it is fetched from elsewhere when a reader opens it."),
    ],
)
def test_links_that_word_follows_by_itself_are_told(tmp_path: Path, kind: str, sentence: str) -> None:
    assert sentence in told(related(tmp_path, kind, "https://example.org/x"))


def test_a_link_that_a_reader_clicks_is_allowed(tmp_path: Path) -> None:
    assert render.template(related(tmp_path, "hyperlink", "https://example.org/x"), Content)


def test_a_tag_in_a_links_target_is_told(tmp_path: Path) -> None:
    assert "A tag stands where none is filled" in told(related(tmp_path, "hyperlink", "mailto:%7B%7Baim%7D%7D"))


def related(folder: Path, kind: str, target: str) -> Path:
    relation = (
        '<Relationship Id="rId99" TargetMode="External" Target="' + target + '" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    path = template_of(folder, lines("text"))
    return changed(path, "word/_rels/document.xml.rels", lambda xml: xml.replace("</Relationships>", relation))


def test_a_tag_in_a_diagram_is_told(tmp_path: Path) -> None:
    path = changed(
        template_of(tmp_path, lines("text")), "word/diagrams/data1.xml", lambda _: "<a><t>{<b/>{ aim }}</t></a>"
    )

    assert "A tag stands where none is filled: word/diagrams/data1.xml." in told(path)


def test_every_page_must_say_for_whom_it_is(tmp_path: Path) -> None:
    def first_page(document: WordDocument) -> None:
        document.sections[0].different_first_page_header_footer = True

    def even_pages(document: WordDocument) -> None:
        document.settings.odd_and_even_pages_header_footer = True

    def no_header(document: WordDocument) -> None:
        document.sections[0].header.is_linked_to_previous = True

    assert "Its first page has no header" in told(template_of(tmp_path, first_page, "first.docx"))
    assert "Its even pages have no header" in told(template_of(tmp_path, even_pages, "even.docx"))
    assert "Its pages have no header" in told(template_of(tmp_path, no_header, "none.docx"))


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"Dear all"],
)
def test_a_file_that_is_no_word_document_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(content)

    assert "It is not a Word document that can be read safely" in told(path)


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"The template gone\.docx cannot be opened"):
        render.template(tmp_path / "gone.docx", Content)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "It may hold macros"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "It is a Word template"),
        ("application/xml", "It is not a Word document"),
    ],
)
def test_other_kinds_of_word_file_are_told(tmp_path: Path, kind: str, sentence: str) -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    path = changed(template_of(tmp_path, lines("x")), "[Content_Types].xml", lambda xml: xml.replace(word, kind))

    assert sentence in told(path)


def test_xml_that_declares_entities_is_never_opened(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'

    assert "made to do harm" in told(
        document_of(tmp_path, lambda xml: xml.replace("<w:document", f"{bomb}<w:document"))
    )


def test_a_template_too_large_to_be_one_is_told(tmp_path: Path) -> None:
    large = "<w:body>" + "".join(f'<w:p w:rsidR="{number:08X}"/>' for number in range(160_000))
    path = document_of(tmp_path, lambda xml: xml.replace("<w:body>", large))

    assert "It is too large for a template." in told(path)
