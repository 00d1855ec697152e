"""Words that say little in a plan: found from the council's lists, in the fields that are written for readers."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from generator.case import Case
from generator.checks.reading import Passage, found, passages
from generator.council import Council, Holds, WordList
from generator.flow import Finding

_FAMILY = "WORD-"
_QUOTES = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_SHORT = 3
"""Words of up to so many letters have no endings of their own here."""


def words_say_something(case: Case, council: Council) -> Iterator[Finding | None]:
    """WORD-01: words that say little are asked about, one finding for each field and list."""
    lists = tuple(words for words in council.word_lists if words.rule.startswith(_FAMILY) and words.words)
    names = _masked_names(case)
    for passage in passages(case, council):
        if passage.field.lint and passage.field.holds is not Holds.WORDS:
            yield from _flagged(passage, lists, names, case, council)


def _flagged(
    passage: Passage, lists: tuple[WordList, ...], names: re.Pattern[str] | None, case: Case, council: Council
) -> Iterator[Finding | None]:
    # Most texts hold none of the words at all: one search tells.
    if not _any(lists).search(passage.text):
        return
    text = _QUOTES.sub(" ", names.sub(" ", passage.text) if names else passage.text)
    for words in lists:
        word = listed_word(text, words) if _applies(words, passage) else ""
        if word:
            yield found(case, council, words.rule, passage.record, passage.field.name, word=word)


def listed_word(text: str, words: WordList) -> str:
    """Return the first word of the list that the text holds in any of its usual endings, as the list has it."""
    fine = _phrases(words.fine_in)
    left = fine.sub(" ", text) if fine else text
    match = _inflected(words.words).search(left)
    return words.words[int(str(match.lastgroup)[1:])] if match else ""


def _applies(words: WordList, passage: Passage) -> bool:
    record, name = passage.field.record, passage.field.name
    return not words.only_in or record in words.only_in or f"{record}.{name}" in words.only_in


def _masked_names(case: Case) -> re.Pattern[str] | None:
    """Return a pattern for names of people and agencies and for job titles, which are nobody's choice of words."""
    said = {name for person in case.people for name in (person.name, person.agency, person.job_title)}
    said |= {name for child in case.children for name in (child.name, child.school)}
    return _phrases(tuple(sorted(name for name in said if isinstance(name, str))))


@lru_cache(maxsize=256)
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    # Longest first, so that a short phrase does not eat the beginning of a long one.
    longest_first = sorted((phrase for phrase in phrases if phrase.strip()), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(_spaced, longest_first))})(?:s|es)?\b", re.IGNORECASE)


@cache
def _any(lists: tuple[WordList, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(word) for words in lists for word in words.words), re.IGNORECASE)


@cache
def _inflected(words: tuple[str, ...]) -> re.Pattern[str]:
    named = (f"(?P<w{number}>{_pattern(word)})" for number, word in enumerate(words))
    return re.compile("|".join(named), re.IGNORECASE)


def _pattern(word: str) -> str:
    first, *rest = word.split()
    return r"\b" + r"\s+".join([_with_endings(first), *map(_spaced, rest)]) + r"\b"


def _with_endings(word: str) -> str:
    """Return a pattern for a word with the endings it takes in a sentence."""
    if len(word) <= _SHORT or not word.isalpha():
        return _spaced(word)
    stem = re.escape(word[:-1])
    if word.endswith("e"):
        return rf"{stem}(?:e|es|ed|ely|ing|ement|ements)"
    if word.endswith("y"):
        return rf"{stem}(?:y|ies|ied|ying|yly)"
    return rf"{re.escape(word)}(?:{re.escape(word[-1])}?(?:ed|ing)|s|es|ly|er|ers)?"


def _spaced(phrase: str) -> str:
    return r"\s+".join(re.escape(part).replace("'", "['’]") for part in phrase.split())


def holds_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Say whether the text holds one of the phrases as words of their own, whatever their capitals."""
    pattern = _phrases(tuple(phrases))
    return pattern is not None and pattern.search(text) is not None
