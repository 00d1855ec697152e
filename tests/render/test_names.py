"""Before anything is built, each tag is held against what its document's content has."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from generator import render
from generator.errors import PackError
from generator.flow import Extras
from tests.render.making import Child, Content, filled, lines, table, template_of


def told(path: Path) -> str:
    """What the author of a template is told about it."""
    with pytest.raises(PackError) as caught:
        render.template(path, Content)
    return str(caught.value)


def test_an_unknown_field_in_a_condition_is_told_with_its_place_and_the_nearest_name(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Summary", 1)
        document.add_paragraph("{% if child.at_riks %}At risk{% endif %}")

    assert told(template_of(tmp_path, write, "cin-plan.docx")) == (
        "The template cin-plan.docx cannot be used: 1 thing to mend in Word.\n"
        "\n"
        '  There is no field "child.at_riks".\n'
        '    Where   heading "Summary"\n'
        "            {% if child.at_riks %}\n"
        "    Do      Did you mean  child.at_risk ?"
    )


def test_an_unknown_field_in_a_loop_is_told_with_its_table_and_row(tmp_path: Path) -> None:
    written = table(
        ("Who", "What"), ("{%tr for a in actions %}", ""), ("{{ a.who }}", "{{ a.waht }}"), ("{%tr endfor %}", "")
    )

    message = told(template_of(tmp_path, written))
    assert 'There is no field "a.waht" (a is one of "actions").' in message
    assert 'before the first heading, table "Who | What", row 3\n            {{ a.waht }}' in message
    assert "Did you mean  a.what ?" in message


def test_everything_unknown_is_told_at_once(tmp_path: Path) -> None:
    def write(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ chld.name }}"
        document.sections[0].footer.paragraphs[0].text = "{{ zebra }}"
        document.add_paragraph("{% for x in acshuns %}{{ x.anything }}{% endfor %}")

    message = told(template_of(tmp_path, write))
    assert "3 things to mend" in message
    assert 'There is no field "chld".\n    Where   header\n' in message
    assert 'There is no field "zebra".\n    Where   footer\n' in message
    assert "Use one of these: actions, agencies, aim," in message
    assert 'There is no field "acshuns".' in message
    assert "anything" not in message.replace("x.anything }}", "")


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("{{ child.nmae }}", 'There is no field "child.nmae".'),
        ("{% if urgnt %}{% endif %}", 'There is no field "urgnt".'),
        ("{% if not urgent and chld %}{% endif %}", 'There is no field "chld".'),
        ("{% if urgent %}{% elif urgnt %}{% endif %}", 'There is no field "urgnt".'),
        ("{% for a in actions %}{{ a.who }}{% endfor %}{{ a.who }}", 'There is no field "a".'),
        ("{% for a in actions %}{{ loop.number }}{% endfor %}", 'There is no field "loop.number".'),
        ("{{ urgent }}", '"urgent" is a yes/no and prints as nothing a reader knows.'),
        ("{{ agencies }}", '"agencies" is a list and prints as nothing a reader knows.'),
        ("{{ actions | join }}", '"join" does not work on a list.'),
        ("{{ child }}", '"child" is a record of several fields and prints as nothing a reader knows.'),
        ("{{ actions.who }}", '"actions" is a list and has no "who".'),
        ("{{ aim.who }}", '"aim" is a text and has no "who".'),
        ("{% for letter in aim %}{{ letter }}{% endfor %}", '"aim" is a text, so nothing can be repeated for it.'),
        ("{% if child %}{% endif %}", '"child" is a record of several fields, so this condition is always true.'),
        ("{% if urgent == 'Yes' %}{% endif %}", '"urgent" is a yes/no and is compared with a text'),
        ("{% if child.age == '9' %}{% endif %}", '"child.age" is a number and is compared with a text'),
        ("{% if child.age in agencies %}{% endif %}", "so this can never be right"),
        ("{{ 'now' if urgent }}", "It is not said what is printed otherwise."),
        ("{{ aim | safe }}", '"safe" cannot be asked for after a bar.'),
        ("{{ aim | default('x') }}", '"default" cannot be asked for after a bar.'),
    ],
)
def test_what_a_tag_may_not_ask_for_is_said_in_a_sentence(tmp_path: Path, tag: str, sentence: str) -> None:
    assert sentence in told(template_of(tmp_path, lines(tag)))


@pytest.mark.parametrize(
    "tag",
    [
        "{% if urgent %}a{% endif %}{% if aim %}b{% endif %}{% if actions %}c{% endif %}{% if child.age %}d{% endif %}",
        "{% if aim == 'x' or child.age >= 10 and not urgent %}a{% endif %}",
        "{% if aim in ('x', 'y') or 'x' in agencies or 'x' in aim %}a{% endif %}",
        "{% if urgent == true %}a{% endif %}",
        "{% for a in actions %}{% for name in a.helped_by %}{{ name }}{{ loop.index }}{% endfor %}{% endfor %}",
        "{% for a in actions %}{{ loop.cycle('odd', 'even') }}{% endfor %}",
        "{% for a in actions %}{% if loop.index is even %}{{ a.who | e }}{% endif %}{% endfor %}",
        "{% for name in extras %}{{ name }}: {{ extras[name] }}{% endfor %}",
        "{{ aim or 'nothing' }}{{ aim ~ child.age }}",
    ],
)
def test_what_the_content_has_may_be_asked_for(tmp_path: Path, tag: str) -> None:
    path = template_of(tmp_path, lines(tag))

    assert filled(path).content


def test_a_field_that_no_council_schema_adds_is_told_when_the_document_is_made(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("{{ aim }}", "{{ title }} {{ child.extras.swimming }}"))

    with pytest.raises(PackError) as caught:
        filled(path)
    assert "This tag asks for a field that this council does not have." in str(caught.value)
    assert "before the first heading\n            {{ child.extras.swimming }}" in str(caught.value)


def test_what_goes_wrong_while_filling_never_tells_a_value(tmp_path: Path) -> None:
    path = template_of(tmp_path, lines("{% if child.extras.secret == 'x' %}{% endif %}{{ agencies | first }}"))
    content = Content(child=Child(extras=Extras((("secret", "Rose Cottage"),))))

    with pytest.raises(PackError) as caught:
        filled(path, content)
    assert "Rose" not in str(caught.value)
    assert "{{ agencies | first }}" in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_view_may_hold_display_text_only(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Wrong:
        day: date

    with pytest.raises(TypeError, match="display text"):
        render.template(template_of(tmp_path, lines("{{ day }}")), Wrong)
