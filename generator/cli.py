"""The plangen command: the only room that prints, asks or exits."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import __version__
from generator.council import KINDS, Council, environment, find_folder, open_council
from generator.errors import PlangenError, UsageError
from generator.flow import Finding, Severity

_HEADINGS = {Severity.MUST_FIX: "MUST FIX", Severity.CHECK: "CHECK", Severity.IDEA: "IDEA"}
_MEANING = {
    Severity.MUST_FIX: "no plan is made until this is mended",
    Severity.CHECK: "worth a look; these stop nothing",
    Severity.IDEA: "only if it helps",
}
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
@click.option("--with", "with_sheets", metavar="SHEET,...", default="", help="Add optional sheets, by name.")
@_council_option
@click.pass_context
def new(context: click.Context, kind: str, file: Path | None, with_sheets: str, council_dir: Path | None) -> None:
    """Make a blank workbook to fill in.

    KIND is child_protection or child_in_need. FILE is where to put it (KIND.xlsx when left out); a file
    that is already there is never replaced.

    \b
    Example:
      plangen new child_protection family.xlsx --with restrictions,"child version"
    """
    with _plain_errors(context):
        from generator import workbook

        council = _council(council_dir)
        target = file or Path(f"{kind}.xlsx")
        if target.suffix.lower() != ".xlsx":
            raise UsageError(f"{target.name} must end in .xlsx, so that Excel opens it.")
        names = [name.strip() for name in with_sheets.split(",") if name.strip()]
        content = workbook.blank(council.kinds[kind], with_sheets=names, council_name=council.name)
        _write_new(target, content)
        click.echo(f"Made {target.name}. Open it, read the first sheet, and fill in the rest.")
        click.echo(f"Then: plangen check {target.name}")


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
@_format
@_as_at_option
@_council_option
@click.pass_context
def check(
    context: click.Context, intakes: tuple[Path, ...], as_format: str, as_at: Any, council_dir: Path | None
) -> None:
    """Say everything that is wrong or worth a look, cell by cell.

    INTAKE is a filled workbook, several, or a folder of them. Nothing is written.
    """
    with _plain_errors(context):
        from generator import pipeline

        council = _council(council_dir)
        files = _files(intakes)
        results = [
            _tried(files[path], partial(pipeline.check, path, council, _day(as_at), _today()), context.obj)
            for path in _progress(list(files), as_format, "Checking")
        ]
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

        council, files = _council(council_dir), _files(intakes)
        pipeline.prove_pack(council)
        output.prepare(out)
        day = _day(as_at)
        today = day or output.batch_as_at(out, _today())
        if not day and today != _today():
            click.echo(f"Going on as at {today:%d/%m/%Y}, when this batch began. --as-at sets another day.", err=True)
        choices = pipeline.Choices(out=out, as_at=day, draft=draft, force=force)
        seen: dict[Path, str] = {}
        results = [
            _tried(files[path], partial(_built_once, path, files[path], council, choices, today, seen), context.obj)
            for path in _progress(list(files), as_format, "Building")
        ]
        output.end_batch(out)
        _print_builds(results, out, as_format)
        sys.exit(1 if any(result.stopped for result in results) else 0)


def _built_once(path: Path, source: str, council: Council, choices: Any, today: date, seen: dict[Path, str]) -> Any:
    """Build one intake, unless its case and version were just built from another file (DOCX-09)."""
    from generator import pipeline
    from generator.errors import IntakeError

    def claim(folder: Path) -> None:
        if folder in seen:
            raise IntakeError(
                f"It has the case reference and version of {seen[folder]}, so its documents would replace those. "
                "Give it the next version, or take one of the two files away."
            )
        seen[folder] = source

    return pipeline.build(path, council, choices, today, claim)


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

    source: str
    outcome: Any = None
    error: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        found: tuple[Finding, ...] = self.outcome.findings if self.outcome else ()
        return found

    @property
    def stopped(self) -> bool:
        return bool(self.error) or any(finding.severity is Severity.MUST_FIX for finding in self.findings)


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


def _tried(source: str, turn: Callable[[], Any], debug: bool) -> _Result:
    """Give one intake its turn; what is wrong with it never stops the others."""
    try:
        return _Result(source, turn())
    except PlangenError as error:
        if debug or error.exit_code == UsageError.exit_code:
            raise
        return _Result(source, error=str(error))
    except Exception as error:
        if debug:
            raise
        return _Result(source, error=_unforeseen(error))


def _council(option: Path | None) -> Council:
    return open_council(find_folder(option, environment(), Path.cwd()))


def _day(as_at: Any) -> date | None:
    return as_at.date() if as_at else None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall of the office is what the person means


def _files(intakes: Sequence[Path]) -> Mapping[Path, str]:
    """Spread folders into their workbooks, each with the name to show for it.

    A file is shown as it was typed, one of a folder with its way from there: several may be called family.xlsx.
    """
    found: dict[Path, str] = {}
    for path in intakes:
        if path.is_dir():
            start = path if path.is_absolute() else Path()
            # A file that was named twice, once by its folder, is still one.
            found |= {book.resolve(): book.relative_to(start).as_posix() for book in _workbooks(path)}
        elif path.is_file():
            found[path.resolve()] = path.name if path.is_absolute() else path.as_posix()
        elif path.exists():
            raise UsageError(f"{path.name} is neither a workbook nor a folder.")
        else:
            raise UsageError(f"There is no file called {path.name} here.")
    return found


def _workbooks(folder: Path) -> list[Path]:
    # What begins with a dot is a system's own, such as the ._ files that a Mac leaves on a shared drive.
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    books = [path for path in files if path.suffix.lower() in (".xlsx", ".xlsm")]
    locks = [path for path in books if path.name.startswith("~$")]
    others = [path for path in files if path.suffix.lower() in (".xls", ".xlsb", ".ods")]
    if locks:
        click.echo(f"Left out {len(locks)} lock file(s) of Excel; save and close those workbooks first.", err=True)
    if others:
        click.echo(f"Left out {len(others)} file(s) of another kind; save them in Excel as .xlsx first.", err=True)
    kept = [path for path in books if path not in locks]
    if not kept:
        raise UsageError(f"There is no workbook (.xlsx) in {folder.name}.")
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
        found = sorted((f for f in findings if f.severity is severity), key=_harm)
        if found:
            count = len({(finding.rule, finding.where, finding.message) for finding in found})
            things = "1 thing" if count == 1 else f"{count} things"
            blocks.append(f"{_HEADINGS[severity]}  {things}: {_MEANING[severity]}\n\n{_grouped(found)}")
    return "\n".join(blocks) or "Nothing to mend.\n"


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
    cells = list(dict.fromkeys(str(finding.where) for finding in found if finding.where))
    place = ", ".join(cells[:8]) + (f" and {len(cells) - 8} more" if len(cells) > 8 else "")
    readers = sorted({finding.reader for finding in found if finding.reader})
    stopped = f" Stops the copy for {', '.join(readers)}." if readers else ""
    return (
        _wrapped(f"{message}{stopped}  [{rule}]", place or "The whole record")
        + (_wrapped(fix, "") if fix else "")
        + "\n"
    )


def _wrapped(text: str, place: str) -> str:
    wrapped: str = click.wrap_text(text, width=96, initial_indent="    ", subsequent_indent="    ")
    return (f"  {place}\n" if place else "") + wrapped + "\n"


def _next_step(result: _Result) -> str:
    if result.stopped:
        return f"Next: mend these in the workbook, save it, and run  plangen check {_quoted(result)}  again.\n"
    return f"Ready to build:  plangen build {_quoted(result)} -o out\n"


def _quoted(result: _Result) -> str:
    """Return the file as it must be typed."""
    return f'"{result.source}"' if re.search(r"[^\w./-]", result.source) else result.source


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
