"""One answer at a time: what was typed, read as what the question asks for, or the rule that says why not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from generator.case import Gap, NotApplicable, ToBeConfirmed
from generator.council import Field, Holds
from generator.flow import NotWorkedOut, Raw
from generator.normalise import dates, text
from generator.normalise.known import Known
from generator.normalise.sheets import KEEPS_PRIVATE

_NOT_APPLICABLE = re.compile(
    r"(?:n\s?/\s?a|n\.a|not applicable)\.?(?:\s*[-–—:,;]\s*|\s*\(|\s+because\s+|$)(.*?)\)?\.?",
    re.DOTALL | re.IGNORECASE,
)
_PARTS = re.compile(r"[;\n]+")
_NUMBER_PARTS = re.compile(r"[;,\n&]+|\band\b", re.IGNORECASE)
_TWO_NAMES = re.compile(r"[;,\n&+/]+|\band\b", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[•·▪●◦\uf0b7*]\s*|^\s*[-–]\s+")
_COMMENTED = re.compile(r"(yes|no)\s*(?:[-–—,:;.(]|\bbut\b|\band\b).*", re.DOTALL)
_SCORE = re.compile(r"(\d{1,2})\s*(?:/|out of)\s*10")
_NEXT = re.compile(r"(?:by |at )?(?:the )?next (.+)")
_ALL_DIGITS = re.compile(r"[0-9]{5}")
_SHORTENED = re.compile(r"[0-9][0-9.]*E\+[0-9]+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?:no\.?|number|#|[A-Z])\s?)?(\d{1,6})(?:\.0?)?", re.IGNORECASE)
_WEEKS = re.compile(r"(?:weeks?|wks?)?\.?\s*(\d{1,3})(?:\s*(?:-|–|—|to)\s*(\d{1,3}))?", re.IGNORECASE)
_WORDS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_LONGEST_MARK = 30
"""No word for yes, no or nothing is longer."""
_KEEP_TEXT = frozenset({Holds.LINE, Holds.PARA, Holds.WORDS, Holds.LINES})
"""What holds words, in which "none" or "not known" is itself an answer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer says: a value, a gap, neither when it is blank; and the rule that it breaks, if any."""

    value: Any = None
    gap: Gap | None = None
    rule: str = ""
    dropped: int = 0
    """How many characters no document can hold were left out."""
    repairs: tuple[str, ...] = ()
    """What was read otherwise than it was typed, by the key it has among the council's synonyms."""


BLANK = Reading()
UNREADABLE = Reading(rule="FORM-03")


def read(raw: Raw, field: Field, known: Known) -> Reading:
    """Read one answer as what `field` holds."""
    if isinstance(raw, NotWorkedOut):
        return UNREADABLE
    if not isinstance(raw, str):
        return READERS[field.holds](raw, field, known)
    kept, dropped = text.printable(raw)
    said = text.tidy(kept, verbatim=field.holds is Holds.WORDS)
    short = len(said) <= _LONGEST_MARK
    meaning = known.synonyms.answers.get(text.fold(said).rstrip("."), "") if short else ""
    if not said or meaning == "blank":
        reading = BLANK
    elif gap := _gap(said, meaning, field):
        reading = Reading(gap=gap)
    else:
        reading = READERS[field.holds](said, field, known)
    return replace(reading, dropped=dropped) if dropped else reading


def _gap(said: str, meaning: str, field: Field) -> Gap | None:
    match = _NOT_APPLICABLE.fullmatch(said)
    if match:
        return NotApplicable(match[1].strip())
    if meaning == "to_come" and (field.holds not in _KEEP_TEXT or "known" not in said) and not _chosen(said, field):
        return ToBeConfirmed()
    return NotApplicable() if meaning == "none" and field.holds is Holds.DATE else None


def _text(raw: Raw, field: Field, known: Known) -> Reading:  # noqa: ARG001
    repairs = ("words_date",) if isinstance(raw, date) else ()
    return Reading(as_text(raw), rule="FORM-19" if _lost_digits(raw) else "", repairs=repairs)


def _lost_digits(raw: Raw) -> bool:
    """Say whether a phone number or a long reference became a number, and may have lost its first or last digits."""
    if isinstance(raw, str):
        return _SHORTENED.fullmatch(raw.strip()) is not None
    if isinstance(raw, (bool, date, time)):
        return False
    # A phone number of this country has ten digits after its nought.
    return float(raw).is_integer() and (len(str(int(raw))) == 10 or len(str(int(raw))) > 11)


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


def _date(raw: Raw, field: Field, known: Known) -> Reading:  # noqa: ARG001
    if isinstance(raw, datetime):
        return Reading(raw.date(), repairs=("time",) if raw.time() != time() else ())
    if isinstance(raw, date):
        return Reading(raw)
    if isinstance(raw, (bool, time)):
        return UNREADABLE
    if not isinstance(raw, str) or _ALL_DIGITS.fullmatch(raw):
        day = known.day(float(raw))
        return Reading(day, repairs=("serial",)) if day else UNREADABLE
    return _typed_date(raw, known)


def _typed_date(said: str, known: Known) -> Reading:
    found, timed = dates.readings(said), dates.without_time(said)
    if len(found) == 1:
        return Reading(found[0])
    if found:
        return Reading(rule="FORM-04")
    if timed and len(dates.readings(timed)) == 1:
        return Reading(dates.readings(timed)[0], repairs=("time",))
    if day := dates.in_the_year_that_fits(said, known.about):
        return Reading(day, repairs=("weekday",))
    if day := _next_meeting(said, known):
        return Reading(day, repairs=("meeting",))
    return Reading(rule="TIME-02") if dates.never_ends(said) else UNREADABLE


def _next_meeting(said: str, known: Known) -> date | None:
    match = _NEXT.fullmatch(text.fold(said).rstrip("."))
    kind = known.synonyms.meetings.get(match[1], "") if match else ""
    return (known.meetings or {}).get(kind)


def _yes_no(raw: Raw, field: Field, known: Known) -> Reading:
    said = text.fold(as_text(raw))
    meaning = said if said in ("yes", "no") else known.synonyms.answers.get(said, "")
    if meaning in ("yes", "no"):
        return Reading(meaning == "yes", repairs=() if said == meaning else ("yes",))
    commented = _COMMENTED.fullmatch(said)
    # Where something is kept from somebody, what follows the Yes or No may be the point of it.
    if commented and field.name not in KEEPS_PRIVATE:
        return Reading(commented[1] == "yes", repairs=("comment",))
    return Reading(rule="FORM-05")


def _number(raw: Raw, field: Field, known: Known) -> Reading:  # noqa: ARG001
    number = _whole(raw)
    score = _SCORE.fullmatch(text.fold(raw)) if isinstance(raw, str) else None
    if number is None and score and field.cerberus.get("max") == 10:
        return Reading(int(score[1]), repairs=("score",))
    return UNREADABLE if number is None else Reading(number, repairs=_spelt(raw))


def _numbers(raw: Raw, field: Field, known: Known) -> Reading:  # noqa: ARG001
    typed = _NUMBER_PARTS.split(raw) if isinstance(raw, str) else [raw]
    parts: list[Raw] = [part for part in typed if not isinstance(part, str) or part.strip()]
    if [text.fold(as_text(part)) for part in parts] in (["none"], ["nil"]):
        return BLANK
    found = [_whole(part) for part in parts]
    spelt = next((repairs for part in parts if (repairs := _spelt(part))), ())
    return UNREADABLE if None in found else Reading(list(dict.fromkeys(found)), repairs=spelt)


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


def _spelt(raw: Raw) -> tuple[str, ...]:
    return ("number_word",) if isinstance(raw, str) and text.fold(raw) in _WORDS else ()


def _weeks(raw: Raw, field: Field, known: Known) -> Reading:  # noqa: ARG001
    if isinstance(raw, date):
        return _weeks_of_a_date(raw)
    match = None if isinstance(raw, (time, bool)) else _WEEKS.fullmatch(text.fold(as_text(raw)))
    if match is None or int(match[1]) < 1:
        return UNREADABLE
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        return UNREADABLE
    return Reading(f"{first}-{last}" if last > first else str(first))


def _weeks_of_a_date(day: date) -> Reading:
    """Turn back what Excel made of a typed 4-8, where nothing else can have been typed."""
    noon = isinstance(day, datetime) and day.time() != time()
    # The first of a month is also what Excel makes of 4-26: the month and the year.
    if noon or not 1 < day.day < day.month:
        return UNREADABLE
    return Reading(f"{day.day}-{day.month}", repairs=("weeks",))


def _choice(raw: Raw, field: Field, known: Known) -> Reading:
    value, repairs = _meant(as_text(raw), field, known)
    return Reading(value, repairs=repairs) if value else Reading(rule="FORM-05")


def _choices(raw: Raw, field: Field, known: Known) -> Reading:
    found = [_meant(part, field, known) for part in _parts(raw)]
    values = list(dict.fromkeys(value for value, _ in found if value))
    repairs = next((repairs for _, repairs in found if repairs), ())
    unknown = any(not value for value, _ in found)
    return Reading(values or None, rule="FORM-05" if unknown else "", repairs=repairs)


def _meant(said: str, field: Field, known: Known) -> tuple[str, tuple[str, ...]]:
    """Return the choice that the words mean and what had to be repaired for that."""
    if value := _chosen(said, field):
        plain = {text.choice(spelling) for pair in field.choices for spelling in pair}
        return value, () if text.choice(said) in plain else ("choice",)
    values = {value for value, _ in field.choices}
    also = known.synonyms.choices.get(f"{field.record}.{field.name}", {})
    value = also.get(text.fold(said)) or known.synonyms.answers.get(text.fold(said), "")
    if value in values:
        return value, ("choice",)
    commented = _COMMENTED.fullmatch(text.fold(said))
    return (commented[1], ("comment",)) if commented and commented[1] in values else ("", ())


def _chosen(said: str, field: Field) -> str | None:
    word = text.choice(said)
    spellings = ((spelling, value) for value, label in field.choices for spelling in (value, label))
    return next((value for spelling, value in (*spellings, *field.also) if text.choice(spelling) == word), None)


def nearest_choice(raw: Raw, field: Field) -> str:
    """Return the printed choice that what was typed is most like, or nothing."""
    labels = {text.choice(label): label for _, label in field.choices}
    close = get_close_matches(text.choice(as_text(raw)), labels, n=1, cutoff=0.6)
    return labels[close[0]] if close else ""


def _is_strict(field: Field) -> bool:
    """Say whether a wrong guess at a person here could show something to someone who may not know it."""
    return field.name in KEEPS_PRIVATE or (field.record, field.name) == ("sharing", "recipient")


def _nobody(raw: Raw, known: Known) -> bool:
    return known.synonyms.answers.get(text.fold(as_text(raw)), "") == "none"


def _name(raw: Raw, field: Field, known: Known) -> Reading:
    said = as_text(raw)
    if _nobody(raw, known):
        return BLANK
    if name := known.names.one(said, field.refers, strict=_is_strict(field)):
        return Reading(name, repairs=_in_short(said, field, known))
    several = known.names.several(said.replace(";", ",").replace("\n", ","), field.refers, strict=_is_strict(field))
    if len(several) == 1:
        return Reading(several[0], repairs=("person",))
    if not several:
        return Reading(rule="LINK-01")
    # Two readers of one paper would each see what is only for the other.
    return Reading(rule="PRIV-05" if field.record == "sharing" else "FORM-03")


def _names(raw: Raw, field: Field, known: Known) -> Reading:
    if _nobody(raw, known):
        return BLANK
    found = [_people(part, field, known) for part in _parts(raw)]
    here = list(dict.fromkeys(name for names, _ in found for name in names))
    repairs = tuple(dict.fromkeys(repair for _, repairs in found for repair in repairs))
    unknown = any(not names for names, _ in found)
    return Reading(here or None, rule="LINK-01" if unknown else "", repairs=repairs)


def _people(said: str, field: Field, known: Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return whom one part of an answer names, and what had to be repaired for that."""
    strict = _is_strict(field)
    if name := known.names.one(said, field.refers, strict=strict):
        return (name,), _in_short(said, field, known)
    if everyone := known.names.everyone(said, field.refers):
        return everyone, ("children",)
    several = known.names.several(said, field.refers, strict=strict)
    return several, ("person",) if len(several) == 1 else ("several",) if several else ()


def _in_short(said: str, field: Field, known: Known) -> tuple[str, ...]:
    return () if text.fold(said) in known.names.among(field.refers) else ("person",)


def _lines(raw: Raw, field: Field, known: Known) -> Reading:  # noqa: ARG001
    return Reading(list(_parts(raw)) or None)


def _parts(raw: Raw) -> tuple[str, ...]:
    parts = (_BULLET.sub("", part).strip() for part in _PARTS.split(as_text(raw)))
    return tuple(part for part in parts if part)


READERS: Mapping[Holds, Callable[[Raw, Field, Known], Reading]] = {
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
