"""Files that cannot be an intake, or that mean harm: each gets its sentence, and nothing in them is believed."""

import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from generator import intake, workbook
from generator.council import Council
from generator.errors import IntakeError

SECTOR = 512
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@pytest.fixture(scope="module")
def blank(council: Council) -> bytes:
    return workbook.blank(council.kinds["child_protection"])


def refused(path: Path, council: Council) -> str:
    with pytest.raises(IntakeError) as told:
        intake.read(path, council)
    return str(told.value)


def ole_file(*entries: str) -> bytes:
    """The smallest OLE compound file that holds streams of these names: header, one table sector, one directory."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    header = header.ljust(SECTOR, b"\xff")
    table = struct.pack("<II", FAT_SECTOR, END).ljust(SECTOR, b"\xff")
    directory = b"".join(
        directory_entry(name, 5 if place == 0 else 2) for place, name in enumerate(("Root Entry", *entries))
    )
    return header + table + directory.ljust(SECTOR, b"\x00")


def directory_entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<BBIII", kind, 1, FREE, FREE, 1 if kind == 5 else FREE)
    return text.ljust(64, b"\0") + struct.pack("<H", len(text)) + links + bytes(36) + struct.pack("<IQ", END, 0)


def with_part(content: bytes, path: Path, name: str, data: bytes) -> Path:
    """The workbook with one of its parts replaced."""
    path.write_bytes(content)
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, data if part == name else old.read(part))
    return changed


def test_a_file_that_is_no_workbook(council: Council, tmp_path: Path) -> None:
    path = tmp_path / "family.xlsx"
    path.write_text("Dear colleague, please find the plan below.", encoding="utf-8")

    assert "is not an Excel Workbook" in refused(path, council)


def test_a_file_without_anything_in_it(council: Council, tmp_path: Path) -> None:
    (tmp_path / "family.xlsx").write_bytes(b"")

    assert "family.xlsx is empty" in refused(tmp_path / "family.xlsx", council)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook(blank: bytes, council: Council, tmp_path: Path, share: float) -> None:
    path = tmp_path / "family.xlsx"
    path.write_bytes(blank[: int(len(blank) * share)])

    assert "family.xlsx is damaged" in refused(path, council)


def test_a_workbook_with_a_password(council: Council, tmp_path: Path) -> None:
    path = tmp_path / "family.xlsx"
    path.write_bytes(ole_file("EncryptionInfo", "EncryptedPackage"))

    assert "protected with a password" in refused(path, council)


def test_an_old_xls_whatever_it_is_called(council: Council, tmp_path: Path) -> None:
    for name in ("family.xls", "family.xlsx"):
        (tmp_path / name).write_bytes(ole_file("Workbook"))

        assert "save it as an Excel Workbook (.xlsx)" in refused(tmp_path / name, council)


def test_the_lock_file_of_an_open_workbook(council: Council, tmp_path: Path) -> None:
    path = tmp_path / "~$family.xlsx"
    path.write_bytes(b"\x08Ade Cole")

    said = refused(path, council)

    assert "lock file" in said
    assert "Ade" not in said


def test_a_word_document(council: Council, tmp_path: Path) -> None:
    import docx

    docx.Document().save(str(tmp_path / "plan.docx"))

    assert refused(tmp_path / "plan.docx", council) == (
        "plan.docx is a Word document, not a workbook. "
        "Open the intake in Excel, choose Save As, Excel Workbook (.xlsx), and use that file."
    )


def test_an_entity_bomb(blank: bytes, council: Council, tmp_path: Path) -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    path = with_part(blank, tmp_path / "family.xlsx", "xl/worksheets/sheet1.xml", bomb)

    assert "was not opened, because a part of it declares" in refused(path, council)


def test_a_zip_bomb(blank: bytes, council: Council, tmp_path: Path) -> None:
    zeros = bytes(64 * 1024 * 1024)
    path = with_part(blank, tmp_path / "family.xlsx", "xl/worksheets/sheet1.xml", zeros)

    assert "would swell enormously once opened" in refused(path, council)


def test_a_folder_that_is_called_like_a_workbook(council: Council, tmp_path: Path) -> None:
    (tmp_path / "family.xlsx").mkdir()

    assert "family.xlsx is a folder, not a file" in refused(tmp_path / "family.xlsx", council)


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="nothing is closed to this user"
)
def test_a_file_that_may_not_be_read(blank: bytes, council: Council, tmp_path: Path) -> None:
    path = tmp_path / "family.xlsx"
    path.write_bytes(blank)
    path.chmod(0)

    assert "cannot be opened" in refused(path, council)
