"""The child's own paper: only words chosen for the child, nothing of adults' affairs, and safe to hold."""

import re
from collections.abc import Iterator

from generator.case import Case, Record
from generator.checks.reading import answer, found, passages, schema_of
from generator.checks.wording import listed_word
from generator.council import Council, Field, Holds
from generator.flow import Finding

_SHORTEST_COPY = 5
"""A sentence of fewer words may be the same by chance."""
_SENTENCES = re.compile(r"[.!?\n]+")
_CHILD_WORDS = "child_words"
_NOT_SAFE_YET = "ask"


def child_words_are_their_own(case: Case, council: Council) -> Iterator[Finding | None]:
    """CHLD-01: the words for the child are not copied from the adults' words of the same row."""
    for kind in schema_of(case, council).records:
        adult = [field for field in kind.fields if field.lint]
        for field in kind.fields:
            if field.name != "child_text":
                continue
            for record in getattr(case, kind.name):
                if _is_copied(getattr(record, "child_text", None), record, adult):
                    yield found(case, council, "CHLD-01", record, field.name)


def paper_is_safe_to_hold(case: Case, council: Council) -> Iterator[Finding | None]:
    """CHLD-02: where it is not known whether a paper is safe to hold, only a contact card is made."""
    for row in case.child_versions:
        if row.wanted is not False and row.safe_to_hold == _NOT_SAFE_YET:
            yield found(case, council, "CHLD-02", row, "safe_to_hold")


def adult_matters_stay_out(case: Case, council: Council) -> Iterator[Finding | None]:
    """CHLD-06: no word for the child tells of an adult's health or offences."""
    lists = [words for words in council.word_lists if words.rule == "CHLD-06"]
    for passage in passages(case, council):
        if passage.field.sharing != _CHILD_WORDS or passage.field.holds not in (Holds.LINE, Holds.PARA, Holds.LINES):
            continue
        for words in lists:
            if word := listed_word(passage.text, words):
                yield found(case, council, "CHLD-06", passage.record, passage.field.name, word=word)


def _is_copied(said: object, record: Record, adult: list[Field]) -> bool:
    if not isinstance(said, str):
        return False
    sentences = [_words(sentence) for sentence in _SENTENCES.split(said)]
    long = [sentence for sentence in sentences if sentence.count(" ") >= _SHORTEST_COPY - 1]
    texts = [_words(text) for field in adult if isinstance(text := answer(record, field.name), str)]
    return any(f" {sentence} " in f" {text} " for sentence in long for text in texts)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold().replace("’", "'").replace("'", "")))
