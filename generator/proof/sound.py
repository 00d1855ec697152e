"""Is a finished package one that Word opens as it stands, with nothing in it but the document?"""

import posixpath
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from generator.package import Package, Part
from generator.proof.names import DOCUMENT, MC, REL, WP, W
from generator.proof.parts import is_xml, tree

_TRACKED = tuple(
    f"{W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "sectPrChange", "cellIns", "cellDel",
    )
)  # fmt: skip
_COMMENTED = tuple(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_MARKERS = frozenset(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "proofErr"))


def faults(package: Package) -> tuple[str, ...]:
    """Return what is wrong with the package, each with its part; nothing for a sound one."""
    if package.part(DOCUMENT) is None:
        return ("no document in the file",)
    found: list[str] = []
    for part in package.parts:
        if part.name.startswith("word/comments"):
            found.append(f"comments in {part.name}")
        if is_xml(part):
            found.extend(_of_part(part, package))
    return tuple(dict.fromkeys(found))


def _of_part(part: Part, package: Package) -> Iterator[str]:
    root = tree(part.data)
    if root is None:
        yield f"XML that cannot be read in {part.name}"
        return
    if part.name.endswith(".rels"):
        yield from _dead_links(root, part, package)
    elif part.name.startswith("word/"):
        if any(times > 1 for times in Counter(_picture_numbers(root)).values()):
            yield f"two pictures with one number in {part.name}"
        if any(True for _ in root.iter(*_TRACKED)):
            yield f"tracked changes in {part.name}"
        if any(True for _ in root.iter(*_COMMENTED)):
            yield f"comments in {part.name}"
        if not all(_ends_with_a_paragraph(cell) for cell in root.iter(f"{W}tc")):
            yield f"a table cell without a last paragraph in {part.name}"


def _picture_numbers(root: etree._Element) -> Iterator[str]:
    for picture in root.iter(f"{WP}docPr"):
        # What is drawn for old programs repeats the number of what it stands for.
        if next(picture.iterancestors(f"{MC}Fallback"), None) is None:
            yield str(picture.get("id"))


def _ends_with_a_paragraph(cell: etree._Element) -> bool:
    blocks = [block.tag for block in cell if block.tag not in _MARKERS]
    return bool(blocks) and blocks[-1] == f"{W}p"


def _dead_links(root: etree._Element, part: Part, package: Package) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(part.name))
    names = set(package.names)
    for link in root.iter(f"{REL}Relationship"):
        target = unquote(link.get("Target") or "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if link.get("TargetMode") != "External" and path not in names and not target.startswith("#"):
            yield f"a link to a part that is not there in {part.name}"
