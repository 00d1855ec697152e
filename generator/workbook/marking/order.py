"""Where an element belongs among its neighbours: Excel calls a workbook damaged when one stands out of order."""

from lxml import etree

from generator.workbook.marking.parts import Element


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# What is wrapped for newer versions of Excel (AlternateContent) stands among the last on a sheet.
SHEET = _names(
    """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
    autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations
    hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches
    ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls
    AlternateContent webPublishItems tableParts extLst
    """
)
STYLES = _names("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst")
BOOK = _names(
    """
    fileVersion fileSharing workbookPr AlternateContent revisionPtr absPath workbookProtection bookViews sheets
    functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr
    smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst
    """
)


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def place(parent: Element, child: Element, order: tuple[str, ...]) -> None:
    """Put a child after its like and before what comes later."""
    rank = order.index(local(child))
    later = (at for at, other in enumerate(parent) if local(other) in order and order.index(local(other)) > rank)
    parent.insert(next(later, len(parent)), child)


def child(parent: Element, name: str, order: tuple[str, ...]) -> Element:
    """Return the child of that name, made when there is none."""
    namespace = etree.QName(parent).namespace
    found = parent.find(f"{{{namespace}}}{name}")
    if found is None:
        found = parent.makeelement(f"{{{namespace}}}{name}")
        place(parent, found, order)
    return found
