"""What the docs say about the house is what the house is."""

import re
from dataclasses import fields
from pathlib import Path

from generator.case import RECORDS
from generator.council import KINDS, Council, shipped, yamls
from generator.council.schema import own_fields
from tests.conftest import ROOT


def _steps(path: Path) -> list[str]:
    return re.findall(r"^Step \d .*$", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_eight_steps_in_the_docs_are_those_of_the_pipeline() -> None:
    steps = _steps(ROOT / "generator" / "pipeline.py")

    assert len(steps) == 8
    assert _steps(ROOT / "docs" / "architecture.md") == steps


def test_the_records_and_the_schema_name_the_same_things() -> None:
    described: dict[str, set[str]] = {}
    for file in ("base", *KINDS):
        for name, record in yamls.read(shipped() / "schemas" / f"{file}.yaml").get("records", {}).items():
            described.setdefault(name, set()).update(record.get("fields", ()))

    assert described == {name: set(own_fields(record)) for name, record in RECORDS.items()}


def test_the_case_holds_every_kind_of_record() -> None:
    assert {field.name for field in fields(RECORDS["case"])} >= set(RECORDS) - {"case"}


def test_every_sharing_class_of_a_field_is_known_to_the_readers(council: Council) -> None:
    known = set(yamls.read(shipped() / "schemas" / "readers.yaml")["classes"])
    used = {field.sharing for kind in council.kinds.values() for record in kind.records for field in record.fields}

    assert used - {""} <= known


def test_every_missing_answer_raises_a_rule_that_exists(council: Council) -> None:
    used = {field.missing for kind in council.kinds.values() for record in kind.records for field in record.fields}

    assert used <= set(council.rules)


def test_every_everyday_workbook_has_at_most_twelve_sheets(council: Council) -> None:
    for kind in council.kinds.values():
        assert len([sheet for sheet in kind.sheets if not sheet.optional]) <= 12
