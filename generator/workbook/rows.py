"""What is written on one sheet, row by row, whatever program it was made with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.flow import Raw
from generator.workbook.parts import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something."""

    number: int
    """As it stands beside the row in Excel."""
    values: tuple[Raw | None, ...]
    """From column A on; None where nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What one sheet holds beside the values of its cells."""

    texts: Mapping[Cell, str] = field(default_factory=dict)
    """What a cell shows where the fast reader gives nothing or something else."""
    errors: frozenset[Cell] = frozenset()
    unsaved: frozenset[Cell] = frozenset()
    changing: frozenset[Cell] = frozenset()
    struck: frozenset[Cell] = frozenset()
    coloured: frozenset[Cell] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    """First and last column of each hidden stretch."""
    filtered: bool = False
    merged: tuple[tuple[Cell, Cell], ...] = ()
    """The first and the last cell of each merged block."""
    notes: tuple[Cell, ...] = ()
    pictures: tuple[Cell, ...] = ()


NOTHING = Beside()


@dataclass(frozen=True, slots=True)
class SheetCells:
    """One sheet and what is written on it."""

    name: str
    visible: bool
    rows: tuple[Row, ...]
    """Only rows that hold something, so that a million empty ones cost nothing."""
    beside: Beside = NOTHING
    """What the sheet holds beside its values: what is hidden, merged, noted, struck through."""
