"""One file on disk, written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

PART = ".part"
"""Ends the name of a file that is still being written."""


def put(folder: Path, name: str, content: bytes) -> bool:
    """Write one file; False when it already stood there, the same.

    Raises:
        OSError: it cannot be written; names the file itself, and what stood there before still does.
    """
    target = folder / name
    with suppress(FileNotFoundError):
        if target.read_bytes() == content:
            return False
    part = folder / f".{name}{PART}"
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(target)) from error
    return True
