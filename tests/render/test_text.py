"""Text that goes into a document comes out of it as the same text."""

import re
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.ooxml import RUN, w
from tests.render.making import Action, Content, body, filled, lines, paragraphs, rows, said, table, template_of

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template_of(tmp_path_factory.mktemp("text"), lines("{{ aim }}"))


def as_word_can_hold_it(text: str) -> str:
    one_break = re.sub("\r\n|[\r\v\f\u2028\u2029]", "\n", text)
    return re.sub("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", one_break)


@given(text=ANYTHING)
@settings(max_examples=150, deadline=None)
def test_any_text_comes_out_as_it_went_in(template: Path, text: str) -> None:
    assert said(body(filled(template, Content(aim=text)))) == as_word_can_hold_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fish & chips <b>every</b> Friday, <5 times",
        "&amp; &lt; &#65;",
        "\"double\" 'single' ‘curly’ “curly”",
        "{{ braces }} and {% if x %} and {# note #} and {{",
        "{_{ marks }_} {_% %_}",
        "Zoë, Łukasz, Nguyễn, 子",
        "👩‍👧 🏠 ❤️",
        "يوسف loves שלום",
        "Llanfair" * 200,
        "  two spaces before,  between and after  ",
        "]]> <!-- --> <?xml?>",
        "name@example.org \\server\\share Z&Co\\x",
        "None nan 0",
    ],
)
def test_each_kind_of_awkward_text_comes_out_as_it_went_in(template: Path, text: str) -> None:
    assert paragraphs(filled(template, Content(aim=text))) == [text]


def test_a_line_break_and_a_tab_stay_in_the_run_and_its_formatting(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph().add_run("{{ aim }}").bold = True

    (run,) = body(filled(template_of(tmp_path, write), Content(aim="one\r\ntwo\tthree"))).iter(RUN)

    assert [str(child.tag).rpartition("}")[2] for child in run] == ["rPr", "t", "br", "t", "tab", "t"]
    assert run.find(f"{w('rPr')}/{w('b')}") is not None


def test_what_xml_cannot_hold_is_dropped(template: Path) -> None:
    assert paragraphs(filled(template, Content(aim="a\x00b\x07c\ud800d\ufffee"))) == ["abcde"]


def test_text_in_a_pictures_alternative_text_stays_one_line_of_text(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        document.add_picture(str(dot(tmp_path)))
        drawing = document.inline_shapes[0]._inline.docPr
        drawing.set("descr", "Home of {{ child.name }}: {{ aim }}")

    document = filled(template_of(tmp_path, write), Content(aim='a "quoted"\nline <b>'))

    (described,) = body(document).iter("{*}docPr")
    assert described.get("descr") == 'Home of Robin: a "quoted" line <b>'


def dot(folder: Path) -> Path:
    """The smallest picture there is."""
    path = folder / "dot.png"
    path.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
            "1f15c4890000000d49444154789c63f8ffff3f0300050001ff"
            "a5b2f6a30000000049454e44ae426082"
        )
    )
    return path


def test_text_in_a_loop_and_in_joined_lists_is_escaped_once(tmp_path: Path) -> None:
    written = table(("{%tr for a in actions %}",), ("{{ a.helped_by | join(' & ') }}",), ("{%tr endfor %}",))
    document = filled(template_of(tmp_path, written), Content(actions=(Action(helped_by=("<A>", "B & C")),)))

    assert rows(document) == [["<A> & B & C"]]


def test_a_run_in_arabic_or_hebrew_is_marked_right_to_left(tmp_path: Path) -> None:
    document = body(filled(template_of(tmp_path, lines("Name:", "{{ aim }}")), Content(aim="يوسف")))

    assert len([*document.iter(w("rtl"))]) == 1
    assert len([*document.iter(w("bidi"))]) == 1


def test_a_right_to_left_name_in_an_english_line_marks_its_run_only(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Name: ")
        paragraph.add_run("{{ aim }}")

    document = body(filled(template_of(tmp_path, write), Content(aim="יוסף")))

    assert len([*document.iter(w("rtl"))]) == 1
    assert [*document.iter(w("bidi"))] == []
