"""What each document says, as display text, made from one reader's portion and nothing else."""

from collections.abc import Callable, Mapping

from generator.flow import Portion, View
from generator.views import checklist, child, contact_card, copy, plan, timeline
from generator.views.cover import case_ref, version

__all__ = ["CONTENT", "KINDS", "case_ref", "version", "view"]

KINDS: Mapping[str, Callable[[Portion], View]] = {
    "plan": plan.view,
    "timeline": timeline.view,
    "checklist": checklist.view,
    "copy": copy.view,
    "child": child.view,
    "contact_card": contact_card.view,
}
"""Document kinds by the name a reader's `documents` has for them."""

CONTENT: Mapping[str, type] = {
    "plan": plan.PlanContent,
    "timeline": timeline.TimelineContent,
    "checklist": checklist.ChecklistContent,
    "copy": copy.CopyContent,
    "child-early": child.ChildContent,
    "child-junior": child.ChildContent,
    "contact_card": contact_card.ContactCardContent,
}
"""Template names and the dataclass whose fields that template may use."""


def view(portion: Portion, document: str) -> View:
    """Return what one of this reader's documents says."""
    return KINDS[document](portion)
