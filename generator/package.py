"""Word and Excel packages as zip parts: read safely, written deterministically.

A file from outside is looked at before anything in it is expanded: its first bytes, the directory at its
end, the sizes it claims. What claims too much is refused there. What is expanded is never expanded beyond
what was claimed, and no XML parser sees a part that declares entities of its own.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from generator.errors import PackageError

if TYPE_CHECKING:
    from lxml import etree

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may claim before it is refused; sizes in bytes."""

    expanded: int = 512 * MIB
    """All parts together, expanded."""
    ratio: int = 250
    """How many times its packed size a part may have, expanded."""
    ratio_from: int = MIB
    """Parts smaller than this may be packed as tightly as they like."""
    parts: int = 10_000
    prolog: int = 64 * 1024
    """How far into an XML part its first element must begin."""
    content_types: int = MIB


LIMITS = Limits()


@dataclass(slots=True)
class Meter:
    """How much work a file has cost; it counts on while the file is looked at."""

    read: int = 0
    """Bytes read from the file."""
    expanded: int = 0
    """Bytes that came out of its packed parts."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside a package."""

    name: str
    """Without a leading slash, such as `word/document.xml`."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Package:
    """All parts of a Word or Excel file, in their order."""

    parts: tuple[Part, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every part, in order."""
        return tuple(part.name for part in self.parts)

    def part(self, name: str) -> Part | None:
        """Return the part called `name`, or None when there is none."""
        return next((part for part in self.parts if part.name == name), None)


@dataclass(frozen=True, slots=True)
class Listing:
    """What can be known of a package without expanding it."""

    names: tuple[str, ...]
    kind: str
    """xlsx, docx, ods, xlsm, or other."""
    bytes_expanded: int


def inspect(path: Path, limits: Limits = LIMITS, *, meter: Meter | None = None) -> Listing:
    """Look at the file at `path` and refuse it unless it is a sound package, expanding next to nothing.

    Raises:
        PackageError: it is another kind of file, protected, damaged, or made to do harm.
    """
    meter = meter or Meter()
    with _opened(path, meter) as file:
        archive = _archive(file, limits)
        types = archive.content_types()
        archive.refuse_entities(types)
        archive.refuse_understatement()
        return Listing(archive.names, _kind(archive, types), meter.expanded)


def read(source: Path | bytes, *, limits: Limits = LIMITS, meter: Meter | None = None) -> Package:
    """Return every part of a package, all of it checked as `inspect` checks it.

    Raises:
        PackageError: it is another kind of file, protected, damaged, or made to do harm.
    """
    with _opened(source, meter or Meter()) as file:
        archive = _archive(file, limits)
        xml = archive.xml_names(archive.content_types())
        parts = tuple(Part(member.filename, archive.expand(member)) for member in archive.members)
        for part in parts:
            if part.name in xml:
                archive.refuse_prolog(part.data[: limits.prolog + 1])
        return Package(parts)


def stream_part(path: Path, name: str, *, limits: Limits = LIMITS) -> Iterator[bytes]:
    """Yield one part bit by bit, so that a sheet of a million rows is never held whole; nothing when it is not there.

    Raises:
        PackageError: as `read`.
    """
    with _opened(path, Meter()) as file:
        archive = _archive(file, limits)
        member = archive.member(name)
        if member is not None:
            yield from archive.pieces(member)


def write(package: Package) -> bytes:
    """Return the package as a file: the same parts always give the same bytes.

    The content types come first and the package's own relationships second, as Office writes them;
    the other parts stay in their order.
    """
    if len(set(package.names)) < len(package.names):
        raise PackageError("The package holds two parts of one name.")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for part in sorted(package.parts, key=_place):
            archive.writestr(_entry(part.name), part.data)
    return file.getvalue()


def parse_xml(data: bytes) -> "etree._Element":
    """Return the root element of an XML part.

    Raises:
        PackageError: it is no XML, or it declares a document type or entities, which Office files never do.
    """
    from lxml import etree

    if reason := _prolog_fault(data[: LIMITS.prolog + 1], LIMITS.prolog):
        raise PackageError(f"A part of the file {reason}. Office never writes that, so the file is not read.")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        # The parser's own message quotes the part, and a part may hold a family's words.
        raise PackageError("A part of the file is not sound XML: the file is damaged.") from None


# --- writing -------------------------------------------------------------------------------------------

CONTENT_TYPES = "[Content_Types].xml"
_FIRST = {CONTENT_TYPES: 0, "_rels/.rels": 1}
_ARCHIVE = 0x20  # what every file on a Windows disk has; left at 0, zipfile writes Unix permissions
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can name


def _place(part: Part) -> int:
    return _FIRST.get(part.name, len(_FIRST))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_NO_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # else it tells Windows from other systems
    entry.external_attr = _ARCHIVE
    return entry


# --- opening: what kind of file is it? -----------------------------------------------------------------

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_LOCKS = ("~$", ".~lock.")
_LONGEST_READ = 4 * MIB


@dataclass(frozen=True, slots=True)
class _Said:
    """How a file and its program are spoken of in messages; never with the folders it lies in."""

    name: str
    program: str
    kind: str
    protect: str

    @classmethod
    def of(cls, source: Path | bytes) -> "_Said":
        name = source.name if isinstance(source, Path) else "The file"
        if Path(name).suffix.lower() in {".docx", ".docm", ".dotx", ".doc", ".dot", ".rtf"}:
            return cls(name, "Word", "Word Document (.docx)", "Protect Document")
        if Path(name).suffix.lower() == ".ods":
            return cls(name, "LibreOffice", "ODF Spreadsheet (.ods)", "Properties")
        if Path(name).suffix.lower() == ".zip":
            return cls(name, "the program that made it", "zip file of CSV files", "")
        return cls(name, "Excel", "Excel Workbook (.xlsx)", "Protect Workbook")

    @property
    def saved_anew(self) -> str:
        return f"Open it in {self.program} and save it as {_an(self.kind)}"


def _an(words: str) -> str:
    return f"an {words}" if words[0] in "AEIOU" else f"a {words}"


@dataclass(slots=True)
class _File:
    """An open file that counts what is read of it."""

    raw: BinaryIO
    said: _Said
    meter: Meter

    def read(self, size: int = -1) -> bytes:
        if size > _LONGEST_READ:  # only a directory is ever read in one piece
            raise _harmful(self.said, "its list of parts is far too long")
        data = self.raw.read(size)
        self.meter.read += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.raw.seek(offset, whence)

    def tell(self) -> int:
        return self.raw.tell()

    def seekable(self) -> bool:
        return True


@contextmanager
def _opened(source: Path | bytes, meter: Meter) -> Iterator[_File]:
    said = _Said.of(source)
    if isinstance(source, bytes):
        yield _File(io.BytesIO(source), said, meter)
        return
    if said.name.startswith(_LOCKS):
        raise PackageError(_lock_message(said))
    if source.is_dir():
        raise PackageError(f"{said.name} is a folder, not a file. Name the file inside it.")
    try:
        raw = source.open("rb")
    except FileNotFoundError:
        raise PackageError(f"There is no file {said.name} here. Check the name and the folder.") from None
    except OSError as error:
        raise PackageError(
            f"{said.name} cannot be opened. Close it in other programs, check that you may read it, and run again."
        ) from error
    with raw:
        yield _File(raw, said, meter)


def _lock_message(said: _Said) -> str:
    real = re.sub(r"^~\$|^\.~lock\.|#$", "", said.name)
    owner = "LibreOffice" if said.name.startswith(".~lock.") else said.program
    return (
        f"{said.name} is {owner}'s own lock file, which is there while somebody has the real file open. "
        f"Close the file in {owner} and run again with the real one, whose name ends in {real}."
    )


def _refuse_other_kinds(file: _File) -> None:
    """Say what a file is that is no zip package, and what to do with it."""
    start, said = file.read(8), file.said
    if start.startswith(_ZIP):
        return
    if start == _OLE:
        raise PackageError(_ole_message(file))
    if not start:
        raise PackageError(f"{said.name} is empty: it holds nothing at all. Fetch it again and run again.")
    raise PackageError(f"{said.name} is not {_an(said.kind)}. {said.saved_anew}, then run again with that.")


def _ole_message(file: _File) -> str:
    """Old Office files and protected new ones are the same kind of container, with other streams in it."""
    said, streams = file.said, _ole_streams(file)
    if "DRMEncryptedTransform" in streams:
        return (
            f"{said.name} is locked by your organisation's sensitivity label. Open it in {said.program}, "
            "choose a label that does not encrypt, save, and run again."
        )
    if "EncryptedPackage" in streams:
        return (
            f"{said.name} is protected with a password. Open it in {said.program}, choose File > Info > "
            f"{said.protect} > Encrypt with Password, clear the password, save, and run again."
        )
    if "WordDocument" in streams and not streams & {"Workbook", "Book"}:
        return f"{said.name} is an old Word file (.doc). Open it in Word and save it as a Word Document (.docx)."
    if streams & {"Workbook", "Book"}:
        return f"{said.name} is an old Excel file (.xls). Open it in Excel and save it as an Excel Workbook (.xlsx)."
    return f"{said.name} is a file of an older kind that cannot be read. {said.saved_anew}."


_STREAMS = ("EncryptedPackage", "DRMEncryptedTransform", "WordDocument", "Workbook", "Book")
_OLE_ENTRY = 128


def _ole_streams(file: _File) -> set[str]:
    """Which of the streams we know by name are listed; a listed name starts an entry of 128 bytes."""
    listed = {name: name.encode("utf-16-le") + b"\0\0" for name in _STREAMS}
    found: set[str] = set()
    file.seek(0)
    while block := file.read(MIB):  # entries never straddle blocks, both being powers of two
        starts = {name: _starts(block, entry) for name, entry in listed.items()}
        found |= {name for name, places in starts.items() if any(at % _OLE_ENTRY == 0 for at in places)}
    return found


def _starts(block: bytes, sought: bytes) -> Iterator[int]:
    at = block.find(sought)
    while at >= 0:
        yield at
        at = block.find(sought, at + 1)


# --- the directory of a package ------------------------------------------------------------------------

_CHUNK = 64 * 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_XML_ENDINGS = (".xml", ".rels", ".vml")
_ABSOLUTE = re.compile(r"^[/\\]|^[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class _Archive:
    """A package whose directory has been read and found acceptable."""

    file: _File
    limits: Limits
    members: tuple[zipfile.ZipInfo, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(member.filename for member in self.members)

    def member(self, name: str) -> zipfile.ZipInfo | None:
        return next((member for member in self.members if member.filename == name), None)

    def content_types(self) -> dict[str, str]:
        """Content type by part name, and by ending (`.xml`) for those not named; empty when there are none."""
        member = self.member(CONTENT_TYPES)
        if member is None:
            return {}
        if member.file_size > self.limits.content_types:
            raise _harmful(self.file.said, "its list of contents is far too long")
        data = self.expand(member)
        self.refuse_prolog(data[: self.limits.prolog + 1])
        try:
            entries = list(parse_xml(data).iter("{*}Default", "{*}Override"))
        except PackageError:
            raise _damaged(self.file.said) from None
        keys = (entry.get("PartName", "").lstrip("/") or f".{entry.get('Extension', '')}" for entry in entries)
        return {key.lower(): entry.get("ContentType", "") for key, entry in zip(keys, entries, strict=True)}

    def xml_names(self, types: dict[str, str]) -> frozenset[str]:
        """The names of the parts that some reader will take for XML."""
        return frozenset(name for name in self.names if _is_xml(name, types))

    def refuse_entities(self, types: dict[str, str]) -> None:
        xml = self.xml_names(types)
        for member in self.members:
            if member.filename in xml:
                self.refuse_prolog(self.start(member, self.limits.prolog + 1))

    def refuse_prolog(self, head: bytes) -> None:
        if reason := _prolog_fault(head, self.limits.prolog):
            raise _harmful(self.file.said, f"a part of it {reason}")

    def refuse_understatement(self) -> None:
        """Refuse parts that expand to more than they claim, before a reader less careful opens the file.

        Deflate expands at most 1,032 times. A file that could not exceed the limit even so needs no
        looking into, and that is every intake of a common size.
        """
        packed = sum(member.compress_size for member in self.members)
        if packed * 1032 <= self.limits.expanded:
            return
        for member in self.members:
            for _ in self.pieces(member):
                pass

    def expand(self, member: zipfile.ZipInfo) -> bytes:
        """All of one part; refused when it is not exactly what the directory claims."""
        data = b"".join(self.pieces(member))
        if len(data) != member.file_size or zlib.crc32(data) != member.CRC:
            raise _damaged(self.file.said)
        return data

    def start(self, member: zipfile.ZipInfo, size: int) -> bytes:
        """The first `size` bytes of one part, or all of it when it is shorter."""
        data = b""
        for chunk in self.pieces(member, step=size):
            data += chunk
            if len(data) >= size:
                break
        return data[:size]

    def pieces(self, member: zipfile.ZipInfo, step: int = _CHUNK) -> Iterator[bytes]:
        """Expand one part bit by bit, and stop at the first byte beyond what it claims."""
        total = 0
        for chunk in self._inflated(member, step):
            self.file.meter.expanded += len(chunk)
            total += len(chunk)
            if total > member.file_size:
                raise _harmful(self.file.said, "a part of it is larger than it claims to be")
            yield chunk

    def _inflated(self, member: zipfile.ZipInfo, step: int) -> Iterator[bytes]:
        packed = self._packed(member)
        if member.compress_type == zipfile.ZIP_STORED:
            yield from packed
            return
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for data in packed:
                waiting = data
                while waiting and not inflate.eof:
                    yield inflate.decompress(waiting, step)
                    waiting = inflate.unconsumed_tail
            while not inflate.eof and (rest := inflate.decompress(b"", step)):
                yield rest
        except zlib.error:
            raise _damaged(self.file.said) from None

    def _packed(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        at = max(0, member.header_offset)  # below 0 when the file lost its beginning
        self.file.seek(at)
        header = self.file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(_ZIP[0]):
            raise _damaged(self.file.said)
        _, name, extra = _LOCAL_HEADER.unpack(header)
        at, left = at + _LOCAL_HEADER.size + name + extra, member.compress_size
        while left > 0:
            self.file.seek(at)  # another part may have been read in between
            data = self.file.read(min(_CHUNK, left))
            if not data:
                raise _damaged(self.file.said)
            yield data
            at, left = at + len(data), left - len(data)


def _archive(file: _File, limits: Limits) -> _Archive:
    """Read the directory at the end of the file and judge it; nothing is expanded."""
    _refuse_other_kinds(file)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error):
        raise _damaged(file.said) from None
    if sum(member.file_size for member in members) > limits.expanded:
        raise PackageError(_too_large_message(file.said, limits))
    for reason in _faults(members, limits):
        raise _harmful(file.said, reason)
    if any(member.flag_bits & 0x41 for member in members):
        raise PackageError(f"{file.said.name} is a zip file with a password. {file.said.saved_anew}.")
    return _Archive(file, limits, tuple(member for member in members if not member.is_dir()))


def _faults(members: list[zipfile.ZipInfo], limits: Limits) -> Iterator[str]:
    """What is wrong with a directory, in words that follow "because"."""
    if len(members) > limits.parts:
        yield "it has far too many parts"
    if any(_too_tight(member, limits) for member in members):
        yield "a part of it would swell enormously once opened"
    if any(_leads_outside(member.orig_filename) for member in members):
        yield "a part of it would be put outside its own folder"
    if len({member.filename.casefold() for member in members}) < len(members):
        yield "two parts of it have one name"
    if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members):
        yield "it is packed in a way that Office does not use"


def _too_tight(member: zipfile.ZipInfo, limits: Limits) -> bool:
    return member.file_size > limits.ratio_from and member.file_size > limits.ratio * member.compress_size


def _leads_outside(name: str) -> bool:
    return bool(_ABSOLUTE.match(name)) or ".." in re.split(r"[/\\]", name) or "\0" in name


def _too_large_message(said: _Said, limits: Limits) -> str:
    return (
        f"{said.name} was not opened, because it would be larger than {limits.expanded // MIB} MB once opened, "
        "many times the size of any plan. If it is yours, copy what you wrote into a fresh one."
    )


def _damaged(said: _Said) -> PackageError:
    return PackageError(
        f"{said.name} is damaged or was only partly copied. Fetch it again from where it came from; "
        f"if {said.program} still opens it, save it there under a new name and use that."
    )


def _harmful(said: _Said, because: str) -> PackageError:
    return PackageError(
        f"{said.name} was not opened, because {because}. {said.program} does not make such files: "
        "ask whoever sent it for a fresh copy."
    )


# --- what the parts are --------------------------------------------------------------------------------

_MAIN = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": "xlsm",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
}
_OPEN_DOCUMENT = {b"application/vnd.oasis.opendocument.spreadsheet": "ods"}


def _kind(archive: _Archive, types: dict[str, str]) -> str:
    """The kind of package, by what its main part is said to be and never by its file name."""
    found = _first_known(types.values())
    mimetype = archive.member("mimetype")
    if found is None and mimetype is not None:
        found = _OPEN_DOCUMENT.get(archive.start(mimetype, 100).strip())
    return found or "other"


def _first_known(types: Iterable[str]) -> str | None:
    return next((kind for said in types if (kind := _MAIN.get(said.lower()))), None)


def _is_xml(name: str, types: dict[str, str]) -> bool:
    lowered = name.lower()
    if lowered.endswith(_XML_ENDINGS):
        return True
    said = types.get(lowered) or types.get(f".{lowered.rpartition('.')[2]}", "")
    # A drawing that somebody put in may have a document type; it is carried as it is and never parsed.
    return said.lower().endswith(("/xml", "+xml")) and not said.lower().startswith("image/")


# --- the start of an XML part --------------------------------------------------------------------------

_BEFORE_THE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ENCODING = re.compile(r"""^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_WIDE = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# In these the marks of XML are the bytes of ASCII, so a declaration cannot hide from the search.
_PLAIN_ENCODINGS = re.compile(r"utf-?8|us-ascii|ascii|iso-8859-\d+|windows-125\d|latin-?1", re.IGNORECASE)
_WIDE_ENCODINGS = re.compile(r"utf-?(?:16|32)(?:-?[lb]e)?", re.IGNORECASE)


def _prolog_fault(head: bytes, limit: int) -> str | None:
    """What is wrong before the first element of an XML part; `head` is its start, up to `limit` and a byte."""
    wide = next((encoding for mark, encoding in _WIDE if head.startswith(mark)), None)
    text = head.decode(wide or "latin-1", errors="replace").removeprefix("\ufeff").removeprefix("ï»¿")
    allowed = _WIDE_ENCODINGS if wide else _PLAIN_ENCODINGS
    declared = _ENCODING.match(text)
    if declared and not allowed.fullmatch(declared[1]):
        return "is written in an unusual way"
    rest = text[_end_of_prolog(text) :]
    if rest.startswith(("<!DOCTYPE", "<!ENTITY")):
        return "declares a document type of its own"
    if len(head) > limit and not re.match(r"<[^!?]", rest):
        return "does not begin where it should"
    return None


def _end_of_prolog(text: str) -> int:
    found = _BEFORE_THE_ROOT.match(text)
    return found.end() if found else 0
