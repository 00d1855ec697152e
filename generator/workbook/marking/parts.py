"""The parts of a workbook while marks are put in: a part that nobody puts back stays as it was, byte for byte."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from generator import package
from generator.errors import PackageError
from generator.package import CONTENT_TYPES, Package, Part

Element = etree._Element  # noqa: SLF001 - lxml has no other name for the type of its elements

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_ROOT = ""
"""The package itself, as the owner of relations."""


@dataclass(frozen=True, slots=True)
class Relation:
    """That one part needs another."""

    id: str
    kind: str
    """The last word of its type, such as `worksheet`."""
    target: str
    """Name of the other part; as written when it lies outside the package."""


@dataclass(slots=True)
class Parts:
    """All parts of one workbook, by name, in order."""

    _held: dict[str, bytes]
    book: str = ""
    """Name of the part that lists the sheets."""
    office: str = ""
    """Namespace of relations inside parts, which the types of relations begin with; a strict workbook has another."""
    main: str = ""
    """Namespace of spreadsheets."""

    @classmethod
    def of(cls, source: Path | bytes) -> "Parts":
        """Return the parts of a workbook.

        Raises:
            PackageError: it is damaged, or no workbook.
        """
        parts = cls({part.name: part.data for part in package.read(source).parts})
        for entry in parts._entries(_ROOT):
            base, _, kind = entry.get("Type", "").rpartition("/")
            if kind == "officeDocument":
                parts.book, parts.office = _resolved(_ROOT, entry.get("Target", "")), base
        if parts.book not in parts:
            raise PackageError("The file is no workbook, so nothing can be marked in it.")
        parts.main = etree.QName(parts.xml(parts.book)).namespace or ""
        return parts

    def content(self) -> bytes:
        """Return the workbook as the bytes of a file."""
        return package.write(Package(tuple(Part(name, data) for name, data in self._held.items())))

    def __contains__(self, name: str) -> bool:
        return name in self._held

    def data(self, name: str) -> bytes:
        """Return a part's bytes; none when it is not there."""
        return self._held.get(name, b"")

    def xml(self, name: str) -> Element:
        """Return a part's root element; what is changed in it counts only once it is put back."""
        return package.parse_xml(self._held[name])

    def put(self, name: str, content: Element | bytes) -> None:
        """Put a part back, changed."""
        self._held[name] = content if isinstance(content, bytes) else _written(content)

    def add(self, name: str, content: Element | bytes, content_type: str) -> None:
        """Add a part of that content type."""
        self.put(name, content)
        types = self.xml(CONTENT_TYPES)
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
        self.put(CONTENT_TYPES, types)

    def default_type(self, ending: str, content_type: str) -> None:
        """Say what parts with that ending are, unless it is said already."""
        types = self.xml(CONTENT_TYPES)
        if all(entry.get("Extension", "").lower() != ending for entry in types.iter(f"{{{_TYPES}}}Default")):
            types.insert(0, types.makeelement(f"{{{_TYPES}}}Default", Extension=ending, ContentType=content_type))
            self.put(CONTENT_TYPES, types)

    def remove(self, name: str) -> None:
        """Take a part away with its relations and the parts that only it needed."""
        needed = [relation.target for relation in self.relations(name)]
        self._held.pop(name, None)
        self._held.pop(_relations_of(name), None)
        types = self.xml(CONTENT_TYPES)
        for entry in [one for one in types if one.get("PartName", "").lstrip("/") == name]:
            types.remove(entry)
        self.put(CONTENT_TYPES, types)
        for other in needed:
            if other in self and not any(other == target for target in self._targets()):
                self.remove(other)

    def _targets(self) -> Iterator[str]:
        for name in [_ROOT, *self._held]:
            if _relations_of(name) in self:
                yield from (relation.target for relation in self.relations(name))

    def free_name(self, pattern: str) -> str:
        """Return the first name that no part has, with a number in place of `{}`."""
        taken = {name.casefold() for name in self._held}
        number = 1
        while pattern.format(number).casefold() in taken:
            number += 1
        return pattern.format(number)

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Return what a part needs."""
        return tuple(
            Relation(
                id=entry.get("Id", ""),
                kind=entry.get("Type", "").rpartition("/")[2],
                target=entry.get("Target", "")
                if entry.get("TargetMode") == "External"
                else _resolved(name, entry.get("Target", "")),
            )
            for entry in self._entries(name)
        )

    def related(self, name: str, kind: str) -> Relation | None:
        """Return the first relation of that kind to a part that is there."""
        return next((one for one in self.relations(name) if one.kind == kind and one.target in self), None)

    def relate(self, name: str, kind: str, target: str) -> str:
        """Say that a part needs another, and return the id of that relation."""
        where = _relations_of(name)
        root = self.xml(where) if where in self else root_of("Relationships", _RELATIONS)
        taken = {entry.get("Id") for entry in root}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        entry = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=f"rId{number}")
        entry.set("Type", f"{self.office}/{kind}")
        entry.set("Target", f"/{target}")
        self.put(where, root)
        return f"rId{number}"

    def unrelate(self, name: str, known_as: str) -> None:
        """Say that a part no longer needs another."""
        root = self.xml(_relations_of(name))
        for entry in [one for one in root if one.get("Id") == known_as]:
            root.remove(entry)
        if len(root):
            self.put(_relations_of(name), root)
        else:
            self._held.pop(_relations_of(name))

    def _entries(self, name: str) -> list[Element]:
        where = _relations_of(name)
        return list(self.xml(where).iter("{*}Relationship")) if where in self else []


def root_of(name: str, namespace: str) -> Element:
    """Return the root of a new part, in which that namespace needs no prefix."""
    return package.parse_xml(f'<{name} xmlns="{namespace}"/>'.encode())


def _relations_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _resolved(name: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _written(root: Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
