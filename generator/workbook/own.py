"""Which sheets of a workbook are the tool's own marks and no part of the intake."""

from collections.abc import Mapping
from pathlib import Path

from generator import package

TO_FIX, RECORD = "plangen_to_fix", "plangen_marks"
"""Names of the workbook that point at the tool's own two sheets in a marked copy.

A name follows its sheet when somebody renames or moves it, and a sheet of a person's own has no such name,
whatever it is called. A copy that somebody makes of the sheet has only a name of its own, not the workbook's.
"""
_BOOK = "xl/workbook.xml"


def own_sheets(path: Path) -> frozenset[str]:
    """Return what the tool's own sheets are called in a workbook; nothing unless it is a marked copy."""
    data = b"".join(package.stream_part(path, _BOOK))
    # Most workbooks are no marked copy, and are not looked into any further.
    return frozenset(pointed_at(data).values()) if TO_FIX.encode() in data else frozenset()


def pointed_at(book: bytes) -> Mapping[str, str]:
    """Return the sheets that the tool's names point at, by name, in the part that lists the sheets."""
    return {
        entry.get("name", ""): sheet_of(entry.text or "")
        for entry in package.parse_xml(book).iter("{*}definedName")
        if entry.get("name") in (TO_FIX, RECORD) and entry.get("localSheetId") is None
    }


def sheet_of(reference: str) -> str:
    """Return the sheet that a reference such as `'To fix'!$A$1` names; empty when it names none."""
    return reference.rpartition("!")[0].lstrip("$").removeprefix("'").removesuffix("'").replace("''", "'")


def quoted(sheet: str) -> str:
    """Return a sheet's name as references spell it."""
    return "'" + sheet.replace("'", "''") + "'"
