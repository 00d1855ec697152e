"""Read the YAML files of plangen and of a council, YAML 1.2, with the place of every mistake."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from generator.errors import CouncilError

Tree = dict[str, Any]
Keys = tuple[Any, ...]
"""The way to a value: names, and for an item of a list its place, counted from 0."""

_IN_PLAIN_WORDS = (
    (re.compile(r"found character '\\t'.*"), "a tab stands here; use spaces"),
    (re.compile(r"found character '(.)' that cannot start.*"), r"a text that begins with \1 needs quotation marks"),
    (re.compile(r"mapping values are not allowed.*"), "a text that holds a colon needs quotation marks round it"),
    (re.compile(r"found duplicate key (.+) with value.*", re.DOTALL), r"\1 stands here for the second time; keep one"),
    (re.compile(r"could not determine a constructor.*"), "a text that begins with ! needs quotation marks"),
    (re.compile(r"found undefined alias.*"), "a text that begins with * needs quotation marks"),
    (re.compile(r"but found another document"), "a second --- stands here; one file holds one set of choices"),
)
"""What the reader of YAML says, and what that means to somebody who does not know YAML."""


def read(path: Path) -> Tree:
    """Return the mapping that the file holds.

    Raises:
        CouncilError: the file is not YAML, or not a mapping; names file, line and column.
    """
    try:
        found = YAML(typ="safe", pure=True).load(_text(path))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise CouncilError(f"{path.name}{place}: {_in_plain_words(error.problem)}.") from error
    except ValueError as error:
        raise CouncilError(f"{path.name}{_impossible_day(_text(path))}: there is no such day.") from error
    except (YAMLError, RecursionError) as error:
        raise CouncilError(f"{path.name}, line 1, column 1: not readable as YAML.") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise CouncilError(f"{path.name}, line 1, column 1: expected names followed by a colon, one a line.")
    return found


def _text(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _position(bytes(error.object[: error.start]).decode("utf-8", "replace"))
        raise CouncilError(f"{path.name}{place}: this cannot be read; save the file as UTF-8 text.") from error
    except OSError as error:
        raise CouncilError(f"{path.name}: you may not open this file.") from error
    odd = _UNPRINTABLE.search(text)
    if odd:
        raise CouncilError(f"{path.name}{_position(text[: odd.start()])}: a character stands here that nobody can see.")
    return text


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


def _position(before: str) -> str:
    lines = before.split("\n")
    return f", line {len(lines)}, column {len(lines[-1]) + 1}"


def _impossible_day(text: str) -> str:
    """Return the place of the first day that no calendar has; only a day makes the reader of YAML stumble so."""
    for found in _DAY.finditer(text):
        try:
            date(*map(int, found.groups()))
        except ValueError:
            return _position(text[: found.start()])
    return ", line 1, column 1"


_DAY = re.compile(r"\b(\d{4})-(\d\d?)-(\d\d?)\b")


def _in_plain_words(problem: str | None) -> str:
    said = problem or "not readable as YAML"
    return next((found.expand(words) for known, words in _IN_PLAIN_WORDS if (found := known.match(said))), said)


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> Tree:
    """Lay one tree over another: mappings are merged, everything else is replaced."""
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        result[key] = merged(old, value) if both else value  # type: ignore[arg-type]
    return result


def mistake(path: Path | None, keys: Keys, problem: str) -> CouncilError:
    """Make the error for a wrong value under `keys`, with line and column when the file holds them."""
    if path is None or not path.is_file():
        return CouncilError(f"{' > '.join(map(str, keys))}: {problem}")
    return CouncilError(f"{path.name}{_place(path, keys)}: {problem}")


def _place(path: Path, keys: Keys) -> str:
    # Only the round-trip loader keeps places, and it is slow: it reads again once something is wrong.
    node: Any = YAML(typ="rt").load(_text(path))
    line, column = 0, 0
    for key in keys:
        places = range(len(node)) if isinstance(node, list) else node if isinstance(node, Mapping) else ()
        found = [place for place in places if str(place) == str(key)]
        if not found:
            break
        spot = node.lc.item if isinstance(node, list) else node.lc.key  # type: ignore[attr-defined]
        line, column = spot(found[0])
        node = node[found[0]]
    return f", line {line + 1}, column {column + 1}"
