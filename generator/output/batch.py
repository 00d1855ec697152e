"""The day a batch describes, kept while it runs, so that one stopped on Friday goes on as Friday's."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator.output.folder import cannot_write

_BATCH = ".plangen-batch.json"


def batch_as_at(out: Path, today: date) -> date:
    """Return the day an unfinished batch in `out` began, or note `today` as the day this one begins."""
    note = out / _BATCH
    with suppress(OSError, ValueError, KeyError, TypeError):
        return date.fromisoformat(json.loads(note.read_text(encoding="utf-8"))["as_at"])
    try:
        note.write_text(json.dumps({"as_at": today.isoformat()}), encoding="utf-8")
    except OSError as error:
        raise cannot_write(out.name, error) from error
    return today


def end_batch(out: Path) -> None:
    """Forget the day: every family of the batch has had its turn."""
    with suppress(OSError):
        (out / _BATCH).unlink(missing_ok=True)
