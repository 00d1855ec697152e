"""The hidden sheet in which a workbook says what it was made for, written and read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.workbook.layout import FORMAT, IMPRINT, plain
from generator.workbook.rows import SheetCells

_SIGN = "plangen intake"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a workbook says of itself."""

    format: int
    kind: str
    """Internal name of the plan kind it was made for."""
    examples: tuple[tuple[str, frozenset[str]], ...]
    """What each table's example row said when the workbook was made, ready to be compared, by plain sheet name."""


def rows(kind: str, examples: Iterable[tuple[str, Sequence[str]]]) -> tuple[tuple[str | int, ...], ...]:
    """Return what the hidden sheet holds, row by row."""
    said = tuple((name, *texts) for name, texts in examples)
    return ((_SIGN,), ("format", FORMAT), ("kind", kind), *said)


def imprint_of(sheets: Iterable[SheetCells]) -> Imprint | None:
    """Return what the workbook says of itself; None when it was not made by plangen, or the sheet is gone."""
    sheet = next((sheet for sheet in sheets if plain(sheet.name) == IMPRINT), None)
    said = [[value for value in row.values if value is not None] for row in sheet.rows] if sheet else []
    if len(said) < 3 or said[0] != [_SIGN] or len(said[1]) < 2 or len(said[2]) < 2:
        return None
    version = said[1][1]
    return Imprint(
        format=int(version) if isinstance(version, int | float) else 0,
        kind=str(said[2][1]),
        examples=tuple((plain(str(row[0])), frozenset(plain(str(text)) for text in row[1:])) for row in said[3:]),
    )
