"""A family's answers as every kind of form that can be handed in, for tests."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from ruamel.yaml import YAML

from generator.council import KindSchema, Sheet, open_council
from generator.workbook import layout
from tests.families import SIMPLE, Sheets, workbook_of

KINDS = ("xlsx", "ods", "csv", "zip", "yaml", "json")

Grid = list[list[Any]]


def form_of(kind: str, folder: Path, sheets: Sheets, name: str = SIMPLE) -> Path:
    """Write these answers as one kind of form into the folder, and say where it is."""
    match kind:
        case "xlsx":
            return workbook_of(folder / f"{name}.xlsx", sheets, name)
        case "ods":
            return ods(folder / f"{name}.ods", grids(sheets))
        case "csv":
            return csv_folder(folder / f"{name}-csv", grids(sheets))
        case "zip":
            return zipped(folder / f"{name}.zip", csv_folder(folder / f"{name}-unzipped", grids(sheets)))
        case "yaml":
            return yaml_form(folder / f"{name}.yaml", sheets)
        case _:
            return json_form(folder / f"{name}.json", sheets)


def grids(sheets: Sheets) -> dict[str, Grid]:
    """The cells of each sheet: a form as questions and answers, a table under all its headings, rows counted."""
    kinds = open_council(None).kinds.values()
    schema = next(kind for kind in kinds if kind.printed_name == sheets["Start"]["Kind of plan"])
    return {sheet.name: list(_grid(schema, sheet, sheets.get(sheet.name))) for sheet in layout.sheets(schema, sheets)}


def _grid(schema: KindSchema, sheet: Sheet, told: Any) -> Iterator[list[Any]]:
    if sheet.form:
        yield ["Question", "Your answer"]
        yield from (
            [one.heading, told.get(one.heading)] for _, group in layout.questions(schema, sheet) for one in group
        )
        return
    labels = [column.heading for column in layout.columns(schema, sheet)]
    yield labels
    for number, row in enumerate(told or [], 1):
        yield [row.get(label, number if label == "No." else None) for label in labels]


def as_text(value: Any) -> str:
    """A value as a program writes it into a text file: dates year first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def csv_text(grid: Grid, separator: str = ",", line_end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=line_end).writerows([map(as_text, row) for row in grid])
    return out.getvalue()


def csv_folder(
    folder: Path, told: dict[str, Grid], *, separator: str = ",", encoding: str = "utf-8-sig", line_end: str = "\r\n"
) -> Path:
    folder.mkdir(parents=True)
    for name, grid in told.items():
        (folder / f"{name}.csv").write_bytes(csv_text(grid, separator, line_end).encode(encoding))
    return folder


def zipped(path: Path, folder: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.writestr(f"{inside}{file.name}", file.read_bytes())
    return path


def yaml_form(path: Path, sheets: Sheets) -> Path:
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style, writer.width = False, 4096
    with path.open("w", encoding="utf-8", newline="") as file:
        writer.dump(dict(sheets), file)
    return path


def json_form(path: Path, sheets: Sheets) -> Path:
    path.write_text(json.dumps(sheets, default=as_text, ensure_ascii=False), encoding="utf-8")
    return path


_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(path: Path, told: dict[str, Grid]) -> Path:
    """An OpenDocument spreadsheet as another program writes it: typed cells, a paragraph for each line."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(_row(row) for row in grid)}</table:table>'
        for name, grid in told.items()
    )
    return ods_of(path, f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>")


def ods_of(path: Path, body: str, manifest: str = "") -> Path:
    """The smallest OpenDocument spreadsheet with this body."""
    content = f'<?xml version="1.0"?><office:document-content {_NAMESPACES}>{body}</office:document-content>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return path


def _row(row: list[Any]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        return _typed("date", f'office:date-value="{value.isoformat()}"', f"{value:%d/%m/%Y}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _typed("float", f'office:value="{value}"', str(value))
    return _typed("string", "", as_text(value))


def _typed(kind: str, value: str, shown: str) -> str:
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in shown.split("\n"))
    return f'<table:table-cell office:value-type="{kind}" {value}>{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    return escape(line).replace("  ", ' <text:s text:c="1"/>')
