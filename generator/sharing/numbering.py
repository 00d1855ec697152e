"""Number a reader's rows anew where a gap in the numbers would say that something was left out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.case import Case, Numbers, Record
from generator.council import Rows
from generator.sharing.restricted import meant, private_rows, restrictions
from generator.sharing.standing import KIND_OF, Standing

R = TypeVar("R", bound=Record)

_SHEETS = (("strengths", "worries", "needs"), ("outcomes",), ("actions",), ("contingency",))
"""Kinds of row that count together."""


def without_gaps(case: Case, standing: Standing) -> Case:
    """Number the rows of a case that was cut from 1, sheet by sheet, where a row was left out in silence.

    Only for a reader who is given all rows of a sheet: in a copy with nothing but the reader's own rows,
    gaps say nothing, and the numbers of the plan serve everyone better.
    """
    for kinds in _SHEETS:
        if _is_silent(kinds, case, standing):
            case = _numbered(kinds, case)
    return case


def _is_silent(kinds: tuple[str, ...], case: Case, standing: Standing) -> bool:
    """Say whether a row of the sheet was taken out of this copy without a word."""
    if all(standing.scope(kind) in (Rows.OWN, Rows.NONE) for kind in kinds):
        return False
    there = {row.path for kind in kinds for row in getattr(case, kind)}
    silent = (row for row in restrictions(standing) if row.show_gap != "say_private")
    kept = [*private_rows(standing), *(record for row in silent for record in meant(row, standing))]
    return any(KIND_OF[type(record)] in kinds and record.path not in there for record in kept)


def _numbered(kinds: tuple[str, ...], case: Case) -> Case:
    numbers = sorted({row.number for kind in kinds for row in getattr(case, kind) if isinstance(row.number, int)})
    new = {old: place for place, old in enumerate(numbers, start=1)}
    for kind in kinds:
        case = replace(case, **{kind: tuple(_with(row, new) for row in getattr(case, kind))})  # type: ignore[arg-type]
    if "worries" in kinds:
        return replace(case, outcomes=tuple(replace(row, worries=_of(row.worries, new)) for row in case.outcomes))
    if "outcomes" in kinds:
        return replace(case, actions=tuple(replace(row, outcomes=_of(row.outcomes, new)) for row in case.actions))
    if "actions" in kinds:
        return replace(case, timeline=tuple(replace(row, actions=_of(row.actions, new)) for row in case.timeline))
    return case


def _with(row: R, new: Mapping[int, int]) -> R:
    number = getattr(row, "number", None)
    return replace(row, number=new[number]) if number in new else row  # type: ignore[call-arg, index]


def _of(numbers: Iterable[int], new: Mapping[int, int]) -> Numbers:
    return tuple(new.get(number, number) for number in numbers)
