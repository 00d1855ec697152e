"""The plangen command: the only room that prints, asks or exits."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import __version__
from generator.council import KINDS, Council, KindSchema, environment, find_folder, open_council
from generator.errors import IntakeError, PlangenError, UsageError
from generator.flow import Finding, Severity

_HEADINGS = {Severity.MUST_FIX: "MUST FIX", Severity.CHECK: "CHECK", Severity.IDEA: "IDEA"}
_MEANING = {
    Severity.MUST_FIX: "no plan is made until this is mended",
    Severity.CHECK: "worth a look; these stop nothing",
    Severity.IDEA: "only if it helps",
}
_READ_AS = "FORM-14"
"""What was read otherwise than it was typed: listed by itself, because there is nothing to mend."""
_Command = TypeVar("_Command", bound=Callable[..., Any])


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="plangen")
@click.option("--debug", is_flag=True, help="Show the technical details when something goes wrong.")
@click.pass_context
def main(context: click.Context, debug: bool) -> None:
    """Make every document of a child's plan from one filled workbook.

    \b
    A first time:
      plangen new child_protection family.xlsx    a blank workbook to fill in
      plangen check family.xlsx                   what is missing, cell by cell
      plangen build family.xlsx -o out            the documents, one file for each reader
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know a character of ours; a question mark is better than a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    context.obj = debug


def _council_option(command: _Command) -> _Command:
    return click.option(
        "--council",
        "council_dir",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="The council's own folder. Otherwise PLANGEN_COUNCIL, or a council.yaml here or above.",
    )(command)


def _as_at_option(command: _Command) -> _Command:
    return click.option(
        "--as-at",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="The day the documents describe. Otherwise the day in the workbook, or today.",
    )(command)


_intakes = click.argument(
    "intakes", nargs=-1, required=True, metavar="INTAKE...", type=click.Path(path_type=Path)
)  # fmt: skip
_format = click.option(
    "--format",
    "as_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print the result.",
)


@main.command()
@click.argument("kind", metavar="KIND", type=click.Choice(KINDS))
@click.argument("file", default=None, required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--with",
    "with_sheets",
    metavar="SHEET,...",
    default="",
    help="Add optional sheets, or the rarer columns of an everyday one, by name.",
)
@_council_option
@click.pass_context
def new(context: click.Context, kind: str, file: Path | None, with_sheets: str, council_dir: Path | None) -> None:
    """Make a blank workbook to fill in.

    KIND is early_help, child_in_need, child_protection, looked_after, safety_plan or wellbeing_plan. FILE is where
    to put it (KIND.xlsx when left out); one that ends in .yaml or .json is a form. A file that is already there is
    never replaced.

    \b
    Example:
      plangen new child_protection family.xlsx --with restrictions,"child version"
    """
    with _plain_errors(context):
        council = _council(council_dir)
        target = file or Path(f"{kind}.xlsx")
        names = [name.strip() for name in with_sheets.split(",") if name.strip()]
        _write_new(target, _blank(target, council.kinds[kind], names, council.name))
        first = "sheet" if target.suffix.lower() == ".xlsx" else "lines"
        click.echo(f"Made {target.name}. Open it, read the first {first}, and fill in the rest.")
        click.echo(f"Then: plangen check {target.name}")


def _blank(target: Path, schema: KindSchema, names: Sequence[str], council_name: str) -> bytes:
    """Return a blank intake of the kind that the file's ending asks for."""
    from generator import intake, workbook

    ending = target.suffix.lower()
    if ending == ".xlsx":
        return workbook.blank(schema, with_sheets=names, council_name=council_name)
    if ending in intake.FORMS:
        return intake.blank_form(schema, ending, with_sheets=names, council_name=council_name).encode()
    raise UsageError(f"{target.name} must end in .xlsx for a workbook, or in .yaml or .json for a form.")


def _write_new(target: Path, content: bytes) -> None:
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise UsageError(f"{target.name} is already there and is not replaced. Choose another name.") from error
    except OSError as error:
        raise UsageError(f"{target.name} cannot be written there. Choose another folder.") from error


@main.command()
@_intakes
@click.option(
    "--marked", is_flag=True, help="Also write NAME to fix.xlsx beside each: the same workbook, marked at its cells."
)
@_format
@_as_at_option
@_council_option
@click.pass_context
def check(
    context: click.Context,
    intakes: tuple[Path, ...],
    marked: bool,
    as_format: str,
    as_at: Any,
    council_dir: Path | None,
) -> None:
    """Say everything that is wrong or worth a look, cell by cell.

    INTAKE is a filled workbook, several, or a folder of them. It is never written to.
    """
    with _plain_errors(context):
        from generator import pipeline

        council = _council(council_dir)
        files = _files(intakes)
        counting = _counting(list(files), council)
        results = [
            _tried(
                path,
                files[path],
                _unless_asked(counting, path, pipeline.check, path, council, _day(as_at), _today()),
                context.obj,
            )
            for path in _progress(list(counting.files), as_format, "Checking")
        ]
        results = _twins_said(results, council)
        if marked:
            results = [_handed_back(result) for result in results]
        _print_checks(results, as_format)
        sys.exit(1 if any(result.stopped for result in results) else 0)


@main.command()
@_intakes
@click.option(
    "-o",
    "--out",
    "out",
    required=True,
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Folder for the documents.",
)
@click.option("--draft", is_flag=True, help="Build with answers still missing: marked DRAFT, the gaps shown.")
@click.option("--force", is_flag=True, help="Make files anew even where someone has edited them since.")
@_format
@_as_at_option
@_council_option
@click.pass_context
def build(
    context: click.Context,
    intakes: tuple[Path, ...],
    out: Path,
    draft: bool,
    force: bool,
    as_format: str,
    as_at: Any,
    council_dir: Path | None,
) -> None:
    """Make the documents: the plan, the timeline, the children's papers and a copy for each reader.

    INTAKE is a filled workbook, several, or a folder of them. Each family gets a folder
    OUT/<case reference>/v<version>. One that cannot be built never stops the rest.
    """
    with _plain_errors(context):
        from generator import output, pipeline

        council = _council(council_dir)
        files = _files(intakes)
        counting = _counting(list(files), council)
        pipeline.prove_pack(council)
        output.prepare(out)
        day = _day(as_at)
        today = day or output.batch_as_at(out, _today())
        if not day and today != _today():
            click.echo(f"Going on as at {today:%d/%m/%Y}, when this batch began. --as-at sets another day.", err=True)
        choices = pipeline.Choices(out=out, as_at=day, draft=draft, force=force)
        twins = _twins(counting.files, council)
        results = [
            _tried(
                path,
                files[path],
                _unless_asked(counting, path, _built_once, path, council, choices, today, twins),
                context.obj,
            )
            for path in _progress(list(counting.files), as_format, "Building")
        ]
        output.end_batch(out)
        _print_builds(results, out, as_format)
        sys.exit(1 if any(result.stopped for result in results) else 0)


def _built_once(path: Path, council: Council, choices: Any, today: date, twins: Mapping[Path, str]) -> Any:
    """Build one intake, unless another one of this run is for the same case and version."""
    from generator import pipeline
    from generator.errors import IntakeError

    if path in twins:
        raise IntakeError(
            f"It has the case reference and version of {twins[path]}, so neither of the two is built. "
            "Give one the next version, or take it away."
        )
    return pipeline.build(path, council, choices, today)


def _twins(files: Sequence[Path], council: Council) -> Mapping[Path, str]:
    """Return the intakes that share case and version with another one, each with that one's name."""
    from generator import pipeline

    if len(files) < 2:
        return {}
    cases: dict[Any, list[Path]] = {}
    for path in files:
        # What is wrong with a file, foreseen or not, is said when its turn comes.
        with suppress(Exception):
            case = pipeline.case_and_version(path, council)
            if case:
                cases.setdefault(case, []).append(path)
    return _others(cases)


def _others(groups: Mapping[Any, list[Path]]) -> dict[Path, str]:
    """Return every path of a group of several with the name of the first other one."""
    several = [paths for paths in groups.values() if len(paths) > 1]
    return {path: next(other.name for other in paths if other is not path) for paths in several for path in paths}


def _twins_said(results: Sequence["_Result"], council: Council) -> list["_Result"]:
    """Add to each result what is wrong when another intake has the same case and version."""
    cases: dict[Any, list[int]] = {}
    for index, result in enumerate(results):
        case = getattr(result.outcome, "case", None)
        version = getattr(case, "plan_version", None)
        if case is not None and isinstance(case.case_ref, str):
            cases.setdefault((case.case_ref.casefold(), str(version)), []).append(index)
    said = list(results)
    for index in (index for group in cases.values() if len(group) > 1 for index in group):
        outcome = said[index].outcome
        case = outcome.case
        found = council.finding("FORM-24", "case/0/case_ref", case.where("case_ref"))
        findings = (*outcome.findings, *([found] if found else []))
        said[index] = replace(said[index], outcome=replace(outcome, findings=findings))
    return said


@main.command(name="map")
@click.argument("export", metavar="EXPORT", type=click.Path(path_type=Path))
@click.option("--kind", required=True, type=click.Choice(KINDS), help="The kind of plan that the export is about.")
@click.option("--name", default="", help="What to call the mapping. Otherwise the name of the export.")
@click.option("--yes", is_flag=True, help="Ask nothing, and take only the headings that are exactly a question's.")
@_council_option
@click.pass_context
def map_export(
    context: click.Context, export: Path, kind: str, name: str, yes: bool, council_dir: Path | None
) -> None:  # fmt: skip
    """Fit a survey export or a local layout to the intake, once.

    EXPORT is a workbook with one row for each response, the questions as headings. What each column could be is
    shown; you say whether it is. The answer is kept in the council's folder, under mappings, and used from then on
    for every export with the same headings.

    \b
    Example:
      plangen map responses.xlsx --kind child_in_need
    """
    with _plain_errors(context):
        from generator import workbook
        from generator.intake import mapping

        council = _council(council_dir)
        target = mapping.file_for(council, name or export.stem)
        headings = mapping.headings_of(workbook.cells(export), export.name)
        chosen: dict[str, str] = {}
        for proposal in mapping.propose(headings, council.kinds[kind], council):
            if _is_taken(proposal, yes, set(chosen.values())):
                chosen[proposal.heading] = proposal.target
        target.parent.mkdir(exist_ok=True)
        _write_new(target, mapping.as_yaml(headings.values(), kind, chosen).encode())
        click.echo(f"Kept in {target.parent.name}/{target.name}: {len(chosen)} of {len(headings)} columns are used.")
        click.echo(f"Look it through, fill in what is missing there, and run  plangen check {export.name}")


def _is_taken(proposal: Any, yes: bool, taken: set[str]) -> bool:
    """Show what a column could be, and ask unless it is certain; a guess is never taken silently."""
    shown = f"  {proposal.column}  {proposal.heading}"
    if not proposal.target or proposal.target in taken:
        click.echo(f"{shown}\n       not used: {'already taken' if proposal.target else 'nothing is like it'}")
        return False
    click.echo(f"{shown}\n       {proposal.target}  ({proposal.how}, {proposal.score:.0%})")
    if proposal.how == "exact" or yes:
        return bool(proposal.how == "exact")
    return click.confirm("       Is it?", default=False)


@main.command()
@click.argument("code", metavar="CODE")
@_council_option
@click.pass_context
def explain(context: click.Context, code: str, council_dir: Path | None) -> None:
    """Explain one rule at length: why it is there, a bad and a good example, where it comes from.

    CODE stands at the end of each finding, such as TIME-03.
    """
    with _plain_errors(context):
        council = _council(council_dir)
        rule = council.rules.get(code.upper())
        if rule is None:
            raise UsageError(f"There is no rule called {code}. The code stands at the end of each finding.")
        lines = [
            f"{rule.id}  {_HEADINGS[rule.severity].lower()}" + ("" if rule.on else "  (switched off by the council)"),
            *(f"{name:<9}{text}" for name, text in (
                ("Why", rule.why), ("Reader", rule.message), ("Do", rule.fix),
                ("Not", rule.bad), ("But", rule.good), ("Source", rule.source),
            ) if text),
        ]  # fmt: skip
        click.echo("\n".join(lines))


# --- what the commands share ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Result:
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
        found: tuple[Finding, ...] = self.outcome.findings if self.outcome else ()
        return found

    @property
    def stopped(self) -> bool:
        return bool(self.error or self.not_marked) or any(
            finding.severity is Severity.MUST_FIX for finding in self.findings
        )


@contextmanager
def _plain_errors(context: click.Context) -> Iterator[None]:
    """Turn what a person can mend into one or a few plain sentences and the right exit code."""
    try:
        yield
    except PlangenError as error:
        if context.obj:
            raise
        _say_error(context, str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        click.echo(err=True)
        _say_error(context, "Stopped. Run the same command again to go on.")
        sys.exit(1)
    except BrokenPipeError:
        # Whoever was reading, such as `| head`, has read enough; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if context.obj:
            raise
        _say_error(context, _unforeseen(error))
        sys.exit(1)


def _unforeseen(error: Exception) -> str:
    # The error's own words may hold what someone wrote about a family, so only its name is shown.
    return (
        f"Something went wrong that plangen should have caught ({type(error).__name__}). "
        "Nothing half made was left. Add --debug after plangen to see where."
    )


def _say_error(context: click.Context, said: str) -> None:
    """Say what stopped the whole command; a program that asked for facts gets them in its own form too."""
    if context.params.get("as_format") == "json":
        with suppress(OSError):
            _echo_json([], error=said)
    click.echo(f"plangen: {said}", err=True)


def _tried(path: Path, source: str, turn: Callable[[], Any], debug: bool) -> _Result:
    """Give one intake its turn; what is wrong with it never stops the others."""
    try:
        return _Result(path, source, turn())
    except PlangenError as error:
        if debug or error.exit_code == UsageError.exit_code:
            raise
        return _Result(path, source, error=str(error))
    except Exception as error:
        if debug:
            raise
        return _Result(path, source, error=_unforeseen(error))


def _counting(files: list[Path], council: Council) -> Any:
    """Say which files count, and which marked copies are left out because they say nothing new."""
    from generator import pipeline

    found = pipeline.counting(files, council)
    for copy in found.left_out:
        click.echo(f"Left out {copy.name}: it is a marked copy and says nothing else than its original.", err=True)
    return found


def _unless_asked(counting: Any, path: Path, turn: Callable[..., Any], *given: Any) -> Callable[[], Any]:
    return partial(_ask, counting.asked[path]) if path in counting.asked else partial(turn, *given)


def _ask(question: str) -> None:
    raise IntakeError(question)


def _handed_back(result: _Result) -> _Result:
    """Write the marked copy; when it cannot be written, what was found is said all the same."""
    from generator import output

    if result.error or not (result.findings or output.is_marked_copy(result.path)):
        return result
    try:
        return replace(result, marked=output.hand_back(result.path, result.findings))
    except PlangenError as error:
        return replace(result, not_marked=str(error))


def _council(option: Path | None) -> Council:
    return open_council(find_folder(option, environment(), Path.cwd()))


def _day(as_at: Any) -> date | None:
    return as_at.date() if as_at else None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall of the office is what the person means


def _files(intakes: Sequence[Path]) -> Mapping[Path, str]:
    """Spread folders into their intakes, each with the name to show for it.

    A file is shown as it was typed, one of a folder with its way from there: several may be called family.xlsx.
    """
    found: dict[Path, str] = {}
    for path in intakes:
        if path.is_dir():
            # A file that was named twice, once by its folder, is still one.
            found |= {intake.resolve(): _shown(intake, path) for intake in _in_folder(path)}
        elif path.is_file():
            found[path.resolve()] = _shown(path, path)
        elif path.exists():
            raise UsageError(f"{path.name} is neither a workbook nor a folder.")
        else:
            raise UsageError(f"There is no file called {path.name} here.")
    return found


def _shown(intake: Path, named: Path) -> str:
    if intake == named or not named.is_absolute():
        return intake.name if intake.is_absolute() else intake.as_posix()
    return intake.relative_to(named).as_posix()


def _in_folder(folder: Path) -> list[Path]:
    from generator import intake

    books = intake.found_in(folder)
    locks = [path for path in books if path.name.startswith("~$")]
    others = [path for path in folder.rglob("*") if path.suffix.lower() in (".xls", ".xlsb")]
    if locks:
        click.echo(f"Left out {len(locks)} lock file(s) of Excel; save and close those workbooks first.", err=True)
    if others:
        click.echo(f"Left out {len(others)} file(s) of another kind; save them in Excel as .xlsx first.", err=True)
    kept = [path for path in books if path not in locks]
    if not kept:
        raise UsageError(f"There is no intake in {folder.name}: no workbook (.xlsx, .ods), no Start.csv, no form.")
    return kept


def _progress(files: list[Path], as_format: str, word: str) -> Iterator[Path]:
    """Yield the files, with a bar for a person at a terminal who waits for several."""
    if len(files) < 2 or as_format == "json" or not sys.stderr.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True, legacy_windows=os.name == "nt")
    yield from track(files, description=word, console=console, transient=True)


# --- how findings are said -----------------------------------------------------------------------


def _print_checks(results: Sequence[_Result], as_format: str) -> None:
    if as_format == "json":
        _echo_json([_check_facts(result) for result in results])
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


def _error_text(result: _Result) -> str:
    name = result.source.rpartition("/")[2]
    begun = result.error.startswith(name)
    named = f"{result.source}{result.error.removeprefix(name)}" if begun else f"{result.source}: {result.error}"
    wrapped: str = click.wrap_text(named, width=96)
    return wrapped


def _heading(result: _Result) -> str:
    case = getattr(result.outcome, "checked", result.outcome).case
    return f"{result.source}  ({case.case_ref if isinstance(case.case_ref, str) else 'no case reference'})\n"


def _findings_text(findings: Sequence[Finding]) -> str:
    blocks = []
    for severity in Severity:
        found = sorted((f for f in findings if f.severity is severity and f.rule != _READ_AS), key=_harm)
        if found:
            count = len({(finding.rule, finding.where, finding.message) for finding in found})
            things = "1 thing" if count == 1 else f"{count} things"
            blocks.append(f"{_HEADINGS[severity]}  {things}: {_MEANING[severity]}\n\n{_grouped(found)}")
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


def _next_step(result: _Result) -> str:
    if result.not_marked:
        wrapped: str = click.wrap_text(f"No marked copy was written. {result.not_marked}", width=96)
        return f"{wrapped}\n"
    if result.marked is not None and result.findings:
        return _next_in_copy(result, result.marked.name)
    if result.stopped:
        return f"Next: mend these in the workbook, save it, and run  plangen check {_quoted(result.source)}  again.\n"
    return f"Ready to build:  plangen build {_quoted(result.source)} -o out\n"


def _next_in_copy(result: _Result, copy: str) -> str:
    copy = (Path(result.source).parent / copy).as_posix()
    said = f"Marked in  {copy}\nNext: mend these there, save it, and run  plangen check --marked {_quoted(copy)}\n"
    ready = f"Or build it as it is:  plangen build {_quoted(result.source)} -o out\n"
    return said if result.stopped else said + ready


def _quoted(name: str) -> str:
    """Return the file as it must be typed."""
    return f'"{name}"' if re.search(r"[^\w./-]", name) else name


def _echo_totals(results: Sequence[_Result]) -> None:
    if len(results) > 1:
        stopped = sum(result.stopped for result in results)
        click.echo(f"{len(results)} workbooks: {len(results) - stopped} ready, {stopped} to mend.")


def _check_facts(result: _Result) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "source": result.source,
        "error": result.error or None,
        "ready": not result.stopped,
    }
    if result.outcome is not None:
        checked = getattr(result.outcome, "checked", result.outcome)
        facts |= {
            "case_ref": checked.case.case_ref if isinstance(checked.case.case_ref, str) else None,
            "kind": checked.draft.kind,
            "as_at": checked.as_at.isoformat(),
        }
    if result.marked is not None or result.not_marked:
        facts |= {"marked": result.marked.name if result.marked else None, "not_marked": result.not_marked or None}
    return facts | {"findings": [_finding_facts(finding) for finding in result.findings]}


def _finding_facts(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "fix": finding.fix,
        "sheet": finding.where.sheet if finding.where else None,
        "cell": finding.where.cell if finding.where else None,
        "path": finding.path,
        "reader": finding.reader or None,
    }


def _echo_json(intakes: list[dict[str, Any]], error: str = "") -> None:
    said = {"error": error} if error else {}
    click.echo(json.dumps({"format": 1, "plangen": __version__, **said, "intakes": intakes}, indent=2))


# --- how a build is said -------------------------------------------------------------------------


def _print_builds(results: Sequence[_Result], out: Path, as_format: str) -> None:
    if as_format == "json":
        _echo_json([_build_facts(result) for result in results])
        return
    for result in results:
        if result.error:
            click.echo(f"{_error_text(result)}\n")
        else:
            click.echo(_heading(result))
            click.echo(_build_text(result, out))
    _echo_made(results, out)


def _build_text(result: _Result, out: Path) -> str:
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


def _echo_made(results: Sequence[_Result], out: Path) -> None:
    made = [result.outcome for result in results if result.outcome and result.outcome.published]
    documents = sum(len(built.documents) for built in made)
    if made:
        families = "1 family" if len(made) == 1 else f"{len(made)} families"
        click.echo(f"Made {documents} documents for {families} in {out}. Look them through before they go out.")
    if len(made) < len(results):
        click.echo(f"{len(results) - len(made)} of {len(results)} workbooks could not be built; see above.")


def _build_facts(result: _Result) -> dict[str, Any]:
    facts = _check_facts(result)
    published = result.outcome.published if result.outcome else None
    facts["built"] = published is not None
    if published is not None:
        facts["folder"] = published.folder.as_posix()
        facts["documents"] = [
            {"file": d.file_name, "document": d.kind, "reader": d.reader.key, "audience": d.reader.audience}
            for d in result.outcome.documents
        ]
        facts["blocked"] = [
            {"document": b.document, "reader": b.reader.key, "rule": b.rule} for b in result.outcome.blocked
        ]
    return facts


if __name__ == "__main__":
    main()
