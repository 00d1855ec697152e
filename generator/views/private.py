"""What is kept from whom: told in the lead agency's own plan, so that whoever opens it knows before sharing."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.case import Child, Names, Person, Restriction
from generator.flow import Extras, Portion
from generator.views.words import Words, words_of, written


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateRow:
    """One thing that some people must not learn."""

    what: str
    words: str
    """Words that would give it away."""
    reason: str
    decided: str
    """By whom and when, and when it is looked at again."""
    extras: Extras


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateGroup:
    """All that is kept from the same people."""

    kept_from: str
    rows: tuple[PrivateRow, ...]


def kept_private(portion: Portion) -> tuple[PrivateGroup, ...]:
    """Return everything that is kept from someone; nothing at all in any copy but the lead agency's."""
    words = words_of(portion)
    if not words.lead:
        return ()
    groups: dict[str, list[PrivateRow]] = {}
    for kept_from, row in _rows(portion, words):
        groups.setdefault(kept_from, []).append(row)
    return tuple(PrivateGroup(kept_from=names, rows=tuple(rows)) for names, rows in groups.items())


def _rows(portion: Portion, words: Words) -> Iterator[tuple[str, PrivateRow]]:
    """Yield each private thing with the people it is kept from."""
    for child in portion.case.children:
        if child.address_confidential is True or child.address_hide_from:
            yield _from(child.address_hide_from, words), _hidden(child, "address", words)
    for person in portion.case.people:
        if person.confidential is True or person.hide_from:
            worker = person.kind == "practitioner"
            what = "name, agency, address, phone and e-mail" if worker else "address, phone and e-mail"
            yield _from(person.hide_from, words), _hidden(person, what, words)
    for row in portion.case.restrictions:
        yield _restricted_from(row, words), _restriction(row, words)


def _from(names: Names, words: Words) -> str:
    return words.text(names) or words.said("everyone_else", "everyone outside the lead agency")


def _restricted_from(row: Restriction, words: Words) -> str:
    if row.only_for and not row.hide_from:
        return f"everyone but {words.text(row.only_for)}"
    return _from(row.hide_from, words)


def _hidden(row: Child | Person, what: str, words: Words) -> PrivateRow:
    return PrivateRow(what=f"{words.text(row.name)}: {what}", words="", reason="", decided="", extras=words.extras(row))


def _restriction(row: Restriction, words: Words) -> PrivateRow:
    kind, which = words.choice("restrictions", "sheet", row.sheet), words.text(row.which)
    looked_at = f"looked at again on {words.text(row.review_on)}" if written(row.review_on) else ""
    decided = (words.text(row.decided_by), words.text(row.decided_on), looked_at)
    return PrivateRow(
        what=": ".join(part for part in (kind, which) if part),
        words=words.text(row.clue_words),
        reason=words.text(row.reason),
        decided=", ".join(part for part in decided if part),
        extras=words.extras(row),
    )
