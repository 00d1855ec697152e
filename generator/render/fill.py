"""Fill a prepared template with one view: text in, the same text out, the same bytes every time."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import count
from types import TracebackType
from typing import Any

from jinja2.exceptions import TemplateError, UndefinedError
from lxml import etree

from generator import package
from generator.errors import PackageError
from generator.flow import Document, View
from generator.package import Package, Part
from generator.render import properties
from generator.render.fault import Fault, nth_tag, refused
from generator.render.finish import finish, mend_columns
from generator.render.language import BUDGET, MOST_ROUNDS, MOST_TEXT, TooMuchError
from generator.render.ooxml import serialise
from generator.render.prepare import Prepared
from generator.render.template import Template
from generator.render.watermark import mark_as_draft

_FIRST_ID = 1001
"""Ids of drawings and bookmarks start above those that a template's untouched parts may have."""


def fill(view: View, template: Template) -> Document:
    """Return the finished document of one view.

    Raises:
        PackError: the template asks for a field the council does not have, or never comes to an end.
    """
    roots = _filled(view.content, template)
    rest = {part.name: part.data for part in template.rest.parts}
    if view.draft:
        for number, name in enumerate(template.headers, 1):
            mark_as_draft(roots.setdefault(name, package.parse_xml(rest[name])), number)
    changed = {name: serialise(root) for name, root in roots.items()}
    made = {properties.CORE_PART: properties.core(view.title, view.as_at), properties.APP_PART: properties.APP}
    content = package.write(Package(tuple(Part(name, text) for name, text in {**rest, **changed, **made}.items())))
    return Document(view.document, view.reader, view.file_name, content, template.sha256)


def _filled(content: Any, template: Template) -> dict[str, etree._Element]:
    """Return each part that holds tags, filled."""
    values = {field.name: getattr(content, field.name) for field in fields(content)}
    ids = count(_FIRST_ID)
    roots = {}
    for part in template.prepared:
        roots[part.name] = _tree(_text(part, values, template.name), part, template.name)
        finish(roots[part.name], ids)
    return roots


def _text(part: Prepared, values: Mapping[str, Any], name: str) -> str:
    context = part.compiled.new_context({**values, BUDGET: [MOST_ROUNDS]})
    try:
        return "".join(_within(part.compiled.root_render_func(context)))
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise refused(name, [_fault(error, part)]) from None


def _within(pieces: Iterator[str]) -> Iterator[str]:
    left = MOST_TEXT
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise TooMuchError("too much text")
        yield piece


def _fault(error: Exception, part: Prepared) -> Fault:
    """Say what a tag did wrong while it was filled; never with a value, which may be personal."""
    tag = part.tag_on(_line(error.__traceback__, part))
    if isinstance(error, TooMuchError):
        return Fault("It would never come to an end.", "Take out loops that lie within one another.", tag.place)
    if isinstance(error, UndefinedError):
        return Fault("This tag asks for a field that this council does not have.",
                     "Correct the name, or add the field to the council's schema.", tag.place, tag.text)  # fmt: skip
    return Fault("What this tag asks for cannot be printed.", "Print a text or a number.", tag.place, tag.text)


def _line(traceback: TracebackType | None, part: Prepared) -> int:
    """Return the line of the template that was being filled; Jinja numbers its own code apart from it."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = part.compiled.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


def _tree(text: str, part: Prepared, name: str) -> etree._Element:
    try:
        root = package.parse_xml(text.encode())
    except PackageError:
        place = nth_tag(part.tags, 0).place
        fault = Fault("Its tags tear rows or cells apart, so Word could not open the document.",
                      "Begin and end each repeated part in the same table, row or cell.", place)  # fmt: skip
        raise refused(name, [fault]) from None
    if part.columns_may_change:
        mend_columns(root)
    return root
