"""What each plangen command takes, and which of the road's functions it calls."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import __version__
from generator.cli.files import spread, with_progress
from generator.cli.saying import HEADINGS, print_builds, print_checks
from generator.cli.turns import (
    build_once,
    hand_back,
    plain_errors,
    say_twins,
    tried,
    twins_among,
    unless_asked,
    which_count,
)
from generator.council import KINDS, Council, KindSchema, environment, find_folder, open_council
from generator.errors import UsageError

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
    with plain_errors(context):
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
    with plain_errors(context):
        from generator import pipeline

        council = _council(council_dir)
        files = spread(intakes)
        counting = which_count(list(files), council)
        results = [
            tried(
                path,
                files[path],
                unless_asked(counting, path, pipeline.check, path, council, _day(as_at), _today()),
                context.obj,
            )
            for path in with_progress(list(counting.files), as_format, "Checking")
        ]
        results = say_twins(results, council)
        if marked:
            results = [hand_back(result) for result in results]
        print_checks(results, as_format)
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
    with plain_errors(context):
        from generator import output, pipeline

        council = _council(council_dir)
        files = spread(intakes)
        counting = which_count(list(files), council)
        pipeline.prove_pack(council)
        output.prepare(out)
        day = _day(as_at)
        today = day or _batch_day(out)
        choices = pipeline.Choices(out=out, as_at=day, draft=draft, force=force)
        twins = twins_among(counting.files, council)
        results = [
            tried(
                path,
                files[path],
                unless_asked(counting, path, build_once, path, council, choices, today, twins),
                context.obj,
            )
            for path in with_progress(list(counting.files), as_format, "Building")
        ]
        output.end_batch(out)
        print_builds(results, out, as_format)
        sys.exit(1 if any(result.stopped for result in results) else 0)


def _batch_day(out: Path) -> date:
    """Return today, or the day an unfinished batch in `out` began, and say so."""
    from generator import output

    day = output.batch_as_at(out, _today())
    if day != _today():
        click.echo(f"Going on as at {day:%d/%m/%Y}, when this batch began. --as-at sets another day.", err=True)
    return day


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
    with plain_errors(context):
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
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="", help="The council's name. Otherwise the name of the folder.")
@click.pass_context
def init(context: click.Context, folder: Path, name: str) -> None:
    """Start a folder for the council's own choices: words, questions, rules, timescales, readers, templates.

    Every file in it begins by saying what may be changed there. An upgrade of plangen never touches the folder.
    """
    with plain_errors(context):
        from generator.council import shipped, starting

        made = starting.start(folder, shipped() / "schemas", name or folder.resolve().name.title())
        click.echo(f"Made {folder.name} with {len(made)} files. Each says at its top what may be changed in it.")
        click.echo(f"Then: plangen check family.xlsx --council {folder.name}")


@main.command()
@click.argument("code", metavar="CODE")
@_council_option
@click.pass_context
def explain(context: click.Context, code: str, council_dir: Path | None) -> None:
    """Explain one rule at length: why it is there, a bad and a good example, where it comes from.

    CODE stands at the end of each finding, such as TIME-03.
    """
    with plain_errors(context):
        council = _council(council_dir)
        rule = council.rules.get(code.upper())
        if rule is None:
            raise UsageError(f"There is no rule called {code}. The code stands at the end of each finding.")
        lines = [
            f"{rule.id}  {HEADINGS[rule.severity].lower()}" + ("" if rule.on else "  (switched off by the council)"),
            *(f"{name:<9}{text}" for name, text in (
                ("Why", rule.why), ("Reader", rule.message), ("Do", rule.fix),
                ("Not", rule.bad), ("But", rule.good), ("Source", rule.source),
            ) if text),
        ]  # fmt: skip
        click.echo("\n".join(lines))


def _council(option: Path | None) -> Council:
    return open_council(find_folder(option, environment(), Path.cwd()))


def _day(as_at: Any) -> date | None:
    return as_at.date() if as_at else None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall of the office is what the person means
