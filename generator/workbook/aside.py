"""What hangs on a sheet beside its cells: notes, comments, pictures and drawings, and the cells they hang on."""

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator import package
from generator.workbook.layout import OURSELVES
from generator.workbook.parts import Cell, place, whole

_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


def relations(path: Path, part: str, names: Iterable[str]) -> Mapping[str, str]:
    """Return the parts that a sheet's part points at, each with the kind of its relation."""
    folder, _, file = part.rpartition("/")
    beside = f"{folder}/_rels/{file}.rels"
    if beside not in names:
        return {}
    known = frozenset(names)
    found = {
        posixpath.normpath(posixpath.join(f"/{folder}", relation.get("Target", ""))).lstrip("/"): relation.get(
            "Type", ""
        ).rpartition("/")[2]
        for relation in package.parse_xml(whole(path, beside))
        if relation.get("TargetMode") != "External"
    }
    return {target: kind for target, kind in found.items() if target in known}


def notes(path: Path, targets: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return the cells, by row and column, that carry a note or a comment of somebody's own."""
    found: set[Cell] = set()
    for part, kind in targets.items():
        if kind in ("comments", "threadedComment"):
            page = package.parse_xml(whole(path, part))
            authors = [str(author.text or "") for author in page.iter("{*}author")]
            for note in page.iter("{*}comment", "{*}threadedComment"):
                if not _is_ours(note.get("authorId", ""), authors):
                    found.add(place(note.get("ref", "")) or (1, 1))
    return tuple(sorted(found))


def pictures(path: Path, targets: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return the cells, by row and column, on which pictures, drawings and text boxes begin."""
    found: set[Cell] = set()
    for part, kind in targets.items():
        if kind == "drawing":
            page = package.parse_xml(whole(path, part))
            found.update(_begins(anchor) for name in _ANCHORS for anchor in page.iter(f"{{*}}{name}"))
    return tuple(sorted(found))


def _is_ours(number: str, authors: list[str]) -> bool:
    return number.isdigit() and int(number) < len(authors) and authors[int(number)] == OURSELVES


def _begins(anchor: Any) -> Cell:
    start = next(anchor.iter("{*}from"), None)
    if start is None:
        return 1, 1
    row, column = (next(start.iter(f"{{*}}{name}"), None) for name in ("row", "col"))
    return _counted(row), _counted(column)


def _counted(place: Any) -> int:
    text = (place.text or "").strip() if place is not None else ""
    return int(text) + 1 if text.isdigit() else 1
