"""Read a form that is JSON, as a tree of answers."""

import json
from typing import Any

from generator.errors import IntakeError
from generator.intake import tree
from generator.intake.tree import Listing, Mapping, Node, Pair, Place, Scalar


def read(text: str, name: str) -> Node:
    """Return what the form holds; numbers keep all their digits.

    Raises:
        IntakeError: it is no JSON, or does what no form does; names line and column.
    """
    try:
        found = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_int=tree.typed,
            parse_float=str,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        raise IntakeError(
            f"{name}{Place(error.lineno, error.colno)}: this cannot be read as JSON. Often a comma is missing between "
            "two answers, stands after the last one, or a quotation mark inside a text has no \\ before it."
        ) from None
    except RecursionError:
        raise tree.too_deep(name) from None
    return _Reader(name).node(found, 0)


class _Pairs(tuple[tuple[str, Any], ...]):
    """What stands between two braces, in order, one that stands twice too."""

    __slots__ = ()


class _Reader:
    """What JSON's own parser found, while it becomes a tree."""

    def __init__(self, name: str) -> None:
        self._name, self._count = name, 0

    def node(self, found: Any, depth: int) -> Node:
        """Return one part of the form and all below it."""
        self._count += 1
        if self._count > tree.MOST:
            raise tree.too_many(self._name)
        if depth > tree.DEEPEST:
            raise tree.too_deep(self._name)
        if isinstance(found, _Pairs):
            return Mapping(tuple(Pair(key, self.node(value, depth + 1)) for key, value in found))
        if isinstance(found, list):
            return Listing(tuple(self.node(item, depth + 1) for item in found))
        return Scalar(None if found == "" else found)
