"""The sheet "To fix": every mark, most harmful first, each linked to its cell, and what has been mended."""

from collections.abc import Iterator, Sequence

from lxml import etree

from generator.flow import Severity
from generator.workbook.looks import height
from generator.workbook.mark import LEVELS, TINTS, Mark
from generator.workbook.marking import sheet
from generator.workbook.marking.book import pages
from generator.workbook.marking.parts import Element, Parts
from generator.workbook.marking.record import Record
from generator.workbook.marking.sheet import Line
from generator.workbook.marking.styles import Styles
from generator.workbook.own import quoted

NAME = "To fix"
_HEADINGS = ("How much it matters", "Where", "What it means", "What to do", "Rule")
_WIDTHS = (15, 27, 62, 62, 11)
_HOW = (
    "Choose a place under “Where” to go to its cell. The cell is tinted, and its note says the same as here.",
    "Correct the cells in this workbook and save it. To see what is left, run  plangen check --marked  on it.",
    "plangen writes this page anew each time, so what is typed here is not kept.",
)
_MENDED = "Mended since the first look"
_FIRST = len(_HOW) + 4
"""Number of the row of headings."""
TITLES = f"${_FIRST}:${_FIRST}"

_FACE = '<name val="Calibri"/><family val="2"/>'
_INK, _GREEN = "1F4E5F", "005A30"


class _Looks:
    """The numbers of the looks that this page uses."""

    def __init__(self, styles: Styles) -> None:
        wrapped, centred = 'vertical="top" wrapText="1"', 'vertical="center" wrapText="1"'
        plain, bold = f'<sz val="11"/>{_FACE}', f'<b/><sz val="11"/>{_FACE}'
        self.title = styles.look(f'<b/><sz val="18"/><color rgb="FF{_INK}"/>{_FACE}')
        self.line = styles.look(plain)
        self.heading = styles.look(
            f'<b/><sz val="11"/><color rgb="FFFFFFFF"/>{_FACE}',
            fill=_INK,
            box=True,
            align=centred,
        )
        self.text = styles.look(plain, box=True, align=wrapped)
        self.link = styles.look(f'<u/><sz val="11"/><color rgb="FF0B4F9E"/>{_FACE}', box=True, align=wrapped)
        self.level = {level: styles.look(bold, fill=colour, box=True, align=wrapped) for level, colour in TINTS.items()}
        self.mended = styles.look(
            f'<b/><sz val="11"/><color rgb="FF{_GREEN}"/>{_FACE}', box=True, align=wrapped
        )  # fmt: skip
        self.group = styles.look(f'<b/><sz val="12"/><color rgb="FF{_INK}"/>{_FACE}')


def written(parts: Parts, record: Record, styles: Styles) -> Element:
    """Return the page."""
    looks = _Looks(styles)
    linked = {page.name for page in pages(parts) if page.is_grid}
    lines = [*_top(record, looks), *(_line(mark, looks, linked) for mark in record.found)]
    places = dict(enumerate(record.found, len(lines) - len(record.found) + 1))
    if record.mended:
        lines += [Line(("",)), Line((f"{_MENDED}: {len(record.mended)}",), (looks.group,), 21)]
        places |= dict(enumerate(record.mended, len(lines) + 1))
        lines += [_ticked(mark, looks, linked) for mark in record.mended]
    return _page(parts, lines, {row: mark for row, mark in places.items() if mark.sheet in linked})


def _top(record: Record, looks: _Looks) -> Iterator[Line]:
    yield Line((NAME,), (looks.title,), 27)
    yield Line((_counted(record.found),), (looks.group,), 21)
    for text in _HOW:
        yield Line((text,), (looks.line,))
    yield Line(("",))
    yield Line(_HEADINGS, [looks.heading] * len(_HEADINGS), 36)


def _counted(marks: Sequence[Mark]) -> str:
    if not marks:
        return "Nothing is left to mend."
    counts = {level: sum(mark.level is level for mark in marks) for level in Severity}
    said = {
        Severity.MUST_FIX: "to fix before the plan can be made",
        Severity.CHECK: "worth a look",
        Severity.IDEA: "idea" if counts[Severity.IDEA] == 1 else "ideas",
    }
    return ", ".join(f"{count} {said[level]}" for level, count in counts.items() if count)


def _line(mark: Mark, looks: _Looks, linked: set[str]) -> Line:
    link = looks.link if mark.sheet in linked else looks.text
    texts = (LEVELS[mark.level], _where(mark), mark.message, mark.fix, mark.rule)
    return Line(texts, (looks.level[mark.level], link, looks.text, looks.text, looks.text), _height(texts))


def _ticked(mark: Mark, looks: _Looks, linked: set[str]) -> Line:
    link = looks.link if mark.sheet in linked else looks.text
    texts = ("✓ Mended", _where(mark), mark.message, "", mark.rule)
    return Line(texts, (looks.mended, link, looks.text, looks.text, looks.text), _height(texts))


def _where(mark: Mark) -> str:
    return str(mark.where) if mark.where else "The whole record"


def _height(texts: Sequence[str]) -> float:
    return height([(text, width - 2) for text, width in zip(texts, _WIDTHS, strict=True)])


def _page(parts: Parts, lines: Sequence[Line], links: dict[int, Mark]) -> Element:
    root = sheet.sheet(parts)
    properties = _add(root, "sheetPr")
    _add(properties, "tabColor", rgb="FFC0392B")
    _add(properties, "pageSetUpPr", fitToPage="1")
    view = _add(_add(root, "sheetViews"), "sheetView", showGridLines="0", tabSelected="1", workbookViewId="0")
    corner = f"A{_FIRST + 1}"
    _add(view, "pane", ySplit=str(_FIRST), topLeftCell=corner, activePane="bottomLeft", state="frozen")
    _add(view, "selection", pane="bottomLeft", activeCell=corner, sqref=corner)
    _add(root, "sheetFormatPr", defaultRowHeight="15")
    widths = _add(root, "cols")
    for number, width in enumerate(_WIDTHS, 1):
        _add(widths, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
    root.append(sheet.rows(parts, lines))
    _link(root, links)
    _add(root, "pageMargins", left="0.5", right="0.5", top="0.7", bottom="0.7", header="0.3", footer="0.3")
    _add(root, "pageSetup", paperSize="9", orientation="landscape", fitToWidth="1", fitToHeight="0")
    _add(_add(root, "headerFooter"), "oddFooter").text = "&RPage &P of &N"
    return root


def _link(root: Element, links: dict[int, Mark]) -> None:
    if not links:
        return
    group = _add(root, "hyperlinks")
    for row, mark in links.items():
        goal = f"{quoted(mark.sheet)}!{mark.cell or 'A1'}"
        _add(group, "hyperlink", ref=f"B{row}", location=goal, display=_where(mark), tooltip=f"Go to {_where(mark)}")


def _add(parent: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", attributes)
