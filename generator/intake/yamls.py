"""Read a form that is YAML, as a tree of answers with the line and column of each."""

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.errors import IntakeError
from generator.intake import tree
from generator.intake.tree import NOWHERE, Listing, Mapping, Node, Pair, Place, Scalar

_QUOTES = "Put quotation marks round a text that begins with a mark such as * & ! [ { @ % or holds a colon or a #."
_Ends = MappingEndEvent | SequenceEndEvent


def read(text: str, name: str) -> Node:
    """Return what the form holds. Nothing is looked up, repeated or made: only what is written counts.

    Raises:
        IntakeError: it is no YAML, or does what no form does; names line and column.
    """
    try:
        return _Reader(name, YAML(typ="safe", pure=True).parse(text)).read()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _unreadable(name, Place(mark.line + 1, mark.column + 1) if mark else NOWHERE) from None
    except (YAMLError, ValueError, OverflowError):
        raise _unreadable(name, NOWHERE) from None


def _unreadable(name: str, place: Place) -> IntakeError:
    # The parser's own words may quote the form, and a form holds what a family told.
    return IntakeError(
        f"{name}{place}: this cannot be read as YAML. Often a line is not indented like its neighbours, or is indented "
        f"with a tab instead of spaces. {_QUOTES}"
    )


class _Reader:
    """The events of one YAML document while a tree grows from them."""

    def __init__(self, name: str, events: Iterator[Event]) -> None:
        self._name, self._events, self._count, self._documents = name, events, 0, 0

    def read(self) -> Node:
        """Return the one document of the file."""
        found: Node = Scalar(None)
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise IntakeError(
                        f"{self._name}{_place(event)}: a second form begins here, after a line of three dashes. "
                        "Put each family into a file of its own."
                    )
                found = self._node(next(self._events), 0)
        return found

    def _node(self, event: Event, depth: int) -> Node:
        self._count += 1
        if self._count > tree.MOST:
            raise tree.too_many(self._name)
        if depth > tree.DEEPEST:
            raise tree.too_deep(self._name, _place(event))
        self._refuse_more_than_words(event)
        if isinstance(event, MappingStartEvent):
            return Mapping(tuple(self._pairs(depth)), _place(event))
        if isinstance(event, SequenceStartEvent):
            return Listing(tuple(self._items(depth)), _place(event))
        return _scalar(event)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), _Ends):
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[Pair]:
        while not isinstance(event := next(self._events), _Ends):
            if not isinstance(event, ScalarEvent):
                raise _unreadable(self._name, _place(event))
            self._refuse_more_than_words(event)
            yield Pair(str(event.value), self._node(next(self._events), depth + 1), _place(event))

    def _refuse_more_than_words(self, event: Event) -> None:
        # A few references to references can stand for more words than a computer holds.
        said = None
        if isinstance(event, AliasEvent):
            said = "begins with *, which repeats another part of the file"
        elif getattr(event, "anchor", None):
            said = "begins with &, which names a part of the file to be repeated"
        elif getattr(event, "tag", None):
            said = "begins with !, which makes something other than text"
        if said:
            raise IntakeError(
                f"{self._name}{_place(event)}: what stands here {said}. A form has no need of that: write it out. "
                "If the mark is part of what was said, put quotation marks round the text."
            )


def _scalar(event: Event) -> Scalar:
    plain = not getattr(event, "style", None)
    value = str(getattr(event, "value", ""))
    return Scalar(tree.typed(value) if plain else value, _place(event))


def _place(event: Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else NOWHERE
