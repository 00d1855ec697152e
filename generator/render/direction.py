"""Right-to-left writing: a run in Arabic or Hebrew, and a paragraph of nothing else, are told to Word as such."""

import re
import unicodedata

from lxml import etree

from generator.render.ooxml import PARAGRAPH, RUN, TEXT, insert_in_order, own_text, w

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Blocks of the scripts that are written from right to left."""

_AFTER_RTL = frozenset(map(w, ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")))
_AFTER_BIDI = frozenset(
    map(
        w,
        (
            "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap",
            "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
            "sectPr", "pPrChange",
        ),
    )
)  # fmt: skip


def mark_right_to_left(root: etree._Element) -> None:
    """Mark every run and paragraph of a part by the direction of its letters."""
    for paragraph in root.iter(PARAGRAPH):
        right, left = _letters(own_text(paragraph))
        if not right:
            continue
        if not left:
            _mark_paragraph(paragraph)
        for run in paragraph.iter(RUN):
            _mark_run(run)


def _letters(text: str) -> tuple[int, int]:
    """Return how many letters are written from right to left, and from left to right."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in {"R", "AL"} for kind in kinds), kinds.count("L")


def _mark_run(run: etree._Element) -> None:
    right, left = _letters("".join(text.text or "" for text in run.iterchildren(TEXT)))
    if right <= left:
        return
    properties = _first_child(run, w("rPr"))
    if properties.find(w("rtl")) is None:
        insert_in_order(properties, etree.Element(w("rtl")), _AFTER_RTL)


def _mark_paragraph(paragraph: etree._Element) -> None:
    properties = _first_child(paragraph, w("pPr"))
    if properties.find(w("bidi")) is None:
        insert_in_order(properties, etree.Element(w("bidi")), _AFTER_BIDI)


def _first_child(parent: etree._Element, tag: str) -> etree._Element:
    found = parent.find(tag)
    if found is None:
        found = etree.Element(tag)
        parent.insert(0, found)
    return found
