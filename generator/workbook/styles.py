"""What the look of a cell says: a line through its text, a colour of somebody's own, a percentage."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.parsers import expat

from generator import package
from generator.workbook.layout import OUR_TINTS
from generator.workbook.mark import TINTS
from generator.workbook.parts import whole

_OURS = OUR_TINTS | {f"FF{tint}" for tint in TINTS.values()}
"""The colours of the blank workbook and of a marked copy."""
_STYLES = "xl/styles.xml"
_STRINGS = "xl/sharedStrings.xml"
_PERCENT = frozenset({"9", "10"})
"""Excel's own two formats for percentages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The numbers of the cell styles that say something, and of the shared texts with a line through them."""

    struck: frozenset[int] = frozenset()
    coloured: frozenset[int] = frozenset()
    percent: frozenset[int] = frozenset()
    struck_texts: frozenset[str] = frozenset()

    def pattern(self) -> re.Pattern[bytes] | None:
        """Return what a sheet's XML shows when it uses one of them; None when there are none."""
        if self.struck_texts:
            return _ANY_CELL
        telling = self.struck | self.coloured | self.percent
        return _using(tuple(sorted(telling))) if telling else None

    def is_struck(self, value: str, style: int, kind: str) -> bool:
        """Say whether a cell's text, or a part of it, has a line through it."""
        return style in self.struck or (kind == "s" and value in self.struck_texts)

    def as_percent(self, value: str, style: int, kind: str) -> str:
        """Return a percentage as the cell shows it; nothing for any other cell."""
        if style not in self.percent or kind not in ("", "n") or not value:
            return ""
        return f"{round(float(value) * 100, 6):g}%"


_ANY_CELL = re.compile(rb"""t=["']s["']""")


@cache
def _using(styles: tuple[int, ...]) -> re.Pattern[bytes]:
    return re.compile(rb"""\ss=["'](?:%s)["']""" % "|".join(map(str, styles)).encode())


def read(path: Path, names: tuple[str, ...]) -> Styles:
    """Return what the workbook's styles say."""
    if _STYLES not in names:
        return Styles()
    sheet = package.parse_xml(whole(path, _STYLES))
    struck = {number for number, font in enumerate(_in(sheet, "fonts")) if _is_on(font, "strike")}
    tinted = {number for number, fill in enumerate(_in(sheet, "fills")) if _is_tinted(fill)}
    percent = {each.get("numFmtId", "") for each in _in(sheet, "numFmts") if "%" in each.get("formatCode", "")}
    looks = list(enumerate(_in(sheet, "cellXfs")))
    return Styles(
        struck=frozenset(n for n, xf in looks if int(xf.get("fontId", 0)) in struck),
        coloured=frozenset(n for n, xf in looks if int(xf.get("fillId", 0)) in tinted),
        percent=frozenset(n for n, xf in looks if xf.get("numFmtId", "") in percent | _PERCENT),
        struck_texts=_struck_texts(path) if _STRINGS in names else frozenset(),
    )


def _in(sheet: Any, group: str) -> list[Any]:
    found = next(sheet.iter(f"{{*}}{group}"), None)
    return list(found) if found is not None else []


def _is_on(font: Any, name: str) -> bool:
    mark = next(font.iter(f"{{*}}{name}"), None)
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _is_tinted(fill: Any) -> bool:
    pattern = next(fill.iter("{*}patternFill"), None)
    if pattern is None or pattern.get("patternType", "none") in ("none", "gray125"):
        return False
    colour = next(fill.iter("{*}fgColor"), None)
    shade = colour.get("rgb", "") if colour is not None else ""
    # A theme's first colour is the white of the paper.
    return shade not in _OURS | {"FFFFFFFF"} and (colour is None or colour.get("theme", "") != "0")


def _struck_texts(path: Path) -> frozenset[str]:
    """Return the numbers of the shared texts of which some part has a line through it."""
    if not any(b"strike" in piece for piece in package.stream_part(path, _STRINGS)):
        return frozenset()
    found: set[str] = set()
    seen = -1

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal seen
        element = name.rpartition(" ")[2]
        if element == "si":
            seen += 1
        elif element == "strike" and attributes.get("val", "1") not in ("0", "false"):
            found.add(str(seen))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    for piece in package.stream_part(path, _STRINGS):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return frozenset(found)
