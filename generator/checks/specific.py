"""Gaps of a template that were never filled in."""

import re
from collections.abc import Iterator

from generator.case import Case
from generator.checks.reading import found, passages
from generator.council import Council, Holds
from generator.flow import Finding

_BRACES = re.compile(r"(?<!\{)\{\s?(?:[A-Z][A-Z '’/-]*[A-Z]|[A-Z_]{2,}|[a-z]+(?:_[a-z]+)*)\s?\}(?!\})")
_CAPITALS = re.compile(r"[(\[]([A-Z][A-Z0-9 '’/&-]+)[)\]]")
_INSERT = re.compile(r"\[\s?(?:insert|name|date)\b[^\]]{0,40}\]", re.IGNORECASE)
_MARKS = re.compile(r"\bX{2,}\b|\?{3,}|_{4,}")


def placeholder_is_filled(case: Case, council: Council) -> Iterator[Finding | None]:
    """SPEC-11: no gap from a template is left open."""
    told = set()
    gaps = _gap_words(council)
    for passage in passages(case, council):
        place = (passage.record.path, passage.field.name)
        if passage.field.holds is not Holds.WORDS and place not in told and has_gap(passage.text, gaps):
            told.add(place)
            yield found(case, council, "SPEC-11", passage.record, passage.field.name)


def has_gap(text: str, words: frozenset[str]) -> bool:
    """Say whether a text holds an open gap; capitals in brackets are one only when they hold one of `words`."""
    if _BRACES.search(text) or _INSERT.search(text) or _MARKS.search(text):
        return True
    return any(_says_one_of(match[1], words) for match in _CAPITALS.finditer(text))


def _says_one_of(capitals: str, words: frozenset[str]) -> bool:
    said = " " + re.sub(r"['’]S?|[^A-Z]+", " ", capitals) + " "
    return any(f" {word} " in " ".join(said.split()).join("  ") for word in words)


def _gap_words(council: Council) -> frozenset[str]:
    return frozenset(word for words in council.word_lists if words.rule == "SPEC-11" for word in words.words)
