"""A workbook as bytes: the same workbook always gives the same ones."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook

from generator import package
from generator.package import Package, Part

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands as the day of making in every workbook, because no room asks the clock."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FONT = re.compile(rb"(<font>)(.*?)(</font>)", re.DOTALL)
_PROPERTY = re.compile(rb"<(\w+)[^>]*/>")
_IN_ORDER = (b"b", b"i", b"strike", b"u", b"vertAlign", b"sz", b"color", b"name", b"family", b"charset", b"scheme")
"""A font's properties as the standard wants them; openpyxl writes them in another order."""
_NUMBERS_AS_TEXT = (
    b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>'
)
"""Spares people Excel's green corners on phone numbers and references, which are text here on purpose."""


def content(book: Workbook) -> bytes:
    """Return the workbook as the bytes of a file."""
    book.properties.creator = book.properties.lastModifiedBy = "plangen"
    book.properties.language = "en-GB"
    book.properties.created = _MADE.replace(tzinfo=None)
    written = BytesIO()
    book.save(written)
    parts = package.read(written.getvalue()).parts
    return package.write(Package(tuple(_settled(part) for part in parts)))


def _settled(part: Part) -> Part:
    if part.name == "docProps/core.xml":
        return replace(part, data=_MODIFIED.sub(rb"\g<1>" + f"{_MADE:%Y-%m-%dT%H:%M:%SZ}".encode(), part.data))
    if part.name == "xl/styles.xml":
        return replace(part, data=_FONT.sub(_ordered, part.data))
    if part.name.startswith("xl/worksheets/sheet"):
        # A height that is not "custom" is only where Excel starts from: the row still grows with what is typed.
        data = part.data.replace(b' customHeight="1"', b"")
        return replace(part, data=data.replace(b"</worksheet>", _NUMBERS_AS_TEXT))
    return part


def _ordered(font: re.Match[bytes]) -> bytes:
    properties = {found[1]: found[0] for found in _PROPERTY.finditer(font[2])}
    known = [properties.pop(name) for name in _IN_ORDER if name in properties]
    return font[1] + b"".join([*known, *properties.values()]) + font[3]
