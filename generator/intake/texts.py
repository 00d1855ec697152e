"""Files of plain text as people's programs save them: which letters their bytes stand for."""

from pathlib import Path

from generator.errors import IntakeError

MIB = 1024 * 1024
LIMIT = 32 * MIB
"""More text than any folder of plans' answers holds."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def content(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        IntakeError: it is not there, cannot be opened, or is far too large.
    """
    if path.is_dir():
        raise IntakeError(f"{path.name} is a folder, not a file. Name the file inside it.")
    try:
        with path.open("rb") as file:
            found = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise IntakeError(f"There is no file {path.name} here. Check the name and the folder.") from None
    except OSError as error:
        raise IntakeError(
            f"{path.name} cannot be opened. Close it in other programs, check that you may read it, and run again."
        ) from error
    refuse_too_much(len(found), path.name)
    return found


def refuse_too_much(size: int, name: str) -> None:
    """Refuse what is far larger than any intake."""
    if size > LIMIT:
        raise IntakeError(
            f"{name} is larger than {LIMIT // MIB} MB, many times the size of any plan, and was not read. "
            "Take out what does not belong to this family."
        )


def decoded(content: bytes, name: str) -> str:
    """Return the text of a file: UTF-8, UTF-16 when it says so, else the code page of Windows in western Europe.

    Raises:
        IntakeError: it is no text in any of these.
    """
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    for attempt in (encoding, "cp1252"):
        try:
            text = content.decode(attempt)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise IntakeError(f"{name} is not a file of plain text. Save it as text in UTF-8 (in Excel: CSV UTF-8).")
