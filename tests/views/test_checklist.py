"""The SMART checklist report."""

from dataclasses import replace
from datetime import date

from generator.case import Where
from generator.flow import Finding, Severity
from generator.views import checklist
from generator.views.checklist import DueRow, FindingRow, LetterGroup, QuestionRow, SeverityGroup
from tests.views.small import a_portion


def found(rule: str, severity: Severity, where: Where | None = None, reader: str = "") -> Finding:
    return Finding(rule, severity, f"{rule} matters.", f"Mend {rule}.", where=where, reader=reader)


def row(rule: str, where: str = "", copy: str = "") -> FindingRow:
    return FindingRow(where=where, message=f"{rule} matters.", fix=f"Mend {rule}.", rule=rule, copy=copy)


def test_findings_are_grouped_by_weight_then_letter_and_equal_ones_share_a_row() -> None:
    findings = (
        found("CHLD-03", Severity.CHECK),
        found("TIME-01", Severity.MUST_FIX, Where("Actions", "G5")),
        found("TIME-01", Severity.MUST_FIX, Where("Outcomes", "H2")),
        found("TIME-01", Severity.MUST_FIX, Where("Actions", "G9")),
        found("SPEC-04", Severity.MUST_FIX, Where("Actions", "C5")),
        found("FORM-02", Severity.MUST_FIX, Where("Start")),
    )

    content = checklist.view(replace(a_portion(), findings=findings)).content

    assert content.groups == (
        SeverityGroup(
            title="Must fix",
            means="The plan, or the copy named, is not made until these are mended.",
            count="5",
            letters=(
                LetterGroup(title="Workbook", rows=(row("FORM-02", "Start"),)),
                LetterGroup(title="Specific", rows=(row("SPEC-04", "Actions!C5"),)),
                LetterGroup(title="Timely", rows=(row("TIME-01", "Actions!G5, G9; Outcomes!H2"),)),
            ),
        ),
        SeverityGroup(
            title="Check",
            means="The plan can go out, but its reader may be left with a question.",
            count="1",
            letters=(LetterGroup(title="Child", rows=(row("CHLD-03"),)),),
        ),
    )
    assert (content.ready, content.summary) == (False, "5 things to mend, 1 to check.")


def test_a_stopped_copy_leaves_the_plan_ready() -> None:
    leak = found("PRIV-02", Severity.MUST_FIX, Where("Timeline", "F9"), reader="parent-2")

    content = checklist.view(replace(a_portion(), findings=(leak,))).content

    assert (content.ready, content.stopped) == (True, "parent-2")
    assert content.groups[0].letters[0].rows == (row("PRIV-02", "Timeline!F9", copy="parent-2"),)


def test_questions_are_numbered_and_dates_are_in_words() -> None:
    portion = replace(
        a_portion(),
        questions=(("Is the outcome clear?", "Yes", "4 of 4."), ("Signed?", "Partly", "")),
        dates=(("Review conference", date(2027, 1, 2), "Planned 17 December 2026"),),
    )

    content = checklist.view(portion).content

    assert content.questions == (
        QuestionRow(number="1", question="Is the outcome clear?", answer="Yes", why="4 of 4."),
        QuestionRow(number="2", question="Signed?", answer="Partly", why=""),
    )
    assert content.due == (DueRow(what="Review conference", due="2 January 2027", stands="Planned 17 December 2026"),)


def test_with_nothing_found_the_plan_is_ready_and_no_group_is_left_behind() -> None:
    content = checklist.view(a_portion()).content

    assert (content.ready, content.summary, content.groups) == (True, "Nothing was found to mend.", ())
