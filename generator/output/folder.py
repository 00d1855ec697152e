"""One family's folder for one plan version: written whole, never half, never over someone's edits.

Before the first document is written, the names of all files of this build are noted in a small journal
and the old manifest is taken away. A build that is killed therefore leaves no manifest, and the next one
knows which files were plangen's, finishes them, and removes those that are no longer made.
"""

import errno
import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.errors import OutputError, UsageError
from generator.flow import Document
from generator.output.manifest import MANIFEST, Manifest, sha256
from generator.output.whole import PART, put

_JOURNAL = ".plangen-building.json"
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True, slots=True)
class Published:
    """What a build left on disk."""

    folder: Path
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    """Files of an earlier build that are no longer made, such as the copy of a reader now blocked."""


def prepare(out: Path) -> None:
    """Make the output folder, or say plainly why it cannot be used.

    Raises:
        UsageError: it is a file.
        OutputError: it cannot be made or written to.
    """
    try:
        if out.exists() and not out.is_dir():
            raise UsageError(f"{out.name} is a file, so documents cannot go into it. Name a folder after -o.")
        out.mkdir(parents=True, exist_ok=True)
    except NotADirectoryError as error:
        raise UsageError(f"{out.name} lies below a file. Name a folder after -o.") from error
    except OSError as error:
        raise cannot_write(out.name, error) from error
    if not os.access(out, os.W_OK):
        raise OutputError(f"You may not write in the folder {out.name}. Choose another folder after -o.")


def family_folder(out: Path, case_ref: str, version: int, *, draft: bool) -> Path:
    """Return `OUT/<case reference>/v<version>`; drafts lie beside it, so that they never replace a finished plan.

    Raises:
        OutputError: the reference holds what a folder's name cannot hold everywhere.
    """
    if not _SAFE.fullmatch(case_ref):
        # A council may ask for references of another form; what names a folder stays the same everywhere.
        raise OutputError("The case reference cannot name a folder. Use letters, digits and dashes, up to 60 of them.")
    safe = f"{case_ref}_" if case_ref.lower() in _RESERVED else case_ref
    return out / safe / f"v{version}{'-draft' if draft else ''}"


def publish(folder: Path, documents: Iterable[Document], manifest: Manifest, *, force: bool = False) -> Published:
    """Write the documents, remove what is no longer made, and write the manifest last.

    Raises:
        OutputError: a file was edited by a person since (unless `force`), is open elsewhere, or the disk is full.
    """
    made = tuple(documents)
    before = _earlier_files(folder)
    if not force:
        _refuse_edited(folder)
        _refuse_strangers(folder, made, before)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_open(folder, {*before, *(document.file_name for document in made), MANIFEST})
        _clear_parts(folder)
        _begin(folder, {*before, *(document.file_name for document in made)})
        fresh = tuple(document.file_name for document in made if put(folder, document.file_name, document.content))
        removed = _remove(folder, before - {document.file_name for document in made})
        put(folder, MANIFEST, manifest.text(made).encode("utf-8"))
        (folder / _JOURNAL).unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(Path(error.filename or folder).name.removesuffix(PART).lstrip("."), error) from error
    unchanged = tuple(document.file_name for document in made if document.file_name not in fresh)
    return Published(folder, fresh, unchanged, removed)


def _earlier_files(folder: Path) -> set[str]:
    """Names of the files that earlier builds made here, finished or not."""
    return set(_listed(folder / MANIFEST)) | set(_journal(folder))


def _listed(manifest: Path) -> dict[str, str]:
    """File name to hash, as an existing manifest has them; empty when there is none that can be read."""
    try:
        content = json.loads(manifest.read_text(encoding="utf-8"))
        return {_plain(entry["file"]): entry["sha256"] for entry in content["documents"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _journal(folder: Path) -> list[str]:
    try:
        return [_plain(name) for name in json.loads((folder / _JOURNAL).read_text(encoding="utf-8"))["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _plain(name: object) -> str:
    # Whoever can write a manifest must not be able to make us delete a file outside this folder.
    text = str(name)
    if not text or Path(text).name != text or "\\" in text:
        raise ValueError(text)
    return text


def _refuse_edited(folder: Path) -> None:
    edited = [name for name, known in _listed(folder / MANIFEST).items() if _differs(folder / name, known)]
    if edited:
        names = ", ".join(sorted(edited))
        raise OutputError(
            f"Changed since plangen made it, so not replaced: {names}. Give the plan the next version number, "
            "or move the file away, or add --force to make it anew."
        )


def _refuse_strangers(folder: Path, made: Iterable[Document], ours: set[str]) -> None:
    # Without a manifest that can be read, nobody knows whether a file is as plangen made it.
    known = {document.file_name: sha256(document.content) for document in made if document.file_name not in ours}
    strange = [name for name, content in known.items() if _differs(folder / name, content)]
    if strange:
        raise OutputError(
            f"Already there, and no manifest says that plangen made it, so not replaced: {', '.join(sorted(strange))}. "
            "Move it away, or add --force to make it anew."
        )


def _refuse_open(folder: Path, names: set[str]) -> None:
    # Windows lets nobody replace a file that Word holds; found out now, nothing is half replaced.
    for name in sorted(names):
        with suppress(FileNotFoundError), (folder / name).open("r+b"):
            pass


def _differs(path: Path, known: str) -> bool:
    try:
        return sha256(path.read_bytes()) != known
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise cannot_write(path.name, error) from error


def _begin(folder: Path, names: set[str]) -> None:
    put(folder, _JOURNAL, json.dumps({"files": sorted(names)}).encode("utf-8"))
    (folder / MANIFEST).unlink(missing_ok=True)


def _remove(folder: Path, names: set[str]) -> tuple[str, ...]:
    gone = tuple(name for name in sorted(names) if (folder / name).exists())
    for name in gone:
        (folder / name).unlink()
    return gone


def _clear_parts(folder: Path) -> None:
    for part in folder.glob(f".*{PART}"):
        part.unlink(missing_ok=True)


def cannot_write(name: str, error: OSError) -> OutputError:
    """Return what to tell the person about a file or folder that the system would not let us write."""
    if error.errno in _FULL:
        return OutputError("The disk is full. Make room, then run the same command again; it finishes what is missing.")
    if error.errno == errno.EROFS:
        return OutputError(f"The place of {name} can only be read. Choose another folder after -o.")
    if isinstance(error, PermissionError):
        return OutputError(f"{name} cannot be written: it is open in another program, or you may not write there. "
                           "Close it, then run the same command again.")  # fmt: skip
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        return OutputError(f"A file stands where the folder {name} should go. Move it away, then run again.")
    if isinstance(error, IsADirectoryError):
        return OutputError(f"A folder stands where the file {name} should go. Move it away, then run again.")
    if error.errno == errno.ENAMETOOLONG:
        return OutputError(f"The path to {name[:40]} is too long. Choose a folder nearer the top of the drive.")
    return OutputError(f"{name} cannot be written ({error.strerror or 'no reason given'}).")
