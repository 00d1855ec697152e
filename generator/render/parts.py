"""A template's package seen as parts: which may hold tags, what a person calls each, what it leads to."""

import posixpath
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from generator import package
from generator.package import Package
from generator.render.ooxml import CONTENT_TYPES_PART, FILLED, MAIN, RELATIONSHIPS, SETTINGS_PART, R, is_on, w
from generator.render.place import Places, heading_styles, places

_KINDS = {"default": "", "first": "first-page ", "even": "even-page "}


class Parts:
    """One template's parts, parsed when first asked for."""

    def __init__(self, read: Package) -> None:
        self.package = read
        self._by_name = {part.name: part.data for part in read.parts}
        self._roots: dict[str, etree._Element] = {}

    def root(self, name: str) -> etree._Element:
        """Return a part's XML."""
        if name not in self._roots:
            self._roots[name] = package.parse_xml(self._by_name[name])
        return self._roots[name]

    def data(self, name: str) -> bytes:
        """Return a part as it stands in the file."""
        return self._by_name[name]

    def has(self, name: str) -> bool:
        """Say whether the package has this part."""
        return name in self._by_name

    @cached_property
    def types(self) -> dict[str, str]:
        """Content type of each part that has one of its own."""
        if not self.has(CONTENT_TYPES_PART):
            return {}
        overrides = self.root(CONTENT_TYPES_PART).iterfind("{*}Override")
        return {each.get("PartName", "").lstrip("/"): each.get("ContentType", "") for each in overrides}

    @cached_property
    def main(self) -> str:
        """Name of the main document part; `refuse.other_kinds` has seen that there is one."""
        return next(name for name, kind in self.types.items() if kind == MAIN and self.has(name))

    @property
    def document(self) -> etree._Element:
        """The main document."""
        return self.root(self.main)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Every part that may hold tags, with what a person calls it."""
        named = {name: FILLED[kind] for name, kind in self.types.items() if kind in FILLED and self.has(name)}
        return {name: self._header_names.get(name, label) for name, label in named.items()}

    @cached_property
    def _header_names(self) -> dict[str, str]:
        targets = {each.get("Id", ""): self._target(each) for each in self._relations_of(self.main)}
        return {
            targets.get(each.get(f"{{{R}}}id", ""), ""): _KINDS.get(each.get(w("type"), "default"), "") + kind
            for kind in ("header", "footer")
            for each in self.document.iter(w(f"{kind}Reference"))
        }

    def headers(self) -> tuple[str, ...]:
        """Return the names of all header parts."""
        return tuple(name for name, kind in self.types.items() if kind.endswith(".header+xml") and self.has(name))

    def label(self, relations_part: str) -> str:
        """Return what a person calls the part that a relationships part belongs to."""
        owner = relations_part.replace("_rels/", "").removesuffix(".rels")
        return self.labels.get(owner, "body")

    def relations(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield every relationship with the name of the part that holds it."""
        for part in self.package.parts:
            if part.name.endswith(".rels"):
                yield from ((part.name, each) for each in self.root(part.name).iterfind("{*}Relationship"))

    def _relations_of(self, name: str) -> Iterator[etree._Element]:
        folder, _, file = name.rpartition("/")
        held = posixpath.join(folder, "_rels", f"{file}.rels")
        return self.root(held).iterfind(f"{{{RELATIONSHIPS}}}Relationship") if self.has(held) else iter(())

    def _target(self, relation: etree._Element) -> str:
        target = relation.get("Target", "")
        folder = posixpath.dirname(self.main)
        return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))

    @cached_property
    def styles(self) -> etree._Element | None:
        """The style sheet, if there is one."""
        return self.root("word/styles.xml") if self.has("word/styles.xml") else None

    @cached_property
    def even_pages(self) -> bool:
        """Whether even pages have headers of their own."""
        if not self.has(SETTINGS_PART):
            return False
        return is_on(self.root(SETTINGS_PART).find(w("evenAndOddHeaders")))

    def filled(self) -> Iterator[tuple[Places, etree._Element]]:
        """Yield every part that may hold tags with its places."""
        for name in self.labels:
            yield self.places[name], self.root(name)

    @cached_property
    def places(self) -> dict[str, Places]:
        """The places of every part that may hold tags."""
        headings = heading_styles(self.styles)
        return {name: places(self.root(name), label, headings) for name, label in self.labels.items()}
