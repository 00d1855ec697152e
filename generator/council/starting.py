"""Start a council's own folder: every file it may hold, empty, with what may be changed said at its top."""

import json
from pathlib import Path

from generator.council import form
from generator.errors import OutputError, UsageError

_COUNCIL = """\
# The council's own choices for plangen. Only what differs from plangen's own files stands in this folder: your file
# wins, and an upgrade never touches it. A line that begins with # is a note for you and changes nothing.
#
# wording: lines that are printed in documents, by the names in schemas/wording.yaml, such as
#   wording:
#     contact: "Children's services, 01632 960 100"

name: {name}
"""
_TEMPLATES = """\
Put a Word template here to use it in place of plangen's own of the same name: plan.docx, copy.docx, timeline.docx,
child-early.docx, child-junior.docx, contact_card.docx or checklist.docx. With the kind of plan in its name, such as
plan-child_in_need.docx, it is used for that kind only. Start from a copy of plangen's own.
"""
_ABOVE = (
    "# What stands in this file is laid over plangen's own {name}: your line wins, and the rest stays as it is.\n#\n"
)


def start(folder: Path, builtin: Path, name: str) -> tuple[str, ...]:
    """Make the folder and its files, and return their names; `builtin` is where plangen's own schemas are.

    Raises:
        UsageError: there is a council folder already, or the name is taken by a file.
        OutputError: it cannot be written.
    """
    if (folder / "council.yaml").exists():
        raise UsageError(f"{folder.name} is a council folder already; nothing in it was changed.")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder.name} is a file. Name a folder.")
    files = {
        "council.yaml": _COUNCIL.format(name=json.dumps(name, ensure_ascii=False)),
        "templates/docx/README.txt": _TEMPLATES,
    }
    files |= {f"schemas/{own}.yaml": _notes(builtin / f"{own}.yaml") for own in form.FILES if own != "council"}
    try:
        for place, text in files.items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            # A file that somebody put there before is theirs.
            if not (folder / place).exists():
                (folder / place).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"You may not write in {folder.name}. Choose another place.") from error
    return tuple(files)


def _notes(builtin: Path) -> str:
    """Return the notes at the top of one of plangen's own files, which say what may stand in it."""
    lines = builtin.read_text(encoding="utf-8").splitlines()
    count = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return _ABOVE.format(name=builtin.name) + "".join(f"{line}\n" for line in lines[:count])
