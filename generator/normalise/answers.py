"""One answer at a time: what was typed, read as what the question asks for, or the rule that says why not."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from generator.case import Gap, NotApplicable, ToBeConfirmed
from generator.council import Field, Holds
from generator.flow import NotWorkedOut, Raw
from generator.normalise import dates, text
from generator.normalise.names import Names

_YES = frozenset({"yes", "y", "true", "1", "✓", "✔", "☑", "✅"})
_NO = frozenset({"no", "n", "false", "0", "✗", "✘", "☐"})
_NOTHING = frozenset({"", "-", "–", "—", "select", "select…", "select...", "please select", "choose", "choose…"})
_NOBODY = frozenset({"none", "nil", "nobody", "no one", "no-one"})
_TO_COME = frozenset({"tbc", "t.b.c", "tba", "tbd", "to be confirmed"})
_NOT_APPLICABLE = re.compile(
    r"(?:n\s?/\s?a|n\.a|not applicable)\.?(?:\s*[-–—:,;]\s*|\s*\(|\s+because\s+|$)(.*?)\)?\.?",
    re.DOTALL | re.IGNORECASE,
)
_PARTS = re.compile(r"[;\n]+")
_NUMBER_PARTS = re.compile(r"[;,\n&]+|\band\b", re.IGNORECASE)
_TWO_NAMES = re.compile(r"[;,\n&+/]+|\band\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?:no\.?|number|#|[A-Z])\s?)?(\d{1,6})(?:\.0?)?", re.IGNORECASE)
_WEEKS = re.compile(r"(?:weeks?|wks?)?\.?\s*(\d{1,3})(?:\s*(?:-|–|—|to)\s*(\d{1,3}))?", re.IGNORECASE)
_WORDS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer says: a value, a gap, neither when it is blank; and the rule that it breaks, if any."""

    value: Any = None
    gap: Gap | None = None
    rule: str = ""
    dropped: int = 0
    """How many characters no document can hold were left out."""


BLANK = Reading()
UNREADABLE = Reading(rule="FORM-03")


def read(raw: Raw, field: Field, names: Names) -> Reading:
    """Read one answer as what `field` holds."""
    if isinstance(raw, NotWorkedOut):
        return UNREADABLE
    if not isinstance(raw, str):
        return READERS[field.holds](raw, field, names)
    kept, dropped = text.printable(raw)
    said = text.tidy(kept, verbatim=field.holds is Holds.WORDS)
    if text.fold(said) in _NOTHING:
        reading = BLANK
    elif gap := _gap(said):
        reading = Reading(gap=gap)
    else:
        reading = READERS[field.holds](said, field, names)
    return Reading(reading.value, reading.gap, reading.rule, dropped)


def _gap(said: str) -> Gap | None:
    if text.fold(said).rstrip(".") in _TO_COME:
        return ToBeConfirmed()
    match = _NOT_APPLICABLE.fullmatch(said)
    return NotApplicable(match[1].strip()) if match else None


def _text(raw: Raw, field: Field, names: Names) -> Reading:  # noqa: ARG001
    return Reading(as_text(raw))


def as_text(raw: Raw) -> str:
    """Return what a cell shows, for one that holds a number or a date where text is asked."""
    if isinstance(raw, bool):
        return "Yes" if raw else "No"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime) and raw.time() != time():
        return f"{dates.in_words(raw)}, {raw:%H:%M}"
    if isinstance(raw, date):
        return dates.in_words(raw)
    if isinstance(raw, time):
        return f"{raw:%H:%M}"
    return str(raw)


def _date(raw: Raw, field: Field, names: Names) -> Reading:  # noqa: ARG001
    if isinstance(raw, datetime):
        return Reading(raw.date())
    if isinstance(raw, date):
        return Reading(raw)
    if not isinstance(raw, str):
        return UNREADABLE
    found = dates.readings(raw)
    if len(found) == 1:
        return Reading(found[0])
    if found:
        return Reading(rule="FORM-04")
    return Reading(rule="TIME-02") if dates.never_ends(raw) else UNREADABLE


def _yes_no(raw: Raw, field: Field, names: Names) -> Reading:  # noqa: ARG001
    said = text.fold(as_text(raw))
    if said in _YES or said in _NO:
        return Reading(said in _YES)
    return Reading(rule="FORM-05")


def _number(raw: Raw, field: Field, names: Names) -> Reading:  # noqa: ARG001
    number = _whole(raw)
    return UNREADABLE if number is None else Reading(number)


def _numbers(raw: Raw, field: Field, names: Names) -> Reading:  # noqa: ARG001
    typed = _NUMBER_PARTS.split(raw) if isinstance(raw, str) else [raw]
    parts: Iterable[Raw] = (part for part in typed if not isinstance(part, str) or part.strip())
    found = [_whole(part) for part in parts]
    return UNREADABLE if None in found else Reading(list(dict.fromkeys(found)))


def _whole(raw: Raw) -> int | None:
    if isinstance(raw, (bool, date, time)):
        return None
    if isinstance(raw, int):
        return raw
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else None
    said = text.fold(raw)
    match = _NUMBER.fullmatch(said)
    if match:
        return int(match[1])
    return _WORDS.index(said) if said in _WORDS[1:] else None


def _weeks(raw: Raw, field: Field, names: Names) -> Reading:  # noqa: ARG001
    # Excel turns a typed 4-8 into the fourth of August: a date here is asked about, never turned back.
    match = None if isinstance(raw, (date, time, bool)) else _WEEKS.fullmatch(text.fold(as_text(raw)))
    if match is None or int(match[1]) < 1:
        return UNREADABLE
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        return UNREADABLE
    return Reading(f"{first}-{last}" if last > first else str(first))


def _choice(raw: Raw, field: Field, names: Names) -> Reading:  # noqa: ARG001
    value = _chosen(as_text(raw), field)
    return Reading(value) if value else Reading(rule="FORM-05")


def _choices(raw: Raw, field: Field, names: Names) -> Reading:  # noqa: ARG001
    found = [_chosen(part, field) for part in _parts(raw)]
    known = list(dict.fromkeys(value for value in found if value))
    return Reading(known or None, rule="FORM-05" if None in found else "")


def _chosen(said: str, field: Field) -> str | None:
    word = text.choice(said)
    word = {"y": "yes", "n": "no"}.get(word, word)
    spellings = ((spelling, value) for value, label in field.choices for spelling in (value, label))
    return next((value for spelling, value in (*spellings, *field.also) if text.choice(spelling) == word), None)


def _name(raw: Raw, field: Field, names: Names) -> Reading:
    known = names.among(field.refers)
    said = as_text(raw)
    if text.fold(said) in _NOBODY:
        return BLANK
    if name := known.get(text.fold(said)):
        return Reading(name)
    several = [part for part in _TWO_NAMES.split(said) if text.fold(part) in known]
    if len(several) < 2:
        return Reading(rule="LINK-01")
    # Two readers of one paper would each see what is only for the other.
    return Reading(rule="PRIV-05" if field.record == "sharing" else "FORM-03")


def _names(raw: Raw, field: Field, names: Names) -> Reading:
    if text.fold(as_text(raw)) in _NOBODY:
        return BLANK
    known = names.among(field.refers)
    found = [known.get(text.fold(part)) for part in _parts(raw)]
    here = list(dict.fromkeys(name for name in found if name))
    return Reading(here or None, rule="LINK-01" if None in found else "")


def _lines(raw: Raw, field: Field, names: Names) -> Reading:  # noqa: ARG001
    return Reading(list(_parts(raw)) or None)


def _parts(raw: Raw) -> tuple[str, ...]:
    return tuple(part.strip() for part in _PARTS.split(as_text(raw)) if part.strip())


READERS: Mapping[Holds, Callable[[Raw, Field, Names], Reading]] = {
    Holds.LINE: _text,
    Holds.PARA: _text,
    Holds.WORDS: _text,
    Holds.DATE: _date,
    Holds.YES_NO: _yes_no,
    Holds.NUMBER: _number,
    Holds.WEEKS: _weeks,
    Holds.CHOICE: _choice,
    Holds.CHOICES: _choices,
    Holds.NAME: _name,
    Holds.NAMES: _names,
    Holds.NUMBERS: _numbers,
    Holds.LINES: _lines,
}
