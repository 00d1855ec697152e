"""The one Jinja environment of plangen: what a tag may use, what a value may be, and where it all ends."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.flow import Extras

MOST_ROUNDS = 200_000
"""Rounds of all loops of one part together. A plan needs some hundreds; this still ends within seconds."""
MOST_TEXT = 12_000_000
"""Characters of XML that one part may come to."""
BUDGET = "_rounds_left"
"""Name under which a part's remaining rounds travel; no tag can say a name that begins with "_"."""

_NOT_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("\r\n|[\r\v\f\u2028\u2029]")


class TooMuchError(TemplateRuntimeError):
    """A template that would go on for ever, or fill the disk."""


def display(value: object) -> str:
    """Return a value as the text that is printed: one kind of line break, and nothing that XML cannot hold.

    Only text and whole numbers are printed; the view has put everything else into words.
    """
    if isinstance(value, str):
        return _NOT_XML.sub("", _BREAKS.sub("\n", value))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Undefined):
        return str(value)  # which says, strictly, that there is no such field
    raise TemplateRuntimeError("not text")


@pass_context
def _counted(context: Context, rows: Sequence[Any]) -> Sequence[Any]:
    """Let a loop run if the part's rounds allow it; every loop is led through here when it is compiled."""
    budget: list[int] = context[BUDGET]
    budget[0] -= len(rows) if isinstance(rows, tuple) else 1
    if budget[0] < 0:
        raise TooMuchError("too many rounds")
    return rows


def _joined(texts: Sequence[str], between: str = "") -> str:
    return between.join(texts)


def _first(rows: Sequence[Any]) -> Any:
    if not rows:
        raise TemplateRuntimeError("empty")
    return rows[0]


def _last(rows: Sequence[Any]) -> Any:
    return _first(rows[-1:])


FILTERS: Mapping[str, Callable[..., Any]] = {
    "join": _joined,
    "length": len,
    "count": len,
    "first": _first,
    "last": _last,
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "capitalize": str.capitalize,
    "trim": str.strip,
    "e": str,
    "escape": str,
}
"""All that a tag may ask for after a bar. Values are always escaped, so `e` has nothing left to do."""
TESTS: Mapping[str, Callable[..., bool]] = {
    "even": lambda number: number % 2 == 0,
    "odd": lambda number: number % 2 == 1,
    "defined": lambda _: True,  # a name that is not there is refused before anything is built
}


class Environment(ImmutableSandboxedEnvironment):
    """Jinja without anything a template does not need: no functions, few filters, strict and escaping."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=display, cache_size=0)
        self.globals.clear()
        self.filters = {**FILTERS, "_counted": _counted}
        self.tests = dict(TESTS)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field; what a council added is found by its name alone, never as a Python attribute."""
        if isinstance(obj, (Extras, Mapping)):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


ENVIRONMENT = Environment()


def bounded(tree: nodes.Template) -> nodes.Template:
    """Return the tree with every loop led through the count of rounds, and docxtpl's brace marks as braces."""
    for node in [*tree.find_all((nodes.For, nodes.TemplateData))]:
        if isinstance(node, nodes.For):
            node.iter = nodes.Filter(node.iter, "_counted", [], [], None, None, lineno=node.lineno)
        elif isinstance(node, nodes.TemplateData):
            node.data = _with_braces(node.data)
    tree.set_environment(ENVIRONMENT)
    return tree


def _with_braces(text: str) -> str:
    for mark, braces in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        text = text.replace(mark, braces)
    return text
