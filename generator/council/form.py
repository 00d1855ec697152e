"""What may stand in each file of a council's own, so that a slip in one is said at its line and never half obeyed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from generator.case import RECORDS
from generator.council.yamls import Keys, Tree

Slip = tuple[Keys, str]
"""Where it stands, and what is wrong with it."""
Form = Callable[[Any, Keys], Iterator[Slip]]
"""Yields the slips in a value that stands under those keys."""

FACTS = ("signatures", "network")
"""Parts of the record that can answer a question of the checklist by themselves."""
_DOCUMENTS = ("plan", "timeline", "checklist", "copy", "child", "contact_card")
_TYPES = ("string", "date", "boolean", "integer", "list")
_REFERS = ("people", "children", "everyone", "agencies", "named", "worries", "outcomes", "actions")
_SHEET_NAME = re.compile(r"(?!')[^\\/?*\[\]:]{1,31}(?<!')")
"""What Excel accepts as the name of a sheet."""


def first_slip(name: str, tree: Tree) -> Slip | None:
    """Return the first thing in a file of that name that plangen would not understand; None when all is well."""
    return next(FILES[name](tree, ()), None)


# --- one value -----------------------------------------------------------------------------------


def _text(value: Any, keys: Keys) -> Iterator[Slip]:
    if value is None:
        yield keys, 'nothing stands here. Write "" to leave it empty on purpose, or take the line away.'
    elif isinstance(value, (bool, Mapping, list)):
        yield keys, "a text is wanted here; put quotation marks round it."


def _words(value: Any, keys: Keys) -> Iterator[Slip]:
    yield from _text(value, keys)
    if isinstance(value, str) and not value.strip():
        yield keys, "nothing stands between these quotation marks."


def _whole(least: int, most: int) -> Form:
    def form(value: Any, keys: Keys) -> Iterator[Slip]:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            yield keys, f"a whole number from {least} to {most} is wanted here."

    return form


def _yes_no(value: Any, keys: Keys) -> Iterator[Slip]:
    if not isinstance(value, bool):
        yield keys, "true or false is wanted here, without quotation marks."


def _day(value: Any, keys: Keys) -> Iterator[Slip]:
    if not isinstance(value, date) or isinstance(value, datetime):
        yield keys, "a day is wanted here, year first and without quotation marks, such as 2028-12-31."


def _pattern(value: Any, keys: Keys) -> Iterator[Slip]:
    try:
        re.compile(value)
    except (re.error, TypeError):
        yield keys, "this is not a regular expression that can be used."


def _one_of(*known: str) -> Form:
    def form(value: Any, keys: Keys) -> Iterator[Slip]:
        if value not in known:
            yield keys, f"must be one of {', '.join(known)}."

    return form


def _left_out_or(form: Form) -> Form:
    def either(value: Any, keys: Keys) -> Iterator[Slip]:
        if value is not None:
            yield from form(value, keys)

    return either


# --- several values ------------------------------------------------------------------------------


def _list_of(form: Form) -> Form:
    def listed(value: Any, keys: Keys) -> Iterator[Slip]:
        if not isinstance(value, list):
            yield keys, "a list is wanted here: one item a line behind a dash, or all in [ ] with commas between."
            return
        for place, item in enumerate(value):
            yield from form(item, (*keys, place))

    return listed


def _each(form: Form) -> Form:
    """A form for what stands under names that the council may choose."""

    def mapping(value: Any, keys: Keys) -> Iterator[Slip]:
        if slip := _not_names(value, keys):
            yield slip
            return
        for name, item in value.items():
            yield from form(item, (*keys, name))

    return mapping


def _named(known: Mapping[str, Form]) -> Form:
    """A form for what stands under names that plangen knows, and no other."""

    def mapping(value: Any, keys: Keys) -> Iterator[Slip]:
        if slip := _not_names(value, keys):
            yield slip
            return
        for name, item in value.items():
            if name in known:
                yield from known[name](item, (*keys, name))
            else:
                yield (*keys, name), not_known(name, known)

    return mapping


def _not_names(value: Any, keys: Keys) -> Slip | None:
    """Return what is wrong with a value that should be names with something below each."""
    if value is None:
        return keys, "nothing stands below this name. Write what it is for below it, or take the line away."
    if not isinstance(value, Mapping):
        return keys, "names followed by a colon are wanted below this, one a line and two spaces further in."
    odd = [name for name in value if isinstance(name, bool) or not isinstance(name, (str, int))]
    return ((*keys, odd[0]), "a name is a word; put quotation marks round it.") if odd else None


def not_known(name: object, known: Iterable[str]) -> str:
    """Say that a name means nothing here, and which ones do."""
    return f"{str(name)!r} is not known here. Known: {', '.join(sorted(known))}."


# --- the files -----------------------------------------------------------------------------------

_TEXTS = _list_of(_words)

_META = _named({
    "label": _words, "help": _text, "example": _text, "needed": _text, "missing": _text, "sharing": _text,
    "holds": _text, "choices": _each(_left_out_or(_words)), "also": _each(_left_out_or(_words)),
    "refers": _one_of(*_REFERS), "lint": _yes_no, "width": _whole(1, 250), "rare": _yes_no, "printed": _words,
})  # fmt: skip

_FIELD = _named({
    "type": _one_of(*_TYPES), "maxlength": _whole(1, 32_767), "minlength": _whole(0, 32_767),
    "min": _whole(-1_000_000, 1_000_000), "max": _whole(-1_000_000, 1_000_000), "regex": _pattern,
    "allowed": _TEXTS, "meta": _META,
})  # fmt: skip

_RECORD = _named({
    "sheet": _words, "noun": _words, "title": _text, "row": _named({"column": _words, "says": _words}),
    "fields": _each(_left_out_or(_FIELD)),
})  # fmt: skip

_SHEET = _named({
    "purpose": _text, "form": _yes_no, "optional": _yes_no, "numbered": _yes_no, "rows": _whole(1, 1_000),
})  # fmt: skip


def _sheets(value: Any, keys: Keys) -> Iterator[Slip]:
    yield from _each(_left_out_or(_SHEET))(value, keys)
    for name in value if isinstance(value, Mapping) else ():
        if not _SHEET_NAME.fullmatch(str(name)):
            yield (
                (*keys, name),
                "Excel wants a sheet named in 31 characters at most, without : / \\ ? * [ ].",
            )


_KIND = _named({
    "letter": _text, "printed_name": _words, "order": _TEXTS, "sheets": _sheets,
    "records": _each(_left_out_or(_RECORD)),
})  # fmt: skip

_COUNT = _left_out_or(_whole(1, 10_000))
_CLOCK = _named({
    "label": _words, "source": _text, "working_days": _COUNT, "days": _COUNT, "weeks": _COUNT, "months": _COUNT,
})  # fmt: skip

_RULE = _named({
    "severity": _text, "override": _one_of("manager", "never"), "on": _yes_no, "message": _words, "fix": _text,
    "bad": _text, "good": _text, "source": _text, "why": _text,
})  # fmt: skip

_AUDIENCE = _named({
    "label": _words, "slug": _text, "documents": _list_of(_one_of(*_DOCUMENTS)), "sees": _TEXTS,
    "sees_all": _yes_no, "rows": _named(dict.fromkeys(RECORDS, _text)),
})  # fmt: skip

_WORDING = _each(_text)

_STOCK_TASK = _named({"label": _words, "task": _words, "why": _text, "meetings": _text})

_SPELLINGS = _each(_text)
_SYNONYMS = _named({
    **dict.fromkeys(
        ("sheets", "answers", "family", "jobs", "agencies", "everyone", "meetings", "repairs", "beside"), _SPELLINGS
    ),
    **dict.fromkeys(("headings", "choices"), _each(_SPELLINGS)),
})  # fmt: skip

FILES: Mapping[str, Form] = {
    "council": _named({"name": _words, "pack": _words, "wording": _WORDING}),
    "base": _KIND,
    **dict.fromkeys(
        ("child_protection", "child_in_need", "early_help", "looked_after", "safety_plan", "wellbeing_plan"), _KIND
    ),
    "rules": _each(_RULE),
    "words": _each(_named(dict.fromkeys(("words", "add", "remove", "fine_in", "only_in"), _TEXTS))),
    "clocks": _each(_CLOCK),
    "holidays": _named({"valid_until": _day, "days": _list_of(_day)}),
    "readers": _named({"classes": _each(_text), "audiences": _each(_AUDIENCE)}),
    "wording": _WORDING,
    "stock_tasks": _each(_left_out_or(_STOCK_TASK)),
    "synonyms": _SYNONYMS,
    "questions": _each(_named({"answered_by": _TEXTS, "asks": _yes_no, "facts": _one_of(*FACTS), "hint": _text})),
}
"""By the name of the file, without its ending."""
