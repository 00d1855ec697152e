"""Read an intake that is a folder or zip of CSV files, one for each sheet, as case systems export them."""

import csv
import hashlib
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator import package
from generator.council import Council
from generator.errors import IntakeError
from generator.flow import Intake
from generator.intake import texts, xlsx
from generator.package import Limits
from generator.workbook import Row, SheetCells
from generator.workbook.layout import columns, plain, questions

_ENDING = ".csv"
_SEPARATORS = (",", ";", "\t")
_SAYS_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""What Excel itself puts into a first line, to be told how to open a file."""
_LOOKED_THROUGH = 200
"""Rows by which the mark between two cells is known; the Start sheet has its questions one below the other."""
_MOST_COLUMNS = 2_000
_NOT_THEIRS = ("__MACOSX", ".")
_START = "start"


def read(path: Path, council: Council) -> Intake:
    """Return everything that was written in the CSV files, each answer with the cell a spreadsheet would show it in.

    Raises:
        IntakeError: a file cannot be read, or together they are no intake of plangen.
    """
    files = _in_folder(path) if path.is_dir() else _in_zip(path)
    told = {PurePosixPath(name).stem: content for name, content in files}
    if len(told) < len(files) or len({_folded(stem) for stem in told}) < len(told):
        raise IntakeError(f"{path.name} holds two CSV files of one name. Keep the one that counts, and run again.")
    names = _sheet_names(council)
    labels = _labels(council)
    sheets = tuple(
        SheetCells(names.get(_folded(stem), stem), True, rows(content, f"{path.name}/{stem}{_ENDING}", labels))
        for stem, content in told.items()
    )
    return xlsx.of_sheets(sheets, path.name, _sha256(told), council)


def is_an_intake(folder: Path) -> bool:
    """Say whether a folder is one intake: it holds the CSV file of the Start sheet."""
    return any(_folded(path.stem) == _START for path in _files(folder))


def rows(content: bytes, name: str, labels: Iterable[str]) -> tuple[Row, ...]:
    """Return the filled rows of one CSV file; every cell is text, and nothing in it is ever worked out.

    `labels` are plain headings and questions: they tell which mark stands between two cells.

    Raises:
        IntakeError: it is no text, or a quotation mark is never closed; names the line.
    """
    csv.field_size_limit(texts.LIMIT)  # of the whole process; what is far too long was refused before
    text = texts.decoded(content, name)
    said = _SAYS_SEPARATOR.match(text)
    if said:
        # The line stands in no row of the sheet that Excel shows.
        return _filled(_parsed(text[said.end() :], said[1], name))
    return _filled(_parsed(text, _separator(text, frozenset(labels)), name))


_Cells = list[list[str]]


def _separator(text: str, known: frozenset[str]) -> str:
    """Return the mark between two cells: with the right one, most headings and questions are known ones."""
    return max(_SEPARATORS, key=lambda separator: _fit(text, separator, known))


def _fit(text: str, separator: str, known: frozenset[str]) -> tuple[int, int]:
    table = list(itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _LOOKED_THROUGH))
    return sum(plain(cell) in known for row in table for cell in row), sum(map(len, table[:3]))


def _parsed(text: str, separator: str, name: str) -> _Cells:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begun, table = 1, []
    try:
        for row in reader:
            if len(row) > _MOST_COLUMNS:
                raise IntakeError(f"{name}, line {begun}: a row has more than {_MOST_COLUMNS:,} cells. {_AGAIN}")
            table.append(row)
            begun = reader.line_num + 1
    except csv.Error:
        raise IntakeError(f"{name}, line {begun}: a quotation mark in this row is not closed. {_AGAIN}") from None
    return table


_AGAIN = "Export the file again, or save it anew in Excel as CSV UTF-8."


def _filled(table: _Cells) -> tuple[Row, ...]:
    return tuple(
        Row(number, tuple(cell or None for cell in row))
        for number, row in enumerate(table, 1)
        if any(map(str.strip, row))
    )


# --- which file is which sheet -----------------------------------------------------------------------------


def _in_folder(folder: Path) -> tuple[tuple[str, bytes], ...]:
    files = tuple((path.name, texts.content(path)) for path in _files(folder))
    texts.refuse_too_much(sum(len(content) for _, content in files), folder.name)
    return files


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.iterdir() if path.suffix.lower() == _ENDING and path.is_file())
    return sorted(path for path in found if not path.name.startswith((".", "~$")))


def _in_zip(path: Path) -> tuple[tuple[str, bytes], ...]:
    parts = package.read(path, limits=Limits(expanded=texts.LIMIT)).parts
    files = tuple((part.name, part.data) for part in parts if _is_theirs(part.name))
    if not files:
        raise IntakeError(
            f"{path.name} is a zip file without CSV files in it. Put one for each sheet into it, such as Start.csv, "
            "or name the file inside it."
        )
    return tuple(sorted(files))


def _is_theirs(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() == _ENDING and not any(part.startswith(_NOT_THEIRS) for part in path.parts)


def _sheet_names(council: Council) -> Mapping[str, str]:
    """Return the sheet that each file name means; a system may write _ or - for a space."""
    return {_folded(sheet.name): sheet.name for schema in council.kinds.values() for sheet in schema.sheets}


def _folded(name: str) -> str:
    return plain(re.sub(r"[_\-\s]+", " ", name))


def _labels(council: Council) -> frozenset[str]:
    return frozenset(_asked(council))


def _asked(council: Council) -> Iterator[str]:
    for schema in council.kinds.values():
        for sheet in schema.sheets:
            if sheet.form:
                yield from (plain(one.heading) for _, group in questions(schema, sheet) for one in group)
            else:
                yield from (plain(column.heading) for column in columns(schema, sheet))


def _sha256(told: Mapping[str, bytes]) -> str:
    """Return one hash for all files: of their names and their own hashes, so that a zip and its folder agree."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {stem}\n" for stem, content in sorted(told.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
