"""Turn one part of a template into a compiled Jinja template, once, with docxtpl's own preparation of its tags."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import unescape

from jinja2 import Template as Compiled
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from generator.render import names, tags
from generator.render.fault import Fault, Place, Tag, nth_tag
from generator.render.language import ENVIRONMENT, bounded
from generator.render.place import Places

_MARKS = re.compile(r"^\{[{%#](?:(?:tr|tc|p|r)\s)?|[}%#]\}$|[-+\s\"'“”‘’]|cellbg\s|colspan\s")
_GRID = re.compile(r"\{%(?:tc|\s*(?:colspan|hm))\s")
MOST_TAGS = 3_000
"""Tags in one part; the largest plan has some hundreds."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One part with tags, ready to be filled any number of times."""

    name: str
    compiled: Compiled
    tags: tuple[Tag, ...]
    """The tag on each line of the compiled source after the first, in order."""
    columns_may_change: bool
    """Whether tags can give a table more or fewer columns than its template has."""

    def tag_on(self, line: int) -> Tag:
        """Return the tag that stands on a line of the source."""
        return nth_tag(self.tags, line)


def prepare(name: str, root: etree._Element, places: Places, content: type) -> Prepared | list[Fault]:
    """Return the part compiled, or everything that is wrong with its tags."""
    standing = tags.standing_tags(places)
    wrong = list(tags.faults(standing, places))
    if wrong:
        return wrong
    if len(standing) > MOST_TAGS:
        return [Fault("It holds more tags than a template needs.", "Repeat rows with a loop.", standing[0].tag.place)]
    typed = [each.tag for each in standing]
    # A line break in Word's XML is a space to a reader; here the lines count the tags.
    source = re.sub(r"[\r\n]+", " ", etree.tostring(root, encoding="unicode"))
    patched = _patched(source)
    met = _alongside([match[0] for match in tags.TAG.finditer(patched)], typed, Place(places.part))
    tree = _parsed(tags.TAG.sub(_own_line, patched), met)
    if isinstance(tree, Fault):
        return [tree]
    return _named(tree, content, met) or _compiled(name, tree, met, bool(_GRID.search(patched + source)))


def _patched(source: str) -> str:
    from docxtpl import DocxTemplate  # takes a tenth of a second, and only a build needs it

    patched: str = DocxTemplate(None).patch_xml(source)
    return patched


def _own_line(match: re.Match[str]) -> str:
    """Put what a tag says on a line of its own, so that a line number names a tag, and undo XML's escapes in it."""
    tag = match[0]
    plain = unescape(tag[2:], {"&quot;": '"', "&apos;": "'"})
    sign = plain[0] if plain[0] in "-+" else ""
    return f"{tag[:2]}{sign}\n{plain[len(sign) :]}"


def _alongside(patched: Sequence[str], typed: Sequence[Tag], somewhere: Place) -> list[Tag]:
    """Return for each tag of the prepared source the tag that was typed; preparation moves and adds some."""
    said = [_MARKS.sub("", tag.text) for tag in typed]
    matcher = difflib.SequenceMatcher(None, said, [_MARKS.sub("", text) for text in patched], autojunk=False)
    found = [Tag(text, somewhere) for text in patched]
    for start, at, length in matcher.get_matching_blocks():
        found[at : at + length] = typed[start : start + length]
    for index, tag in enumerate(found[1:], 1):
        if tag.place is somewhere:
            found[index] = Tag(tag.text, found[index - 1].place)
    return found


def _parsed(source: str, met: Sequence[Tag]) -> nodes.Template | Fault:
    try:
        return ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        tag = nth_tag(met, error.lineno)
        return Fault("This tag cannot be understood.", _hint(tag.text), tag.place, tag.text)
    except (RecursionError, ValueError):
        return _too_deep(met)


def _too_deep(met: Sequence[Tag]) -> Fault:
    return Fault("A tag here is too long or too deep to be understood.", "Make it simpler.", nth_tag(met, 0).place)


def _hint(tag: str) -> str:
    if re.search(r"\{%\w*\s*else\s+if\b", tag):
        return "Write elif for else if."
    if re.search(r"(?<![=!<>])=(?!=)", tag):
        return "Write == to compare."
    if re.search("[–—−]", tag):  # the dashes that Word puts for a minus
        return "Write - for the dash."
    if re.search(r"\{%(?:tr|tc|p|r)\s.*[%}].*%\}", tag):
        return "A tag with tr, tc, p or r cannot hold % or }: use a plain condition inside instead."
    return "Compare it with the examples in the template guide, e.g. {% if title %}."


def _named(tree: nodes.Template, content: type, met: Sequence[Tag]) -> list[Fault]:
    try:
        return names.faults(tree, content, met)
    except RecursionError:
        return [_too_deep(met)]


def _compiled(name: str, tree: nodes.Template, met: Sequence[Tag], may_change: bool) -> Prepared | list[Fault]:
    try:
        code = ENVIRONMENT.compile(bounded(tree), "template", "<template>")
    except (RecursionError, SyntaxError, MemoryError, OverflowError):  # Python's own limits on one expression
        return [_too_deep(met)]
    compiled = ENVIRONMENT.template_class.from_code(ENVIRONMENT, code, {})
    return Prepared(name, compiled, tuple(met), may_change)
