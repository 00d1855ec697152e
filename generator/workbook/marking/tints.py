"""Tints: one conditional format that always holds, so that no cell's own style is ever touched.

A style put on the cells themselves could not be taken back: Excel numbers styles anew when it saves, and rows
that somebody inserts move every cell that was noted. A conditional format moves with its cells and goes whole.
"""

from collections.abc import Iterable, Mapping

from lxml import etree

from generator.workbook.marking import order
from generator.workbook.marking.parts import Element

_ALWAYS = '"plangen"="plangen"'
"""True of every cell; its own words are the sign by which it is known again."""


def clear(root: Element) -> bool:
    """Take our tints from a sheet and say whether there were any."""
    ours = [rule for rule in root.iterfind("{*}conditionalFormatting/{*}cfRule") if _is_ours(rule)]
    for rule in ours:
        format_ = rule.getparent()
        if format_ is None:
            continue
        format_.remove(rule)
        if format_.find("{*}cfRule") is None:
            root.remove(format_)
    return bool(ours)


def _is_ours(rule: Element) -> bool:
    return any((formula.text or "").replace(" ", "") == _ALWAYS for formula in rule.iterfind("{*}formula"))


def put(root: Element, cells: Mapping[int, Iterable[str]]) -> None:
    """Tint cells, given by the number of the look they get; a conditional format of the person's own wins."""
    used = [int(rule.get("priority", "0")) for rule in root.iter("{*}cfRule")]
    namespace = etree.QName(root).namespace
    for priority, (look, places) in enumerate(cells.items(), max(used, default=0) + 1):
        format_ = root.makeelement(f"{{{namespace}}}conditionalFormatting", sqref=" ".join(places))
        rule = etree.SubElement(format_, f"{{{namespace}}}cfRule", type="expression", dxfId=str(look))
        rule.set("priority", str(priority))
        etree.SubElement(rule, f"{{{namespace}}}formula").text = _ALWAYS
        order.place(root, format_, order.SHEET)
