"""A workbook as plain text: each filled cell on a line of its own, sheet after sheet."""

from collections.abc import Iterator

from lxml import etree

from generator.package import Package, parse_xml, read
from generator.proof.names import REL, R, S


def cells_as_text(content: bytes) -> str:
    """Return the readable text of an Excel workbook.

    Raises:
        PackageError: it is no workbook.
    """
    package = read(content)
    strings = _shared_strings(package)
    return "\n".join(line for name, part in _sheets(package) for line in _lines(name, part, strings)) + "\n"


def _sheets(package: Package) -> Iterator[tuple[str, etree._Element]]:
    targets = {str(link.get("Id")): str(link.get("Target")) for link in _all(package, _RELS, f"{REL}Relationship")}
    for sheet in _all(package, "xl/workbook.xml", f"{S}sheet"):
        target = targets.get(sheet.get(f"{R}id") or "", "")
        part = package.part(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
        if part is not None:
            yield str(sheet.get("name")), parse_xml(part.data)


_RELS = "xl/_rels/workbook.xml.rels"


def _shared_strings(package: Package) -> tuple[str, ...]:
    return tuple(_text(item) for item in _all(package, "xl/sharedStrings.xml", f"{S}si"))


def _all(package: Package, name: str, tag: str) -> tuple[etree._Element, ...]:
    part = package.part(name)
    return tuple(parse_xml(part.data).iter(tag)) if part else ()


def _text(item: etree._Element) -> str:
    return "".join(text.text or "" for text in item.iter(f"{S}t"))


def _lines(name: str, sheet: etree._Element, strings: tuple[str, ...]) -> Iterator[str]:
    yield f"== {name}"
    for cell in sheet.iter(f"{S}c"):
        if value := _value(cell, strings):
            yield f"{cell.get('r')}: {' / '.join(value.splitlines())}"


def _value(cell: etree._Element, strings: tuple[str, ...]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    found = cell.find(f"{S}v")
    text = (found.text or "") if found is not None else ""
    return strings[int(text)] if cell.get("t") == "s" and text.isdigit() and int(text) < len(strings) else text
