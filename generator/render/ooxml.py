"""The few names of Open XML that this room uses: namespaces, element tags, content types."""

from collections.abc import Iterator

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES_PART = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
SETTINGS_PART = "word/settings.xml"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN = f"{WORD}document.main+xml"
FILLED = {
    MAIN: "body",
    f"{WORD}header+xml": "header",
    f"{WORD}footer+xml": "footer",
    f"{WORD}footnotes+xml": "footnotes",
    f"{WORD}endnotes+xml": "endnotes",
}
"""Content types of the parts that may hold tags, each with what a person calls such a part."""


def w(name: str) -> str:
    """Return the full tag of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


PARAGRAPH, RUN, TEXT = w("p"), w("r"), w("t")
TABLE, ROW, CELL = w("tbl"), w("tr"), w("tc")
VALUE = w("val")


def serialise(root: etree._Element) -> bytes:
    """Return a part as Word writes it, always in the same bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def own_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the text elements of a paragraph without those of a text box that is anchored in it."""
    for text in paragraph.iter(TEXT):
        if next(text.iterancestors(PARAGRAPH), None) is paragraph:
            yield text


def own_text(paragraph: etree._Element) -> str:
    """Return what a paragraph says, joined over its runs."""
    return "".join(text.text or "" for text in own_texts(paragraph))


def full_text(element: etree._Element) -> str:
    """Return everything that is said inside an element."""
    return "".join(text.text or "" for text in element.iter(TEXT))


def is_on(toggle: etree._Element | None) -> bool:
    """Say whether an on/off property such as `w:vanish` is there and not switched off."""
    return toggle is not None and toggle.get(VALUE, "1") not in {"0", "false", "off", "none"}


def insert_in_order(properties: etree._Element, new: etree._Element, later: frozenset[str]) -> None:
    """Put a property before the first of those that the schema wants after it."""
    for position, sibling in enumerate(properties):
        if sibling.tag in later:
            properties.insert(position, new)
            return
    properties.append(new)
