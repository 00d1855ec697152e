"""Which reader an intake needs, by what its path is, and which of the files in a folder are intakes."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.council import Council
from generator.errors import IntakeError
from generator.flow import Intake
from generator.intake import csvs, form, texts, xlsx
from generator.intake.tree import Node

FORMS = (".yaml", ".yml", ".json")
"""Endings of the forms that are plain text."""
_WORKBOOKS = (".xlsx", ".xlsm", ".ods")
_MARK_WITHIN = 4096
"""Bytes of a form in which its mark is looked for; plangen writes it first."""


def read(path: Path, council: Council) -> Intake:
    """Return everything that was written in the intake, each answer with its question and its place.

    Raises:
        IntakeError: it cannot be read, is no intake of plangen, or does not say its kind of plan.
    """
    ending = path.suffix.lower()
    if ending in FORMS:
        return _form(path, ending, council)
    if ending == ".csv" and not path.is_dir():
        raise IntakeError(
            f"{path.name} is one sheet of an intake. Put the CSV files of all its sheets into one folder, "
            "and name that folder."
        )
    if ending == ".zip" or _is_folder_of_csv(path):
        return csvs.read(path, council)
    return xlsx.read(path, council)


def found_in(folder: Path) -> tuple[Path, ...]:
    """Return the intakes in a folder and below it, in order: workbooks, folders of CSV files, and forms of plangen's.

    A zip file may hold anything, so one is read only when it is named itself.
    """
    if csvs.is_an_intake(folder):
        return (folder,)
    return tuple(sorted(_below(folder)))


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue  # a system's own, such as the ._ files that a Mac leaves on a shared drive
        ending = path.suffix.lower()
        if path.is_dir():
            yield from found_in(path)
        elif ending in _WORKBOOKS or (ending in FORMS and _bears_the_mark(path)):
            yield path


def _is_folder_of_csv(path: Path) -> bool:
    return path.is_dir() and csvs.is_an_intake(path)


def _bears_the_mark(path: Path) -> bool:
    """Say whether a YAML or JSON file calls itself an intake: folders hold many that are something else."""
    try:
        with path.open("rb") as file:
            return form.MARK.encode() in file.read(_MARK_WITHIN)
    except OSError:
        return False


def _form(path: Path, ending: str, council: Council) -> Intake:
    content = texts.content(path)
    text = texts.decoded(content, path.name)
    return form.read(_reader(ending)(text, path.name), path.name, hashlib.sha256(content).hexdigest(), council)


def _reader(ending: str) -> Callable[[str, str], Node]:
    # What reads YAML takes long to load, and most intakes are workbooks.
    if ending == ".json":
        from generator.intake import jsons

        return jsons.read
    from generator.intake import yamls

    return yamls.read
