"""A finished document is searched in every part; one hit, and it is named by its cell and its place."""

import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.council import Council, open_council
from generator.flow import Severity
from generator.needle import NeedleKind
from generator.package import Package, Part, write
from generator.proof import prove
from tests.proof.builders import core, document, docx, link, links, paragraph, part, picture, run, table, withheld

SECRET = "Lark House"


def deleted(text: str) -> str:
    return f'<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p>'


def instruction(text: str) -> str:
    return f'<w:p><w:r><w:instrText>DOCPROPERTY "{text}"</w:instrText></w:r></w:p>'


def box(text: str, before: str = "Before", after: str = "After") -> str:
    inner = f"<w:r><w:pict><w:txbxContent>{paragraph(text)}</w:txbxContent></w:pict></w:r>"
    return f"<w:p>{run(before)}{inner}{run(after)}</w:p>"


def png(kind: bytes, data: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + len(data).to_bytes(4, "big") + kind + data + b"crc!"


def packed(text: str) -> bytes:
    return png(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode()))


def embedded(text: str) -> bytes:
    return write(
        Package((Part("[Content_Types].xml", b"<Types/>"), Part("xl/sheet.xml", f"<c><t>{text}</t></c>".encode())))
    )


PLANTED: dict[str, Callable[[str], bytes]] = {
    "in the body": lambda text: docx(paragraph(text)),
    "split across runs": lambda text: docx(paragraph(*text)),
    "in a table's cell": lambda text: docx(table(("Where", text))),
    "across two cells": lambda text: docx(table(tuple(text.split(" ", 1)))),
    "in the header": lambda text: docx(header=text),
    "in the footer": lambda text: docx(footer=text),
    "in deleted text": lambda text: docx(deleted(text)),
    "in a field's instruction": lambda text: docx(instruction(text)),
    "in hidden text": lambda text: docx(f"<w:p>{run(text, '<w:rPr><w:vanish/></w:rPr>')}</w:p>"),
    "in a text box": lambda text: docx(box(text)),
    "around a text box": lambda text: docx(box("boxed", f"Before {text[:6]}", f"{text[6:]} after")),
    "around deleted text": lambda text: docx(
        f"<w:p>{run(text[:5])}<w:del><w:r><w:delText>x</w:delText></w:r></w:del>{run(text[5:])}</w:p>"
    ),
    "in alternative text": lambda text: docx(picture(f"A house called {text}")),
    "in the title": lambda text: docx(**{"docProps/core.xml": core(text)}),
    "in the author": lambda text: docx(**{"docProps/core.xml": core("A plan", text)}),
    "in an added property": lambda text: docx(**{"docProps/custom.xml": f"<p><v>{text}</v></p>".encode()}),
    "in a comment": lambda text: docx(**{"word/comments.xml": part("comments", paragraph(text))}),
    "in a footnote": lambda text: docx(**{"word/footnotes.xml": part("footnotes", paragraph(text))}),
    "in a link": lambda text: docx(
        **{"word/_rels/footer1.xml.rels": links(link("rId9", f"https://x.example/{text}", "hyperlink", "External"))}
    ),
    "in an escaped link": lambda text: docx(
        **{"word/_rels/footer1.xml.rels": links(link("a", f"//x/{text.replace(' ', '%20')}", "hyperlink", "External"))}
    ),
    "in custom XML": lambda text: docx(**{"customXml/item1.xml": f'<a b="{text}"/>'.encode()}),
    "in a comment of the XML": lambda text: docx(**{"customXml/item1.xml": f"<a><!-- {text} --></a>".encode()}),
    "in a setting": lambda text: docx(**{"word/settings.xml": f'<s><docVar val="{text}"/></s>'.encode()}),
    "in XML of another name": lambda text: docx(**{"word/odd.bin": f"<a>{text}</a>".encode()}),
    "in broken XML": lambda text: docx(**{"customXml/item1.xml": f"<a>{text}".encode()}),
    "in UTF-16": lambda text: docx(**{"word/odd.dat": f"...{text}...".encode("utf-16-le")}),
    "in a picture's caption": lambda text: docx(**{"word/media/image1.png": png(b"tEXt", f"Title\0{text}".encode())}),
    "in a picture's packed caption": lambda text: docx(**{"word/media/image1.png": packed(text)}),
    "in an embedded file": lambda text: docx(**{"word/embeddings/sheet.xlsx": embedded(text)}),
    "in the name of a part": lambda text: docx(**{f"word/media/{text}.dat": b"nothing"}),
}


@pytest.mark.parametrize("place", PLANTED)
def test_a_withheld_word_is_found(place: str, council: Council) -> None:
    found = prove(document(PLANTED[place](SECRET)), withheld(SECRET), council)

    leaked = [finding for finding in found if finding.rule == "PRIV-02"]
    assert leaked, f"not found {place}"
    assert {(f.severity, str(f.where), f.reader) for f in leaked} == {
        (Severity.MUST_FIX, "Restrictions!E5", "parent-2")
    }
    assert not any(SECRET.casefold() in (f.message + f.fix).casefold() for f in found)


def test_the_file_name_is_searched_too(council: Council) -> None:
    found = prove(document(docx(), "F1043-lark-house.docx"), withheld(SECRET), council)

    assert [finding.rule for finding in found] == ["PRIV-02"]
    assert "the file name" in found[0].message


def test_a_document_without_the_words_is_let_through(council: Council) -> None:
    clean = docx(paragraph("Yusuf sees larks", " house-martins and a housekeeper"), header="Copy for a parent")

    assert prove(document(clean), withheld(SECRET, "Harwick"), council) == ()


def test_nothing_withheld_is_nothing_found(council: Council) -> None:
    assert prove(document(docx()), withheld(), council) == ()


def test_a_hit_in_a_table_names_table_row_and_the_heading_above(council: Council) -> None:
    body = paragraph("Who will do it", style="Heading1") + table(("Who", "What"), ("Jo", "walks to Lark House"))
    (found,) = prove(document(docx(body)), withheld(SECRET), council)

    assert "table 1, row 2, under “Who will do it”" in found.message


def test_a_heading_with_a_name_in_it_is_not_quoted(council: Council) -> None:
    body = paragraph("What Yusuf says", style="Heading1") + paragraph("I like Lark House")
    (found,) = prove(document(docx(body)), withheld(SECRET), council)

    assert "paragraph 2" in found.message
    assert "Yusuf" not in found.message


@pytest.mark.parametrize(
    ("typed", "kind", "printed"),
    [
        ("ZZ9 2LT", NeedleKind.POSTCODE, "zz92lt"),
        ("01632 960 455", NeedleKind.PHONE, "+44 1632 960455"),
        ("9 Elder Walk, Harwick, ZZ9 2LT", NeedleKind.ADDRESS, "9, ELDER WALK"),
        ("Mina Shaw", NeedleKind.NAME, "M. Shaw"),
        ("mina@support.example", NeedleKind.EMAIL, "Mina@Support.Example"),
    ],
)
def test_usual_spellings_are_found(typed: str, kind: NeedleKind, printed: str, council: Council) -> None:
    found = prove(document(docx(paragraph(f"See {printed} now"))), withheld(typed, kind=kind), council)

    assert [finding.rule for finding in found] == ["PRIV-02"]


WORDS = st.from_regex(r"[A-Z][a-z]{4,9} [A-Z][a-z]{4,9}", fullmatch=True)


@settings(deadline=None)
@given(secret=WORDS, place=st.sampled_from(sorted(PLANTED)))
def test_no_word_hides_wherever_it_is_planted(secret: str, place: str) -> None:
    found = prove(document(PLANTED[place](secret)), withheld(secret), open_council(None))

    assert any(finding.rule == "PRIV-02" for finding in found)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (docx("<w:tbl><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>"), "a table cell without a last paragraph"),
        (docx(picture("one", 7) + picture("two", 7)), "two pictures with one number"),
        (docx(deleted("old")), "tracked changes"),
        (docx(**{"word/comments.xml": part("comments", "")}), "comments"),
        (docx(**{"customXml/item1.xml": b"<a>"}), "XML that cannot be read"),
        (
            docx(**{"word/_rels/footer1.xml.rels": links(link("rId1", "media/gone.png", "image"))}),
            "a part that is not there",
        ),
        (b"no package at all", "the whole file"),
    ],
)
def test_a_broken_file_is_not_handed_over(content: bytes, place: str, council: Council) -> None:
    found = prove(document(content), withheld(), council)

    assert [(f.rule, f.severity, f.reader) for f in found] == [("DOCX-01", Severity.MUST_FIX, "parent-2")]
    assert place in found[0].message
