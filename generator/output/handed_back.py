"""The marked copy beside a workbook: where it goes, what it says, and when it must not be replaced."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from generator import workbook
from generator.errors import OutputError, PlangenError
from generator.flow import Finding, Severity
from generator.output import whole
from generator.workbook import Mark

_TO_FIX = " to fix"
_WORKBOOKS = (".xlsx", ".xlsm")
_LOCKS = ("~${}", ".~lock.{}#")
"""What Excel and LibreOffice put beside a file that somebody has open."""


def hand_back(source: Path, findings: Iterable[Finding]) -> Path:
    """Write `NAME to fix.xlsx` beside the workbook and return where it is; a marked copy is written again itself.

    The workbook a person handed in is never written to, and neither is a marked copy that holds somebody's work
    (unless it is the one handed in).

    Raises:
        OutputError: it is no Excel workbook, or the copy is open elsewhere, in use, or cannot be written.
        IntakeError: the workbook is damaged.
    """
    if source.suffix.lower() not in _WORKBOOKS:
        raise OutputError(f"{source.name} is no Excel workbook, so there is no marked copy of it.")
    target = source if is_marked_copy(source) else marked_name(source)
    _refuse_open(target)
    if target != source and target.exists():
        _refuse_used(target, source)
    content = workbook.marked(source, marks(findings))
    try:
        whole.put(target.parent, target.name, content)
    except OSError as error:
        raise _cannot_write(target, error) from error
    return target


def marked_name(source: Path) -> Path:
    """Return where the marked copy of a workbook goes."""
    return source.with_name(f"{source.stem}{_TO_FIX}{source.suffix}")


def is_marked_copy(path: Path) -> bool:
    """Say whether a file is a marked copy of plangen's, by its name and by what is in it.

    A marked copy that somebody gave another name is theirs, and is not written to.
    """
    if not path.stem.endswith(_TO_FIX) or not path.is_file():
        return False
    try:
        return bool(workbook.own_sheets(path))
    except PlangenError:
        return False


def is_untouched(path: Path) -> bool:
    """Say whether nobody has saved a marked copy since plangen wrote it."""
    try:
        return workbook.is_untouched(path)
    except (PlangenError, OSError):
        return False


def marks(findings: Iterable[Finding]) -> tuple[Mark, ...]:
    """Return what is said in the marked copy, most harmful first; what stops several copies is said once."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in sorted(findings, key=_harm):
        alike = (finding.rule, finding.where, finding.message, finding.fix)
        groups.setdefault(alike, []).append(finding)
    return tuple(_mark(found) for found in groups.values())


def _harm(finding: Finding) -> tuple[int, bool]:
    # Within one severity, what could reach the wrong reader comes before everything else.
    return list(Severity).index(finding.severity), not finding.rule.startswith(("PRIV", "SHARE"))


def _mark(found: Sequence[Finding]) -> Mark:
    first = found[0]
    readers = sorted({finding.reader for finding in found if finding.reader})
    stops = f" Stops the copy for {', '.join(readers)}." if readers else ""
    return Mark(first.severity, first.where, f"{first.message}{stops}", first.fix, first.rule)


def _refuse_open(target: Path) -> None:
    locks = [lock for lock in (target.with_name(pattern.format(target.name)) for pattern in _LOCKS) if lock.exists()]
    if locks:
        raise OutputError(
            f"{target.name} is open in another program, so it was not written. Close it there and run again. "
            f"If nobody has it open, delete {locks[0].name}, which was left behind."
        )
    try:
        # Windows lets nobody replace a file that Excel holds, even when its lock file cannot be seen.
        with suppress(FileNotFoundError), target.open("r+b"):
            pass
    except OSError as error:
        raise _cannot_write(target, error) from error


def _refuse_used(target: Path, source: Path) -> None:
    if not is_marked_copy(target):
        raise OutputError(
            f"{target.name} is already there and is no marked copy of plangen's, so it was not replaced. "
            "Give it another name and run again."
        )
    if not is_untouched(target):
        raise OutputError(
            f"{target.name} has been saved since plangen wrote it, so it was not replaced: there may be work in it. "
            f"If that is the file you go on with, check it instead of {source.name}. If not, delete it and run again."
        )


def _cannot_write(target: Path, error: OSError) -> OutputError:
    if isinstance(error, PermissionError):
        return OutputError(
            f"{target.name} cannot be written: it is open in another program, or you may not write there. "
            "Close it, then run the same command again."
        )
    return OutputError(f"{target.name} cannot be written ({error.strerror or 'no reason given'}).")
