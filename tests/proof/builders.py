"""Small Word documents for the tests, part by part, as Word would lay them down."""

from xml.sax.saxutils import escape, quoteattr

from generator.case import Where
from generator.flow import Document, Reader, Secret, Withheld
from generator.needle import Needle, NeedleKind
from generator.package import Package, Part, write

_SCHEMAS = "http://schemas.openxmlformats.org"
_W = f'xmlns:w="{_SCHEMAS}/wordprocessingml/2006/main"'
_R = f'xmlns:r="{_SCHEMAS}/officeDocument/2006/relationships"'
_WP = f'xmlns:wp="{_SCHEMAS}/drawingml/2006/wordprocessingDrawing"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_SCHEMAS}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)
_STYLES = (
    f'{_HEAD}<w:styles {_W}><w:style w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:pPr><w:numPr/></w:pPr></w:style></w:styles>'
)

READER = Reader(key="parent-2", name="Sam Hart", audience="parent_pr", label="parent")


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*texts: str, style: str = "") -> str:
    """One paragraph, each text a run of its own."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(map(run, texts))}</w:p>"


def table(*rows: tuple[str, ...], header: bool = False) -> str:
    def line(number: int, cells: tuple[str, ...]) -> str:
        first = "<w:trPr><w:tblHeader/></w:trPr>" if header and number == 0 else ""
        return f"<w:tr>{first}{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"

    return f"<w:tbl>{''.join(line(number, cells) for number, cells in enumerate(rows))}</w:tbl>"


def picture(description: str, number: int = 1) -> str:
    drawing = f'<wp:inline><wp:docPr id="{number}" name="Picture" descr={quoteattr(description)}/></wp:inline>'
    return f"<w:p><w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>"


def part(root: str, inner: str) -> bytes:
    return f"{_HEAD}<w:{root} {_W} {_R} {_WP}>{inner}</w:{root}>".encode()


def link(identity: str, target: str, kind: str, mode: str = "") -> str:
    how = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{identity}" Type="{_SCHEMAS}/{kind}" Target={quoteattr(target)}{how}/>'


def links(*each: str) -> bytes:
    return (
        f'{_HEAD}<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{"".join(each)}</Relationships>'.encode()
    )


def core(title: str = "", creator: str = "") -> bytes:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_SCHEMAS}/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        f"<dc:creator>{escape(creator)}</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"
    ).encode()


def docx(body: str = paragraph("Nothing here."), header: str = "", footer: str = "", **more: bytes) -> bytes:
    """A Word file of this body, header and footer; `more` holds other parts by name."""
    edges = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
        '<w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": links(link("rId1", "word/document.xml", "officeDocument/2006/relationships/officeDocument")),
        "word/document.xml": part("document", f"<w:body>{body}{edges}</w:body>"),
        "word/_rels/document.xml.rels": links(
            link("rId1", "header1.xml", "header"), link("rId2", "footer1.xml", "footer")
        ),
        "word/styles.xml": _STYLES.encode(),
        "word/header1.xml": part("hdr", paragraph(header)),
        "word/footer1.xml": part("ftr", paragraph(footer)),
        "docProps/core.xml": core("A plan"),
    }
    parts |= more
    return write(Package(tuple(Part(name, data) for name, data in parts.items())))


def document(content: bytes, file_name: str = "F1043-copy-parent-2-v1.docx") -> Document:
    return Document(kind="copy", reader=READER, file_name=file_name, content=content, made_from="0" * 64)


def withheld(*texts: str, kind: NeedleKind = NeedleKind.PHRASE) -> Withheld:
    """Each text as a secret of its own, from Restrictions!E5 on."""
    return Withheld(
        secrets=tuple(
            Secret(
                needles=(Needle(text, kind, f"restrictions/{number}/clue_words"),),
                path=f"restrictions/{number}/clue_words",
                where=Where("Restrictions", f"E{number + 5}"),
                restricted=True,
            )
            for number, text in enumerate(texts)
        )
    )
