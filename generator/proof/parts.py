"""The text of every part of a package, whatever hides there, as passages that can be searched."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from generator.errors import PackageError
from generator.package import Package, Part, parse_xml, read
from generator.proof.names import A, W

_PARAGRAPHS = frozenset({f"{W}p", f"{A}p"})
_RUN_TEXT = frozenset({f"{W}t", f"{A}t", f"{W}delText", f"{W}instrText", f"{W}delInstrText"})
_UNSEEN = frozenset({f"{W}delText", f"{W}instrText", f"{W}delInstrText"})
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{A}br": "\n", f"{W}noBreakHyphen": "-"}
_NEW_LINE = _PARAGRAPHS | {f"{W}tc", f"{W}tr"}
_NESTS = (b"txbxContent",)
_HIDES = (b"delText", b"instrText", b"delInstrText")
_ASIDES = (type(etree.Comment()), type(etree.PI("x")))
"""Comments of the XML itself, and instructions to its reader."""
_DEEPEST = 4
"""Packages within packages that are opened; a document made here holds none."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text and the part it stands in."""

    part: str
    text: str
    attribute: bool = False
    """True for what stands in attributes: alternative text, names, links."""


def passages(package: Package, depth: int = 0) -> Iterator[Passage]:
    """Yield everything in the package that could be read by whoever looks hard enough."""
    yield Passage("", "\n".join(package.names))
    for part in package.parts:
        if is_xml(part):
            yield from _of_xml(part)
        elif part.data.startswith(b"PK") and depth < _DEEPEST:
            yield from _of_package(part, depth)
        else:
            yield from (Passage(part.name, text) for text in _readable(part.data))


def is_xml(part: Part) -> bool:
    """Say whether the part is XML, by its name or by how it starts."""
    start = part.data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return part.name.lower().endswith((".xml", ".rels", ".vml")) or start.startswith(
        (b"<", b"\xff\xfe<", b"\xfe\xff\0<")
    )


@lru_cache(maxsize=64)
def tree(data: bytes) -> etree._Element | None:
    """Return the XML of a part, or None when it cannot be read; for reading only, it is kept.

    Most parts of a document are its template's and the same in the next one, so each is parsed once.
    """
    try:
        return parse_xml(data)
    except PackageError:
        return None


@lru_cache(maxsize=64)
def _of_xml(part: Part) -> tuple[Passage, ...]:
    root = tree(part.data)
    if root is None:
        return tuple(Passage(part.name, text) for text in _readable(part.data))
    text, attributes = _read(root)
    found = [Passage(part.name, text), Passage(part.name, attributes, attribute=True)]
    if any(mark in part.data for mark in _HIDES):
        # What is deleted or a field's instruction may lie in the middle of a word that is seen.
        found.append(Passage(part.name, _read(root, unseen=False)[0]))
    if any(mark in part.data for mark in _NESTS):
        found.append(Passage(part.name, "\n".join(paragraph_text(one) for one in root.iter(*_PARAGRAPHS))))
    return tuple(found)


def _read(root: etree._Element, *, unseen: bool = True) -> tuple[str, str]:
    """Return the text in reading order, a line for each paragraph and cell, and every attribute's value."""
    text: list[str] = []
    values: dict[str, None] = {}
    for element in root.iter():
        tag = element.tag
        if isinstance(element, _ASIDES):
            text.append(f"\n{element.text or ''}\n{element.tail or ''}")
            continue
        if element.attrib:
            values.update(dict.fromkeys(map(str, element.attrib.values())))
        text.append(_text_of(element, tag, unseen=unseen))
        if element.tail and not element.tail.isspace():
            text.append(element.tail)
    return "".join(text), "\n".join(value for value in values if len(value) > 1)


def _text_of(element: etree._Element, tag: str, *, unseen: bool) -> str:
    if tag in _RUN_TEXT:
        return (element.text or "") if unseen or tag not in _UNSEEN else ""
    if tag in _NEW_LINE:
        return "\n"
    if tag in _MARKS:
        return _MARKS[tag]
    if tag == f"{W}sym":
        return _symbol(element)
    # Properties and other people's XML: one element, one line.
    return f"\n{element.text}\n" if element.text and not element.text.isspace() else ""


def _symbol(element: etree._Element) -> str:
    code = int(element.get(f"{W}char", "20"), 16)
    # Symbol fonts put their letters into the private area, F041 for A.
    return chr(code & 0xFF if 0xF000 <= code <= 0xF0FF else code)


def paragraph_text(paragraph: etree._Element) -> str:
    """Return the text of one paragraph, without that of the text boxes which hang on it."""
    own = (
        _text_of(element, str(element.tag), unseen=True)
        for element in paragraph.iter(*_RUN_TEXT, *_MARKS, f"{W}sym")
        if next(element.iterancestors(*_PARAGRAPHS), None) is paragraph
    )
    return "".join(own)


def _of_package(part: Part, depth: int) -> Iterator[Passage]:
    try:
        inner = read(part.data)
    except PackageError:
        yield from (Passage(part.name, text) for text in _readable(part.data))
        return
    yield from (Passage(part.name, found.text, found.attribute) for found in passages(inner, depth + 1))


_PRINTED = re.compile(r"[^\x00-\x1f\x7f-\x9f]{6,}")
_PNG = b"\x89PNG\r\n\x1a\n"


@lru_cache(maxsize=64)
def _readable(data: bytes) -> tuple[str, ...]:
    """Return the text in a part that is no XML, such as what a camera or a program wrote into a picture.

    Runs of fewer than six characters are left out: in packed bytes they turn up by chance. In UTF-16 every
    other byte of plain text is nought; without these it reads like the rest. The pictures of a pack are the
    same in every document, so they are read once.
    """
    texts = [data.decode("utf-8", "ignore"), data.decode("latin-1"), data.replace(b"\0", b"").decode("latin-1")]
    packed = tuple(_png_texts(data)) if data.startswith(_PNG) else ()
    return (*dict.fromkeys("\n".join(_PRINTED.findall(text)) for text in texts), *packed)


def _png_texts(data: bytes) -> Iterator[str]:
    """Yield the captions of a picture, packed or not, each without the bytes that happen to lie beside it."""
    place = len(_PNG)
    while place + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        chunk = data[place + 8 : place + 8 + length]
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield "\n".join(piece.decode("utf-8", "replace") for piece in chunk.split(b"\0"))
            yield from _unpacked(chunk)
        place += length + 12


def _unpacked(chunk: bytes) -> Iterator[str]:
    for start in (match.start() for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", chunk)):
        try:
            # As much as a caption needs, and no more: packed bytes may unfold without end.
            yield zlib.decompressobj().decompress(chunk[start:], 1 << 16).decode("utf-8", "replace")
        except zlib.error:
            continue
