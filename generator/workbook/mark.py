"""One thing to mark in a workbook, and the words in which its note says it."""

import re
from dataclasses import dataclass

from generator.case import Where
from generator.flow import Severity
from generator.workbook.escaped import escaped

LEVELS = {Severity.MUST_FIX: "Must fix", Severity.CHECK: "Check", Severity.IDEA: "Idea"}
TINTS = {Severity.MUST_FIX: "F9D6D2", Severity.CHECK: "FFEBB8", Severity.IDEA: "DCE9F7"}
"""Black on each has a contrast of more than 14 to 1."""

_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to mend or look at, in plain words."""

    level: Severity
    where: Where | None
    """None for the whole record."""
    message: str
    fix: str
    rule: str

    @property
    def cell(self) -> str:
        """The cell it is about; empty when it is about more than one."""
        return self.where.cell if self.where and _CELL.fullmatch(self.where.cell) else ""

    @property
    def sheet(self) -> str:
        """The sheet it is about; empty for the whole record."""
        return self.where.sheet if self.where else ""


def head(mark: Mark) -> str:
    """Return the first line of a mark's note."""
    return f"{LEVELS[mark.level]} [{mark.rule}]"


def body(mark: Mark) -> str:
    """Return the rest of a mark's note."""
    return escaped(f"\n{mark.message}" + (f"\nWhat to do: {mark.fix}" if mark.fix else ""))


def note(mark: Mark) -> str:
    """Return what a mark says in its note; by these words it is found again and taken away."""
    return head(mark) + body(mark)
