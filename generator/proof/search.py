"""Search every part of a finished document for what was withheld, and say where a hit stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from generator.council import Council, Field
from generator.flow import Secret, Withheld
from generator.needle import Needles
from generator.package import Package
from generator.proof.names import DOCUMENT, STYLES, W
from generator.proof.parts import Passage, paragraph_text, passages, tree

_PLACES = (
    ("word/document.xml", "the document"),
    ("word/header", "the header"),
    ("word/footer", "the footer"),
    ("word/footnotes", "the footnotes"),
    ("word/endnotes", "the endnotes"),
    ("word/comments", "the comments"),
    ("word/media/", "a picture"),
    ("word/embeddings/", "an embedded file"),
    ("docProps/", "the document properties"),
    ("customXml/", "the custom XML"),
)


@dataclass(frozen=True, slots=True)
class Leak:
    """Something withheld that the document holds, and where."""

    secret: Secret
    place: str
    """A place in the document in words; never what stands there."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph, or one row of a table, of the body."""

    place: str
    text: str


def leaks(package: Package, file_name: str, withheld: Withheld, council: Council) -> tuple[Leak, ...]:
    """Return each withheld thing that the document holds, once for every kind of place."""
    needles = Needles(needle for secret in withheld.secrets for needle in secret.needles)
    if not needles.needles:
        return ()
    secrets = {secret.path: secret for secret in withheld.secrets}
    hits = [
        (passage, secrets[key])
        for passage in (*passages(package), Passage("file name", file_name))
        for key in dict.fromkeys(hit.key for hit in needles.search(passage.text))
    ]
    if not hits:
        return ()
    lines = tuple(_lines(package, needles, council))
    found = (Leak(secret, place) for passage, secret in hits for place in _places(passage, secret, lines))
    return tuple(dict.fromkeys(found))


def _places(passage: Passage, secret: Secret, lines: Iterable[_Line]) -> tuple[str, ...]:
    general = _part_in_words(passage)
    if passage.part != DOCUMENT or passage.attribute:
        return (general,)
    needles = Needles(secret.needles)
    return tuple(line.place for line in lines if needles.search(line.text)) or (general,)


def _part_in_words(passage: Passage) -> str:
    if passage.part in ("", "file name"):
        return "the file name" if passage.part else "the name of a part of the file"
    if passage.part.endswith(".rels"):
        return "a link"
    place = next((words for start, words in _PLACES if passage.part.startswith(start)), "the settings of the document")
    return f"{place} (alternative text or another attribute)" if passage.attribute else place


def _lines(package: Package, needles: Needles, council: Council) -> Iterator[_Line]:
    """Yield the paragraphs and the rows of tables of the body, each with its place under the heading above."""
    part = package.part(DOCUMENT)
    root = tree(part.data) if part else None
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        return
    levels, words = heading_levels(package), _words_of_the_forms(council)
    heading, tables, paragraphs = "", 0, 0
    for block in body:
        if block.tag == f"{W}tbl":
            tables += 1
            for number, row in enumerate(block.iter(f"{W}tr"), start=1):
                yield _Line(f"table {tables}, row {number}{heading}", _block_text(row))
            continue
        paragraphs += 1
        text = _block_text(block)
        yield _Line(f"paragraph {paragraphs}{heading}", text)
        if heading_level(block, levels) is not None:
            heading = _under(text, needles, words)


def _block_text(block: etree._Element) -> str:
    return "\n".join(paragraph_text(paragraph) for paragraph in block.iter(f"{W}p"))


def _under(heading: str, needles: Needles, known: frozenset[str]) -> str:
    # A heading may hold a name. It is quoted only when each of its words is one that the forms themselves use.
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", heading)}
    plain = words and words <= known and not needles.search(heading)
    return f", under “{' '.join(heading.split())}”" if plain else ""


def _words_of_the_forms(council: Council) -> frozenset[str]:
    texts = (text for kind in council.kinds.values() for record in kind.records for text in _asked(record.fields))
    return frozenset(word.casefold() for text in texts for word in re.findall(r"[^\W\d_]+", text))


def _asked(fields: Iterable[Field]) -> Iterator[str]:
    # Examples are left out: the people in them are invented, but they are names all the same.
    for field in fields:
        yield from (field.label, field.help)


def heading_levels(package: Package) -> Mapping[str, int]:
    """Return style id to heading level; 0 is the title."""
    part = package.part(STYLES)
    styles = tree(part.data) if part else None
    levels: dict[str, int] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.find(f"{W}name")
        words = (name.get(f"{W}val") or "").casefold() if name is not None else ""
        if found := re.fullmatch(r"heading ([1-9])", words):
            levels[style.get(f"{W}styleId") or ""] = int(found[1])
        elif words == "title":
            levels[style.get(f"{W}styleId") or ""] = 0
    return levels


def heading_level(paragraph: etree._Element, levels: Mapping[str, int]) -> int | None:
    """Return the level of a paragraph that is a heading, or None."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return levels.get(style.get(f"{W}val") or "") if style is not None else None
