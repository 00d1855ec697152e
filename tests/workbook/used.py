"""A workbook as people have them: an intake with a good deal in it that plangen never put there."""

import base64
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName

from generator import package
from generator.package import Package, Part
from tests.conftest import SAMPLES

_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_DRAWING = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><xdr:oneCellAnchor><xdr:from>
<xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>40</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>
<xdr:ext cx="95250" cy="95250"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo" descr="Logo"/><xdr:cNvPicPr/>
</xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="95250" cy="95250"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
</xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"""
_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
_RELATION = (
    b'<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>'
)
_TYPES = (
    b'<Default Extension="png" ContentType="image/png"/>'
    b'<Override PartName="/xl/drawings/drawing9.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>'
)
_UNKNOWN = (
    b'<extLst><ext uri="{00000000-1111-2222-3333-444444444444}" xmlns:zz="urn:of-another-program">'
    b"<zz:kept>yes</zz:kept></ext></extLst></worksheet>"
)
_R = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def a_used_workbook(name: str = "simple-child-in-need") -> bytes:
    """A sample with a colour rule, a note, a tab and names of somebody's own, a logo, and what openpyxl drops."""
    book = load_workbook(SAMPLES / f"{name}.xlsx")
    actions = book["Actions"]
    actions.conditional_formatting.add(
        "J5:J64", CellIsRule(operator="equal", formula=['"Done"'], fill=PatternFill("solid", bgColor="FFC6EFCE"))
    )
    note = Comment("Ask Jo on Monday.", "A Worker")
    actions["C5"].comment = note
    actions["L6"].comment = Comment("Which day?", "A Worker")
    book.create_sheet("My own list")["A1"] = "milk"
    book.defined_names["milk"] = DefinedName("milk", attr_text="'My own list'!$A$1")
    book["Outcomes"].defined_names["here"] = DefinedName("here", attr_text="Outcomes!$B$5")
    book.active = book.sheetnames.index("Actions")
    saved = BytesIO()
    book.save(saved)
    parts = {part.name: part.data for part in package.read(saved.getvalue()).parts}
    parts |= _with_a_logo(parts)
    return package.write(Package(tuple(Part(name, data) for name, data in parts.items())))


def _with_a_logo(parts: dict[str, bytes]) -> dict[str, bytes]:
    start = parts["xl/worksheets/sheet1.xml"].replace(
        b"</worksheet>", b'<drawing %s r:id="rId1"/>' % _R + _UNKNOWN
    )  # fmt: skip
    return {
        "xl/worksheets/sheet1.xml": start,
        "xl/worksheets/_rels/sheet1.xml.rels": _RELATIONS
        % (_RELATION % (b"rId1", b"drawing", b"../drawings/drawing9.xml")),
        "xl/drawings/drawing9.xml": _DRAWING,
        "xl/drawings/_rels/drawing9.xml.rels": _RELATIONS % (_RELATION % (b"rId1", b"image", b"../media/logo.png")),
        "xl/media/logo.png": _PICTURE,
        "customXml/item1.xml": b"<kept xmlns='urn:of-another-program'>by nobody we know</kept>",
        "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", _TYPES),
    }
