"""Small templates made in the tests, a content for them, and ways to read what came out."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from lxml import etree

from generator import package, render
from generator.flow import Document, Extras, Reader, View
from generator.package import Package, Part
from generator.render.ooxml import PARAGRAPH, w

READER = Reader("parent-1", "Rosa Quill", "parent_pr", "parent")

CHESS = Extras((("favourite_club", "Chess"),))


@dataclass(frozen=True, slots=True)
class Action:
    who: str = "Asha Khan"
    what: str = "Visit every Tuesday"
    helped_by: tuple[str, ...] = ()
    is_late: bool = False
    extras: Extras = field(default_factory=Extras)


@dataclass(frozen=True, slots=True)
class Child:
    name: str = "Robin"
    age: int = 9
    at_risk: bool = False
    extras: Extras = CHESS


@dataclass(frozen=True, slots=True)
class Content:
    title: str = "Our plan"
    aim: str = "Robin is safe"
    urgent: bool = False
    child: Child = Child()
    actions: tuple[Action, ...] = ()
    agencies: tuple[str, ...] = ()
    sister: Child | None = None
    extras: Extras = field(default_factory=Extras)


TWO_ACTIONS = (Action("Asha Khan", "Visit"), Action("Ben Ode", "Ring", is_late=True))


def template_of(folder: Path, write: Callable[[WordDocument], object], name: str = "plan.docx") -> Path:
    """Make a Word file with a header, and whatever `write` puts into it."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "For one reader"
    write(document)
    path = folder / name
    document.save(str(path))
    return path


def lines(*texts: str) -> Callable[[WordDocument], object]:
    """Say what to write: one paragraph for each text."""
    return lambda document: [document.add_paragraph(text) for text in texts]


def table(*rows: tuple[str, ...]) -> Callable[[WordDocument], object]:
    """Say what to write: one table."""

    def write(document: WordDocument) -> None:
        made = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return write


def view_of(content: Any, *, draft: bool = False) -> View:
    return View("plan", "plan", READER, "Child protection plan", content, "R-104", "2", date(2026, 11, 23), draft)


def filled(path: Path, content: Any | None = None, *, draft: bool = False) -> Document:
    content = Content() if content is None else content
    return render.fill(view_of(content, draft=draft), render.template(path, type(content)))


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(document.content))


def paragraphs(document: Document) -> list[str]:
    return [paragraph.text for paragraph in opened(document).paragraphs]


def rows(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in opened(document).tables[0].rows]


def parts(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(document: Document) -> etree._Element:
    return package.parse_xml(parts(document)["word/document.xml"])


def changed(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Rewrite one part of a template as another program might have left it."""
    read = package.read(path)
    known = {each.name: each.data for each in read.parts}
    known[part] = change(known.get(part, b"").decode("utf-8")).encode("utf-8")
    path.write_bytes(package.write(Package(tuple(Part(name, data) for name, data in known.items()))))
    return path


def said(element: etree._Element) -> str:
    """Read a part as a person does: a line break as one, a tab as one."""
    marks = {w("br"): "\n", w("tab"): "\t"}
    read = []
    for each in element.iter(w("t"), w("br"), w("tab"), PARAGRAPH):
        parent = each.getparent()
        if each.tag == w("t"):
            read.append(each.text or "")
        elif each.tag in marks and parent is not None and parent.tag == w("r"):
            read.append(marks[str(each.tag)])
    return "".join(read)
