"""How dates, names, choices and gaps print: the one place where a value becomes words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.case import Missing, NotApplicable, Record, ToBeConfirmed, is_gap
from generator.flow import Extras, Portion

STILL_TO_FILL = "…………… (still to fill)"
TO_BE_CONFIRMED = "…………… (to be confirmed)"

_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "St.")
"""Words whose full stop does not end a sentence."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class Words:
    """The printed words of one portion."""

    wording: Mapping[str, str]
    """The council's printed words by key."""
    draft: bool
    """Whether a needed answer that is missing shows as a blank to fill."""
    lead: bool
    """Whether this is the lead agency's own copy, where the reason of a "not applicable" prints too."""

    def said(self, key: str, default: str = "") -> str:
        """Return the council's words for `key`."""
        return self.wording.get(key, default)

    def text(self, value: object, *, needed: bool = False) -> str:
        """Return any value as it prints; `needed` marks a list of names or numbers that may not be empty."""
        match value:
            case str():
                return value
            case bool():
                return "Yes" if value else "No"
            case date():
                return day(value)
            case int():
                return str(value)
            case tuple():
                return listed(str(item) for item in value) or self._blank(Missing(needed))
        return self._blank(value)

    def choice(self, record: str, field: str, value: object, *, needed: bool = False) -> str:
        """Return the printed words of a choice, or of several."""
        if isinstance(value, tuple) and value:
            return listed(_amid(self._chosen(record, field, str(item)), at) for at, item in enumerate(value))
        if isinstance(value, str):
            return self._chosen(record, field, value)
        return self.text(value, needed=needed)

    def extras(self, record: Record) -> Extras:
        """Return the fields a council added to this record, as display text; a blank one is an empty text."""
        kind = record.path.split("/", maxsplit=1)[0]
        return Extras(tuple((name, self._extra(kind, name, value)) for name, value in record.extras))

    def any(self, kind: str, name: str, value: object) -> str:
        """Return any answer as it prints, a choice in its printed words."""
        return self._extra(kind, name, value) if written(value) else self.text(value)

    def asked(self, kind: str) -> tuple[str, ...]:
        """Return the names of the questions that are asked about a kind of record, in the order of its sheet."""
        start = f"label/{kind}/"
        return tuple(key.removeprefix(start) for key in self.wording if key.startswith(start))

    def _extra(self, kind: str, name: str, value: object) -> str:
        # A plain text of the council's has no entry among the choices and stays as it was typed.
        if isinstance(value, str):
            return self.wording.get(f"choice/{kind}/{name}/{value}", value)
        if isinstance(value, tuple):
            return listed(self.wording.get(f"choice/{kind}/{name}/{item}", str(item)) for item in value)
        return self.text(value)

    def _chosen(self, record: str, field: str, value: str) -> str:
        plain = value.replace("_", " ")
        return self.wording.get(f"choice/{record}/{field}/{value}", plain[:1].upper() + plain[1:])

    def _blank(self, gap: object) -> str:
        match gap:
            case NotApplicable(reason) if self.lead:
                return f"Not applicable: {reason}" if reason else "Not applicable"
            case Missing(needed=True) if self.draft:
                return STILL_TO_FILL
            case ToBeConfirmed() if self.draft:
                return TO_BE_CONFIRMED
        return ""


def _amid(label: str, at: int) -> str:
    """Return a label as it stands within a sentence: small first letter, unless it is an abbreviation."""
    return label[:1].lower() + label[1:] if at and label[1:2].islower() else label


def words_of(portion: Portion) -> Words:
    """Return the words that this portion's documents are printed in."""
    return Words(portion.wording, portion.draft, portion.reader.key == "lead")


def day(value: object) -> str:
    """Return a date as `23 November 2026`; an empty text when there is none."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}" if isinstance(value, date) else ""


def days(first: date, last: date) -> str:
    """Return a span of dates as short as it can be said: `5 to 11 October 2026`."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def age(born: object, as_at: date) -> str:
    """Return how old a child is on a day; in months below the age of two."""
    if not isinstance(born, date) or born > as_at:
        return ""
    months = (as_at.year - born.year) * 12 + as_at.month - born.month - (as_at.day < born.day)
    return f"{months // 12} years old" if months >= 24 else _counted(months, "month") + " old"


def weeks(count: object) -> str:
    """Return a number of weeks in words; an empty text when there is none."""
    return _counted(count, "week") if isinstance(count, int) else ""


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def week_span(start: date, said: str) -> tuple[date, date] | None:
    """Return the first Monday and last Sunday of week `4` or weeks `4-8`.

    Week 1 is the week that holds `start`. None when it cannot be read, or lies past the year 9999.
    """
    found = re.fullmatch(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", said.strip())
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    monday = start - timedelta(days=start.weekday())
    try:
        return monday + timedelta(weeks=first - 1), monday + timedelta(weeks=last, days=-1)
    except OverflowError:
        # Some forms write 31/12/9999 for "no end"; the rules ask about it, a draft prints the weeks alone.
        return None


def listed(items: Iterable[str]) -> str:
    """Return several texts as a person would say them: `one, two and three`."""
    texts = [item for item in items if item]
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def sentences(text: object) -> tuple[str, ...]:
    """Return one line for each sentence; the words stay as they are, only the line is new."""
    if not isinstance(text, str):
        return ()
    return tuple(sentence for line in text.splitlines() for sentence in _of_line(line.strip()))


def _of_line(line: str) -> list[str]:
    found: list[str] = []
    for part in _SENTENCE_END.split(line):
        if found and found[-1].split(" ")[-1] in _TITLES:
            found[-1] += f" {part}"
        elif part:
            found.append(part)
    return found


def first_name(name: str) -> str:
    """Return the first word of a name."""
    return name.split(maxsplit=1)[0] if name.split() else name


def written(value: object) -> bool:
    """Say whether something was answered: a text, number or date that is there, or a list that is not empty."""
    return not is_gap(value) and value not in {"", ()}


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
