"""The tags of a template as they were typed, and what is wrong with the way they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from generator.render.fault import Fault, Place, Tag
from generator.render.ooxml import CELL, PARAGRAPH, ROW, TABLE, full_text, own_text, w
from generator.render.place import Places

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A whole tag of the template language, once Word's runs are joined."""

_INSIDE = re.compile(r"\{[{%](?P<scope>tr|tc|p|r)?(?(scope)(?=\s))[-+]?\s*(?P<inside>.*?)\s*[-+]?[}%]\}", re.DOTALL)
# A brace at the edge of a paragraph counts too: preparation would join it to the next paragraph's.
_HALF = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}|\{$|^\}")
_HOLDER = {"p": PARAGRAPH, "tr": ROW, "tc": CELL}
_HOLDER_NAME = {"p": "paragraph", "tr": "row", "tc": "cell"}
_CONTAINERS = frozenset({CELL, w("body"), w("hdr"), w("ftr"), w("footnote"), w("endnote"), w("txbxContent")})
_ENDS = {"endfor": "for", "endif": "if"}
_INNER = {"else": ("for", "if"), "elif": ("if",)}
_SHORT_FORMS = frozenset({"vm", "hm", "cellbg", "colspan", "set"})
_DEEPEST = 12
"""Blocks within blocks. Python itself allows twenty loops; a page that people read needs three."""


@dataclass(frozen=True, slots=True)
class StandingTag:
    """A tag with the element it stands in."""

    tag: Tag
    scope: str
    """`tr`, `tc`, `p` or `r`; empty for a plain tag."""
    word: str
    """First word of a `{% %}` tag; empty for a value."""
    is_comment: bool
    paragraph: etree._Element

    @property
    def holder(self) -> etree._Element | None:
        """The row, cell or paragraph that goes when the document is made; None for other tags."""
        name = _HOLDER.get(self.scope)
        if name is None or name == PARAGRAPH:
            return self.paragraph if name else None
        return next(self.paragraph.iterancestors(name), None)

    @property
    def level(self) -> tuple[str, etree._Element | None]:
        """What a block's first and last tag must share: the scope, and the table, row, cell or page in it."""
        if self.scope in {"tr", "tc"}:
            holder = self.holder
            above = TABLE if self.scope == "tr" else ROW
            return self.scope, None if holder is None else next(holder.iterancestors(above), None)
        above_all = (each for each in self.paragraph.iterancestors() if each.tag in _CONTAINERS)
        return self.scope, next(above_all, None)


def standing_tags(places: Places) -> tuple[StandingTag, ...]:
    """Return every tag of a part in reading order."""
    return tuple(
        _standing(match[0], place, paragraph)
        for paragraph, place in places.by_paragraph.items()
        for match in TAG.finditer(own_text(paragraph))
    )


def _standing(text: str, place: Place, paragraph: etree._Element) -> StandingTag:
    inside = _INSIDE.fullmatch(text)
    scope = (inside and inside["scope"]) or ""
    words = inside["inside"].split(None, 1) if inside and text.startswith("{%") else []
    word = words[0] if words else ""
    return StandingTag(Tag(text, place), scope, word, text.startswith("{#"), paragraph)


def faults(tags: tuple[StandingTag, ...], places: Places) -> Iterator[Fault]:
    """Yield everything that is wrong with the way tags stand, whatever they ask for."""
    yield from _half_tags(places)
    yield from _values_from_code(tags)
    yield from _unknown_words(tags)
    yield from _lost_text(tags)
    yield from _unbalanced(tags)


def _half_tags(places: Places) -> Iterator[Fault]:
    for paragraph, place in places.by_paragraph.items():
        left = TAG.sub("", own_text(paragraph))
        half = _HALF.search(left)
        if half is None:
            continue
        shown = " ".join(left[max(0, half.start() - 20) : half.end() + 40].split())
        if "{" in half[0]:
            yield Fault("A tag starts here and never ends.", "Close it, e.g. {{ title }}.", place, shown)
        else:
            yield Fault("A tag ends here that never began.", "Open it, e.g. {{ title }}.", place, shown)


def _values_from_code(tags: tuple[StandingTag, ...]) -> Iterator[Fault]:
    for each in tags:
        if each.scope and each.tag.text.startswith("{{"):
            plain = re.sub(r"^\{\{\w+", "{{", each.tag.text)
            yield Fault("Nothing would be printed here: rich text and sub-documents are not part of plangen.",
                        f"Write {plain}.", each.tag.place, each.tag.text)  # fmt: skip


def _unknown_words(tags: tuple[StandingTag, ...]) -> Iterator[Fault]:
    known = {"for", "if", *_INNER, *_ENDS, *_SHORT_FORMS}
    for each in tags:
        if not each.tag.text.startswith("{%") or each.word in known:
            continue
        yield Fault(
            f'"{each.word}" is not a word of the template language.',
            "Use for, if, elif, else, endif and endfor; {_{ prints two braces.",
            each.tag.place,
            each.tag.text,
        )


def _lost_text(tags: tuple[StandingTag, ...]) -> Iterator[Fault]:
    """A row, cell or paragraph that holds a `{%tr %}`, `{%tc %}` or `{%p %}` tag goes, with all that is in it."""
    for each in tags:
        holder = each.holder
        if each.is_comment or not each.scope or each.scope == "r" or not each.word:
            continue
        name = _HOLDER_NAME[each.scope]
        if holder is None:
            what = f"This tag asks for a table {name} but stands in none."
            yield Fault(what, "Write p instead of tr or tc, or move it.", each.tag.place, each.tag.text)
        elif _says_more(holder, each):
            end = {"for": "endfor", "if": "endif"}.get(each.word, each.word)
            yield Fault(
                f"What stands beside this tag would vanish: its {name} goes when the document is made.",
                f"Put the tag in a {name} of its own, and {{%{each.scope} {end} %}} in another.",
                each.tag.place,
                each.tag.text,
            )


def _says_more(holder: etree._Element, tag: StandingTag) -> bool:
    said = full_text(holder).replace(tag.tag.text, "", 1)
    pictures = next(holder.iter(w("drawing"), w("pict")), None)
    return bool(re.sub(r"\{#.*?#\}", "", said).strip()) or pictures is not None


def _unbalanced(tags: tuple[StandingTag, ...]) -> Iterator[Fault]:
    opened: list[StandingTag] = []
    for each in tags:
        if each.word in {"for", "if"}:
            opened.append(each)
            if len(opened) == _DEEPEST + 1:
                yield _fault(each, f"More than {_DEEPEST} parts lie within one another.", "Make it simpler.")
        elif each.word in _ENDS:
            yield from _ended(each, opened)
        elif each.word in _INNER and (not opened or opened[-1].word not in _INNER[each.word]):
            yield _fault(each, f'"{each.word}" stands here without its beginning.', "Add the if tag above it.")
    for each in opened:
        yield _fault(each, "A part that starts here never ends.", f"Add {_end_of(each)} where it should end.")


def _ended(end: StandingTag, opened: list[StandingTag]) -> Iterator[Fault]:
    begun = _ENDS[end.word]
    if not opened:
        yield _fault(end, "A part ends here that never began.", f"Add its {begun} tag above, or take this out.")
    elif opened[-1].word != begun:
        above = opened[-1].tag.text
        yield _fault(end, f"This tag closes another part than the last one opened, {above}.",
                     f"Put {_end_of(opened[-1])} before it.")  # fmt: skip
        if any(each.word == begun for each in opened):
            while opened.pop().word != begun:
                pass
    else:
        yield from _crossing(opened.pop(), end)


def _crossing(start: StandingTag, end: StandingTag) -> Iterator[Fault]:
    if start.level == end.level:
        return
    if start.scope != end.scope:
        yield _fault(end, f"This tag does not match its beginning, {start.tag.text}.", f"Write {_end_of(start)}.")
    else:
        yield _fault(start, "This part begins in one table or cell and ends in another.",
                     "Begin and end it in the same cell; to repeat a row, use {%tr for ... %}.")  # fmt: skip


def _end_of(start: StandingTag) -> str:
    return f"{{%{start.scope} end{start.word} %}}"


def _fault(tag: StandingTag, what: str, do: str) -> Fault:
    return Fault(what, do, tag.tag.place, tag.tag.text)
