"""Looks added to a workbook's styles: what is there keeps its number, and a look is never added twice."""

from dataclasses import dataclass

from lxml import etree

from generator.workbook.marking import order
from generator.workbook.marking.parts import Element, Parts

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_EMPTY = (
    '<styleSheet xmlns="{main}"><fonts><font><sz val="11"/><name val="Calibri"/></font></fonts><fills><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders>'
    "<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs>"
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
_EDGE = '<{side} style="thin"><color rgb="FFC5D0D4"/></{side}>'
_BOX = "<border>" + "".join(_EDGE.format(side=side) for side in ("left", "right", "top", "bottom")) + "</border>"
_NO_BOX = "<border><left/><right/><top/><bottom/><diagonal/></border>"


@dataclass(slots=True)
class Styles:
    """The styles of one workbook while looks are added."""

    _parts: Parts
    _part: str
    _root: Element

    @classmethod
    def of(cls, parts: Parts) -> "Styles":
        """Return the workbook's styles, plain ones when it has none."""
        known = parts.related(parts.book, "styles")
        if known is None:
            part = parts.free_name("xl/styles{}.xml")
            parts.add(part, _EMPTY.format(main=parts.main).encode(), _TYPE)
            parts.relate(parts.book, "styles", part)
        else:
            part = known.target
        return cls(parts, part, parts.xml(part))

    def tint(self, colour: str) -> int:
        """Return the number of a conditional look: that colour behind the cell, black letters on it."""
        fill = f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor rgb="FF{colour}"/></patternFill>'
        # A heading may have white letters, which no pale tint would show.
        return self._number("dxfs", f'<dxf><font><color rgb="FF000000"/></font><fill>{fill}</fill></dxf>')

    def look(self, font: str, *, fill: str = "", box: bool = False, align: str = "") -> int:
        """Return the number of a cell's look; `font` and `align` are what these elements hold, `fill` a colour."""
        pattern = (
            f'<patternFill patternType="solid"><fgColor rgb="FF{fill}"/><bgColor indexed="64"/></patternFill>'
            if fill
            else '<patternFill patternType="none"/>'
        )
        numbers = (
            f'fontId="{self._number("fonts", f"<font>{font}</font>")}" '
            f'fillId="{self._number("fills", f"<fill>{pattern}</fill>")}" '
            f'borderId="{self._number("borders", _BOX if box else _NO_BOX)}"'
        )
        applied = 'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        return self._number("cellXfs", f'<xf numFmtId="0" {numbers} xfId="0" {applied}><alignment {align}/></xf>')

    def keep(self) -> None:
        """Put the styles back into the workbook."""
        self._parts.put(self._part, self._root)

    def _number(self, group: str, said: str) -> int:
        """Return the place of an element in its group; added at the end when it is not there."""
        new = etree.fromstring(f'<_ xmlns="{self._parts.main}">{said}</_>')[0]
        holder = order.child(self._root, group, order.STYLES)
        known = [etree.tostring(one, method="c14n", exclusive=True) for one in holder]
        wanted = etree.tostring(new, method="c14n", exclusive=True)
        if wanted in known:
            return known.index(wanted)
        holder.append(new)
        holder.set("count", str(len(holder)))
        return len(holder) - 1
