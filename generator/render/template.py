"""A Word template made ready once per process: read, refused or cleaned, its tags proved and compiled."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator import package
from generator.errors import PackageError, PackError
from generator.package import Package
from generator.render import clean, refuse
from generator.render.fault import Fault, refused
from generator.render.ooxml import own_text
from generator.render.parts import Parts
from generator.render.prepare import Prepared, prepare

_BRACES = re.compile(r"[{}]")
_OPENING = re.compile(rb"\{\{|\{%")

_UNREADABLE = Fault(
    "It is not a Word document that can be read safely: damaged, protected with a password, of an older kind, or "
    "made to do harm.",
    "Open it in Word, save it anew as a Word Document (.docx) without a password, and try again.",
)


@dataclass(frozen=True, slots=True)
class Template:
    """A template whose tags are proved against one document's content."""

    name: str
    """The file's name, without its folder."""
    sha256: str
    content: type
    """The dataclass whose fields its tags use."""
    prepared: tuple[Prepared, ...]
    """The parts that hold tags."""
    rest: Package
    """All other parts, as they go into every document."""
    headers: tuple[str, ...]
    """Names of the header parts, where a draft is marked."""


def template(path: Path, content: type) -> Template:
    """Return the template at `path`, ready to be filled with `content`; kept until the file changes.

    Raises:
        PackError: everything that is wrong with the template, at its place in the Word file.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise PackError(f"The template {path.name} cannot be opened: {error.strerror}.") from error
    return _ready(path.resolve(), state.st_mtime_ns, state.st_size, content)


@lru_cache(maxsize=64)
def _ready(path: Path, _mtime_ns: int, _size: int, content: type) -> Template:
    try:
        raw = path.read_bytes()
        parts = Parts(package.read(raw))
        return _proved(path.name, hashlib.sha256(raw).hexdigest(), parts, content)
    except PackageError as error:
        raise refused(path.name, [_UNREADABLE]) from error
    except OSError as error:
        raise PackError(f"The template {path.name} cannot be opened: {error.strerror}.") from error


def _proved(name: str, sha256: str, parts: Parts, content: type) -> Template:
    wrong = list(refuse.other_kinds(parts)) or list(refuse.oversized(parts)) or list(_unfit(parts))
    if not wrong:
        clean.clean(parts)
        made = [prepare(part, parts.root(part), parts.places[part], content) for part in _tagged(parts)]
        wrong = [fault for each in made if isinstance(each, list) for fault in each]
        prepared = tuple(each for each in made if isinstance(each, Prepared))
        if not wrong:
            rest = clean.rest(parts, frozenset(each.name for each in prepared))
            return Template(name, sha256, content, prepared, rest, parts.headers())
    raise refused(name, wrong)


def _unfit(parts: Parts) -> Iterator[Fault]:
    yield from refuse.package_faults(parts)
    hidden = refuse.hidden_styles(parts.styles)
    for places, root in parts.filled():
        yield from refuse.part_faults(root, places, hidden)
    yield from refuse.header_faults(parts)


def _tagged(parts: Parts) -> Iterator[str]:
    """Yield the parts that hold a tag, or half of one, in their text or in a picture's alternative text."""
    for name, places in parts.places.items():
        texts = map(own_text, places.by_paragraph)
        if any(_BRACES.search(text) for text in texts) or _OPENING.search(parts.data(name)):
            yield name
