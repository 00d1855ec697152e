"""What an intake holds beside plain answers, worded: nothing that somebody typed or hid is passed over in silence."""

from collections.abc import Iterator, Mapping

from generator.case import Where
from generator.council import Council
from generator.flow import Aside, Finding, Intake, Oddity

_RULES: Mapping[Oddity, str] = {
    Oddity.HIDDEN_ROW: "PRIV-12",
    Oddity.HIDDEN_COLUMN: "PRIV-12",
    Oddity.HIDDEN_SHEET: "PRIV-12",
    Oddity.FILTERED: "PRIV-12",
    Oddity.NOTE: "FORM-15",
    Oddity.PICTURE: "FORM-15",
    Oddity.OUTSIDE: "FORM-15",
    Oddity.LINKS: "FORM-15",
    Oddity.COLOURED: "FORM-21",
    Oddity.MACROS: "FORM-21",
    Oddity.STRUCK: "FORM-17",
    Oddity.MERGED: "FORM-14",
    Oddity.HEADINGS_AGAIN: "FORM-14",
    Oddity.CHANGING: "FORM-22",
}
_LOST: Mapping[Oddity, str] = {Oddity.UNSAVED: "FORM-18", Oddity.ERROR: "FORM-23"}
"""What leaves nothing to read in a cell."""


def lost(intake: Intake) -> Mapping[Where, str]:
    """Return the cells in which nothing can be read, each with the rule that says why."""
    return {aside.where: _LOST[aside.kind] for aside in intake.asides if aside.kind in _LOST}


def findings(intake: Intake, council: Council) -> Iterator[Finding | None]:
    """Yield a finding for each thing beside the answers."""
    struck: set[tuple[str, str]] = set()
    for aside in intake.asides:
        if aside.kind is Oddity.STRUCK:
            row = _row(aside)
            if row in struck:
                continue
            struck.add(row)
        if aside.kind in _RULES:
            word = council.synonyms.said_of(aside.kind)
            yield council.finding(_RULES[aside.kind], "", aside.where, word=word, sheet=aside.where.sheet)


def _row(aside: Aside) -> tuple[str, str]:
    return aside.where.sheet, aside.where.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
