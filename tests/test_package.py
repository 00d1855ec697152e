"""Word and Excel files are read safely, refused in plain words, and written the same way every time."""

import io
import struct
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import package
from generator.errors import PackageError
from generator.package import Limits, Meter, Package, Part

KB, MB = 1024, 1024 * 1024

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XLSM = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PDF = b"%PDF-1.7\n"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><r>&b;</r>"""


def content_types(main: str, part: str = "/xl/workbook.xml") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<!-- a comment --><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{part}" ContentType="{main}"/></Types>'
    ).encode()


def zipped(parts: dict[str, bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def a_workbook(**others: bytes) -> bytes:
    """The least that is known as a workbook, and `others`: part names with `__` for the slash."""
    parts = {"[Content_Types].xml": content_types(XLSX), "xl/workbook.xml": b"<workbook/>"}
    return zipped(parts | {name.replace("__", "/"): data for name, data in others.items()})


def saved(folder: Path, content: bytes, name: str = "family.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def a_real_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Zoë & Co <1>"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def a_real_document() -> bytes:
    document = docx.Document()
    for number in range(200):
        document.add_paragraph(f"{number} will ring & visit <weekly>")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def an_ole_file(*streams: str) -> bytes:
    """A container as old Office wrote it: a header of 512 bytes, then entries of 128 bytes with a name."""
    entries = (name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + b"".join(entries)


def lying(content: bytes, name: bytes, claims: int, crc: int | None = None) -> bytes:
    """The same file, with another expanded size for the part `name` in the directory at its end."""
    changed = bytearray(content)
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    struct.pack_into("<L", changed, at + 24, claims)
    if crc is not None:
        struct.pack_into("<L", changed, at + 16, crc)
    return bytes(changed)


def refusal(path: Path, limits: Limits = package.LIMITS) -> str:
    with pytest.raises(PackageError) as caught:
        package.inspect(path, limits)
    with pytest.raises(PackageError) as caught_by_read:
        package.read(path, limits=limits)
    assert str(caught.value) == str(caught_by_read.value)
    assert str(path.parent) not in str(caught.value)
    return str(caught.value)


# --- what is fine --------------------------------------------------------------------------------------


def test_a_workbook_is_known_by_its_content_types(tmp_path: Path) -> None:
    listing = package.inspect(saved(tmp_path, a_real_workbook()))

    assert listing.kind == "xlsx"
    assert "xl/worksheets/sheet1.xml" in listing.names


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"[Content_Types].xml": content_types(XLSX)}, "xlsx"),
        ({"[Content_Types].xml": content_types(XLSM)}, "xlsm"),
        ({"[Content_Types].xml": content_types(DOCX)}, "docx"),
        ({"[Content_Types].xml": content_types(XLSX).decode().replace("UTF-8", "UTF-16").encode("utf-16")}, "xlsx"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "other"),
        ({"notes.txt": b"hello"}, "other"),
        ({}, "other"),
    ],
)
def test_the_kind_is_that_of_the_main_part_whatever_the_file_is_called(
    tmp_path: Path, parts: dict[str, bytes], kind: str
) -> None:
    assert package.inspect(saved(tmp_path, zipped(parts), "family.bin")).kind == kind


def test_a_word_file_is_read_whole_from_a_path_and_from_bytes(tmp_path: Path) -> None:
    content = a_real_document()

    read = package.read(saved(tmp_path, content, "plan.docx"))

    assert read == package.read(content)
    assert read.names == tuple(zipfile.ZipFile(io.BytesIO(content)).namelist())
    part = read.part("word/document.xml")
    assert part is not None
    assert b"199 will ring &amp; visit" in part.data
    assert read.part("word/no-such.xml") is None


def test_parts_that_are_stored_unpacked_are_read_as_well() -> None:
    read = package.read(zipped({"a.txt": b"one" * 100_000, "b/": b"", "b/c.txt": b""}, packed=zipfile.ZIP_STORED))

    assert read == Package((Part("a.txt", b"one" * 100_000), Part("b/c.txt", b"")))


def test_looking_at_a_workbook_expands_only_the_start_of_each_part(tmp_path: Path) -> None:
    sheet = b"<worksheet>" + b"".join(b'<row r="%d"/>' % number for number in range(100_000)) + b"</worksheet>"
    path = saved(tmp_path, a_workbook(**{"xl__worksheets__sheet1.xml": sheet}))
    meter = Meter()

    listing = package.inspect(path, meter=meter)

    assert len(sheet) > MB
    assert listing.bytes_expanded == meter.expanded < 80 * KB


def test_one_part_is_read_bit_by_bit(tmp_path: Path) -> None:
    sheet = b"<a>" + bytes(range(250)) * 1000
    path = saved(tmp_path, a_workbook(**{"xl__sheet.xml": sheet}))

    pieces = list(package.stream_part(path, "xl/sheet.xml"))

    assert b"".join(pieces) == sheet
    assert max(map(len, pieces)) <= 64 * KB
    assert list(package.stream_part(path, "xl/none.xml")) == []


def test_a_sheet_of_a_million_formatted_empty_rows_is_no_bomb(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % number for number in range(1, 1_048_577))
    path = saved(tmp_path, a_workbook(**{"xl__worksheets__sheet1.xml": b"<sheetData>" + rows + b"</sheetData>"}))

    assert package.inspect(path).kind == "xlsx"


# --- what is another kind of file ----------------------------------------------------------------------

OLD_EXCEL = "is an old Excel file (.xls). Open it in Excel and save it as an Excel Workbook (.xlsx)."
OLD_WORD = "is an old Word file (.doc). Open it in Word and save it as a Word Document (.docx)."
AS_XLSX = "Open it in Excel and save it as an Excel Workbook (.xlsx)"
AS_DOCX = "Open it in Word and save it as a Word Document (.docx)"
PROTECTED = (
    "is protected with a password. Open it in Excel, choose File > Info > Protect Workbook > "
    "Encrypt with Password, clear the password, save, and run again."
)
PROTECTED_DOCX = PROTECTED.replace("Excel", "Word").replace("Workbook", "Document")
LABELLED = (
    "is locked by your organisation's sensitivity label. Open it in Excel, "
    "choose a label that does not encrypt, save, and run again."
)
LOCK = (
    "is Excel's own lock file, which is there while somebody has the real file open. "
    "Close the file in Excel and run again with the real one, whose name ends in family.xlsx."
)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("family.xlsx", an_ole_file("EncryptionInfo", "EncryptedPackage"), PROTECTED),
        ("family.xlsx", an_ole_file("EncryptedPackage", "DRMEncryptedTransform"), LABELLED),
        ("plan.docx", an_ole_file("EncryptedPackage"), PROTECTED_DOCX),
        ("family.xls", an_ole_file("Workbook"), OLD_EXCEL),
        ("family.xlsx", an_ole_file("Book"), OLD_EXCEL),
        ("plan.doc", an_ole_file("1Table", "WordDocument"), OLD_WORD),
        ("family.xlsx", an_ole_file(), f"is a file of an older kind that cannot be read. {AS_XLSX}."),
        ("family.csv", b"Name;Zoe", f"is not an Excel Workbook (.xlsx). {AS_XLSX}, then run again with that."),
        ("plan.docx", PDF, f"is not a Word Document (.docx). {AS_DOCX}, then run again with that."),
        ("family.xlsx", b"", "is empty: it holds nothing at all. Fetch it again and run again."),
        ("~$family.xlsx", b"\x05Grace", LOCK),
        (".~lock.family.xlsx#", b",Grace", LOCK.replace("Excel", "LibreOffice")),
    ],
)
def test_another_kind_of_file_is_named_and_the_way_out_is_said(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    assert refusal(saved(tmp_path, content, name)) == f"{name} {message}"


def test_the_name_of_a_stream_inside_a_text_is_not_a_stream(tmp_path: Path) -> None:
    content = an_ole_file("Workbook") + b"\0\0" + "EncryptedPackage\0".encode("utf-16-le") + b"\0" * 500

    assert refusal(saved(tmp_path, content, "family.xls")) == f"family.xls {OLD_EXCEL}"


def test_a_missing_file_and_a_folder_are_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()

    assert refusal(tmp_path / "none.xlsx") == "There is no file none.xlsx here. Check the name and the folder."
    assert refusal(tmp_path / "folder.xlsx").startswith("folder.xlsx is a folder, not a file.")


DAMAGED = (
    "family.xlsx is damaged or was only partly copied. Fetch it again from where it came from; "
    "if Excel still opens it, save it there under a new name and use that."
)


@pytest.mark.parametrize("kept", [4, 30, 500, -1, -22, -100])
def test_a_truncated_workbook_is_said_to_be_damaged(tmp_path: Path, kept: int) -> None:
    content = a_real_workbook()

    assert refusal(saved(tmp_path, content[:kept])) == DAMAGED


def test_a_part_that_does_not_match_its_checksum_is_damaged() -> None:
    content = zipped({"a.txt": b"hello"})

    with pytest.raises(PackageError, match="The file is damaged"):
        package.read(lying(content, b"a.txt", claims=5, crc=7))
    with pytest.raises(PackageError, match="The file is damaged"):
        package.read(lying(content, b"a.txt", claims=6))


def test_packed_bytes_that_make_no_sense_are_damaged() -> None:
    content = zipped({"a.txt": b"hello hello hello hello"})
    start = content.index(b"a.txt") + len(b"a.txt")

    with pytest.raises(PackageError, match="The file is damaged"):
        package.read(content[:start] + b"\xff" * 4 + content[start + 4 :])


# --- what would do harm --------------------------------------------------------------------------------


def test_a_part_that_would_swell_is_refused_before_anything_is_expanded(tmp_path: Path) -> None:
    path = saved(tmp_path, a_workbook(**{"xl__worksheets__sheet1.xml": b"<a>" + b" " * 30 * MB + b"</a>"}))
    meter = Meter()

    with pytest.raises(PackageError, match="a part of it would swell enormously once opened"):
        package.inspect(path, meter=meter)

    assert meter.expanded == 0
    assert meter.read < path.stat().st_size
    assert "would swell" in refusal(path)


def test_parts_that_are_too_large_together_are_refused_before_anything_is_expanded(tmp_path: Path) -> None:
    content = a_workbook(**{f"xl__part{number}.xml": bytes(range(250)) * 100 for number in range(3)})
    for number in range(3):
        content = lying(content, b"xl/part%d.xml" % number, claims=200 * MB)
    path, meter = saved(tmp_path, content), Meter()

    with pytest.raises(PackageError, match="it would be larger than 512 MB once opened"):
        package.inspect(path, meter=meter)

    assert meter.expanded == 0


def test_a_part_is_never_expanded_beyond_what_it_claims() -> None:
    content = lying(zipped({"a.txt": b"a" * 20 * MB}), b"a.txt", claims=1000)
    meter = Meter()

    with pytest.raises(PackageError, match="a part of it is larger than it claims to be"):
        package.read(content, meter=meter)

    assert meter.expanded <= 1000 + 64 * KB


def test_a_workbook_whose_parts_claim_too_little_is_refused_when_it_could_pass_the_limit(tmp_path: Path) -> None:
    sheet = b"<a>" + b" " * 3 * MB
    path = saved(tmp_path, lying(a_workbook(**{"xl__sheet.xml": sheet}), b"xl/sheet.xml", claims=65 * KB))

    assert package.inspect(path).kind == "xlsx"
    assert "larger than it claims" in refusal(path, Limits(expanded=2 * MB))


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"/etc/passwd": b""}, "a part of it would be put outside its own folder"),
        ({"..\\..\\evil.exe": b""}, "a part of it would be put outside its own folder"),
        ({"xl/../../evil": b""}, "a part of it would be put outside its own folder"),
        ({"C:/evil": b""}, "a part of it would be put outside its own folder"),
        ({"xl/a.xml": b"<a/>", "XL/A.xml": b"<a/>"}, "two parts of it have one name"),
        ({f"p{number}": b"" for number in range(10_001)}, "it has far too many parts"),
        ({f"{'p' * 400}{number}": b"" for number in range(10_001)}, "its list of parts is far too long"),
    ],
)
def test_a_directory_that_office_would_not_write_is_refused(
    tmp_path: Path, parts: dict[str, bytes], reason: str
) -> None:
    assert refusal(saved(tmp_path, zipped(parts))) == (
        f"family.xlsx was not opened, because {reason}. "
        "Excel does not make such files: ask whoever sent it for a fresh copy."
    )


def test_another_way_of_packing_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, zipped({"a.xml": b"<a/>"}, packed=zipfile.ZIP_LZMA))

    assert "packed in a way that Office does not use" in refusal(path)


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.xml": b"<a/>"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert refusal(saved(tmp_path, bytes(content))) == (
        "family.xlsx is a zip file with a password. Open it in Excel and save it as an Excel Workbook (.xlsx)."
    )


DECLARATIONS = {
    "plain": BOMB,
    "utf-16": BOMB.decode().encode("utf-16"),
    "utf-16 without a mark": BOMB.decode().encode("utf-16-le"),
    "utf-16 the other way round": BOMB.decode().encode("utf-16-be"),
    "utf-32": BOMB.decode().encode("utf-32"),
    "behind a byte order mark": b"\xef\xbb\xbf" + BOMB,
    "behind a comment": BOMB.replace(b"<!DOC", b"<!-- <r/> --><?a b?>\n<!DOC"),
    "behind a long comment": BOMB.replace(b"<!DOC", b"<!--" + b"x" * 60 * KB + b"-->" + b"<!DOC"),
    "naming another file": b'<!DOCTYPE r SYSTEM "file:///etc/hostname"><r/>',
    "behind too much": b"<?xml version='1.0'?>" + b" " * 70 * KB + b"<!DOCTYPE r><r/>",
    "in an encoding of its own": b"<?xml version='1.0' encoding='UTF-7'?>+ADw-r/>",
    "in utf-16 that says otherwise": "<?xml version='1.0' encoding='utf-7'?><r/>".encode("utf-16"),
}


@pytest.mark.parametrize("part", DECLARATIONS.values(), ids=DECLARATIONS)
def test_a_part_that_declares_a_document_type_is_refused_before_a_parser_sees_it(tmp_path: Path, part: bytes) -> None:
    path = saved(tmp_path, a_workbook(**{"xl__sharedStrings.xml": part}))

    assert "was not opened, because a part of it" in refusal(path)
    assert "was not opened" in refusal(saved(tmp_path, zipped({"[Content_Types].xml": part})))
    with pytest.raises(PackageError, match="A part of the file"):
        package.parse_xml(part)


def test_a_part_is_xml_by_its_content_type_as_well(tmp_path: Path) -> None:
    types = content_types("application/x+xml", part="/xl/strings.bin")

    assert "document type" in refusal(saved(tmp_path, zipped({"[Content_Types].xml": types, "xl/strings.bin": BOMB})))


def test_a_drawing_or_a_cell_may_speak_of_document_types(tmp_path: Path) -> None:
    cell = b"<si><t>&lt;!DOCTYPE html&gt;</t><t><![CDATA[<!DOCTYPE html>]]></t></si>"
    content = a_workbook(**{"xl__media__image1.svg": b"<!DOCTYPE svg><svg/>", "xl__sharedStrings.xml": cell})

    assert package.inspect(saved(tmp_path, content)).kind == "xlsx"
    assert package.parse_xml(cell)[1].text == "<!DOCTYPE html>"


# --- XML -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_xml_is_parsed_in_the_encodings_that_office_uses(encoding: str) -> None:
    written = encoding.removesuffix("-sig")
    data = f"<?xml version='1.0' encoding='{written}'?><a>Zoë &amp; Co</a>".encode(encoding)

    assert package.parse_xml(data).text == "Zoë & Co"


def test_an_error_in_xml_never_quotes_the_part() -> None:
    with pytest.raises(PackageError) as caught:
        package.parse_xml(b"<a>Harwick<b></a>")

    assert str(caught.value) == "A part of the file is not sound XML: the file is damaged."
    assert caught.value.__cause__ is None


def test_a_very_long_text_is_parsed() -> None:
    assert len(package.parse_xml(b"<a>" + b"x" * 11 * MB + b"</a>").text or "") == 11 * MB


# --- writing -------------------------------------------------------------------------------------------

PARTS = Package(
    (
        Part("word/document.xml", b"<w/>" * 1000),
        Part("_rels/.rels", b"<r/>"),
        Part("docProps/core.xml", "Zoë".encode()),
        Part("[Content_Types].xml", b"<t/>"),
        Part("word/média.bin", bytes(range(256))),
    )
)


def test_a_package_is_written_with_content_types_first_and_without_a_date_or_a_system() -> None:
    with zipfile.ZipFile(io.BytesIO(package.write(PARTS))) as archive:
        members = archive.infolist()

    assert [member.filename for member in members] == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "docProps/core.xml",
        "word/média.bin",
    ]
    assert {
        (member.date_time, member.create_system, member.external_attr, member.extra, member.comment)
        for member in members
    } == {((1980, 1, 1, 0, 0, 0), 0, 0x20, b"", b"")}
    assert {member.compress_type for member in members} == {zipfile.ZIP_DEFLATED}


def test_two_parts_of_one_name_are_not_written() -> None:
    with pytest.raises(PackageError, match="two parts of one name"):
        package.write(Package((Part("a", b"1"), Part("a", b"2"))))


def test_a_real_document_opens_in_its_own_library_after_it_was_read_and_written() -> None:
    again = package.write(package.read(a_real_document()))

    assert docx.Document(io.BytesIO(again)).paragraphs[199].text == "199 will ring & visit <weekly>"
    assert package.write(package.read(again)) == again


NAMES = st.text("abcdefgé/_.", min_size=1, max_size=12).filter(
    lambda name: ".." not in name and not name.startswith("/") and not name.endswith(("/", ".xml", ".rels", ".vml"))
)


@given(st.dictionaries(NAMES, st.binary(max_size=400), max_size=6))
def test_what_is_written_is_read_back_and_always_gives_the_same_bytes(parts: dict[str, bytes]) -> None:
    packed = Package(tuple(Part(name, data) for name, data in parts.items()))

    content = package.write(packed)

    assert package.read(content) == packed
    assert package.write(packed) == content


def what_is_said(content: bytes) -> str:
    try:
        package.read(content)
    except PackageError as error:
        return str(error)
    return "The file is fine."


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_any_bytes_are_read_or_refused_in_plain_words(content: bytes, start: bytes) -> None:
    assert what_is_said(start + content).startswith("The file ")


@given(st.integers(0, 2000), st.integers(0, 255))
def test_one_wrong_byte_anywhere_is_survived(at: int, byte: int) -> None:
    content = bytearray(a_workbook(xl__a=bytes(1000)))
    content[at % len(content)] = byte

    assert what_is_said(bytes(content)).startswith("The file ")
