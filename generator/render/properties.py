"""A document's properties, made anew for each copy: its title, its language and its date, and nobody's name."""

from datetime import date

from lxml import etree

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"

CORE_PART = "docProps/core.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
APP_PART = "docProps/app.xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
APP_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
APP = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{_APP}"/>'.encode()
"""No application, no company, no template name."""


def core(title: str, as_at: date) -> bytes:
    """Return the core properties of one copy; the day it speaks of stands for the day it was made."""
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    etree.SubElement(root, f"{{{_DC}}}title").text = title
    etree.SubElement(root, f"{{{_DC}}}creator")
    etree.SubElement(root, f"{{{_DC}}}language").text = "en-GB"
    for moment in ("created", "modified"):
        stamp = etree.SubElement(root, f"{{{_TERMS}}}{moment}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        stamp.text = f"{as_at.isoformat()}T00:00:00Z"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
