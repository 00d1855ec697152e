"""Text as a workbook keeps it: what XML cannot hold is written out, as Excel does."""

import re

_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""Excel writes what XML cannot hold as `_x000B_`, and so the underscore of what only looks like that."""


def escaped(text: str) -> str:
    """Return the text as it may stand in a part of a workbook."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
