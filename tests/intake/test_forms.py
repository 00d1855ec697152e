"""YAML and JSON forms: the blank one, names people see or those of the schema, and the place of everything."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import intake, normalise
from generator.case import Where
from generator.cli import main
from generator.council import KINDS, Council
from generator.errors import IntakeError, UsageError
from generator.flow import Draft, Heading, Intake
from tests.conftest import ROOT

START = "Start:\n  Case reference: F1042\n  Kind of plan: Child in need plan\n"


@pytest.fixture
def read(council: Council, tmp_path: Path) -> Any:
    """Write a form and read it; a text is YAML, anything else is written as JSON."""

    def write_and_read(form: Any) -> Intake:
        path = tmp_path / ("family.yaml" if isinstance(form, str) else "family.json")
        path.write_text(form if isinstance(form, str) else json.dumps(form), encoding="utf-8")
        return intake.read(path, council)

    return write_and_read


@pytest.fixture
def refused(read: Any) -> Any:
    def say(form: Any) -> str:
        with pytest.raises(IntakeError) as told:
            read(form)
        return str(told.value)

    return say


@pytest.fixture
def draft(read: Any, council: Council) -> Any:
    def write_and_normalise(form: Any) -> Draft:
        return normalise.normalise(read(form), council)

    return write_and_normalise


def written(found: Intake, sheet: str) -> list[tuple[str, Any, str]]:
    return [(answer.label, answer.raw, answer.where.cell) for answer in found.answers if answer.where.sheet == sheet]


def raised(found: Draft, rule: str) -> list[str]:
    return [str(finding.where) for finding in found.findings if finding.rule == rule]


# --- the blank form ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", [".yaml", ".json"])
def test_a_blank_form_holds_every_question_and_no_answer(
    kind: str, ending: str, council: Council, tmp_path: Path
) -> None:
    schema = council.kinds[kind]
    path = tmp_path / f"family{ending}"
    named = [sheet.name for sheet in schema.sheets]
    path.write_text(intake.blank_form(schema, ending, with_sheets=named), encoding="utf-8")

    found = intake.read(path, council)

    text = path.read_text(encoding="utf-8")
    assert (found.kind, found.answers) == (kind, ())
    assert found.sheets == tuple(sheet.name for sheet in schema.sheets)
    assert [heading.label for heading in found.headings if heading.label not in text] == []


def test_the_blank_form_explains_each_question(council: Council) -> None:
    text = intake.blank_form(council.kinds["child_in_need"], ".yaml", council_name="Fernshire")

    assert text.startswith("# Child in need plan: intake\n# Fernshire\n#\n# Answer after the colon")
    assert (
        "  # Choices: Draft; For agreement; Final\n  # For example: For agreement\n  Status of this record:\n" in text
    )
    assert "    # For example: 2026-10-23\n    Done by:\n" in text
    assert "Restrictions:" not in text


def test_optional_sheets_are_added_by_name(council: Council) -> None:
    schema = council.kinds["child_in_need"]

    assert "\nRestrictions:\n" in intake.blank_form(schema, ".yaml", with_sheets=["restrictions"])
    with pytest.raises(UsageError, match="Did you mean 'Restrictions'"):
        intake.blank_form(schema, ".yaml", with_sheets=["restriction"])


@pytest.mark.parametrize("ending", ["yaml", "yml", "json"])
def test_a_blank_form_is_made_by_the_command_and_said_to_be_blank(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"family.{ending}"

    made = CliRunner().invoke(main, ["new", "child_in_need", str(path)])
    checked = CliRunner().invoke(main, ["check", str(path)])

    assert made.output.startswith(f"Made family.{ending}. Open it, read the first lines")
    assert "[FORM-13]" in checked.output
    assert checked.exit_code == 1


# --- what is read ------------------------------------------------------------------------------------------


def test_an_answer_is_known_by_its_path_with_rows_counted_from_one(read: Any) -> None:
    found = read(
        START + "Actions:\n  - What will be done: Ring.\n  - What will be done: Write.\n    Done by: 2026-12-18\n"
    )

    assert written(found, "Actions") == [
        ("No.", 1, "Actions[1]"),
        ("What will be done", "Ring.", "Actions[1].What will be done"),
        ("No.", 2, "Actions[2]"),
        ("What will be done", "Write.", "Actions[2].What will be done"),
        ("Done by", date(2026, 12, 18), "Actions[2].Done by"),
    ]
    assert str(found.answers[-1].where) == "Actions[2].Done by"


def test_the_names_of_the_schema_do_as_well_as_the_printed_ones(read: Any) -> None:
    found = read(
        {
            "case": {"case_ref": "F1042"},
            "plans": [{"kind": "child_in_need"}],
            "actions": [{"number": 7, "what": "Ring.", "due_date": "2026-12-18"}],
            "worries": [{"what_happened": "He is late."}],
        }
    )

    assert found.kind == "child_in_need"
    assert ("Case reference", "F1042", "case.case_ref") in written(found, "Start")
    assert written(found, "Actions") == [
        ("No.", 7, "actions[1].number"),
        ("What will be done", "Ring.", "actions[1].what"),
        ("Done by", "2026-12-18", "actions[1].due_date"),
    ]
    assert ("Strength, worry or need?", "Worry", "worries[1]") in written(found, "Strengths and worries")


def test_rows_of_several_lists_for_one_sheet_are_numbered_on(draft: Any) -> None:
    found = draft(
        {
            "Start": {"Kind of plan": "CIN"},
            "strengths": [{"text": "Gran cooks."}],
            "worries": [{"what_happened": "He is late."}, {"what_happened": "He is tired."}],
        }
    )

    assert [row["number"] for row in found.values["strengths"]] == [1]
    assert [row["number"] for row in found.values["worries"]] == [2, 3]
    assert str(found.origins["worries/1/what_happened"]) == "worries[2].what_happened"
    assert str(found.origins["worries/1/impact"]) == "worries[2].impact"


def test_a_blank_knows_where_its_answer_would_stand(draft: Any) -> None:
    found = draft(START + "Actions:\n  - What will be done: Ring.\n")

    assert str(found.origins["actions/0/due_date"]) == "Actions[1].Done by"
    assert str(found.origins["case/0/as_at"]) == "Start.Record as at"


def test_several_answers_are_a_list_or_stand_in_one_line(draft: Any) -> None:
    people = "People:\n  - Full name: Jess Pike\n  - Full name: Callum Frost\n"
    one = draft(START + people + "Actions:\n  - What will be done: Ring.\n    Helped by: Jess Pike; Callum Frost\n")
    other = draft(START + people + "Actions:\n  - What will be done: Ring.\n    Helped by: [Jess Pike, Callum Frost]\n")

    assert one.values["actions"][0]["helped_by"] == ["Jess Pike", "Callum Frost"]
    assert other.values["actions"] == one.values["actions"]


def test_nothing_is_lost_to_yamls_own_ideas_of_numbers(read: Any) -> None:
    told = ["07700900301", "0123", "1e5", "1_000", "0x1F", "12:30", "3.10", "No", "yes", "NULL", "=1+1", "+44", "-x"]
    rows = "".join(f"  - Full name: {one}\n" for one in told)

    found = read(START + "People:\n" + rows)

    assert [raw for _, raw, _ in written(found, "People")] == told


def test_what_begins_like_a_formula_is_text(read: Any) -> None:
    found = read(START + 'Actions:\n  - What will be done: "=HYPERLINK(1)"\n    Where and how often: -- weekly\n')

    assert ("What will be done", "=HYPERLINK(1)", "Actions[1].What will be done") in written(found, "Actions")
    assert ("Where and how often", "-- weekly", "Actions[1].Where and how often") in written(found, "Actions")


def test_a_date_as_text_that_can_be_read_two_ways_is_asked(draft: Any) -> None:
    found = draft(START + "Actions:\n  - What will be done: Ring.\n    Done by: 03/04/2026\n")

    assert raised(found, "FORM-04") == ["Actions[1].Done by"]


def test_sheets_that_are_left_out_are_blank_and_not_missing(draft: Any) -> None:
    found = draft(START + "Actions:\n  - What will be done: Ring.\n")

    assert not raised(found, "FORM-07")
    assert not raised(found, "FORM-08")
    assert not raised(found, "PRIV-14")


def test_a_misspelt_sheet_is_missing_and_a_strange_one_is_named(draft: Any) -> None:
    found = draft(START + "Actons:\n  - What will be done: Ring.\nMy notes:\n  - Ask mum first\n")

    assert raised(found, "FORM-07") == ["Actons"]
    assert raised(found, "FORM-09") == ["My notes"]


def test_a_misspelt_sheet_of_restrictions_stops_everything(draft: Any) -> None:
    assert raised(draft(START + "Restriction:\n  - Why: Ella asked.\n"), "PRIV-14") == ["Restriction"]


def test_a_question_nobody_asks_is_named_by_its_line_and_never_by_its_words(draft: Any) -> None:
    found = draft(START + "Actions:\n  - What will be done: Ring.\n    What Ella said: Stop.\n")

    assert raised(found, "FORM-09") == ["Actions[].line 6"]
    assert not any("Ella" in f"{finding.where} {finding.message}" for finding in found.findings)


def test_headings_stand_for_questions_nobody_has_answered_yet(read: Any) -> None:
    found = read(START)

    assert Heading("Done by", Where("Actions", "Actions[].Done by")) in found.headings
    assert "Restrictions" not in found.sheets


def test_a_single_row_needs_no_dash_and_an_empty_one_is_passed_over(read: Any) -> None:
    assert written(read(START + "Children:\n  Child's full name: Rowan Pike\n"), "Children") == [
        ("Child's full name", "Rowan Pike", "Children[1].Child's full name")
    ]
    assert written(read(START + "Children:\n  -\n  - Child's full name: Rowan Pike\n"), "Children") == [
        ("Child's full name", "Rowan Pike", "Children[2].Child's full name")
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_form_is_read_in_the_letters_windows_saves_it_in(encoding: str, council: Council, tmp_path: Path) -> None:
    path = tmp_path / "family.yaml"
    path.write_bytes((START + "Children:\n  - Child's full name: Zoë’s\n").replace("\n", "\r\n").encode(encoding))

    assert written(intake.read(path, council), "Children")[0][1] == "Zoë’s"


@pytest.mark.parametrize("language", ["yaml", "json"])
def test_the_examples_of_the_docs_are_read(language: str, read: Any) -> None:
    docs = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    example, *_ = re.findall(rf"```{language}\n(.*?)```", docs, re.DOTALL)

    found = read(example if language == "yaml" else json.loads(example))

    assert found.kind == "child_in_need"
    assert not any(re.search(r"\.(line|question) \d", heading.where.cell) for heading in found.headings)
    assert any(answer.label == "Done by" for answer in found.answers)


# --- what is refused, in a plain sentence with its place -----------------------------------------------------


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (START + "Actions:\n\t- What: x\n", "family.yaml, line 5, column 1: this cannot be read as YAML. Often a line"),
        (START + "Actions: [a, b\n", "family.yaml, line "),
        (START + "Children:\n  - Why: x: y\n", "family.yaml, line 5, column 11: this cannot be read as YAML"),
        (
            START + "Actions:\n  - &a {Why: x}\n  - *a\n",
            "family.yaml, line 5, column 5: what stands here begins with &",
        ),
        (START + "Why: *important*\n", "family.yaml, line 4, column 6: what stands here begins with *"),
        (START + "Why: !!python/object:os.system x\n", "column 6: what stands here begins with !"),
        (START + "Why: !important\n", "If the mark is part of what was said, put quotation marks round the text."),
        (START + "---\nStart:\n", "family.yaml, line 4, column 1: a second form begins here"),
        (
            START + "  Case reference: F1\n",
            "family.yaml, line 4, column 3, Start.Case reference: this question is answ",
        ),
        (START + "Start:\n  Family: x\n", "family.yaml, line 4, column 1: one name (Start) stands twice."),
        (START + "Actions:\n  - Ring the school\n", "line 5, column 5, Actions[1]: questions are wanted here"),
        (START + "Actions:\n  - Done by: {day: 1}\n", "line 5, column 14, Actions[1].Done by: an answer or a list"),
        ("Start:\n  Kind of plan: Ch Prot\n", "family.yaml, line 2, column 3: the form does not say which kind"),
        (
            "Start:\n  Family: x\n",
            "family.yaml: the form does not say which kind of plan it is for. Under Start, write",
        ),
        ("plangen intake: 2\n" + START, "family.yaml was made by a newer plangen than this one."),
        ("", "family.yaml is empty. A form has the names Start, Children"),
        ("dear colleague", "family.yaml holds no form of an intake."),
        ("- a\n- b\n", "family.yaml holds no form of an intake."),
        ("a\0b", "family.yaml is not a file of plain text."),
        ("Start: \x07\n", "family.yaml: this cannot be read as YAML"),
        ("[" * 5000, "lists stand within lists more than 12 levels deep"),
        ("Start:\n" + "".join(f"{' ' * i}- \n" for i in range(40)), "more than 12 levels deep"),
        ({"Start": {"Kind of plan": "CIN"}, "x": [[[[[[[[[[[[[[1]]]]]]]]]]]]]]}, "more than 12 levels deep"),
        ({"Start": {"Kind of plan": "CIN"}, "Children": [1]}, "family.json, Children[1]: questions are wanted here"),
    ],
)
def test_a_form_that_cannot_be_read(form: Any, says: str, refused: Any) -> None:
    assert says in refused(form)


def test_a_bomb_of_repetitions_is_refused_at_its_first_line(refused: Any) -> None:
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]

    assert "family.yaml, line 1, column 4: what stands here begins with &" in refused("\n".join(lines))


def test_a_form_without_end_is_refused(refused: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.intake.tree.MOST", 100)

    assert "holds more than 100 answers" in refused(START + "People:\n" + "  - Full name: x\n" * 100)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"Start": {"a": 1,}}', "family.json, line 1, column 1"),
        ('{"Start": {"Kind of plan": "CIN", "Family": "a", "family": "b"}}', "this question is answered twice"),
        ('{"Start": {"Kind of plan": "CIN"}, "Start": {}}', "family.json: one name (Start) stands twice"),
        ("[" * 100_000, "lists stand within lists more than 12 levels deep"),
        ("", "this cannot be read as JSON"),
        ("NaN", "holds no form of an intake"),
    ],
)
def test_json_that_cannot_be_read(text: str, says: str, council: Council, tmp_path: Path) -> None:
    (tmp_path / "family.json").write_text(text, encoding="utf-8")

    with pytest.raises(IntakeError) as told:
        intake.read(tmp_path / "family.json", council)

    assert says in str(told.value)


def test_numbers_of_any_size_keep_all_their_digits(council: Council, tmp_path: Path) -> None:
    path = tmp_path / "family.json"
    names = ", ".join(f'{{"name": {one}}}' for one in ("9" * 10_000, "1.10", "1e999", '"\\ud83d"'))
    path.write_text(f'{{"Start": {{"Kind of plan": "CIN"}}, "people": [{names}]}}', encoding="utf-8")

    draft = normalise.normalise(intake.read(path, council), council)

    assert [row.get("name") for row in draft.values["people"]] == ["9" * 10_000, "1.10", "1e999", None]


def test_no_message_repeats_what_the_family_told(refused: Any) -> None:
    for form in (
        START + "People:\n  - Full name: Jess: Pike\n",
        START + "People:\n  - Full name: *Jess\n",
        START + 'People:\n  - Full name: "Jess \\q"\n',
        START + "People:\n  - Full name: {Jess: 1}\n",
        START + "People:\n  - Jess\n",
        START + "Jess:\n  - 1\nJess:\n  - 2\n",
    ):
        assert "Jess" not in refused(form)
