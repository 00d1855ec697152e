"""What a command found or made, as a person reads it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from generator.cli.facts import build_facts, check_facts, echo_json
from generator.cli.result import Result
from generator.flow import Finding, Severity

HEADINGS = {Severity.MUST_FIX: "MUST FIX", Severity.CHECK: "CHECK", Severity.IDEA: "IDEA"}
_MEANING = {
    Severity.MUST_FIX: "no plan is made until this is mended",
    Severity.CHECK: "worth a look; these stop nothing",
    Severity.IDEA: "only if it helps",
}
_READ_AS = "FORM-14"
"""What was read otherwise than it was typed: listed by itself, because there is nothing to mend."""


def print_checks(results: Sequence[Result], as_format: str) -> None:
    """Print what was found in each intake, and the next step."""
    if as_format == "json":
        echo_json([check_facts(result) for result in results])
        return
    for result in results:
        if result.error:
            click.echo(f"{_error_text(result)}\n")
        else:
            click.echo(_heading(result))
            click.echo(_findings_text(result.findings))
            if read_as := _read_as_text(result.findings):
                click.echo(read_as)
            click.echo(_next_step(result))
    _echo_totals(results)


def _error_text(result: Result) -> str:
    name = result.source.rpartition("/")[2]
    begun = result.error.startswith(name)
    named = f"{result.source}{result.error.removeprefix(name)}" if begun else f"{result.source}: {result.error}"
    wrapped: str = click.wrap_text(named, width=96)
    return wrapped


def _heading(result: Result) -> str:
    case = getattr(result.outcome, "checked", result.outcome).case
    return f"{result.source}  ({case.case_ref if isinstance(case.case_ref, str) else 'no case reference'})\n"


def _findings_text(findings: Sequence[Finding]) -> str:
    blocks = []
    for severity in Severity:
        found = sorted((f for f in findings if f.severity is severity and f.rule != _READ_AS), key=_harm)
        if found:
            count = len({(finding.rule, finding.where, finding.message) for finding in found})
            things = "1 thing" if count == 1 else f"{count} things"
            blocks.append(f"{HEADINGS[severity]}  {things}: {_MEANING[severity]}\n\n{_grouped(found)}")
    return "\n".join(blocks) or "Nothing to mend.\n"


def _read_as_text(findings: Sequence[Finding]) -> str:
    """Say in one line for each kind of repair what was read otherwise than it was typed."""
    repairs: dict[str, list[str]] = {}
    for finding in findings:
        if finding.rule == _READ_AS:
            repairs.setdefault(finding.message, []).append(str(finding.where))
    count = sum(map(len, repairs.values()))
    if not count:
        return ""
    head = f"READ AS  {count} cell{'s' * (count != 1)}: nothing to do unless it is meant otherwise  [{_READ_AS}]\n\n"
    return head + "".join(f"  {_cells(cells)}\n{_wrapped(said, '')}" for said, cells in repairs.items())


def _harm(finding: Finding) -> bool:
    """Sort key: what could reach the wrong reader comes before everything else of its severity."""
    return not finding.rule.startswith(("PRIV", "SHARE"))


def _grouped(findings: Sequence[Finding]) -> str:
    """Say equal findings once, with all their cells."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.message, finding.fix), []).append(finding)
    return "".join(_block(rule, message, fix, found) for (rule, message, fix), found in groups.items())


def _block(rule: str, message: str, fix: str, found: Sequence[Finding]) -> str:
    place = _cells([str(finding.where) for finding in found if finding.where])
    readers = sorted({finding.reader for finding in found if finding.reader})
    stopped = f" Stops the copy for {', '.join(readers)}." if readers else ""
    return (
        _wrapped(f"{message}{stopped}  [{rule}]", place or "The whole record")
        + (_wrapped(fix, "") if fix else "")
        + "\n"
    )


def _cells(said: Sequence[str]) -> str:
    cells = list(dict.fromkeys(said))
    return ", ".join(cells[:8]) + (f" and {len(cells) - 8} more" if len(cells) > 8 else "")


def _wrapped(text: str, place: str) -> str:
    wrapped: str = click.wrap_text(text, width=96, initial_indent="    ", subsequent_indent="    ")
    return (f"  {place}\n" if place else "") + wrapped + "\n"


def _next_step(result: Result) -> str:
    if result.not_marked:
        wrapped: str = click.wrap_text(f"No marked copy was written. {result.not_marked}", width=96)
        return f"{wrapped}\n"
    if result.marked is not None and result.findings:
        return _next_in_copy(result, result.marked.name)
    if result.stopped:
        return f"Next: mend these in the workbook, save it, and run  plangen check {_quoted(result.source)}  again.\n"
    return f"Ready to build:  plangen build {_quoted(result.source)} -o out\n"


def _next_in_copy(result: Result, copy: str) -> str:
    copy = (Path(result.source).parent / copy).as_posix()
    said = f"Marked in  {copy}\nNext: mend these there, save it, and run  plangen check --marked {_quoted(copy)}\n"
    ready = f"Or build it as it is:  plangen build {_quoted(result.source)} -o out\n"
    return said if result.stopped else said + ready


def _quoted(name: str) -> str:
    """Return the file as it must be typed."""
    return f'"{name}"' if re.search(r"[^\w./-]", name) else name


def _echo_totals(results: Sequence[Result]) -> None:
    if len(results) > 1:
        stopped = sum(result.stopped for result in results)
        click.echo(f"{len(results)} workbooks: {len(results) - stopped} ready, {stopped} to mend.")


def print_builds(results: Sequence[Result], out: Path, as_format: str) -> None:
    """Print what was made for whom, what was not and why, and where to look."""
    if as_format == "json":
        echo_json([build_facts(result) for result in results])
        return
    for result in results:
        if result.error:
            click.echo(f"{_error_text(result)}\n")
        else:
            click.echo(_heading(result))
            click.echo(_build_text(result, out))
    _echo_made(results, out)


def _build_text(result: Result, out: Path) -> str:
    built = result.outcome
    if built.published is None:
        said = _findings_text(built.stopped_by)
        return f"{said}\nNo document was made. Mend these in the workbook, save it, and build again.\n"
    stopped = [f for f in result.findings if f.severity is Severity.MUST_FIX and f.reader]
    said = f"{_findings_text(stopped)}\n" if stopped else ""
    return said + _made_text(built, out)


def _made_text(built: Any, out: Path) -> str:
    folder = built.published.folder.relative_to(out).as_posix()
    width = max((len(document.file_name) for document in built.documents), default=0)
    lines = [f"  {document.file_name:<{width}}  {_for(document)}" for document in built.documents]
    lines += [f"  not made: {_named(b)}  [{b.rule}]" for b in built.blocked]
    lines += [f"  removed, no longer made: {name}" for name in built.published.removed]
    checks = sum(finding.severity is Severity.CHECK for finding in built.findings)
    if checks:
        lines.append(f"  {checks} thing{'s' * (checks != 1)} worth a look: see the checklist report, or plangen check")
    return f"  {out.name}/{folder}\n" + "\n".join(lines) + "\n"


def _named(blocked: Any) -> str:
    return f"{blocked.document.replace('_', ' ')} for {blocked.reader.key} ({blocked.reader.label})"


def _for(document: Any) -> str:
    return "the lead agency" if document.reader.key == "lead" else str(document.reader.label)


def _echo_made(results: Sequence[Result], out: Path) -> None:
    made = [result.outcome for result in results if result.outcome and result.outcome.published]
    documents = sum(len(built.documents) for built in made)
    if made:
        families = "1 family" if len(made) == 1 else f"{len(made)} families"
        click.echo(f"Made {documents} documents for {families} in {out}. Look them through before they go out.")
    if len(made) < len(results):
        click.echo(f"{len(results) - len(made)} of {len(results)} workbooks could not be built; see above.")
