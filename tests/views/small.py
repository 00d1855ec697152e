"""Small invented portions for the tests of the views: each test names what it adds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.case import Case, Child, ChildVersion, Plan
from generator.flow import Portion, Reader

AS_AT = date(2026, 11, 23)
LEAD = Reader("lead", "Lead agency", "lead_full", "lead agency")
MUM = Reader("parent-1", "Jo Hart", "parent_pr", "parent with parental responsibility", why="Jo does two actions.")
SCHOOL = Reader("school-1", "Helen Park", "school_early_years", "school or nursery", agency="Saltby Primary")
ELLA = Reader("child-1", "Ella Hart", "child", "child")


def a_plan(**fields: Any) -> Plan:
    return Plan(path="plans/1", **{"kind": "child_protection", "start_date": date(2026, 10, 5), **fields})


def a_case(**records: Any) -> Case:
    basics = {"case_ref": "F1042", "as_at": AS_AT, "plan_version": 2, "plans": (a_plan(),)}
    return Case(path="case/1", **{**basics, **records})


def a_portion(
    reader: Reader = LEAD, *, draft: bool = False, wording: Mapping[str, str] | None = None, **records: Any
) -> Portion:
    return Portion(reader, a_case(**records), wording or {}, draft=draft)


def a_childs_portion(*, wording: Mapping[str, str] | None = None, band: str = "early", **records: Any) -> Portion:
    version = records.pop("version", ChildVersion(path="child_versions/1", child="Ella Hart"))
    child = Child(path="children/1", name="Ella Hart", known_as="Ella", reading_band=band)
    return a_portion(ELLA, wording=wording, children=(child,), child_versions=(version,), **records)
