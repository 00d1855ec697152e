"""Which intakes a command is about: files as they were typed, folders spread out, each with the name to show."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from generator.errors import UsageError


def spread(intakes: Sequence[Path]) -> Mapping[Path, str]:
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


def with_progress(files: list[Path], as_format: str, word: str) -> Iterator[Path]:
    """Yield the files, with a bar for a person at a terminal who waits for several."""
    if len(files) < 2 or as_format == "json" or not sys.stderr.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True, legacy_windows=os.name == "nt")
    yield from track(files, description=word, console=console, transient=True)
