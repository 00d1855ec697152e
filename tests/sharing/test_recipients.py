"""A row of the Sharing or Child version sheet that would make no copy, or two, is said at its cell."""

from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.case import ChildVersion
from generator.council import Council
from generator.flow import Severity
from generator.sharing import cut, findings, readers
from tests.families import answers, workbook_of
from tests.samples.test_secrets import DAY
from tests.sharing.builders import COUNCIL, a_case, child, parent, row, share, worker

ELLA = "Ella Hart"


def found(**rows: Any) -> list[tuple[str, str, Severity]]:
    told: dict[str, Any] = {
        "children": [child(ELLA), child("Finn Hart", own_plan_reason="He is nineteen.")],
        "people": [
            parent("Jo Hart", parental_responsibility=(ELLA,)),
            parent("Sam Hart"),
            worker("Hana Lea", "Fern School", works_with=(ELLA,)),
        ],
        **rows,
    }
    case = a_case(**told)
    lead, *_ = readers(case, COUNCIL)
    return [(f.rule, f.path, f.severity) for f in findings(*cut(case, lead, COUNCIL), COUNCIL)]


MUST = Severity.MUST_FIX


@pytest.mark.parametrize(
    ("recipient", "audience", "rule", "path"),
    [
        ("Fern School", "school_early_years", "SHARE-01", "sharing/0/recipient"),
        (ELLA, "parent_pr", "SHARE-02", "sharing/0/recipient"),
        ("Hana Lea", "aunt_and_uncle", "SHARE-02", "sharing/0/audience"),
        ("Hana Lea", "parent_pr", "SHARE-02", "sharing/0/audience"),
        ("Hana Lea", "child", "SHARE-02", "sharing/0/audience"),
        ("Hana Lea", "lead_full", "SHARE-02", "sharing/0/audience"),
        ("Jo Hart", "police", "SHARE-02", "sharing/0/audience"),
        ("Jo Hart", "lead_full", "SHARE-02", "sharing/0/audience"),
        ("Sam Hart", "parent_pr", "SHARE-04", "sharing/0/children"),
        ("Hana Lea", "substance_service", "SHARE-06", "sharing/0/recipient"),
    ],
)
def test_a_row_that_reaches_nobody_is_said(recipient: str, audience: str, rule: str, path: str) -> None:
    assert found(sharing=[share(recipient, audience)]) == [(rule, path, MUST)]


@pytest.mark.parametrize("audience", ["parent_pr", "parent_no_pr"])
def test_two_rows_for_one_person_are_said_whatever_they_ask_for(audience: str) -> None:
    rows = [share("Jo Hart", "parent_pr"), share("JO  hart", audience)]

    assert found(sharing=rows) == [("SHARE-03", "sharing/1/recipient", MUST)]


def test_a_row_with_a_reason_against_a_row_without_is_said() -> None:
    rows = [share("Jo Hart", "parent_pr"), share("Jo Hart", "parent_pr", not_shared_reason="She asked for none.")]

    assert found(sharing=rows) == [("SHARE-03", "sharing/1/recipient", MUST)]


def test_a_row_with_a_reason_for_no_copy_may_name_whom_it_likes() -> None:
    assert found(sharing=[share("Fern School", "school_early_years", not_shared_reason="It closed.")]) == []


@pytest.mark.parametrize("name", ["Elly", "Jo Hart", "Finn Hart"])
def test_a_paper_for_a_child_who_is_not_on_the_plan_is_said(name: str) -> None:
    version = row(ChildVersion, child=name, wanted=True)

    assert found(child_versions=[version]) == [("SHARE-05", "child_versions/0/child", MUST)]


def test_two_papers_for_one_child_are_said() -> None:
    version = row(ChildVersion, child=ELLA, wanted=True)

    assert found(child_versions=[version, version]) == [("SHARE-03", "child_versions/1/child", MUST)]


def test_rows_that_reach_somebody_are_silent() -> None:
    rows = [share("Jo Hart", "parent_pr"), share("Hana Lea", "school_early_years")]
    versions = [row(ChildVersion, child=ELLA, wanted=True), row(ChildVersion, child="Finn Hart", wanted=False)]

    assert found(sharing=rows, child_versions=versions) == []


@pytest.mark.parametrize(
    ("label", "said", "column"),
    [
        ("As", "Uncle", "C"),
        ("As", "", "C"),
        ("As", "n/a", "C"),
        ("As", "Parent with parental responsibility", "C"),
        ("Who gets a copy", "Zed Zulu", "B"),
        ("Who gets a copy", "", "B"),
        ("Who gets a copy", "TBC", "B"),
        ("Who gets a copy", "Rowan Pike", "B"),
        ("Who gets a copy", "Fernway Primary", "B"),
        ("Who gets a copy", "Jess Pike", "C"),
    ],
)
def test_every_slip_on_the_sharing_sheet_stops_the_plan_at_its_cell(
    label: str, said: str, column: str, council: Council, tmp_path: Path
) -> None:
    sheets = answers()
    sheets["Sharing"][2][label] = said

    checked = pipeline.check(workbook_of(tmp_path / "family.xlsx", sheets), council, DAY, DAY)
    assert f"Sharing!{column}7" in [str(finding.where) for finding in checked.stops]
