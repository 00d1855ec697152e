"""Who may see what: the audiences and, for each, which rows and which classes of field reach them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from generator.council import yamls
from generator.council.yamls import Tree

_LEAD = "lead_full"
"""The one audience from which nothing is cut."""
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,30}")


class Rows(StrEnum):
    """Which rows of a record kind an audience gets."""

    ALL = "all"
    CHILDREN = "children"
    """Rows about the children this reader may know about, or about no child in particular."""
    OWN = "own"
    """Rows that name the reader or their agency, and the outcomes those serve."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """One kind of reader (domain 2.15). What is not named here is withheld."""

    key: str
    label: str
    slug: str
    """Role in file names, such as `parent`."""
    documents: tuple[str, ...]
    """Documents made when the Sharing sheet names none."""
    rows: Mapping[str, Rows]
    """Record kind to scope; a kind that is not named gives no rows."""
    classes: frozenset[str]
    """Sharing classes of the fields this audience may see."""
    sees_all: bool
    """True for the lead agency's own file copy: no rows or fields are cut."""

    def scope(self, record: str) -> Rows:
        """Return which rows of that record kind this audience gets."""
        return Rows.ALL if self.sees_all else self.rows.get(record, Rows.NONE)

    def may_see(self, sharing: str) -> bool:
        """Say whether a field of that sharing class reaches this audience; an unlabelled one never does."""
        return self.sees_all or (bool(sharing) and sharing in self.classes)


def audiences(tree: Tree, source: Path | None) -> Mapping[str, Audience]:
    """Build the audiences from merged YAML (`classes` names the known sharing classes)."""
    known = {str(key) for key in tree.get("classes", {})}
    return {
        str(key): _audience(str(key), value or {}, known, source) for key, value in tree.get("audiences", {}).items()
    }


def _audience(key: str, tree: Mapping[str, Any], known: set[str], source: Path | None) -> Audience:
    place = ("audiences", key)
    if tree.get("sees_all") and key != _LEAD:
        raise yamls.mistake(source, (*place, "sees_all"), "only the lead agency's own copy holds everything.")
    if not _SLUG.fullmatch(str(tree.get("slug", key.replace("_", "-")))):
        raise yamls.mistake(source, (*place, "slug"), "small letters, digits and dashes only: it stands in file names.")
    classes = {str(name) for name in tree.get("sees", ())}
    if unknown := classes - known:
        raise yamls.mistake(source, (*place, "sees"), f"no sharing class is called {min(unknown)!r}.")
    return Audience(
        key=key,
        label=str(tree.get("label", key)),
        slug=str(tree.get("slug", key.replace("_", "-"))),
        documents=tuple(str(name) for name in tree.get("documents", ("copy",))),
        rows={str(kind): _scope(value, (*place, "rows", str(kind)), source) for kind, value in _rows(tree)},
        classes=frozenset(classes),
        sees_all=tree.get("sees_all") is True,
    )


def _rows(tree: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((tree.get("rows") or {}).items())


def _scope(value: object, keys: tuple[str, ...], source: Path | None) -> Rows:
    try:
        return Rows(str(value))
    except ValueError:
        raise yamls.mistake(source, keys, f"must be one of {', '.join(Rows)}.") from None
