"""Make the sample workbooks: the project's own blank intake, with each family's answers typed in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from generator import workbook
from generator.council import Council, open_council

SAMPLES = Path(__file__).resolve().parent
FAMILIES = SAMPLES / "families"

Sheets = dict[str, Any]


def main() -> None:
    """Write every sample workbook anew."""
    for path in sorted(FAMILIES.glob("*.yaml")):
        (SAMPLES / f"{path.stem}.xlsx").write_bytes(made(path))
        print(f"samples/{path.stem}.xlsx")


def made(path: Path, council: Council | None = None) -> bytes:
    """Return the workbook of one family: the blank intake of its plan kind, filled in."""
    family = told(path)
    schema = (council or open_council()).kinds[family["kind"]]
    return workbook.fill(workbook.blank(schema, with_sheets=family["with"]), family["sheets"])


def told(path: Path) -> dict[str, Any]:
    """Return one family's answers; a messy twin is its clean family with the listed changes made."""
    family = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    if "from" not in family:
        return dict(family)
    clean = told(path.with_name(f"{family['from']}.yaml"))
    for change in family["changes"]:
        _change(clean["sheets"], change)
    return {**clean, "expect": family["expect"]}


def _change(sheets: Sheets, change: Mapping[str, Any]) -> None:
    """Make one change: a sheet that is a form has no `row`; a table's first row of answers is row 1."""
    answers = sheets[change["sheet"]]
    row = answers[change["row"] - 1] if "row" in change else answers
    row.update(change["say"])
    for label in [label for label, value in row.items() if value is None]:
        del row[label]


if __name__ == "__main__":
    main()
