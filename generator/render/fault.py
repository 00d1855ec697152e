"""What is wrong in a template, and how it is said to the person who can mend it in Word."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.errors import PackError


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a template, as its author sees it."""

    part: str = "body"
    """body, header, first-page header, footer, footnotes ..."""
    heading: str = ""
    table: str = ""
    """The words of the table's first row."""
    row: int = 0

    def __str__(self) -> str:
        heading = f'heading "{self.heading}"' if self.heading else "before the first heading"
        said = [heading if self.part == "body" else self.part]
        if self.table or self.row:
            said.append(f'table "{self.table}", row {self.row}')
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as it was typed, and where."""

    text: str
    place: Place


def nth_tag(tags: Sequence[Tag], line: int) -> Tag:
    """Return the tag on a line of the prepared source, whose first line has none."""
    return tags[min(max(line - 2, 0), len(tags) - 1)] if tags else Tag("", Place())


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a template. It quotes the template only, which holds no personal data."""

    what: str
    """What will go wrong for the reader of the plan."""
    do: str
    place: Place | None = None
    tag: str = ""

    def __str__(self) -> str:
        lines = [f"  {self.what}"]
        if self.place is not None:
            lines.append(f"    Where   {self.place}")
        if self.tag:
            lines.append(f"            {self.tag}")
        return "\n".join([*lines, f"    Do      {self.do}"])


def refused(template: str, faults: Sequence[Fault]) -> PackError:
    """Return the error that tells everything that is wrong with one template, all at once."""
    told = list(dict.fromkeys(map(str, faults)))
    count = "1 thing" if len(told) == 1 else f"{len(told)} things"
    return PackError("\n\n".join([f"The template {template} cannot be used: {count} to mend in Word.", *told]))
