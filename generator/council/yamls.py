"""Read the YAML files of plangen and of a council, YAML 1.2, with the place of every mistake."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from generator.errors import CouncilError

Tree = dict[str, Any]


def read(path: Path) -> Tree:
    """Return the mapping that the file holds.

    Raises:
        CouncilError: the file is not YAML, or not a mapping; names file, line and column.
    """
    try:
        found = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise CouncilError(f"{path.name}{place}: {error.problem or 'not readable as YAML'}.") from error
    except YAMLError as error:
        raise CouncilError(f"{path.name}: not readable as YAML.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CouncilError(f"{path.name}: cannot be read; save it as UTF-8 text.") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise CouncilError(f"{path.name}, line 1, column 1: expected names followed by a colon, one a line.")
    return found


def layered(builtin: Path, own: Path | None) -> Tree:
    """Return the built-in file with the council's file of the same name laid over it: theirs wins."""
    below = read(builtin) if builtin.is_file() else {}
    above = read(own) if own is not None and own.is_file() else {}
    return merged(below, above)


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> Tree:
    """Lay one tree over another: mappings are merged, everything else is replaced."""
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        result[key] = merged(old, value) if both else value  # type: ignore[arg-type]
    return result


def mistake(path: Path | None, keys: tuple[str, ...], problem: str) -> CouncilError:
    """Make the error for a wrong value under `keys`, with line and column when the file holds them."""
    if path is None or not path.is_file():
        return CouncilError(f"{' > '.join(keys)}: {problem}")
    return CouncilError(f"{path.name}{_place(path, keys)}: {problem}")


def _place(path: Path, keys: tuple[str, ...]) -> str:
    # Only the round-trip loader keeps places, and it is slow: it reads again once something is wrong.
    node: Any = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    place = ""
    for key in keys:
        if not isinstance(node, Mapping) or key not in node:
            break
        line, column = node.lc.key(key)  # type: ignore[attr-defined]
        place = f", line {line + 1}, column {column + 1}"
        node = node[key]
    return place
