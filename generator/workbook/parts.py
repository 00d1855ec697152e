"""The parts of a workbook's package, and the addresses of cells as they stand in them."""

import re
from pathlib import Path

from generator import package

Cell = tuple[int, int]
"""Row and column number, both from 1."""

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def whole(path: Path, part: str) -> bytes:
    """Return one part of the file at `path`; nothing when it is not there."""
    return b"".join(package.stream_part(path, part))


def place(address: str) -> Cell | None:
    """Return row and column of an address such as C7; None when it is no address."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), number
