"""Addresses of which nobody said whether they are confidential, in a family that has something to hide."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.case import Gap, Where
from generator.council import Council
from generator.flow import Finding

_SAYS_SO = "address_confidential"
_HIDES = frozenset({"hide_from", "address_hide_from"})

Values = Mapping[str, list[dict[str, Any]]]


def unless_said(
    values: Values, gaps: Mapping[str, Gap], origins: Mapping[str, Where], council: Council
) -> Iterator[Finding | None]:
    """Take each such address of a child for confidential and say so; `values` are the draft's, while it is made."""
    if not _something_is_hidden(values):
        return
    for index, child in enumerate(values["children"]):
        path = f"children/{index}/{_SAYS_SO}"
        if "address" in child and _SAYS_SO not in child and path not in gaps:
            child[_SAYS_SO] = True
            yield council.finding("PRIV-15", path, origins.get(path) or origins.get(f"children/{index}"))


def _something_is_hidden(values: Values) -> bool:
    rows = [row for kind in ("children", "people") for row in values[kind]]
    named = any(_HIDES & set(row) or row.get(_SAYS_SO) is True or row.get("confidential") is True for row in rows)
    return named or any(set(row) - {"show_gap"} for row in values["restrictions"])
