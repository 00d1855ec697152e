"""Text as people type it: what is tidied away, and when two spellings are the same."""

import re
import unicodedata
from functools import lru_cache

LIMIT = 32_767
"""Most characters that Excel keeps in one cell."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = re.compile(r"_x00([01][0-9A-Fa-f])_")
_SPACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " "})
# The joiners U+200C and U+200D stay: emoji and Persian or Urdu words are spelt with them.
_NOTHING = str.maketrans({"\u200b": None, "\u2060": None, "\ufeff": None})
_SAME = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None})
_DASHES = re.compile(r"[\s_\-\u2010-\u2015]+")
_LISTED = re.compile(
    r"(?:^|\s)\(?(?:1|a)[.)]\s+\S.*?[\s;]\(?(?:2|b)[.)]\s+\S"  # 1. this 2. that
    r"|(?:^|\n)\s*[•·▪]\s.*\n\s*[•·▪]\s",
    re.DOTALL,
)


def tidy(raw: str, verbatim: bool = False) -> str:
    """Return the text without stray spaces around it; `verbatim` leaves everything inside as it was said."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip() if verbatim else text.translate(_SPACES).translate(_NOTHING).strip()


def printable(raw: str) -> tuple[str, int]:
    """Return the text without what no document can hold, and how many such characters there were."""
    text = _ESCAPES.sub(_unescaped, raw).replace("\r\n", "\n").replace("\r", "\n")
    # Word writes the line breaks of a paragraph as vertical tabs.
    text = text.replace("\v", "\n").replace("\f", "\n")
    return _CONTROLS.subn("", text)


def is_a_list(raw: object) -> bool:
    """Say whether one cell holds several numbered or bulleted things."""
    return isinstance(raw, str) and _LISTED.search(raw) is not None


def fold(text: str) -> str:
    """Return what two spellings of one name or heading have in common."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SAME).casefold().split())


@lru_cache(maxsize=1024)
def heading(text: str) -> str:
    """Return what two spellings of one heading have in common; the star of a required column is no part of it."""
    return fold(text).rstrip("*: ").strip()


def choice(text: str) -> str:
    """Return what two spellings of one choice have in common, blind to spaces, dashes and underscores."""
    return _DASHES.sub("", fold(text))


def _unescaped(match: re.Match[str]) -> str:
    # Excel writes characters that XML cannot hold as _x000D_; a carriage return is one half of a line break.
    code = int(match[1], 16)
    return "" if code == 0x0D else chr(code)
