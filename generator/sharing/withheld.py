"""What one reader must not meet: the spellings to look for, and by which cell each is named."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.case import Child, Person, Record, Restriction, Where
from generator.council import Holds
from generator.flow import Portion, Secret, Withheld
from generator.needle import Needle, NeedleKind, Needles
from generator.sharing import contact
from generator.sharing.dates import days_in, named, spellings
from generator.sharing.names import fold, is_telling, parts, plain, titled
from generator.sharing.restricted import hidden_days, meant, private_rows, restrictions
from generator.sharing.rows import SHARED_FIELDS, Choice, Much
from generator.sharing.standing import KIND_OF, Standing
from generator.sharing.strings import all_strings, strings

_RUN = 6
"""Words: a run this long out of a restricted row is taken for a copy of it."""
_LEAST_WORDS, _LEAST_LETTERS = 3, 12
"""What a person said is sought whole when it is at least this long; "Yes" or "At home" would be everywhere."""
_LONGEST_TIMELINE = 60
"""Weeks; a timeline runs for about half a year."""
_ANY_AGENCY = frozenset({"school", "nursery", "police", "hospital", "refuge", "health", "housing", "surgery", "gp"})
"""An agency that is called no more than this cannot be sought: every plan is full of the word."""
_CONTACT_KINDS = {"address": NeedleKind.ADDRESS, "phone": NeedleKind.PHONE, "email": NeedleKind.EMAIL}


@dataclass(frozen=True, slots=True)
class _Found:
    """One withheld value, before it is known which of its spellings are worth a search."""

    record: Record
    field: str
    needles: tuple[Needle, ...]
    says: str
    """What it is, for the manifest: never the words. Empty where a row of the Restrictions sheet says it."""
    restricted: bool = True


def withheld(standing: Standing, portion: Portion, choice: Choice) -> Withheld:
    """Return what must not reach the reader of this portion."""
    found = [
        *_contact_details(standing, portion),
        *_hidden_workers(standing, portion),
        *_unknown_children(standing, portion),
        *_restricted_texts(standing, choice),
        *_unannounced(standing, portion),
        *_meetings_in_private(standing, portion),
    ]
    words = list(_clue_words(standing))
    return Withheld(
        secrets=tuple(_secrets((*found, *words))),
        references=tuple(dict.fromkeys((*_restriction_references(standing), *_references(found)))),
    )


def name_needles(children: Iterable[Child], standing: Standing, allowed: Iterable[object] = ()) -> list[Needle]:
    """Return the names of those children, without the parts they have in common with someone the reader knows."""
    known = {*allowed, standing.reader.name, *standing.reader.children}
    common = {fold(part) for name in known for part in parts(name)}
    return [needle for child in children for needle in _child_names(child, common)]


def _child_names(child: Child, common: set[str]) -> Iterator[Needle]:
    if not isinstance(child.name, str):
        return
    full = plain(child.name)
    # A baby is often written down by surname or by one word only, which others of the family have too.
    yield from (Needle(name, NeedleKind.NAME) for name in (full,) if " " in full or fold(full) not in common)
    called = [child.known_as] if isinstance(child.known_as, str) else []
    for name in (*called, *parts(full)[:1]):
        if is_telling(name) and fold(name) not in common:
            yield Needle(name, NeedleKind.NAME)


def _contact_details(standing: Standing, portion: Portion) -> Iterator[_Found]:
    case = standing.case
    told = "\n".join((*(text for _, _, text in all_strings(portion.case)), *portion.wording.values()))
    details: tuple[tuple[Child | Person, str], ...] = (
        *((child, "address") for child in case.children),
        *((person, field) for person in case.people for field in contact.FIELDS),
    )
    for holder, field in details:
        value = getattr(holder, field)
        if not isinstance(value, str) or contact.may_have(holder, field, standing):
            continue
        decided = contact.is_decided(holder, field, standing)
        needles: tuple[Needle, ...] = (Needle(value, _CONTACT_KINDS[field]),)
        if not decided and (_is_at_work(holder) or Needles(needles).search(told)):
            # Nobody decided this. An office's number may stand in the council's own words or in its template;
            # and what the reader is told anyway, in a row of theirs, is not kept from them.
            needles = ()
        yield _Found(
            holder, field, needles, f"{field} ({'confidential' if decided else 'not for this reader'})", decided
        )


def _is_at_work(holder: Child | Person) -> bool:
    return isinstance(holder, Person) and holder.kind == "practitioner"


def _hidden_workers(standing: Standing, portion: Portion) -> Iterator[_Found]:
    allowed = _allowed_names(standing, portion)
    common = {fold(part) for name in allowed for part in parts(name)}
    for person in standing.case.people:
        if fold(person.name) in standing.hidden_people and isinstance(person.name, str):
            single = (*parts(person.name), *(part for part in parts(person.known_as) if part[0].isupper()))
            telling = (part for part in single if is_telling(part) and fold(part) not in common)
            needles = [Needle(name, NeedleKind.NAME) for name in (person.name, *titled(person.name), *telling)]
            yield _Found(person, "name", tuple(needles), "name (hidden)")
    for holder, field in _agencies(standing):
        agency = str(getattr(holder, field))
        needles = [] if fold(agency) in _ANY_AGENCY else [Needle(agency, NeedleKind.PHRASE)]
        yield _Found(holder, field, tuple(needles), f"{field} (hidden)")


def _agencies(standing: Standing) -> Iterator[tuple[Child | Person, str]]:
    """Yield every field that holds the name of a hidden agency."""
    for person in standing.case.people:
        if fold(person.agency) in standing.hidden_agencies:
            yield person, "agency"
    for child in standing.case.children:
        if fold(child.school) in standing.hidden_agencies:
            yield child, "school"


def _allowed_names(standing: Standing, portion: Portion) -> tuple[object, ...]:
    people = (person.name for person in portion.case.people)
    return (*people, *(child.name for child in portion.case.children), standing.reader.name)


def _unknown_children(standing: Standing, portion: Portion) -> Iterator[_Found]:
    allowed = _allowed_names(standing, portion)
    for child in standing.unknown_children:
        yield _Found(child, "name", tuple(name_needles((child,), standing, allowed)), "name (another child)")


def _restricted_texts(standing: Standing, choice: Choice) -> Iterator[_Found]:
    if standing.is_lead:
        return
    decided = [record for row in restrictions(standing) for record in meant(row, standing)]
    private = {record.path for record in private_rows(standing)}
    for record in {record.path: record for record in (*decided, *private_rows(standing))}.values():
        left = SHARED_FIELDS if choice.much.get(record.path) is Much.SHARED else frozenset()
        shown = " ".join(_words(text)) if isinstance(text := getattr(record, "shared_text", None), str) else ""
        says = "(only for others)" if record.path in private else ""
        for field, text in strings(record):
            holds = _holds(standing, record, field)
            if field not in left and holds in (Holds.PARA, Holds.WORDS):
                runs = _runs(text, shown if left else "", whole=holds is Holds.WORDS)
                yield _Found(record, field, tuple(runs), says)


def _holds(standing: Standing, record: Record, name: str) -> Holds | None:
    field = standing.field(KIND_OF[type(record)], name)
    return field.holds if field else None


def _runs(text: str, shown: str, *, whole: bool) -> Iterator[Needle]:
    """Yield every run of six words, and with `whole` a shorter text; not what the reader is shown of the row."""
    words = _words(text)
    if len(words) < _RUN:
        said = " ".join(words)
        if whole and len(words) >= _LEAST_WORDS and len(said) >= _LEAST_LETTERS and said not in shown:
            yield Needle(text.strip(), NeedleKind.PHRASE)
        return
    # Cut out of the text itself, so that its marks and spacing are met as they were written.
    places = [match.span() for match in _WORD.finditer(text)]
    for start in range(len(places) - _RUN + 1):
        first, last = places[start][0], places[start + _RUN - 1][1]
        if " ".join(words[start : start + _RUN]) not in shown:
            yield Needle(text[first:last], NeedleKind.PHRASE)


_WORD = re.compile(r"\w+(?:['’]\w+)*")


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _unannounced(standing: Standing, portion: Portion) -> Iterator[_Found]:
    if standing.audience.sees_all:
        return
    printed = set(_days_printed(portion))
    for week in standing.case.timeline:
        if isinstance(week.unannounced_dates, str):
            days = (day for day in days_in(week.unannounced_dates) if (day.day, day.month) not in printed)
            needles = tuple(Needle(text, NeedleKind.PHRASE) for day in days for text in spellings(day))
            yield _Found(week, "unannounced_dates", needles, "dates of unannounced visits")


def _meetings_in_private(standing: Standing, portion: Portion) -> Iterator[_Found]:
    """Yield the days of meetings that are kept from the reader: who knows the day can wait at the door."""
    hidden = hidden_days(standing)
    printed = set(_days_printed(portion)) if hidden else set()
    for meeting in standing.case.meetings:
        if isinstance(meeting.date, date) and meeting.date in hidden and named(meeting.date)[:2] not in printed:
            needles = tuple(Needle(text, NeedleKind.PHRASE) for text in spellings(named(meeting.date)))
            yield _Found(meeting, "date", needles, "")


def _days_printed(portion: Portion) -> Iterator[tuple[int, int]]:
    """Yield the days that stand in the reader's own rows, such as a meeting's: those are no secret."""
    for record in portion.case.records():
        for name in record.__dataclass_fields__:
            value = getattr(record, name)
            if isinstance(value, date):
                yield named(value)[:2]
    yield from _days_worked_out(portion)


def _days_worked_out(portion: Portion) -> Iterator[tuple[int, int]]:
    """Yield the days that documents print without anyone having typed them: today's, and where weeks begin and end."""
    if isinstance(portion.case.as_at, date):
        yield named(portion.case.as_at)[:2]
    starts = [plan.start_date for plan in portion.case.plans if isinstance(plan.start_date, date)]
    for start in starts if "timeline" in portion.reader.documents else ():
        monday = start - timedelta(days=start.weekday())
        for week in range(_LONGEST_TIMELINE):
            yield from (named(monday + timedelta(days=7 * week + day))[:2] for day in (0, 6))


def _clue_words(standing: Standing) -> Iterator[_Found]:
    for row in restrictions(standing):
        words = tuple(Needle(word, NeedleKind.PHRASE) for word in row.clue_words if word.strip())
        if words:
            yield _Found(row, "clue_words", words, "clue words")


def _secrets(found: Iterable[_Found]) -> Iterator[Secret]:
    for one in found:
        path = f"{one.record.path}/{one.field}"
        needles = {fold(needle.text) + needle.kind: needle for needle in one.needles if needle.text.strip()}
        keyed = tuple(Needle(needle.text, needle.kind, path) for needle in needles.values())
        if keyed:
            yield Secret(keyed, path, one.record.where(one.field), one.restricted)


def _restriction_references(standing: Standing) -> Iterator[str]:
    for row in restrictions(standing):
        rows = [_cell(record) for record in meant(row, standing)]
        what = [*rows, *(["clue words"] if row.clue_words else [])]
        yield from (f"{_row(row)}: {one}" for one in what)


def _references(found: Iterable[_Found]) -> Iterator[str]:
    for one in found:
        if one.says:
            yield f"{_place(one.record.where(one.field), one.record)} {one.says}"


def _row(restriction: Restriction) -> str:
    where = restriction.where()
    number = re.search(r"[0-9]+", where.cell) if where else None
    return f"{where.sheet} row {number[0]}" if where and number else restriction.path


def _cell(record: Record) -> str:
    return _place(record.where(), record)


def _place(where: Where | None, record: Record) -> str:
    return str(where) if where else record.path
