"""Local layouts and survey exports: which column is which question, proposed, kept in the council's folder, applied."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from generator.case import Where
from generator.council import Council, Field, KindSchema, yamls
from generator.council.synonyms import folded
from generator.errors import CouncilError, IntakeError
from generator.flow import Answer, Intake, Raw
from generator.intake import form, grid, tree
from generator.intake.tree import Listing, Pair, Scalar
from generator.workbook import Row, SheetCells
from generator.workbook.layout import plain

FOLDER = "mappings"
_TARGET = re.compile(r"(\w+)(?:\[([1-9][0-9]?)\])?\.(\w+)")
_NOT_USED = '""'
_LIKELY = 0.6
"""Below this, what two questions have in common is chance."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One local layout, as it is kept in the council's folder."""

    name: str
    shape: str
    kind: str
    columns: Mapping[str, str]
    """By heading, plain: `record.field` or `record[2].field`; empty for a column that is not used."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a column could be."""

    column: str
    heading: str
    target: str
    """Empty when nothing is like it."""
    how: str
    """exact, synonym, similar, or nothing."""
    score: float


def shape(headings: Iterable[str]) -> str:
    """Return what tells one layout from another: its headings, whatever their capitals and spaces."""
    return hashlib.sha256("\n".join(map(plain, headings)).encode()).hexdigest()[:16]


def layout_of(sheets: Sequence[SheetCells], council: Council) -> tuple[SheetCells, Layout] | None:
    """Return the sheet whose headings have a mapping in the council's folder, with that mapping."""
    known = {layout.shape: layout for layout in _kept(council)} if council.folder else {}
    for sheet in sheets:
        if known and sheet.visible and sheet.rows and (layout := known.get(shape(_headings(sheet).values()))):
            return sheet, layout
    return None


def headings_of(sheets: Sequence[SheetCells], name: str) -> dict[int, str]:
    """Return the headings of an export by column, from 0: the first filled row of its first filled sheet.

    Raises:
        IntakeError: nothing is written in it.
    """
    for sheet in sheets:
        if sheet.visible and sheet.rows:
            return _headings(sheet)
    raise IntakeError(f"{name} is empty, so there are no headings to fit.")


def _headings(sheet: SheetCells) -> dict[int, str]:
    return {column: str(raw) for column, raw in enumerate(sheet.rows[0].values) if not grid.is_blank(raw)}


# --- the council's own files ---------------------------------------------------------------------------------


def _kept(council: Council) -> Iterator[Layout]:
    folder = council.folder / FOLDER if council.folder else Path()
    for path in sorted(folder.glob("*.yaml")):
        yield _layout(path, council)


def _layout(path: Path, council: Council) -> Layout:
    told = yamls.read(path)
    kind, columns = str(told.get("kind", "")), told.get("columns") or {}
    if kind not in council.kinds:
        raise yamls.mistake(path, ("kind",), f"one of these is wanted: {', '.join(council.kinds)}.")
    if not isinstance(columns, dict):
        raise yamls.mistake(
            path, ("columns",), "headings are wanted, each with a colon and the question it stands for."
        )
    for heading, target in columns.items():
        if target and _field(str(target), council.kinds[kind]) is None:
            raise yamls.mistake(path, ("columns", heading), f"{target!r} is no question of {kind}.")
    known = {plain(str(heading)): str(target or "") for heading, target in columns.items()}
    return Layout(path.stem, str(told.get("shape", "")), kind, known)


def _field(target: str, schema: KindSchema) -> Field | None:
    match = _TARGET.fullmatch(target)
    return schema.find(f"{match[1]}/0/{match[3]}") if match else None


def as_yaml(headings: Iterable[str], kind: str, chosen: Mapping[str, str]) -> str:
    """Return a mapping as its file says it; a column that nobody chose a question for is listed as not used."""
    said = list(headings)
    columns = [f"  {json.dumps(one, ensure_ascii=False)}: {chosen.get(one) or _NOT_USED}" for one in said]
    return "\n".join((
        "# Which column of an export is which question of the intake. Empty quotation marks: not used.",
        "# A second child or action is children[2].name, actions[2].what and so on.",
        "# shape stands for the headings: an export with other headings needs a mapping of its own.",
        f'shape: "{shape(said)}"', f"kind: {kind}", "columns:", *columns, "",
    ))  # fmt: skip


# --- reading by a mapping -------------------------------------------------------------------------------------


def read(sheet: SheetCells, layout: Layout, source: str, sha256: str, council: Council) -> Intake:
    """Return the one response of an export as an intake; every answer keeps its cell in the export.

    Raises:
        IntakeError: it holds no response, or more than one.
    """
    responses = sheet.rows[1:]
    if len(responses) != 1:
        said = f"{len(responses)} responses" if responses else "no response"
        raise IntakeError(f"{source} holds {said}. Export one family's response into a file of its own, and read that.")
    return _response(sheet, responses[0], layout, (source, sha256), council)


def _response(
    sheet: SheetCells, row: Row, layout: Layout, made_of: tuple[str, str], council: Council
) -> Intake:  # fmt: skip
    headings = _headings(sheet)
    told: dict[str, dict[int, dict[str, Raw]]] = {"plans": {1: {"kind": layout.kind}}}
    cells: dict[str, str] = {}
    unused: list[Answer] = []
    for column, raw in enumerate(row.values):
        if raw is None or grid.is_blank(raw):
            continue
        heading, where = headings.get(column, ""), grid.at(sheet.name, column, row.number)
        target = layout.columns.get(plain(heading))
        match = _TARGET.fullmatch(target or "")
        if match:
            record, index, field = match[1], int(match[2] or 1), match[3]
            told.setdefault(record, {}).setdefault(index, {})[field] = raw
            cells[f"{record}[{index}].{field}"] = cells[f"{record}.{field}"] = str(where)
        elif target is None:
            unused.append(Answer(heading, raw, where, 0))
    found = form.read(_tree(told), *made_of, council)
    first = f"{sheet.name}!A{row.number}"
    answers = tuple(
        replace(one, where=Where(one.where.sheet, cells.get(one.where.cell, first))) for one in found.answers
    )
    sheets = (*found.sheets, *([sheet.name] if unused else []))
    return replace(found, sheets=sheets, answers=(*answers, *unused))


def _tree(told: Mapping[str, Mapping[int, Mapping[str, Raw]]]) -> tree.Mapping:
    return tree.Mapping(tuple(Pair(record, Listing(tuple(_rows(rows)))) for record, rows in told.items()))


def _rows(rows: Mapping[int, Mapping[str, Raw]]) -> Iterator[tree.Node]:
    for index in range(1, max(rows) + 1):
        yield tree.Mapping(tuple(Pair(field, Scalar(raw)) for field, raw in rows.get(index, {}).items()))


# --- proposing one ---------------------------------------------------------------------------------------------


def propose(headings: Mapping[int, str], schema: KindSchema, council: Council) -> tuple[Proposal, ...]:
    """Return for each heading the question it could stand for. Only `exact` is certain; all else a person decides."""
    return tuple(_proposal(column, heading, schema, council) for column, heading in headings.items())


def _proposal(column: int, heading: str, schema: KindSchema, council: Council) -> Proposal:
    place = grid.at("", column, 1).cell.rstrip("1")
    fields = [field for record in schema.records for field in record.fields]
    same = [field for field in fields if _bare(field.label) == _bare(heading)]
    if len(same) == 1:
        return Proposal(place, heading, _target(same[0]), "exact", 1.0)
    meant = [
        f"{record}.{known[folded(heading)]}"
        for record, known in council.synonyms.headings.items()
        if folded(heading) in known and _field(f"{record}.{known[folded(heading)]}", schema)
    ]
    if len(meant) == 1:
        return Proposal(place, heading, meant[0], "synonym", 1.0)
    # One label on several sheets, or one word for several questions: the nearest is shown, and a person says.
    scored = sorted(((_alike(heading, field), _target(field)) for field in fields), key=lambda pair: -pair[0])
    score, target = scored[0] if scored else (0.0, "")
    return (
        Proposal(place, heading, target, "similar", score)
        if score >= _LIKELY
        else Proposal(place, heading, "", "nothing", 0.0)
    )


def _target(field: Field) -> str:
    return f"{field.record}.{field.name}"


def _alike(heading: str, field: Field) -> float:
    return max(SequenceMatcher(None, _bare(heading), _bare(one)).ratio() for one in (field.label, field.help) if one)


def _bare(question: str) -> str:
    return plain(question).rstrip("?:. ")


def file_for(council: Council, name: str) -> Path:
    """Return where the mapping of that name is kept.

    Raises:
        CouncilError: there is no council folder to keep it in.
    """
    if council.folder is None:
        raise CouncilError("A mapping is kept in the council's folder. Name one with --council DIR.")
    return council.folder / FOLDER / f"{name}.yaml"
