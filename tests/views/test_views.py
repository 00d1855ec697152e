"""The door of the room: which documents there are, and that each has its template."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from generator import views
from generator.case import ABSENT
from generator.council import KINDS
from generator.flow import Extras
from tests.views.small import a_case, a_childs_portion, a_portion

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "docx" / "standard"


def test_every_document_kind_can_be_viewed_and_its_content_is_the_templates() -> None:
    seen = {}
    for kind in views.KINDS:
        portion = a_childs_portion() if kind in {"child", "contact_card"} else a_portion()
        view = views.view(portion, kind)
        assert view.document == kind
        seen[view.template] = type(view.content)

    assert seen.items() <= views.CONTENT.items()
    assert set(views.CONTENT) - set(seen) == {"child-junior"}


def test_every_content_has_its_template_and_every_template_its_content() -> None:
    kinds = "|".join(KINDS)

    assert {re.sub(rf"-({kinds})$", "", path.stem) for path in TEMPLATES.glob("*.docx")} == set(views.CONTENT)


@pytest.mark.parametrize("content", sorted(set(views.CONTENT.values()), key=lambda each: each.__name__))
def test_content_is_display_text_and_rows_of_it_all_the_way_down(content: type) -> None:
    assert list(_not_display_text(content)) == []


def _not_display_text(content: type) -> Any:
    hints = get_type_hints(content)
    for field in fields(content):
        hint = get_args(hints[field.name])[0] if get_origin(hints[field.name]) is tuple else hints[field.name]
        if is_dataclass(hint) and isinstance(hint, type) and hint is not Extras:
            yield from _not_display_text(hint)
        elif hint not in {str, bool, Extras}:
            yield f"{content.__name__}.{field.name}"


def test_a_draft_without_reference_or_version_still_has_a_place_of_its_own() -> None:
    case = a_case(case_ref=ABSENT, plan_version=ABSENT)

    assert (views.case_ref(case), views.version(case)) == ("no-reference", "0")


def test_a_case_that_nobody_judged_cannot_be_viewed() -> None:
    with pytest.raises(ValueError, match="judged"):
        views.view(a_portion(as_at=ABSENT), "plan")
