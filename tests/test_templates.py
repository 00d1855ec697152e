"""The Word templates that plangen ships: each asks only for what its document has, for every kind of plan."""

import pytest

from generator import render, views
from generator.council import KINDS, Council


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", sorted(views.CONTENT))
def test_a_shipped_template_asks_only_for_what_its_document_has(council: Council, kind: str, name: str) -> None:
    template = render.template(council.template(name, kind), views.CONTENT[name])

    assert len(template.sha256) == 64
