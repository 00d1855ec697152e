"""What a template must not hold: people's traces, hidden text, programs, links to elsewhere, bare pages."""

import re
from collections.abc import Iterator

from lxml import etree

from generator.render.clean import DROPPED
from generator.render.fault import Fault, Place
from generator.render.ooxml import MAIN, PARAGRAPH, VALUE, is_on, w
from generator.render.parts import Parts
from generator.render.place import Places

_TRACKED = frozenset(
    map(
        w,
        (
            "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
            "tblPrExChange", "trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel",
            "cellMerge",
        ),
    )
)  # fmt: skip
_COMMENTS = frozenset(map(w, ("commentReference", "commentRangeStart", "commentRangeEnd")))
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_EMBEDDED = frozenset({*map(w, ("object", "altChunk", "control", "subDoc", "movie")), f"{_OFFICE}OLEObject"})
_FIELD_TEXT = (w("instrText"), w("fldSimple"))
_REACHING_FIELDS = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|DATABASE|RD|IMPORT|EMBED|MACROBUTTON"
    r"|AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|FILENAME|DOCPROPERTY|DOCVARIABLE|COMMENTS|TEMPLATE)\b",
    re.IGNORECASE,
)
"""Fields that fetch from elsewhere, run something, or print whose computer it was."""
_OPENING = re.compile(r"\{\{|\{%")
_IN_A_LINK = re.compile(rb"\{\{|%7B%7B", re.IGNORECASE)
_ALT_TEXT = frozenset({"descr", "title", "alt"})


LARGEST_PART = 2_000_000
"""Bytes of one part that may hold tags; a template of fifty pages has well under one million."""


def other_kinds(parts: Parts) -> Iterator[Fault]:
    """Yield what a file is when it is not a Word document."""
    kinds = [kind for name, kind in parts.types.items() if ".main+xml" in kind and parts.has(name)]
    do = "Open it in Word and save it as a Word Document (.docx)."
    if MAIN in kinds:
        return
    if any("macroEnabled" in kind for kind in kinds):
        yield Fault("It may hold macros, which every reader's computer would be asked to run.", do)
    elif any("template.main" in kind for kind in kinds):
        yield Fault("It is a Word template (.dotx), which opens as another document each time.", do)
    else:
        yield Fault("It is not a Word document.", do)


def oversized(parts: Parts) -> Iterator[Fault]:
    """Yield the parts that are too large to be looked at."""
    for name, label in parts.labels.items():
        if len(parts.data(name)) > LARGEST_PART:
            yield Fault("It is too large for a template.", "Take out what is pasted into it.", Place(label))


def package_faults(parts: Parts) -> Iterator[Fault]:
    """Yield what is wrong with a template's parts, wherever its tags stand."""
    names = tuple(part.name for part in parts.package.parts)
    if any(re.search(r"vbaProject|vbaData|macrosheet", name, re.IGNORECASE) for name in names):
        yield Fault("It holds macros, which every reader's computer would be asked to run.", "Save it as .docx.")
    if any(re.match(r"word/comments[^/]*\.xml$", name) for name in names):
        yield Fault("Comments left in it would go out with every copy.",
                    "Review > Delete > Delete All Comments in Document.", _first(parts, _COMMENTS))  # fmt: skip
    if any(re.match(r"word/(?:embeddings|activeX|afchunk)", name, re.IGNORECASE) for name in names):
        yield Fault("A file is embedded in it, and nobody can see what that holds.",
                    "Replace it by a picture or a table.", _first(parts, _EMBEDDED))  # fmt: skip
    yield from _links(parts)
    yield from _tags_out_of_reach(parts)


def _first(parts: Parts, tags: frozenset[str]) -> Place | None:
    for places, root in parts.filled():
        for element in root.iter(*tags):
            return places.of(element)
    return None


def _links(parts: Parts) -> Iterator[Fault]:
    for name, relation in parts.relations():
        if relation.get("TargetMode") != "External":
            continue
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind == "attachedTemplate":
            yield Fault("It is linked to another template, which Word would look for on each reader's computer.",
                        "Developer > Document Template > choose Normal.dotm.")  # fmt: skip
        elif kind != "hyperlink":
            yield Fault("Something in it is fetched from elsewhere when a reader opens it.",
                        "Break the link (File > Info > Edit Links to Files), or insert the picture itself.",
                        Place(parts.label(name)))  # fmt: skip


def _tags_out_of_reach(parts: Parts) -> Iterator[Fault]:
    """A tag in a diagram or a style's name would go out as it is."""
    for part in parts.package.parts:
        if part.name in parts.labels or DROPPED.match(part.name) or not part.name.endswith((".xml", ".rels")):
            continue
        said = re.sub(rb"<[^>]*>", b"", part.data)
        if re.search(rb"\{\{|\{%", said) or (part.name.endswith(".rels") and _IN_A_LINK.search(part.data)):
            yield Fault(f"A tag stands where none is filled: {part.name}.",
                        "Put it in the text, a text box, a header, a footer or a note.")  # fmt: skip


def part_faults(root: etree._Element, places: Places, hidden_styles: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong inside one part."""
    yield from _each(root, places, _TRACKED, "Tracked changes left here go out with every copy, deleted text too.",
                     "Review > Accept > Accept All Changes, then save.")  # fmt: skip
    yield from _each(root, places, _COMMENTS, "A comment left here would go out with every copy.",
                     "Review > Delete > Delete All Comments in Document.")  # fmt: skip
    yield from _each(root, places, _EMBEDDED, "A file is embedded here, and nobody can see what it holds.",
                     "Replace it by a picture or a table.")  # fmt: skip
    yield from _hidden_text(root, places, hidden_styles)
    yield from _fields(root, places)
    yield from _tags_in_attributes(root, places)


def _each(root: etree._Element, places: Places, tags: frozenset[str], what: str, do: str) -> Iterator[Fault]:
    told = {places.of(element): None for element in root.iter(*tags)}
    yield from (Fault(what, do, place) for place in told)


def _hidden_text(root: etree._Element, places: Places, hidden_styles: frozenset[str]) -> Iterator[Fault]:
    switched = (each for each in root.iter(w("vanish")) if is_on(each))
    styled = (each for each in root.iter(w("rStyle"), w("pStyle")) if each.get(VALUE) in hidden_styles)
    told = {places.of(element): None for element in (*switched, *styled)}
    do = "Select it, open the Font box and clear Hidden, or delete it."
    yield from (Fault("Hidden text here would go out with every copy.", do, place) for place in told)


def hidden_styles(styles: etree._Element | None) -> frozenset[str]:
    """Return the ids of the styles that hide what is written in them."""
    found = () if styles is None else styles.iter(w("style"))
    hiding = (each for each in found if any(map(is_on, each.iterfind(f"{w('rPr')}/{w('vanish')}"))))
    return frozenset(each.get(w("styleId"), "") for each in hiding)


def _fields(root: etree._Element, places: Places) -> Iterator[Fault]:
    for owner in (*root.iter(PARAGRAPH), *root.iter(w("fldSimple"))):
        text = "".join(each.text or "" for each in owner.iter(w("instrText"))) + owner.get(w("instr"), "")
        reaching = _REACHING_FIELDS.search(re.sub(r'"[^"]*"', "", text))
        if reaching:
            yield Fault(f"A field here ({reaching[0].upper()}) fetches something or tells whose computer it was.",
                        "Delete the field and type the words.", places.of(owner))  # fmt: skip
        if _OPENING.search(text):
            yield Fault("A tag stands inside a field's code, where a value could change what the field does.",
                        "Put the tag into the text.", places.of(owner))  # fmt: skip


def _tags_in_attributes(root: etree._Element, places: Places) -> Iterator[Fault]:
    """A value may fill a picture's alternative text; elsewhere in an element it could change what that does."""
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if _OPENING.search(str(value)) and etree.QName(str(name)).localname not in _ALT_TEXT:
                yield Fault("A tag stands where only Word's own settings belong.", "Put the tag into the text.",
                            places.of(element), str(value))  # fmt: skip


def header_faults(parts: Parts) -> Iterator[Fault]:
    """Every page must be able to say for whom the copy is, and DRAFT when it is one."""
    do = "Insert > Header on that page, and say there for whom the copy is."
    known: set[str] = set()
    sections = [*parts.document.iter(w("sectPr"))]
    for section in sections or [etree.Element(w("sectPr"))]:
        known |= {each.get(w("type"), "default") for each in section.iter(w("headerReference"))}
        needed = {"default"}
        needed |= {"first"} if is_on(section.find(w("titlePg"))) else set()
        needed |= {"even"} if parts.even_pages else set()
        for kind in sorted(needed - known):
            pages = {"default": "Its pages have", "first": "Its first page has", "even": "Its even pages have"}[kind]
            yield Fault(f"{pages} no header, so a page would not say for whom it is.", do)
        known |= needed
