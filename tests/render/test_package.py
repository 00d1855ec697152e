"""What a finished package is made of: nobody's traces, the same bytes, DRAFT on every page of a draft."""

import hashlib
import io
import os
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from generator import package, render
from generator.errors import PackError
from generator.render import language
from generator.render.ooxml import w
from tests.render.making import (
    TWO_ACTIONS,
    Action,
    Content,
    changed,
    filled,
    lines,
    opened,
    parts,
    table,
    template_of,
)


def test_a_document_tells_its_title_language_and_day_and_nobodys_name(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        known = document.core_properties
        known.author, known.last_modified_by, known.comments, known.keywords = "Ann", "Bob", "Cat", "{{ aim }}"

    core = parts(filled(template_of(tmp_path, write)))["docProps/core.xml"]
    properties = opened(filled(template_of(tmp_path, write))).core_properties

    assert (properties.title, properties.language, properties.author) == ("Child protection plan", "en-GB", "")
    assert str(properties.created) == str(properties.modified) == "2026-11-23 00:00:00+00:00"
    assert not any(name in core for name in (b"Ann", b"Bob", b"Cat", b"aim", b"lastModifiedBy"))


def test_custom_properties_thumbnails_and_editing_ids_never_reach_a_document(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("{{ aim }}"))
    changed(path, "docProps/custom.xml", lambda _: "<Properties>Ann</Properties>")
    changed(
        path,
        "word/settings.xml",
        lambda xml: xml.replace("</w:settings>", '<w:rsids><w:rsid w:val="00AB"/></w:rsids></w:settings>'),
    )
    changed(path, "word/document.xml", lambda xml: xml.replace("<w:p>", '<w:p w:rsidR="00AB12CD">'))

    made = parts(filled(path))
    assert [name for name in made if name.startswith(("docProps/", "customXml/"))] == [
        "docProps/core.xml",
        "docProps/app.xml",
    ]
    assert not any(b"thumbnail" in made[name] or b"customXml" in made[name] for name in made if name.endswith(".rels"))
    assert b"rsid" not in made["word/settings.xml"] + made["word/document.xml"]
    assert b"Application" not in made["docProps/app.xml"]


def test_a_document_is_named_by_its_view_and_knows_its_template(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("{{ aim }}"))
    document = filled(path)

    assert document.file_name == "R-104-plan-parent-1-v2.docx"
    assert document.made_from == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (document.kind, document.reader.key) == ("plan", "parent-1")


def test_parts_without_tags_are_copied_as_they_stand(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("{{ aim }}"))
    before = {part.name: part.data for part in package.read(path).parts}
    made = parts(filled(path))

    for name in ("word/styles.xml", "word/theme/theme1.xml", "word/numbering.xml", "word/fontTable.xml"):
        assert made[name] == before[name]


def test_the_same_view_gives_the_same_bytes_whatever_was_filled_between(tmp_path: Path) -> None:
    path = template_of(tmp_path, table(("{%tr for a in actions %}",), ("{{ a.who }}",), ("{%tr endfor %}",)))
    first = filled(path, Content(actions=TWO_ACTIONS), draft=True)
    filled(path, Content(actions=(Action("Someone else"),)))

    assert filled(path, Content(actions=TWO_ACTIONS), draft=True).content == first.content


def test_a_template_is_prepared_once_and_again_when_it_changes(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("{{ aim }}"))
    ready = render.template(path, Content)
    assert render.template(path, Content) is ready

    template_of(tmp_path, lines("{{ title }}, longer"))
    os.utime(path, ns=(1, 1))
    assert render.template(path, Content).sha256 != ready.sha256


def test_a_draft_says_so_on_every_kind_of_page(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "For {{ child.name }}"
        section.even_page_header.add_table(1, 1, docx.shared.Cm(5))

    path = template_of(tmp_path, write)
    headers = {
        name: data for name, data in parts(filled(path, draft=True)).items() if "header" in name and "rels" not in name
    }

    assert len(headers) == 3
    assert all(data.count(b'string="DRAFT"') == data.count(b'alt="Draft"') == 1 for data in headers.values())
    assert len({data[data.index(b"o:spid=") :][:24] for data in headers.values()}) == 3
    assert not any(b"DRAFT" in data for data in parts(filled(path)).values())


def test_a_loop_that_would_never_end_is_stopped_with_a_sentence(tmp_path: Path) -> None:
    nested = "{% for a in actions %}" * 6 + "{% endfor %}" * 6
    path = template_of(tmp_path, lines(nested))

    with pytest.raises(PackError, match=r"It would never come to an end\."):
        filled(path, Content(actions=(Action(),) * 100))


def test_a_document_that_would_fill_the_disk_is_stopped(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("{% for a in actions %}{{ aim }}{% endfor %}"))

    with pytest.raises(PackError, match=r"It would never come to an end\."):
        filled(path, Content(aim="x" * 32_767, actions=(Action(),) * (language.MOST_TEXT // 32_000)))


def test_a_filled_template_is_a_document_that_opens_again(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(filled(template_of(tmp_path, lines("{{ aim }}")), draft=True).content))

    assert document.paragraphs[0].text == "Robin is safe"


def test_bound_and_placeholder_controls_keep_the_text_they_were_filled_with(tmp_path: Path) -> None:
    def bound(xml: str) -> str:
        control = (
            '<w:sdt><w:sdtPr><w:placeholder><w:docPart w:val="X"/></w:placeholder><w:showingPlcHdr/>'
            '<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent>'
        )
        return xml.replace("<w:r><w:t>{{", f"{control}<w:r><w:t>{{{{").replace(
            "}}</w:t></w:r>", "}}</w:t></w:r></w:sdtContent></w:sdt>"
        )

    path = changed(template_of(tmp_path, lines("{{ aim }}")), "word/document.xml", bound)
    made = package.parse_xml(parts(filled(path))["word/document.xml"])

    assert [*made.iter(w("dataBinding"), w("placeholder"), w("showingPlcHdr"))] == []
    assert [each.text for each in made.iter(w("t"))] == ["Robin is safe"]
