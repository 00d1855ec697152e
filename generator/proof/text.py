"""A finished document as plain text that people and `git diff` can read: stable, whole, in reading order."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from generator.package import Package, parse_xml, read
from generator.proof.names import DC, DECORATIVE, DOCUMENT, MC, REL, STYLES, VML, WP, A, R, W
from generator.proof.search import heading_level, heading_levels

_PROPERTIES = (("title", f"{DC}title"), ("language", f"{DC}language"), ("creator", f"{DC}creator"))
_PAGE_BREAK = "--- new page ---"
_NOT_TEXT = frozenset({f"{W}pPr", f"{W}rPr", f"{MC}Fallback"})


@dataclass(frozen=True, slots=True)
class _Styles:
    levels: Mapping[str, int]
    lists: frozenset[str]
    """Ids of the styles that make a list item of a paragraph."""


def as_text(content: bytes) -> str:
    """Return the readable text of a Word document.

    Properties, header and footer come first, then the body: headings with #, list items with -, tables with |
    (their header rows with |=), pictures by their alternative text.

    Raises:
        PackageError: it is no Word document.
    """
    package = read(content)
    styles = _Styles(heading_levels(package), _list_styles(package))
    lines = [*_properties(package), *_edges(package, styles), "", *_body(package, styles), *_notes(package, styles)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip() + "\n"


def _properties(package: Package) -> Iterator[str]:
    part = package.part("docProps/core.xml")
    if part is None:
        return
    core = parse_xml(part.data)
    for name, tag in _PROPERTIES:
        found = core.find(tag)
        yield f"{name}: {found.text if found is not None and found.text else ''}"


def _edges(package: Package, styles: _Styles) -> Iterator[str]:
    """Yield what stands above and below the text of the pages, in the order of the document's sections."""
    part = package.part(DOCUMENT)
    targets = _targets(package)
    seen: set[tuple[str, str, str]] = set()
    for reference in parse_xml(part.data).iter(f"{W}headerReference", f"{W}footerReference") if part else ():
        edge = "header" if reference.tag.endswith("headerReference") else "footer"
        kind, name = reference.get(f"{W}type") or "default", targets.get(reference.get(f"{R}id") or "", "")
        found = package.part(name)
        if found is not None and (edge, kind, name) not in seen:
            seen.add((edge, kind, name))
            which = "" if kind == "default" else f" ({kind} page)"
            lines = [line for line in _blocks(parse_xml(found.data), styles) if line]
            yield f"{edge}{which}: {' / '.join(lines)}".rstrip()


def _targets(package: Package) -> dict[str, str]:
    part = package.part("word/_rels/document.xml.rels")
    links = parse_xml(part.data).iter(f"{REL}Relationship") if part else ()
    return {str(link.get("Id")): _path(str(link.get("Target"))) for link in links}


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"


def _body(package: Package, styles: _Styles) -> Iterator[str]:
    part = package.part(DOCUMENT)
    body = parse_xml(part.data).find(f"{W}body") if part else None
    if body is not None:
        yield from _blocks(body, styles)


def _notes(package: Package, styles: _Styles) -> Iterator[str]:
    for name in ("footnotes", "endnotes", "comments"):
        part = package.part(f"word/{name}.xml")
        lines = [line for line in _blocks(parse_xml(part.data), styles) if line] if part else []
        yield from ("", f"{name}:", *lines) if lines else ()


def _blocks(parent: etree._Element, styles: _Styles) -> Iterator[str]:
    for block in parent:
        if block.tag == f"{W}p":
            yield from _paragraph(block, styles)
        elif block.tag == f"{W}tbl":
            yield from ("", *_table(block, styles), "")
        elif block.tag != f"{W}sectPr":
            yield from _blocks(block, styles)


def _paragraph(paragraph: etree._Element, styles: _Styles) -> Iterator[str]:
    if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None:
        yield from ("", _PAGE_BREAK)
    before, *after = _inline(paragraph, styles).split("\f")
    yield from _in_its_style(before, paragraph, styles)
    for text in after:
        yield from ("", _PAGE_BREAK, *_in_its_style(text, paragraph, styles))


def _in_its_style(text: str, paragraph: etree._Element, styles: _Styles) -> Iterator[str]:
    if not text.strip():
        return
    level = heading_level(paragraph, styles.levels)
    if level is not None:
        yield from ("", f"=== {text} ===" if level == 0 else f"{'#' * level} {text}", "")
    elif (depth := _list_depth(paragraph, styles)) is not None:
        yield f"{'  ' * depth}- {text}"
    else:
        yield text


def _list_depth(paragraph: etree._Element, styles: _Styles) -> int | None:
    numbering = paragraph.find(f"{W}pPr/{W}numPr")
    if numbering is not None:
        level = numbering.find(f"{W}ilvl")
        return int(level.get(f"{W}val") or 0) if level is not None else 0
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return 0 if style is not None and style.get(f"{W}val") in styles.lists else None


def _list_styles(package: Package) -> frozenset[str]:
    part = package.part(STYLES)
    if part is None:
        return frozenset()
    found = (style for style in parse_xml(part.data).iter(f"{W}style") if style.find(f"{W}pPr/{W}numPr") is not None)
    levels = heading_levels(package)
    return frozenset(str(style.get(f"{W}styleId")) for style in found) - set(levels)


def _table(table: etree._Element, styles: _Styles) -> Iterator[str]:
    about = [table.find(f"{W}tblPr/{W}{name}") for name in ("tblCaption", "tblDescription")]
    said = [str(found.get(f"{W}val")) for found in about if found is not None]
    if said:
        yield f"[table: {' / '.join(said)}]"
    for row in _within(table, f"{W}tr"):
        cells = (" / ".join(line for line in _blocks(cell, styles) if line) for cell in _within(row, f"{W}tc"))
        marker = "|=" if row.find(f"{W}trPr/{W}tblHeader") is not None else "|"
        yield f"{marker} {' | '.join(cells)} |"


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those inside a content control."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _within(child, tag)


def _inline(paragraph: etree._Element, styles: _Styles) -> str:
    """Return the text of a paragraph; a form feed stands for a page break, fields show their instruction."""
    fields = _Fields()
    return "".join(_pieces(paragraph, styles, fields)).replace("\n", "\n  ")


class _Fields:
    """Where the reading is in Word's fields: between its instruction and its end a field is not text."""

    def __init__(self) -> None:
        self.instructions: list[str] = []
        self.separated: list[bool] = []

    def mark(self, kind: str | None) -> str:
        """Take note of a field's begin, middle or end, and return what is printed at its end."""
        if kind == "begin":
            self.instructions.append("")
            self.separated.append(False)
        elif kind == "separate" and self.separated:
            self.separated[-1] = True
        elif kind == "end" and self.separated:
            self.separated.pop()
            return _field(self.instructions.pop())
        return ""

    def instruct(self, text: str) -> None:
        """Take note of a piece of a field's instruction."""
        if self.instructions:
            self.instructions[-1] += text

    def hold(self) -> bool:
        """Whether what is read now is the last result of a field."""
        return bool(self.separated)


def _field(instruction: str) -> str:
    return f"{{{' '.join(instruction.split()[:1])}}}"


def _pieces(element: etree._Element, styles: _Styles, fields: _Fields) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_TEXT:
            continue
        if child.tag == f"{W}fldChar":
            yield fields.mark(child.get(f"{W}fldCharType"))
        elif child.tag == f"{W}instrText":
            fields.instruct(child.text or "")
        elif not fields.hold():
            yield from _piece(child, styles, fields)
        else:
            # The result of a field is Word's to work out; only its end is printed, as the instruction.
            yield from (piece for piece in _pieces(child, styles, fields) if not fields.hold())


def _piece(child: etree._Element, styles: _Styles, fields: _Fields) -> Iterator[str]:
    tag = child.tag
    if tag in _CHARACTERS:
        yield _CHARACTERS[tag]
    elif tag in (f"{W}t", f"{A}t"):
        yield child.text or ""
    elif tag == f"{W}br":
        yield "\f" if child.get(f"{W}type") == "page" else "\n"
    elif tag == f"{W}fldSimple":
        yield _field(child.get(f"{W}instr") or "")
    elif tag == f"{WP}docPr":
        yield _picture(child)
    elif tag == f"{VML}textpath":
        yield f"[watermark: {child.get('string')}]"
    elif tag == f"{W}txbxContent":
        yield f"[box: {' / '.join(line for line in _blocks(child, styles) if line)}]"
    elif tag in (f"{W}del", f"{W}moveFrom"):
        yield f"[deleted: {''.join(text.text or '' for text in child.iter(f'{W}delText', f'{W}t'))}]"
    else:
        hidden = child.find(f"{W}rPr/{W}vanish") is not None
        text = "".join(_pieces(child, styles, fields))
        yield f"[hidden: {text}]" if hidden and text else text


_CHARACTERS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}


def _picture(properties: etree._Element) -> str:
    if any(mark.get("val") == "1" for mark in properties.iter(DECORATIVE)):
        return "[picture: decoration]"
    words: Iterable[str | None] = (properties.get("descr"), properties.get("title"))
    return f"[picture: {next((text for text in words if text), 'nothing said')}]"
