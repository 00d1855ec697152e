"""The plangen command: what a person sees, and what a program is told."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import proof
from generator.cli import main
from tests.conftest import ROOT, SAMPLES
from tests.families import answers, workbook_of

SIMPLE = SAMPLES / "simple-child-in-need.xlsx"
AS_AT = ("--as-at", "2026-11-23")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def built(out: Path) -> dict[str, Any]:
    [manifest] = out.rglob("manifest.json")
    facts: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    return facts


def a_family_with_gaps(path: Path) -> Path:
    sheets = answers()
    del sheets["Actions"][0]["Done by"]
    del sheets["Outcomes"][0]["How we will know"]
    return workbook_of(path, sheets)


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_and_stands_in_the_readme(command: str) -> None:
    assert main.commands[command].help
    assert f"plangen {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_clean_family_is_said_to_be_ready() -> None:
    result = run("check", SIMPLE, *AS_AT)

    assert result.exit_code == 0
    assert "Ready to build:  plangen build simple-child-in-need.xlsx -o out" in result.output


def test_findings_are_the_same_facts_for_a_program(tmp_path: Path) -> None:
    book = a_family_with_gaps(tmp_path / "family.xlsx")

    [intake] = json.loads(run("check", book, *AS_AT, "--format", "json").output)["intakes"]

    must_fix = [(found["rule"], found["sheet"], found["cell"]) for found in intake["findings"]]
    assert intake["ready"] is False
    assert sorted((rule, sheet) for rule, sheet, _ in must_fix) == [("MEAS-01", "Outcomes"), ("TIME-01", "Actions")]
    assert all(re.fullmatch(r"[A-Z]+[0-9]+", cell) for _, _, cell in must_fix)


def test_equal_findings_are_said_once_with_all_their_cells(tmp_path: Path) -> None:
    sheets = answers()
    for row in sheets["Actions"][:3]:
        del row["Done by"]

    said = run("check", workbook_of(tmp_path / "family.xlsx", sheets), *AS_AT).output

    assert said.count("[TIME-01]") == 1
    assert "3 things" in said
    assert re.search(r"Actions!\w+5, Actions!\w+6, Actions!\w+7", said)


def test_a_plan_with_gaps_is_not_built(tmp_path: Path) -> None:
    result = run("build", a_family_with_gaps(tmp_path / "family.xlsx"), "-o", tmp_path / "out", *AS_AT)

    assert result.exit_code == 1
    assert "No document was made" in result.output
    assert not list((tmp_path / "out").rglob("*"))


def test_a_draft_is_built_with_its_holes_to_be_seen(tmp_path: Path) -> None:
    result = run("build", a_family_with_gaps(tmp_path / "family.xlsx"), "-o", tmp_path / "out", "--draft", *AS_AT)

    assert result.exit_code == 1
    [plan] = (tmp_path / "out").rglob("*-plan-lead-*.docx")
    text = proof.as_text(plan.read_bytes())
    assert plan.parent.name == "v1-draft"
    assert text.count("still to fill") >= 2
    assert "DRAFT" in text or "Draft" in text
    assert "Actions!" in text
    assert built(tmp_path / "out")["draft"] is True


def test_a_draft_with_adult_words_in_a_childs_paper_leaves_that_paper_out(tmp_path: Path) -> None:
    sheets = answers()
    sheets["Child version"][0]["What the child likes"] = "Your dad was on heroin and went to prison."
    book = workbook_of(tmp_path / "family.xlsx", sheets)

    run("build", book, "-o", tmp_path / "out", "--draft", *AS_AT)

    manifest = built(tmp_path / "out")
    assert "child" not in {document["document"] for document in manifest["documents"]}
    assert ("child", "CHLD-06") in {(stopped["document"], stopped["rule"]) for stopped in manifest["blocked"]}


def test_an_unsafe_address_stops_one_copy_and_no_other(tmp_path: Path) -> None:
    sheets = answers("case-b-confidential-address")
    sheets["Actions"][1]["What will be done"] += " He does not go to Harwick."
    book = workbook_of(tmp_path / "family.xlsx", sheets, "case-b-confidential-address")

    result = run("build", book, "-o", tmp_path / "out", *AS_AT)

    manifest = built(tmp_path / "out")
    made_for = {document["reader"] for document in manifest["documents"]}
    assert result.exit_code == 1
    assert "Imran Karim" not in made_for
    assert {"Nadia Karim", "Grace Obi", "Rob Hale"} <= made_for
    assert "PRIV-01" in {stopped["rule"] for stopped in manifest["blocked"]}
    assert "Harwick" not in result.output


def test_nothing_the_family_told_stands_in_the_manifest_or_on_the_screen(tmp_path: Path) -> None:
    sheets = answers("case-b-confidential-address")
    result = run("build", SAMPLES / "case-b-confidential-address.xlsx", "-o", tmp_path, *AS_AT)
    said = result.output + json.dumps(built(tmp_path), ensure_ascii=False)

    told = {
        str(value)
        for name, rows in sheets.items()
        for row in (rows if isinstance(rows, list) else [rows])
        for value in row.values()
        if isinstance(value, str) and len(value) > 25 and name != "Sharing"
    }
    assert len(told) > 100
    assert [text for text in told if text in said] == []


def test_a_rule_is_explained_at_length() -> None:
    result = run("explain", "time-03")

    assert result.exit_code == 0
    assert result.output.startswith("TIME-03  must fix")
    for word in ("Why", "Do", "Not", "But", "Source"):
        assert re.search(rf"^{word} ", result.output, re.MULTILINE)


def test_an_unknown_rule_is_wrong_use() -> None:
    assert run("explain", "NOPE-1").exit_code == 2


def test_a_council_folder_without_council_yaml_is_wrong_use(tmp_path: Path) -> None:
    result = run("check", SIMPLE, "--council", tmp_path)

    assert result.exit_code == 2
    assert "council.yaml" in result.output


def test_a_mistake_in_a_councils_file_is_named_by_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "council.yaml").write_text("name: Testshire\n", encoding="utf-8")
    (tmp_path / "schemas" / "clocks.yaml").write_text("cin_review:\n  weeks: six\n", encoding="utf-8")

    result = run("check", SIMPLE, "--council", tmp_path)

    assert result.exit_code == 2
    assert "clocks.yaml, line 2, column 3" in result.output


def test_a_template_that_asks_for_an_unknown_field_stops_before_the_first_family(tmp_path: Path) -> None:
    from docx import Document

    from generator.council import open_council

    own = tmp_path / "council"
    (own / "templates" / "docx").mkdir(parents=True)
    (own / "council.yaml").write_text("name: Testshire\n", encoding="utf-8")
    template = Document(str(open_council(None).template("plan", "child_in_need")))
    template.add_paragraph("{{ amm }}")
    template.save(str(own / "templates" / "docx" / "plan.docx"))

    result = run("build", SIMPLE, "-o", tmp_path / "out", "--council", own)

    assert result.exit_code == 2
    assert "plan.docx" in result.output
    assert "amm" in result.output
    assert not (tmp_path / "out").exists()


def test_debug_shows_where_and_otherwise_nobody_sees_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "family.xlsx").write_bytes(b"no workbook")

    with pytest.raises(Exception, match="not an Excel"):
        run("--debug", "check", tmp_path / "family.xlsx")
    assert "Traceback" not in run("check", tmp_path / "family.xlsx").output
