"""Take out of a template what its finished documents never carry: owners' traces, bound values, editing ids."""

import posixpath
import re

from lxml import etree

from generator.package import Package, Part
from generator.render import properties
from generator.render.ooxml import (
    CONTENT_TYPES,
    CONTENT_TYPES_PART,
    RELATIONSHIPS,
    ROOT_RELATIONS,
    SETTINGS_PART,
    W,
    serialise,
    w,
)
from generator.render.parts import Parts

DROPPED = re.compile(
    r"docProps/|customXml/|customUI/|word/glossary/|word/people\.xml$|word/printerSettings|word/webextensions/"
)
"""Properties, thumbnails, custom XML, buttons, building blocks, names of reviewers, a printer's name, add-ins."""
_SUMMARIES = ("/core-properties", "/extended-properties", "/custom-properties", "/thumbnail")
"""Ends of the relationship types that lead to properties, wherever the template keeps them."""
_SETTINGS = frozenset(
    map(w, ("rsids", "docVars", "trackRevisions", "mailMerge", "attachedTemplate", "saveThroughXslt", "revisionView"))
)
_EDITING_ID = re.compile(rf"\{{{re.escape(W)}\}}rsid\w*$|\}}(?:paraId|textId)$")


def clean(parts: Parts) -> None:
    """Take bound values, proofing marks and editing ids out of the parts that hold text.

    A content control bound to a property would be filled anew by Word from that property; a paragraph's
    editing id, once repeated in a loop, is no longer unique.
    """
    for name in parts.labels:
        root = parts.root(name)
        for element in [*root.iter(w("dataBinding"), w("proofErr"), w("placeholder"), w("showingPlcHdr"))]:
            _remove(element)
        for element in root.iter(etree.Element):
            for attribute in [each for each in element.attrib if _EDITING_ID.search(str(each))]:
                del element.attrib[attribute]


def rest(parts: Parts, filled: frozenset[str]) -> Package:
    """Return every part that is the same in all documents, cleaned; parts that need nothing stay as they are."""
    gone = frozenset(part.name for part in parts.package.parts if DROPPED.match(part.name)) | _summaries(parts)
    kept = (part for part in parts.package.parts if part.name not in gone)
    return Package(tuple(_cleaned(part, parts, filled, gone) for part in kept))


def _summaries(parts: Parts) -> frozenset[str]:
    relations = (each for name, each in parts.relations() if name == ROOT_RELATIONS)
    return frozenset(_target(each, "") for each in relations if each.get("Type", "").endswith(_SUMMARIES))


def _cleaned(part: Part, parts: Parts, filled: frozenset[str], gone: frozenset[str]) -> Part:
    if part.name == CONTENT_TYPES_PART:
        return Part(part.name, serialise(_typed(parts.root(part.name), gone)))
    if part.name.endswith(".rels"):
        return _related(part, parts.root(part.name), gone)
    if part.name == SETTINGS_PART:
        return Part(part.name, serialise(_settings(parts.root(part.name))))
    if part.name in parts.labels and part.name not in filled:
        return Part(part.name, serialise(parts.root(part.name)))
    return part


def _typed(root: etree._Element, gone: frozenset[str]) -> etree._Element:
    ours = {properties.CORE_PART: properties.CORE_TYPE, properties.APP_PART: properties.APP_TYPE}
    for each in [*root.iterfind(f"{{{CONTENT_TYPES}}}Override")]:
        if each.get("PartName", "").lstrip("/") in gone | ours.keys():
            root.remove(each)
    for name, kind in ours.items():
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": kind})
    return root


def _related(part: Part, root: etree._Element, gone: frozenset[str]) -> Part:
    """Return a relationships part without those that lead to what was dropped, and the first with ours."""
    folder = posixpath.dirname(posixpath.dirname(part.name))
    leaving = [each for each in root if _target(each, folder) in gone]
    for each in leaving:
        root.remove(each)
    if part.name == ROOT_RELATIONS:
        _relate(root, "plangenCore", properties.CORE_RELATION, properties.CORE_PART)
        _relate(root, "plangenApp", properties.APP_RELATION, properties.APP_PART)
    elif not leaving:
        return part
    return Part(part.name, serialise(root))


def _relate(root: etree._Element, key: str, kind: str, target: str) -> None:
    etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", {"Id": key, "Type": kind, "Target": target})


def _target(relation: etree._Element, folder: str) -> str:
    if relation.get("TargetMode") == "External":
        return ""
    return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")


def _settings(root: etree._Element) -> etree._Element:
    for element in [*root.iter(*_SETTINGS)]:
        _remove(element)
    return root


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
