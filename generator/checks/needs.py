"""Which answers a row must have, and when one answer stands in for another."""

from collections.abc import Mapping
from typing import Any

from generator.council import Field


def is_needed(field: Field, row: Mapping[str, Any]) -> bool:
    """Say whether a complete plan holds an answer to `field` in this row."""
    return field.required and not _is_excused(field, row)


def _is_excused(field: Field, row: Mapping[str, Any]) -> bool:
    match field.record:
        case "children" if row.get("own_plan_reason"):
            # A child in the home without a plan is named and accounted for, no more.
            return field.name != "name"
        case "children" if row.get("due_date") and not row.get("date_of_birth"):
            return field.name in ("date_of_birth", "lived_experience")
        case "timeline" if row.get("stock_task"):
            return field.name == "task"
        case "sharing" if row.get("not_shared_reason"):
            return field.name != "recipient"
        case "safety" if row.get("agreed") == "not_agreed":
            # Nobody is asked how freely they agreed to what they did not agree to.
            return field.name in ("consent_freely_given", "consent_checked_by", "consequences_discussed_on")
        case "unborn" if row.get("born_on"):
            return field.name == "discharge_meeting"
        case "child_versions" if row.get("wanted") is False:
            return field.name == "safe_to_hold"
    return False
