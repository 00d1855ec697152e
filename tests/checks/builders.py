"""A complete plan for one child, and how to change it: the whole world of a test about the rules."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from generator.case import Case, Gap, Where
from generator.checks import judge
from generator.council import Council, open_council
from generator.flow import Draft, Finding, Verdict

COUNCIL: Council = open_council(None)
AS_AT = date(2026, 11, 23)
PLAN, CIN = "child_protection", "child_in_need"

Rows = Mapping[str, list[dict[str, Any]]]

CLEAN: Rows = {
    "case": [{
        "case_ref": "F1042", "family_label": "The H family", "prepared_by": "Ade Cole",
        "prepared_on": date(2026, 11, 20), "plan_version": 1,
    }],
    "plans": [{
        "kind": PLAN, "stage": "detailed", "aim_full": "Ella is warm, fed and safe at home.",
        "aim_shared": "Ella is safe at home.", "start_date": date(2026, 10, 5), "decision_date": date(2026, 10, 2),
        "strategy_discussion_date": date(2026, 9, 14), "icpc_date": date(2026, 10, 2),
        "category_of_harm": ["neglect"], "lead_worker": "Ade Cole", "manager": "Ade Cole", "chair": "Joan Firth",
        "family_consent": "Jo agreed.", "assessment_date": date(2026, 9, 28), "history_considered": "Read.",
    }],
    "children": [{
        "name": "Ella Hart", "date_of_birth": date(2020, 3, 11), "lived_experience": "Ella wakes first.",
    }],
    "people": [
        {"name": "Jo Hart", "kind": "parent", "parental_responsibility": ["Ella Hart"]},
        {"name": "Ade Cole", "kind": "practitioner", "agency": "Saltby Family Support Team"},
        {"name": "Joan Firth", "kind": "practitioner"},
    ],
    "views": [
        {"person": "Ella Hart", "words": "I want a bed.", "agrees": "yes"},
        {"person": "Jo Hart", "words": "I want that too.", "agrees": "yes"},
    ],
    "strengths": [{"number": 1, "text": "Jo sings with Ella each night."}],
    "worries": [{
        "number": 2, "what_happened": "On 14 September Ella slept on the sofa.", "impact": "She is tired.",
        "might_happen": "She falls behind.", "shared_text": "Ella had no bed.",
    }],
    "needs": [],
    "outcomes": [{
        "number": 1, "statement": "Ella sleeps all night in her own bed.", "worries": [2], "baseline": "No bed.",
        "measure": "Six nights in seven, by Jo's chart.", "target_date": date(2026, 12, 18),
    }],
    "actions": [{
        "number": 1, "outcomes": [1], "what": "Jo puts up a bed for Ella.", "who": ["Jo Hart"],
        "due_date": date(2026, 12, 4),
    }],
    "contingency": [{
        "number": 1, "trigger": "Ella sleeps on the sofa twice.", "response": "The core group meets.",
        "who": ["Ade Cole"], "within": "5 working days",
    }],
    "timeline": [],
    "meetings": [
        {"kind": "core_group", "date": date(2026, 10, 14)},
        {"kind": "rcpc", "date": date(2026, 12, 17), "planned_or_held": "planned"},
    ],
    "visits": [],
    "sharing": [{"recipient": "Jo Hart", "audience": "parent_pr", "why_needed": "She lives with Ella."}],
    "signatures": [],
    "restrictions": [],
    "child_versions": [],
}  # fmt: skip


def a_draft(kind: str = PLAN, gaps: Mapping[str, Gap] | None = None, **rows: list[dict[str, Any]]) -> Draft:
    """The clean plan, with the kinds of rows that are given in place of its own."""
    values = deepcopy({**CLEAN, **rows})
    for plan in values["plans"]:
        plan["kind"] = kind
    if kind == CIN and "meetings" not in rows:
        values["meetings"] = [{"kind": "cin_review", "date": date(2026, 12, 9), "planned_or_held": "planned"}]
    return Draft("family.xlsx", "0" * 64, kind, values, gaps or {}, _origins(kind, values))


def row(kind: str, **changes: Any) -> list[dict[str, Any]]:
    """The clean plan's first row of a kind with some answers changed; None leaves an answer blank."""
    changed = {**CLEAN[kind][0], **changes}
    return [{name: value for name, value in changed.items() if value is not None}, *CLEAN[kind][1:]]


def verdict(draft: Draft, council: Council = COUNCIL) -> Verdict:
    """What the rules say of it on 23 November 2026."""
    return judge(draft, council, AS_AT)


def found(draft: Draft, *rules: str) -> list[tuple[str, str, str]]:
    """Rule, severity and place of the findings, of `rules` only where some are named."""
    findings = verdict(draft).findings
    return [(f.rule, str(f.severity), f.path) for f in findings if not rules or f.rule in rules]


def finding(draft: Draft, rule: str) -> Finding:
    """The one finding of that rule."""
    (one,) = [each for each in verdict(draft).findings if each.rule == rule]
    return one


def a_case(**rows: list[dict[str, Any]]) -> Case:
    """The case that such a draft makes."""
    return verdict(a_draft(**rows)).case


def _origins(kind: str, values: Rows) -> dict[str, Where]:
    """Cells as a workbook would give them, blanks included."""
    origins = {}
    for record in COUNCIL.kinds[kind].records:
        for index, _ in enumerate(values.get(record.name, [])):
            path = f"{record.name}/{index}"
            origins[path] = Where(record.sheet, f"A{index + 5}")
            for number, field in enumerate(record.fields):
                origins[f"{path}/{field.name}"] = Where(record.sheet, f"{chr(ord('A') + number % 26)}{index + 5}")
    return origins
