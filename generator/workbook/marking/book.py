"""The list of sheets in a workbook: which there are, which of them are the tool's own, and how one comes or goes."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from generator.workbook.marking import order
from generator.workbook.marking.parts import Element, Parts
from generator.workbook.own import RECORD, TO_FIX, pointed_at, quoted, sheet_of

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet and the part that holds it."""

    name: str
    part: str
    is_grid: bool
    """False for a sheet that is one chart."""


def pages(parts: Parts) -> tuple[Page, ...]:
    """Return every sheet, in order."""
    known = {relation.id: relation for relation in parts.relations(parts.book)}
    listed = ((sheet.get("name", ""), known.get(_id(sheet, parts))) for sheet in _sheets(parts.xml(parts.book)))
    return tuple(
        Page(name, relation.target, relation.kind == "worksheet")
        for name, relation in listed
        if relation is not None and relation.target in parts
    )


def own_pages(parts: Parts) -> Mapping[str, Page]:
    """Return the tool's own sheets in a marked copy, by the name that points at them."""
    known = {page.name: page for page in pages(parts)}
    return {name: known[sheet] for name, sheet in pointed_at(parts.data(parts.book)).items() if sheet in known}


def free_name(parts: Parts, wanted: str) -> str:
    """Return the name for a sheet of ours, another one when a person's own sheet is called that."""
    taken = {page.name.casefold() for page in pages(parts)}
    offered = [wanted, f"{wanted} (plangen)", *(f"{wanted} (plangen {number})" for number in range(2, len(taken) + 3))]
    return next(name for name in offered if name.casefold() not in taken)


def remove(parts: Parts, page: Page) -> None:
    """Take a sheet out of the workbook, with the names that belong to it."""
    root = parts.xml(parts.book)
    at = next(at for at, sheet in enumerate(_sheets(root)) if sheet.get("name") == page.name)
    sheet = _sheets(root)[at]
    known_as = _id(sheet, parts)
    _sheets(root).remove(sheet)
    for entry in root.findall(".//{*}definedName"):
        if entry.get("localSheetId") == str(at) or sheet_of(entry.text or "") == page.name:
            _drop(entry)
    _shift(root, above=at, by=-1)
    parts.put(parts.book, root)
    parts.unrelate(parts.book, known_as)
    parts.remove(page.part)


def add_first(parts: Parts, name: str, content: Element, titles: str) -> None:
    """Add the sheet that opens first; `titles` are the rows that each printed page repeats."""
    root = parts.xml(parts.book)
    _shift(root, above=-1, by=1)
    _sheets(root).insert(0, _entry(parts, root, name, content))
    _define(root, TO_FIX, f"{quoted(name)}!$A$1", hidden="1")
    _define(root, "_xlnm.Print_Titles", f"{quoted(name)}!{titles}", localSheetId="0")
    for view in root.iterfind("{*}bookViews/{*}workbookView"):
        for which in ("activeTab", "firstSheet"):
            view.set(which, "0")
    parts.put(parts.book, root)


def add_hidden(parts: Parts, name: str, content: Element) -> None:
    """Add the sheet in which the marks are remembered, as the last one."""
    root = parts.xml(parts.book)
    entry = _entry(parts, root, name, content)
    entry.set("state", "hidden")
    _sheets(root).append(entry)
    _define(root, RECORD, f"{quoted(name)}!$A$1", hidden="1")
    parts.put(parts.book, root)


def deselect(parts: Parts) -> None:
    """Have no sheet selected: with two selected, Excel would type into both."""
    for page in pages(parts):
        if b"tabSelected" in parts.data(page.part):
            root = parts.xml(page.part)
            for view in root.iterfind("{*}sheetViews/{*}sheetView[@tabSelected]"):
                del view.attrib["tabSelected"]
            parts.put(page.part, root)


def _entry(parts: Parts, root: Element, name: str, content: Element) -> Element:
    part = parts.free_name("xl/worksheets/sheet{}.xml")
    parts.add(part, content, _SHEET_TYPE)
    # Some readers look for this very prefix.
    entry = root.makeelement(f"{{{parts.main}}}sheet", {"name": name}, {"r": parts.office})
    entry.set("sheetId", str(1 + max((int(sheet.get("sheetId", "0")) for sheet in _sheets(root)), default=0)))
    entry.set(f"{{{parts.office}}}id", parts.relate(parts.book, "worksheet", part))
    return entry


def _define(root: Element, name: str, text: str, **attributes: str) -> None:
    names = order.child(root, "definedNames", order.BOOK)
    etree.SubElement(names, f"{{{etree.QName(root).namespace}}}definedName", {"name": name, **attributes}).text = text


def _shift(root: Element, *, above: int, by: int) -> None:
    """Names that belong to one sheet say which by its place in the list."""
    for entry in root.iterfind(".//{*}definedName"):
        place = entry.get("localSheetId")
        if place is not None and int(place) > above:
            entry.set("localSheetId", str(int(place) + by))


def _drop(entry: Element) -> None:
    names = entry.getparent()
    if names is not None:
        names.remove(entry)
        holder = names.getparent()
        if not len(names) and holder is not None:
            holder.remove(names)


def _sheets(root: Element) -> Element:
    found = root.find("{*}sheets")
    return found if found is not None else order.child(root, "sheets", order.BOOK)


def _id(sheet: Element, parts: Parts) -> str:
    return sheet.get(f"{{{parts.office}}}id", "")
