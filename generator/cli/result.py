"""What came out of one intake's turn."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.flow import Finding, Severity


@dataclass(frozen=True, slots=True)
class Result:
    """One intake's turn: what came out, or the sentence that says why nothing did."""

    path: Path
    source: str
    """The file as it was typed, or its way from the folder that was."""
    outcome: Any = None
    error: str = ""
    marked: Path | None = None
    """The marked copy, when one was written."""
    not_marked: str = ""
    """Why none was written though one was asked for."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found; nothing when the intake could not be read."""
        found: tuple[Finding, ...] = self.outcome.findings if self.outcome else ()
        return found

    @property
    def stopped(self) -> bool:
        """Whether a person must mend something."""
        return bool(self.error or self.not_marked) or any(
            finding.severity is Severity.MUST_FIX for finding in self.findings
        )
