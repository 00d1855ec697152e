"""Prove, before anything is built, that every tag of a template asks only for what its document's content has."""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes

from generator.flow import Extras
from generator.render.fault import Fault, Tag, nth_tag
from generator.render.language import FILTERS, TESTS


@dataclass(frozen=True, slots=True)
class Rows:
    """A list, and what each of its items is."""

    item: Any


@dataclass(frozen=True, slots=True)
class FreeNames:
    """Fields whose names the council gives; only filling can tell whether one is there."""

    item: Any


@dataclass(frozen=True, slots=True)
class Perhaps:
    """A record that may be absent; a template asks `{% if it %}` first."""

    record: Any


class LoopCounter:
    """What `loop` is inside a loop."""


class Unknown:
    """Something that was already found wrong, so that one fault is not told twice."""


Shape = Any
"""str, int, bool, a content dataclass, or one of the classes above."""

_LOOP_FIELDS: Mapping[str, type] = {
    "index": int, "index0": int, "revindex": int, "revindex0": int,
    "first": bool, "last": bool, "length": int,
}  # fmt: skip
_ENDLESS = (nodes.Concat,)


def shape_of(hint: Any) -> Shape:
    """Return what a field's annotation means to a template."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return Rows(shape_of(arguments[0]))
    if origin is Literal:
        return type(arguments[0])
    if origin in {Union, UnionType}:
        inner = shape_of(next(each for each in arguments if each is not NoneType))
        return Perhaps(inner) if NoneType in arguments and _is_record(inner) else inner
    if hint is Extras:
        return FreeNames(str)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return FreeNames(shape_of(arguments[1]))
    if isinstance(hint, type) and (is_dataclass(hint) or hint in {str, int, bool}):
        return hint
    if isinstance(hint, type) and issubclass(hint, str):
        return str
    raise TypeError(f"a view's content may not hold {hint!r}: display text, yes/no, numbers, records and tuples")


@cache
def field_shapes(content: type) -> Mapping[str, Shape]:
    """Return every field of a content dataclass with its shape."""
    hints = get_type_hints(content)
    return {field.name: shape_of(hints[field.name]) for field in fields(content)}


def faults(tree: nodes.Template, content: type, tags: Sequence[Tag]) -> list[Fault]:
    """Return everything a part asks for that its document cannot give.

    `tags` has one tag for each line of the prepared source, in order, so a node's line tells its tag.
    """
    walk = _Walk(content, tags)
    walk.body(tree.body, walk.top)
    return walk.found


class _Walk:
    """One walk over a part's syntax tree; a node of a kind that is not named here is refused."""

    def __init__(self, content: type, tags: Sequence[Tag]) -> None:
        self.top: dict[str, Shape] = dict(field_shapes(content))
        self.found: list[Fault] = []
        self._tags = tags
        self._lists: dict[str, str] = {}
        """Loop variable to the list it runs over, for the messages."""

    # Statements

    def body(self, statements: Iterable[nodes.Node], names: dict[str, Shape]) -> None:
        for statement in statements:
            act = _STATEMENTS.get(type(statement))
            if act is None:
                self._refuse(statement)
            else:
                act(self, statement, names)

    def output(self, node: nodes.Output, names: dict[str, Shape]) -> None:
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                continue
            shape = self._shape(part, names)
            if shape not in {str, int, Unknown}:
                self._tell(part, f'"{_said(part)}" is {_in_words(shape)} and prints as nothing a reader knows.',
                           _how_to_print(part, shape))  # fmt: skip

    def repeat(self, node: nodes.For, names: dict[str, Shape]) -> None:
        rows = self._shape(node.iter, names)
        item = rows.item if isinstance(rows, Rows) else str if isinstance(rows, FreeNames) else Unknown
        if item is Unknown and rows is not Unknown:
            self._tell(node.iter, f'"{_said(node.iter)}" is {_in_words(rows)}, so nothing can be repeated for it.',
                       "Repeat over a list, such as actions.")  # fmt: skip
        if node.recursive or not isinstance(node.target, nodes.Name) or node.target.name.startswith("_"):
            self._refuse(node)
            return
        self._lists[node.target.name] = _said(node.iter)
        inside = {**names, node.target.name: item, "loop": LoopCounter}
        if node.test is not None:
            self._condition(node.test, inside)
        self.body(node.body, inside)
        self.body(node.else_, dict(names))

    def when(self, node: nodes.If, names: dict[str, Shape]) -> None:
        self._condition(node.test, names)
        self.body(node.body, names)
        for other in node.elif_:
            self.when(other, names)
        self.body(node.else_, names)

    def assign(self, node: nodes.Assign, names: dict[str, Shape]) -> None:
        """Give a name to a value; joined texts are left out, since a doubling chain would have no end."""
        if not isinstance(node.target, nodes.Name) or node.target.name.startswith("_"):
            self._refuse(node)
        elif next(node.node.find_all(_ENDLESS), None) is not None or isinstance(node.node, _ENDLESS):
            self._tell(node, "A name cannot be given to joined texts.", "Write the values one after another.")
        else:
            names[node.target.name] = self._shape(node.node, names)

    # Conditions

    def _condition(self, node: nodes.Node, names: dict[str, Shape]) -> Shape:
        shape = self._shape(node, names)
        if shape is LoopCounter or _is_record(shape):
            self._tell(node, f'"{_said(node)}" is {_in_words(shape)}, so this condition is always true.',
                       "Ask for one of its fields.")  # fmt: skip
        return shape

    def compare(self, node: nodes.Compare, names: dict[str, Shape]) -> Shape:
        left = self._shape(node.expr, names)
        for operand in node.ops:
            right = self._shape(operand.expr, names)
            if not _comparable(operand.op, left, right):
                self._tell(node, f'"{_said(node.expr)}" is {_in_words(left)} and is compared with '
                           f"{_in_words(right)}, so this can never be right.", _how_to_compare(node, left))  # fmt: skip
            left = right
        return bool

    # Values

    def _shape(self, node: nodes.Node, names: dict[str, Shape]) -> Shape:
        tell = _EXPRESSIONS.get(type(node))
        if tell is None:
            return self._refuse(node)
        return tell(self, node, names)

    def name(self, node: nodes.Name, names: dict[str, Shape]) -> Shape:
        if node.name in names:
            return names[node.name]
        return self._unknown(node, node.name, "", names)

    def attribute(self, node: nodes.Getattr, names: dict[str, Shape]) -> Shape:
        return self._field(node, node.attr, self._shape(node.node, names))

    def _field(self, node: nodes.Getattr | nodes.Getitem, name: str, owner: Shape) -> Shape:
        if owner is Unknown:
            return Unknown
        if name.startswith("_"):
            return self._tell(node, f'"{name}" is not a field: names begin with a letter.', "Take it out.")
        if isinstance(owner, FreeNames):
            return owner.item
        known = _fields_of(owner)
        if name in known:
            return known[name]
        if not known:
            return self._tell(node, f'"{_said(node.node)}" is {_in_words(owner)} and has no "{name}".',
                              _without_field(node.node, owner))  # fmt: skip
        return self._unknown(node, name, f"{_said(node.node)}.", known)

    def subscript(self, node: nodes.Getitem, names: dict[str, Shape]) -> Shape:
        owner = self._shape(node.node, names)
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, str):
            return self._field(node, key, owner)
        if isinstance(owner, FreeNames) and self._shape(node.arg, names) is str:
            return owner.item
        if isinstance(owner, Rows) and type(key) is int:
            return owner.item
        return owner if owner is Unknown else self._refuse(node)

    def constant(self, node: nodes.Const, _: dict[str, Shape]) -> Shape:
        return type(node.value) if type(node.value) in {str, int, bool} else self._refuse(node)

    def listing(self, node: nodes.List | nodes.Tuple, names: dict[str, Shape]) -> Shape:
        shapes = [self._shape(each, names) for each in node.items]
        return Rows(shapes[0]) if shapes and all(each == shapes[0] for each in shapes) else self._refuse(node)

    def choice(self, node: nodes.CondExpr, names: dict[str, Shape]) -> Shape:
        self._condition(node.test, names)
        if node.expr2 is None:
            return self._tell(node, "It is not said what is printed otherwise.", 'End the tag with: else ""')
        return self._either(node, self._shape(node.expr1, names), self._shape(node.expr2, names))

    def and_or(self, node: nodes.And | nodes.Or, names: dict[str, Shape]) -> Shape:
        left, right = self._condition(node.left, names), self._condition(node.right, names)
        return left if left == right else bool

    def _either(self, node: nodes.Expr, first: Shape, second: Shape) -> Shape:
        if first == second or Unknown in {first, second}:
            return first
        if {first, second} == {str, int}:
            return str
        return self._refuse(node)

    def negation(self, node: nodes.Not, names: dict[str, Shape]) -> Shape:
        self._condition(node.node, names)
        return bool

    def joined(self, node: nodes.Concat, names: dict[str, Shape]) -> Shape:
        shapes = {self._shape(each, names) for each in node.nodes}
        return str if shapes <= {str, int, Unknown} else self._refuse(node)

    def counted(self, node: nodes.BinExpr, names: dict[str, Shape]) -> Shape:
        """Count with whole numbers only: text times a number could fill the disk."""
        shapes = {self._shape(node.left, names), self._shape(node.right, names)}
        return int if shapes <= {int, Unknown} else self._refuse(node)

    def filtered(self, node: nodes.Filter, names: dict[str, Shape]) -> Shape:
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return self._refuse(node)
        shape = self._shape(node.node, names)
        if node.name not in FILTERS:
            return self._tell(node, f'"{node.name}" cannot be asked for after a bar.',
                              f"Use one of these: {', '.join(sorted(FILTERS))}.")  # fmt: skip
        given = _FILTER_GIVES[node.name](shape)
        if given is None or not self._filter_words(node):
            return self._tell(node, f'"{node.name}" does not work on {_in_words(shape)}.', "Take it out.")
        return given

    def _filter_words(self, node: nodes.Filter) -> bool:
        """Say whether what stands in a filter's brackets is allowed: the text between, for `join` alone."""
        words = [each.value for each in node.args if isinstance(each, nodes.Const)]
        if node.name == "join" and len(node.args) <= 1:
            return len(words) == len(node.args) and all(isinstance(word, str) for word in words)
        return not node.args

    def tested(self, node: nodes.Test, names: dict[str, Shape]) -> Shape:
        shape = self._shape(node.node, names)
        if node.name not in TESTS or node.args or node.kwargs:
            return self._refuse(node)
        if node.name != "defined" and shape not in {int, Unknown}:
            return self._refuse(node)
        return bool

    def call(self, node: nodes.Call, names: dict[str, Shape]) -> Shape:
        """Refuse every call but `loop.cycle("...", "...")`."""
        asked, words = node.node, [each for each in node.args if isinstance(each, nodes.Const)]
        is_cycle = (
            isinstance(asked, nodes.Getattr) and asked.attr == "cycle" and self._shape(asked.node, names) is LoopCounter
        )
        plain = not node.kwargs and node.dyn_args is None and node.dyn_kwargs is None
        if is_cycle and plain and words and all(isinstance(each.value, str) for each in words):
            return str if len(words) == len(node.args) else self._refuse(node)
        return self._tell(node, "A tag cannot call anything.", "Name a field, e.g. {{ title }}.")

    # What is wrong

    def _refuse(self, node: nodes.Node) -> Shape:
        return self._tell(node, "This is not part of plangen's template language.",
                          "Use fields, for, if, elif, else and the few filters of the template guide.")  # fmt: skip

    def _unknown(self, node: nodes.Node, name: str, before: str, known: Mapping[str, Shape]) -> Shape:
        owner = before.partition(".")[0]
        of = f' ({owner} is one of "{self._lists[owner]}")' if owner in self._lists else ""
        nearest = _nearest(name, known)
        told = ", ".join(sorted(each for each in known if each != "loop"))
        do = f"Did you mean  {before}{nearest} ?" if nearest else f"Use one of these: {told}."
        return self._tell(node, f'There is no field "{before}{name}"{of}.', do)

    def _tell(self, node: nodes.Node, what: str, do: str) -> Shape:
        tag = nth_tag(self._tags, node.lineno)
        self.found.append(Fault(what, do, tag.place, tag.text))
        return Unknown


_STATEMENTS: Mapping[type[nodes.Node], Callable[[_Walk, Any, dict[str, Shape]], None]] = {
    nodes.Output: _Walk.output,
    nodes.For: _Walk.repeat,
    nodes.If: _Walk.when,
    nodes.Assign: _Walk.assign,
}
_EXPRESSIONS: Mapping[type[nodes.Node], Callable[[_Walk, Any, dict[str, Shape]], Shape]] = {
    nodes.Name: _Walk.name,
    nodes.Getattr: _Walk.attribute,
    nodes.Getitem: _Walk.subscript,
    nodes.Const: _Walk.constant,
    nodes.List: _Walk.listing,
    nodes.Tuple: _Walk.listing,
    nodes.CondExpr: _Walk.choice,
    nodes.And: _Walk.and_or,
    nodes.Or: _Walk.and_or,
    nodes.Not: _Walk.negation,
    nodes.Compare: _Walk.compare,
    nodes.Concat: _Walk.joined,
    nodes.Add: _Walk.counted,
    nodes.Sub: _Walk.counted,
    nodes.Mul: _Walk.counted,
    nodes.Mod: _Walk.counted,
    nodes.Filter: _Walk.filtered,
    nodes.Test: _Walk.tested,
    nodes.Call: _Walk.call,
}
"""The whole language: what is not here is refused, so that nothing has to be thought of and forbidden."""


def _text_to_text(shape: Shape) -> Shape:
    return str if shape in {str, Unknown} else None


def _list_to_item(shape: Shape) -> Shape:
    return shape.item if isinstance(shape, Rows) else shape if shape is Unknown else None


def _list_to_text(shape: Shape) -> Shape:
    return str if shape in {Rows(str), Unknown} else None


def _anything_to_count(shape: Shape) -> Shape:
    return int if shape in {str, Unknown} or isinstance(shape, Rows) else None


def _print_to_print(shape: Shape) -> Shape:
    return str if shape in {str, int, Unknown} else None


_FILTER_GIVES: Mapping[str, Callable[[Shape], Shape]] = {
    "join": _list_to_text,
    "length": _anything_to_count,
    "count": _anything_to_count,
    "first": _list_to_item,
    "last": _list_to_item,
    **dict.fromkeys(("upper", "lower", "title", "capitalize", "trim"), _text_to_text),
    **dict.fromkeys(("e", "escape"), _print_to_print),
}


def _fields_of(owner: Shape) -> Mapping[str, Shape]:
    if owner is LoopCounter:
        return _LOOP_FIELDS
    if isinstance(owner, Perhaps):
        return field_shapes(owner.record)
    if _is_record(owner):
        return field_shapes(owner)
    return {}


def _is_record(shape: Shape) -> bool:
    return isinstance(shape, type) and is_dataclass(shape)


def _comparable(operator: str, left: Shape, right: Shape) -> bool:
    if Unknown in {left, right}:
        return True
    if operator in {"in", "notin"}:
        return (left is str and right is str) or right == Rows(left)
    return left == right and (left in {str, int} or (left is bool and operator in {"eq", "ne"}))


def _how_to_compare(node: nodes.Compare, left: Shape) -> str:
    if left is bool:
        return f"It is a yes/no: write  if {_said(node.expr)}  or  if not {_said(node.expr)}."
    return 'Compare a text with a text in quotes ("like this"), a number with a number.'


def _how_to_print(node: nodes.Node, shape: Shape) -> str:
    said = _said(node)
    if shape is bool:
        return f"Use it in a condition: {{% if {said} %}} ... {{% endif %}}."
    if shape == Rows(str):
        return f'Write {{{{ {said} | join(", ") }}}}, or repeat over it.'
    if isinstance(shape, Rows):
        return f"Repeat over it: {{%p for each in {said} %}} ... {{%p endfor %}}."
    return f"Print one of its fields: {', '.join(sorted(_fields_of(shape))) or 'see the field list'}."


def _without_field(node: nodes.Node, owner: Shape) -> str:
    if isinstance(owner, Rows):
        return f"Repeat over it: {{%p for each in {_said(node)} %}} ... {{%p endfor %}}."
    return f"Write {{{{ {_said(node)} }}}} alone."


def _in_words(shape: Shape) -> str:
    if isinstance(shape, Rows):
        return "a list"
    if isinstance(shape, FreeNames):
        return "a set of the council's own fields"
    if shape is LoopCounter:
        return "the counter of a loop"
    return {str: "a text", int: "a number", bool: "a yes/no"}.get(shape, "a record of several fields")


def _said(node: nodes.Node) -> str:
    """Return an expression about as its author wrote it."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_said(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_said(node.node)}[{node.arg.value!r}]"
    if isinstance(node, nodes.Const):
        return str(node.value)
    return "this"


def _nearest(name: str, known: Iterable[str]) -> str:
    """Return the one field that was clearly meant, or nothing."""
    scored = sorted(((difflib.SequenceMatcher(None, name, each).ratio(), each) for each in known), reverse=True)
    best, second = [*scored, (0.0, ""), (0.0, "")][:2]
    return best[1] if best[0] >= 0.7 and best[0] - second[0] > 0.05 else ""
