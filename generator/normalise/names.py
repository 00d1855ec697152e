"""The people, children and agencies of one intake, found by the names that are written for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.normalise import text
from generator.normalise.sheets import Row


@dataclass(frozen=True, slots=True)
class Names:
    """Each name as it is written on its own sheet, by its folded spelling."""

    children: Mapping[str, str]
    people: Mapping[str, str]
    agencies: Mapping[str, str]

    def among(self, refers: str) -> Mapping[str, str]:
        """Return the names that an answer may hold: `people`, `children`, `everyone`, `agencies` or `named`."""
        match refers:
            case "children":
                return self.children
            case "people":
                return self.people
            case "agencies":
                return self.agencies
            case "everyone":
                return {**self.children, **self.people}
        return {**self.agencies, **self.children, **self.people}


def gather(rows: Iterable[Row]) -> Names:
    """Collect the names written on the Children and People sheets."""
    given = list(rows)
    return Names(
        children=_written(given, "children", "name"),
        people=_written(given, "people", "name"),
        agencies=_written(given, "people", "agency"),
    )


def _written(rows: Iterable[Row], record: str, field: str) -> Mapping[str, str]:
    cells = (row.cells.get(field) for row in rows if row.record.name == record)
    names = [text.tidy(text.printable(str(cell.raw))[0]) for cell in cells if cell is not None]
    # Of two spellings the first counts, as it does where one name stands twice.
    return {text.fold(name): name for name in reversed(names)}
