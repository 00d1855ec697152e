"""What only some kinds of plan hold, question by question: rules, care headings, scores, arrangements."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.case import Record
from generator.flow import Portion
from generator.views.words import Words, words_of, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One question and its answer."""

    label: str
    """With the mark that ends it: a full stop, or its own question mark."""
    text: str
    quoted: bool
    """Whether the answer is somebody's own words, to be printed between quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherRow:
    """One record, such as a rule."""

    heading: str
    """Empty where there is only ever one record of the kind."""
    lines: tuple[Line, ...]
    private: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherSection:
    """All records of one kind that this reader may see."""

    key: str
    """Name of the record kind, such as `safety_rules`, for templates that give each its own place."""
    title: str
    rows: tuple[FurtherRow, ...]


_NOT_LINES = frozenset({"number", "child_text", "private_to"})
"""Fields that stand in a heading, in another document, or beside the row."""


def further(portion: Portion) -> tuple[FurtherSection, ...]:
    """Return a section for each kind of record that has no section of its own in the templates."""
    words = words_of(portion)
    sections = (
        FurtherSection(
            key=kind,
            title=words.said(f"title/{kind}", kind.replace("_", " ").capitalize()),
            rows=tuple(_rows(kind, getattr(portion.case, kind), words)),
        )
        for kind in _HEADINGS
        if kind not in _FOR_THE_FILE or words.lead
    )
    return tuple(section for section in sections if section.rows)


def more(record: Record, names: Iterable[str], words: Words) -> tuple[Line, ...]:
    """Return those rarer answers of a record that are there, with their questions."""
    kind = record.path.split("/", maxsplit=1)[0]
    return tuple(_lines(kind, record, names, words))


def facts(record: Record, names: Iterable[str], words: Words) -> tuple[Line, ...]:
    """Return the same with bare labels, for a list of facts."""
    return tuple(replace(line, label=line.label.removesuffix(".")) for line in more(record, names, words))


def _rows(kind: str, records: Iterable[Record], words: Words) -> Iterator[FurtherRow]:
    fields, heading = _HEADINGS[kind]
    asked = [name for name in words.asked(kind) if name not in _NOT_LINES and name not in fields]
    for record in records:
        lines = tuple(_lines(kind, record, asked, words))
        title = heading(*(words.any(kind, name, getattr(record, name)) for name in fields))
        if lines or title:
            private = words.text(getattr(record, "private_to", ())) if words.lead else ""
            yield FurtherRow(heading=title, lines=lines, private=private)


def _lines(kind: str, record: Record, names: Iterable[str], words: Words) -> Iterator[Line]:
    for name in names:
        value = getattr(record, name)
        said = words.any(kind, name, value)
        if said:
            label = words.said(f"label/{kind}/{name}", name.replace("_", " ").capitalize())
            yield Line(label=_ended(label), text=said, quoted=written(value) and (kind, name) in _OWN_WORDS)


def _ended(label: str) -> str:
    return label if label.endswith(("?", ".", ":")) else f"{label}."


def _joined(*parts: str) -> str:
    return ": ".join(part for part in parts if part)


def _none() -> str:
    return ""


def _numbered(noun: str) -> Callable[[str], str]:
    return lambda number: f"{noun} {number}" if number else noun


_HEADINGS: Mapping[str, tuple[tuple[str, ...], Callable[..., str]]] = {
    "safety": ((), _none),
    "keeping_safe": (("horizon",), _joined),
    "bottom_lines": (("number",), _numbered("Bottom line")),
    "safety_rules": (("number",), _numbered("Rule")),
    "consent": ((), _none),
    "scores": (("area",), _joined),
    "care": (("child",), _joined),
    "unborn": (("child",), _joined),
    "progress": (("meeting", "about", "which"), _joined),
    "attendance": (("meeting", "person"), _joined),
    "events": (("date", "kind"), _joined),
    "houses": (("child", "house"), _joined),
    "story": (("child", "part"), _joined),
}
"""Record kinds in the order they are printed: the fields that make a row's heading, and how they are put together."""
_FOR_THE_FILE = frozenset({"progress", "attendance", "events", "houses", "story"})
"""Kinds that no copy prints: documents of their own are made from them."""
_OWN_WORDS = frozenset({("progress", "child_says"), ("houses", "words"), ("views", "says_about_change")})
