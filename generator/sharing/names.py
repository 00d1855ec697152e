"""Compare names as people write them, and say which parts of a name give a person away."""

import re
from collections.abc import Iterable
from functools import lru_cache

_BRACKETS = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLE_WORDS = """
mr mrs ms miss mx dr prof professor rev sir dame lady lord pc dc ds dci wpc sgt sergeant inspector nurse sister the and
for
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_SHORTEST = 3
"""Letters; a shorter part of a name is an ordinary word too often."""


_ORDINARY_WORDS = """
advocate april art august autumn baby baker bell bill bird black bond brown bush carer carter chance chase child church
cook cross dad daddy day doctor english faith field fields fisher ford forest fox frank friend gardener good grandad
grandma grant gray green grey guy hall helper hill home hope house hunt hunter june king lady lake lane law little lodge
long love major marsh may miles miller mills mother mum mummy nan north page parent park parker parks penny pike pool
porter power price rain rich rise river rob school short small social south stone storm street summer sunny support swan
teacher vale walker wall ward water waters week weeks wells west white will winter wise wood woods worker young
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
"""Names that are everyday words as well: alone, each would be met in plans that name nobody."""


def is_telling(part: str) -> bool:
    """Say whether one part of a name points at a person when it stands alone."""
    return len(part) >= _SHORTEST and fold(part) not in _ORDINARY | _TITLES


def titled(name: object) -> tuple[str, ...]:
    """Return the ways a worker is called by surname, for a surname that does not point at them alone."""
    found = parts(name)
    if len(found) < 2 or is_telling(found[-1]):
        return ()
    return tuple(f"{title} {found[-1]}" for title in ("Mr", "Mrs", "Ms", "Miss", "Dr"))


def fold(name: object) -> str:
    """Return the name without differences of case and spacing; empty for a gap."""
    return _folded(name) if isinstance(name, str) else ""


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def same(one: object, other: object) -> bool:
    """Say whether two names are the same name; two gaps are not."""
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    folded = _folded(one)
    return bool(folded) and folded == _folded(other)


def within(name: object, names: Iterable[object]) -> bool:
    """Say whether the name is one of `names`."""
    folded = fold(name)
    return bool(folded) and any(fold(other) == folded for other in names)


def plain(name: str) -> str:
    """Return the name without what was added in brackets to tell two people apart, and without a title."""
    words = _BRACKETS.sub(" ", name).split()
    while len(words) > 1 and words[0].casefold().rstrip(".") in _TITLES:
        words = words[1:]
    return " ".join(words)


def parts(name: object) -> tuple[str, ...]:
    """Return the single parts of a name that point at a person: three letters or more, no titles."""
    if not isinstance(name, str):
        return ()
    found = _WORD.findall(_BRACKETS.sub(" ", name))
    return tuple(part for part in found if len(part) >= _SHORTEST and part.casefold() not in _TITLES)
