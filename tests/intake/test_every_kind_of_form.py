"""One family, handed in as every kind of form: the same findings and, byte for byte, the same documents."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import intake, normalise
from generator.cli import main
from generator.council import Council
from tests.families import SIMPLE, answers
from tests.forms import KINDS, form_of

AS_AT = ("--as-at", "2026-11-23")
CASE_B = "case-b-confidential-address"
NAMES_ITS_CELLS = ("checklist",)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def told(kind: str, folder: Path, name: str, council: Council) -> Any:
    draft = normalise.normalise(intake.read(form_of(kind, folder, answers(name), name), council), council)
    return draft.kind, draft.values, draft.gaps, [found.rule for found in draft.findings]


@pytest.mark.parametrize("name", [SIMPLE, CASE_B, "case-a-neglect-messy"])
@pytest.mark.parametrize("kind", KINDS[1:])
def test_every_form_says_the_same_as_the_workbook(kind: str, name: str, council: Council, tmp_path: Path) -> None:
    assert told(kind, tmp_path, name, council) == told("xlsx", tmp_path, name, council)


def documents(source: Path, out: Path) -> dict[str, str]:
    result = run("build", source, "-o", out, *AS_AT)
    assert result.exit_code == 0, result.output
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*.docx")
        if not any(f"-{name}-" in path.name for name in NAMES_ITS_CELLS)
    }


@pytest.fixture(scope="module", params=[SIMPLE, CASE_B])
def built_from_workbook(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("workbook")
    source = form_of("xlsx", folder, answers(request.param), request.param)
    return request.param, documents(source, folder / "out")


@pytest.mark.parametrize("kind", KINDS[1:])
def test_every_form_gives_the_same_bytes_to_every_reader(kind: str, built_from_workbook: Any, tmp_path: Path) -> None:
    name, expected = built_from_workbook

    assert documents(form_of(kind, tmp_path, answers(name), name), tmp_path / "out") == expected
