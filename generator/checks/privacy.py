"""Privacy that can be seen before anything is cut: unannounced dates, forgotten parents, restricted words."""

import re
from collections.abc import Iterator
from typing import Any

from generator.case import Case, Record
from generator.checks.reading import answer, found, passages, responsible, schema_of
from generator.checks.wording import holds_phrase, listed_word
from generator.council import Council, RecordSchema
from generator.flow import Finding

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_A_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
    r"|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b(?:on|and|mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+\d{1,2}/\d{1,2}\b",
    re.IGNORECASE,
)
_UNANNOUNCED = "unannounced"
_SHARED_WORDS = "shared_words"
_OWN_COLUMN = frozenset({"unannounced_dates", "links"})
"""Columns of the timeline that never leave the lead agency."""
_SPEAKS_OF_SECRETS = frozenset({"restrictions", "sharing"})
_ABOUT_SECRETS = frozenset({"safe_contact", "said_instead", "hold_where", "network_limits"})
"""Questions that ask what is safe, so that such words belong in their answers."""


def unannounced_dates_stay_private(case: Case, council: Council) -> Iterator[Finding | None]:
    """PRIV-11: the date of an unannounced visit stands in its own column only."""
    kinds = [kind for kind in schema_of(case, council).records if kind.name in ("timeline", "visits")]
    for kind in kinds:
        for record in getattr(case, kind.name):
            yield from (
                found(case, council, "PRIV-11", record, name) for name in _dated(record, kind, _is_unannounced(record))
            )


def parent_is_on_the_sharing_sheet(case: Case, council: Council) -> Iterator[Finding | None]:
    """PRIV-10: a parent with parental responsibility gets a copy, or it is said why not."""
    named = {row.recipient for row in case.sharing}
    for parent in responsible(case):
        if parent.name not in named:
            yield found(case, council, "PRIV-10", parent, "name")


def shared_words_hold_nothing_restricted(case: Case, council: Council) -> Iterator[Finding | None]:
    """WORD-15: words that everyone may see hold none that a restriction keeps from someone."""
    clues = tuple(sorted({word for row in case.restrictions for word in row.clue_words}))
    for passage in passages(case, council):
        if passage.field.sharing == _SHARED_WORDS and holds_phrase(passage.text, clues):
            yield found(case, council, "WORD-15", passage.record, passage.field.name)


def remarks_are_restrictions(case: Case, council: Council) -> Iterator[Finding | None]:
    """PRIV-16: a remark such as "not for dad" is backed by something that keeps it from somebody."""
    remarks = next((words for words in council.word_lists if words.rule == "PRIV-16"), None)
    if remarks is None or not remarks.words:
        return
    told = set()
    for passage in passages(case, council):
        kind, place = passage.field.record, (passage.record.path, passage.field.name)
        if kind in _SPEAKS_OF_SECRETS or passage.field.name in _ABOUT_SECRETS or place in told:
            continue
        if listed_word(passage.text, remarks) and not _is_kept(passage.record, kind, case):
            told.add(place)
            yield found(case, council, "PRIV-16", passage.record, passage.field.name)


def _is_kept(record: Record, kind: str, case: Case) -> bool:
    """Say whether something keeps the record, or what it holds, from somebody."""
    own = ("private_to", "hide_from", "address_hide_from")
    if any(getattr(record, name, ()) for name in own) or getattr(record, "confidential", None) is True:
        return True
    which = {str(getattr(record, name, "")).casefold() for name in ("number", "person", "weeks", "date")}
    rows = [row for row in case.restrictions if row.sheet == kind and (row.hide_from or row.only_for)]
    return any(part.strip().casefold() in which for row in rows for part in re.split(r"[;,\n]", str(row.which)))


def _is_unannounced(record: Any) -> bool:
    return bool(getattr(record, _UNANNOUNCED, None) is True or getattr(record, "announced", None) == _UNANNOUNCED)


def _dated(record: Record, kind: RecordSchema, whole_row: bool) -> Iterator[str]:
    """Yield the fields that name a day, in a row of unannounced visits or beside the word itself."""
    for field in kind.fields:
        said = answer(record, field.name)
        if not isinstance(said, str) or field.name in _OWN_COLUMN:
            continue
        if (whole_row or _UNANNOUNCED in said.casefold()) and _A_DATE.search(said):
            yield field.name
