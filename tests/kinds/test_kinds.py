"""Every kind of plan: a blank workbook, filled in as a person would, is clean and ends in documents."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline, proof, workbook
from generator.council import KINDS, Council, open_council
from generator.flow import Severity
from tests.kinds.small import AS_AT, FAMILIES, RULES, Sheets

COUNCIL = open_council(None)
NEW = tuple(FAMILIES)


@cache
def blank(kind: str, with_sheets: tuple[str, ...]) -> bytes:
    return workbook.blank(COUNCIL.kinds[kind], with_sheets=with_sheets)


def written(folder: Path, kind: str, sheets: Sheets, *with_sheets: str) -> Path:
    path = folder / f"{kind}.xlsx"
    path.write_bytes(workbook.fill(blank(kind, with_sheets), sheets))
    return path


def found(folder: Path, kind: str, sheets: Sheets, *with_sheets: str) -> list[tuple[str, str]]:
    """Rule and place of everything that is found."""
    checked = pipeline.check(written(folder, kind, sheets, *with_sheets), COUNCIL, AS_AT, AS_AT)
    return [(finding.rule, str(finding.where)) for finding in checked.findings]


def rules(folder: Path, kind: str, sheets: Sheets, *with_sheets: str) -> set[str]:
    return {rule for rule, _ in found(folder, kind, sheets, *with_sheets)}


def papers(folder: Path, kind: str, sheets: Sheets, *with_sheets: str) -> dict[str, str]:
    """What each document says, by document and reader."""
    choices = pipeline.Choices(out=folder / "out", as_at=AS_AT)
    built = pipeline.build(written(folder, kind, sheets, *with_sheets), COUNCIL, choices, AS_AT)
    return {f"{doc.kind} {doc.reader.key}": proof.as_text(doc.content) for doc in built.documents}


def changed(sheets: Sheets, sheet: str, row: int = 0, **answers: Any) -> Sheets:
    """The family with some answers of one sheet changed; a form has no rows."""
    said = {label.replace("__", " ").replace("_", " "): value for label, value in answers.items()}
    if isinstance(sheets[sheet], dict):
        return {**sheets, sheet: {**sheets[sheet], **said}}
    rows = [{**old, **said} if number == row else old for number, old in enumerate(sheets[sheet])]
    return {**sheets, sheet: rows}


@pytest.mark.parametrize("kind", NEW)
def test_a_filled_family_is_clean(kind: str, tmp_path: Path) -> None:
    checked = pipeline.check(written(tmp_path, kind, FAMILIES[kind]()), COUNCIL, AS_AT, AS_AT)

    assert [f for f in checked.findings if f.severity is not Severity.IDEA] == []
    assert checked.verdict.ready == (kind,)


@pytest.mark.parametrize("kind", NEW)
def test_a_filled_family_ends_in_a_plan_and_a_copy_for_each_reader(kind: str, tmp_path: Path) -> None:
    made = papers(tmp_path, kind, FAMILIES[kind]())

    assert {"plan lead", "checklist lead", "copy parent-1", "copy school-1"} <= set(made)
    assert ("timeline lead" in made) is (kind == "wellbeing_plan")
    assert f"=== {COUNCIL.kinds[kind].printed_name} ===" in made["plan lead"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_workbook_offers_its_own_kind_of_plan(kind: str, council: Council) -> None:
    field = council.kinds[kind].record("plans").field("kind")

    assert field is not None
    assert kind in dict(field.choices)
    assert len(field.choices) == (2 if kind in ("child_protection", "child_in_need") else 1)


def test_each_kind_prints_what_only_it_holds(tmp_path: Path) -> None:
    lead = {
        kind: papers(tmp_path / kind, kind, FAMILIES[kind]())["plan lead"] for kind in NEW if _folder(tmp_path / kind)
    }

    assert "# Consent" in lead["early_help"]
    assert "Where we want to be. 8" in lead["early_help"]
    assert "Identity. Goes to Sunday club with Nan as before." in lead["looked_after"]
    assert "Reviewing officer\tJoan Firth" in lead["looked_after"]
    assert "This is not a legal document." in lead["safety_plan"]
    assert "## Tonight" in lead["safety_plan"]
    assert "# Bottom lines" in lead["wellbeing_plan"]
    assert "Nan leads the network meeting." in lead["wellbeing_plan"]


def _folder(path: Path) -> bool:
    path.mkdir()
    return True


# --- What stops a plan -------------------------------------------------------------------------------


def test_early_help_without_a_yes_is_no_plan(tmp_path: Path) -> None:
    asked = changed(FAMILIES["early_help"](), "Start", **{"Has the family agreed to early help?": "Not asked yet"})

    assert "KIN-06" in rules(tmp_path, "early_help", asked)


def test_a_copy_for_someone_the_family_left_out_is_stopped_and_not_made_in_a_draft_either(tmp_path: Path) -> None:
    sheets = FAMILIES["early_help"]()
    sheets["Sharing"] = [
        *sheets["Sharing"],
        {"Who gets a copy": "Dr Lee Oak", "As": "Child's health", "Why they need it": "Sees Ella."},
    ]
    path = written(tmp_path, "early_help", sheets)
    draft = pipeline.Choices(out=tmp_path / "out", as_at=AS_AT, draft=True)

    assert ("KIN-06", "Sharing!B7") in found(tmp_path, "early_help", sheets)
    assert "health-1" not in {d.reader.key for d in pipeline.build(path, COUNCIL, draft, AS_AT).documents}


@pytest.mark.parametrize(
    "answers", [{"May be shared with": "Saltby Surgery"}, {"Has the family agreed to early help?": "No"}]
)
def test_a_draft_goes_to_nobody_outside_whom_the_family_did_not_name(answers: Sheets, tmp_path: Path) -> None:
    path = written(tmp_path, "early_help", changed(FAMILIES["early_help"](), "Start", **answers))
    draft = pipeline.Choices(out=tmp_path / "out", as_at=AS_AT, draft=True)

    assert {d.reader.key for d in pipeline.build(path, COUNCIL, draft, AS_AT).documents} == {"lead", "parent-1"}


@pytest.mark.parametrize("heading", ["Identity", "Health", "Who may decide what", "Plan for a lasting home"])
def test_a_care_plan_speaks_to_every_heading(heading: str, tmp_path: Path) -> None:
    blank = changed(FAMILIES["looked_after"](), "Care", **{heading: None})

    assert "KIN-08" in rules(tmp_path, "looked_after", blank)


def test_a_care_plan_has_a_reviewing_officer_a_care_row_and_a_what_if(tmp_path: Path) -> None:
    sheets = changed(FAMILIES["looked_after"](), "Start", **{"Independent reviewing officer": None})

    assert {"KIN-08", "CONT-20"} <= rules(tmp_path, "looked_after", {**sheets, "Care": [], "What if": []})


def test_a_late_looked_after_review_is_told(tmp_path: Path) -> None:
    late = changed(FAMILIES["looked_after"](), "Meetings", 0, Date=date(2026, 11, 20))

    assert ("TIME-06", "Meetings!D5") in found(tmp_path, "looked_after", late)


@pytest.mark.parametrize(
    ("question", "answer", "rule"),
    [
        ("What it is about", None, "FORM-01"),
        ("What happens if it is not kept", None, "FORM-01"),
        ("Can this person decide about it?", None, "KIN-09"),
        ("Can this person decide about it?", "In doubt", "KIN-09"),
        ("Agreed freely, without pressure?", "No", "KIN-09"),
        ("Is it agreed?", "Not agreed", "KIN-10"),
        ("Plan ends on", None, "TIME-13"),
        ("Plan ends on", date(2026, 11, 20), "TIME-13"),
    ],
)
def test_what_stops_a_safety_plan(question: str, answer: object, rule: str, tmp_path: Path) -> None:
    path = written(tmp_path, "safety_plan", changed(FAMILIES["safety_plan"](), "Start", **{question: answer}))
    checked = pipeline.check(path, COUNCIL, AS_AT, AS_AT)

    assert rule in {finding.rule for finding in checked.stops}


def test_a_safety_plan_speaks_of_tonight_and_of_the_managers_signature(tmp_path: Path) -> None:
    sheets = {**FAMILIES["safety_plan"](), "Keeping safe now": [], "Signatures": []}

    assert {"SP-14", "SP-10"} <= rules(tmp_path, "safety_plan", sheets)


def test_a_rule_that_nobody_checks_is_a_promise(tmp_path: Path) -> None:
    sheets = {
        **FAMILIES["wellbeing_plan"](),
        "Safety rules": [{**RULES[0], "Who checks it": None, "Practised on": None}],
    }

    assert {"MEAS-09", "KIN-12"} <= rules(tmp_path, "wellbeing_plan", sheets)


def test_in_a_wellbeing_plan_the_timeline_takes_the_place_of_the_actions(tmp_path: Path) -> None:
    sheets = FAMILIES["wellbeing_plan"]()
    aimless = changed(
        changed(sheets, "Timeline", 0, **{"For outcome no.": None}), "Timeline", 1, **{"For outcome no.": None}
    )

    assert "LINK-03" in rules(tmp_path, "wellbeing_plan", aimless)
    assert ("FORM-01", "Timeline") in found(tmp_path, "wellbeing_plan", {**sheets, "Timeline": []})


@pytest.mark.parametrize("kind", NEW)
def test_every_kind_is_looked_at_again(kind: str, tmp_path: Path) -> None:
    assert ("TIME-05", "Meetings") in found(tmp_path, kind, {**FAMILIES[kind](), "Meetings": []})


def test_after_something_has_happened_the_plan_is_looked_at_again(tmp_path: Path) -> None:
    event = {
        "When": date(2026, 11, 19),
        "What kind": "The plan was not kept",
        "What happened": "Sam came on 19 November.",
    }
    sheets = {**FAMILIES["safety_plan"](), "Events": [event]}

    assert rules(tmp_path, "safety_plan", sheets, "Events") == {"TIME-14"}


# --- Who sees what -----------------------------------------------------------------------------------


def test_where_a_looked_after_child_lives_is_kept_private_without_anybody_saying_so(tmp_path: Path) -> None:
    made = papers(tmp_path, "looked_after", FAMILIES["looked_after"]())

    assert "Alder Mews" in made["plan lead"]
    assert "Alder Mews" in made["copy carer-1"]
    assert "Alder Mews" not in made["copy parent-1"] + made["copy school-1"]
    assert "Mary Elm" not in made["copy parent-1"]


def test_a_school_reads_of_a_childs_care_only_what_is_about_school(tmp_path: Path) -> None:
    school = papers(tmp_path, "looked_after", FAMILIES["looked_after"]())["copy school-1"]

    assert "reads with Helen twice a week" in school
    assert "Wakes at night; the carer" not in school
    assert "Home to Jo by Easter" not in school


def test_the_person_a_safety_plan_is_for_has_all_of_it_and_a_school_only_its_own_rules(tmp_path: Path) -> None:
    made = papers(tmp_path, "safety_plan", FAMILIES["safety_plan"]())

    assert "Ella sleeps at Nan's; Jo comes for breakfast." in made["copy parent-1"]
    assert "Sam came to the door" in made["copy parent-1"]
    assert "Can this person decide" not in made["copy parent-1"]
    assert "Jo comes for breakfast" not in made["copy school-1"]
    assert "Sam came to the door" not in made["copy school-1"]
    assert "A door is slammed" in made["copy school-1"]


def test_a_parent_who_lives_elsewhere_reads_only_the_arrangements_that_name_them(tmp_path: Path) -> None:
    sheets = FAMILIES["safety_plan"]()
    sheets["People"] = [
        *sheets["People"],
        {"Full name": "Sam Frost", "Who they are": "Parent", "Parental responsibility for": "Ella Hart"},
    ]
    sheets["Views"] = [*sheets["Views"], {"Whose view": "Sam Frost", "Agrees with the plan?": "Not asked",
                                          "Why there is no view": "Not safe to ask yet."}]  # fmt: skip
    sheets["Sharing"] = [
        {"Who gets a copy": "Sam Frost", "As": "Parent with parental responsibility", "Why they need it": "Her dad."}
    ]
    sam = papers(tmp_path, "safety_plan", sheets)["copy parent-1"]

    assert "sleeps at Nan's" not in sam
    assert "Sam came to the door" not in sam


def test_a_restriction_keeps_a_safety_rule_from_a_reader(tmp_path: Path) -> None:
    sheets = {
        **FAMILIES["safety_plan"](),
        "Restrictions": [
            {"What is kept private": "A safety rule", "Which one": 1, "Hide from": "Saltby Primary",
             "Decided by": "Ruth Dale", "Why": "Ella asked."},
        ],
    }  # fmt: skip
    made = papers(tmp_path, "safety_plan", sheets, "Restrictions")

    assert "A door is slammed" not in made["copy school-1"]
    assert "A door is slammed" in made["copy parent-1"]


def test_what_happened_since_stays_with_the_lead_agency(tmp_path: Path) -> None:
    event = {"When": date(2026, 11, 19), "What kind": "The plan was not kept", "What happened": "A glass was thrown.",
             "Plan looked at again on": date(2026, 11, 20)}  # fmt: skip
    made = papers(tmp_path, "safety_plan", {**FAMILIES["safety_plan"](), "Events": [event]}, "Events")

    assert "A glass was thrown." in made["plan lead"]
    assert "A glass was thrown." not in made["copy parent-1"] + made["copy school-1"]


# --- Rarer questions ---------------------------------------------------------------------------------


def test_an_everyday_sheet_that_is_asked_for_by_name_has_its_rarer_columns_and_they_are_printed(tmp_path: Path) -> None:
    sheets = FAMILIES["early_help"]()
    sheets = changed(
        sheets, "Outcomes", **{"Why this date": "Before the school fair.", "Why it is realistic": "Did it in May."}
    )
    made = papers(tmp_path, "early_help", sheets, "outcomes")

    assert "Why this date. Before the school fair." in made["plan lead"]
    assert "Why it is realistic. Did it in May." in made["plan lead"]
    assert "Before the school fair." in made["copy parent-1"]
    assert "Did it in May." not in made["copy parent-1"]


def test_a_paper_is_never_made_for_a_child_before_the_birth(tmp_path: Path) -> None:
    sheets = changed(
        FAMILIES["safety_plan"](), "Children", **{"Date of birth": None, "Due date (unborn baby)": date(2027, 2, 8)}
    )
    sheets["Child version"] = [
        {"Which child": "Ella Hart", "Make a paper for this child?": True, "Is it safe for the child to hold?": "Yes"}
    ]

    assert {"KIN-13", "KIN-14"} <= rules(tmp_path, "safety_plan", sheets, "Child version")


def test_a_council_takes_a_sheet_a_question_and_a_choice_out_with_null(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "council.yaml").write_text("name: Fernshire\n", encoding="utf-8")
    (tmp_path / "schemas" / "early_help.yaml").write_text(
        "sheets: {Scores: null}\n"
        "records:\n"
        "  children: {fields: {language: null}}\n"
        "  sharing: {fields: {audience: {meta: {choices: {court_legal: null}}}}}\n",
        encoding="utf-8",
    )

    schema = open_council(tmp_path).kinds["early_help"]

    assert "Scores" not in {sheet.name for sheet in schema.sheets}
    assert "scores" not in {record.name for record in schema.records}
    assert schema.record("children").field("language") is None
    audience = schema.record("sharing").field("audience")
    assert audience is not None
    assert "court_legal" not in dict(audience.choices)


# --- Stock tasks -------------------------------------------------------------------------------------


def test_a_stock_task_fills_its_row_from_the_workbook_and_from_its_blanks(tmp_path: Path) -> None:
    sheets = FAMILIES["wellbeing_plan"]()
    row = {"Week": "1-2", "Stock task": "Find people for the network", "Fill the blanks": "number: 4", "Who": "Jo Hart"}
    sheets["Timeline"] = [row, *sheets["Timeline"]]

    assert rules(tmp_path, "wellbeing_plan", sheets) == set()
    plan = papers(tmp_path, "wellbeing_plan", sheets)["plan lead"]
    assert "Jo Hart find at least 4 people for the children's network." in plan
    assert "keep Ella safe." in plan


def test_a_blank_of_a_stock_task_that_stays_open_stops_the_plan(tmp_path: Path) -> None:
    sheets = FAMILIES["wellbeing_plan"]()
    row = {"Week": "9", "Stock task": "The network starts to lead", "Who": "Ade Cole"}
    sheets["Timeline"] = [*sheets["Timeline"], row]
    checked = pipeline.check(written(tmp_path, "wellbeing_plan", sheets), COUNCIL, AS_AT, AS_AT)

    assert {finding.rule for finding in checked.stops} == {"SPEC-11"}


def test_every_blank_of_a_stock_task_is_known_or_asked_for(council: Council) -> None:
    asked = {"number", "network_tool", "harm", "agreed_recipients", "direct_work_tool", "parents_or_network",
             "timescale", "network_lead", "frequency"}  # fmt: skip
    known = {"parents", "practitioner", "children", "safe_or_well", "meeting_type", "plan_kind", "plan_name"}
    texts = (text for task in council.stock_tasks.values() for text in (task.task, task.why, task.meetings))

    assert {blank for text in texts for blank in re.findall(r"\{(\w+)\}", text)} == asked | known
