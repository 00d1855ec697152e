"""One family's folder: whole or not at all, and never over somebody's edits."""

import errno
import hashlib
import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.errors import OutputError, UsageError
from generator.flow import Document, Reader
from generator.output import MANIFEST, Blocked, Manifest, batch_as_at, end_batch, family_folder, prepare, publish

LEAD = Reader("lead", "Ade Cole", "lead_full", "lead agency")
PARENT = Reader("parent-1", "Jo Hart", "parent_pr", "parent with parental responsibility")
MADE_FROM_ONE = Manifest(
    case_ref="F1",
    version=1,
    kind="child_in_need",
    as_at=date(2026, 11, 23),
    draft=False,
    source_sha256="abc",
    schemas_sha256="def",
    pack="standard",
    council="",
    withheld=((PARENT, ("People!F7 address (confidential)",)),),
    findings=(),
    blocked=(Blocked("child", replace(PARENT, key="child-1", name="Ella Hart"), "CHLD-02"),),
)


def a_document(name: str = "F1-plan-lead-v1.docx", content: bytes = b"plan", reader: Reader = LEAD) -> Document:
    return Document("plan", reader, name, content, "template-hash")


def test_documents_and_then_the_manifest_stand_in_the_folder(tmp_path: Path) -> None:
    published = publish(tmp_path / "F1" / "v1", [a_document()], MADE_FROM_ONE)

    assert sorted(path.name for path in published.folder.iterdir()) == ["F1-plan-lead-v1.docx", MANIFEST]
    assert published.written == ("F1-plan-lead-v1.docx",)


def test_the_manifest_says_what_was_made_for_whom_and_what_was_not(tmp_path: Path) -> None:
    publish(tmp_path, [a_document()], MADE_FROM_ONE)

    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["documents"] == [
        {
            "file": "F1-plan-lead-v1.docx",
            "document": "plan",
            "reader": "Ade Cole",
            "audience": "lead_full",
            "sha256": hashlib.sha256(b"plan").hexdigest(),
        }
    ]
    assert manifest["withheld"][0]["references"] == ["People!F7 address (confidential)"]
    assert manifest["blocked"] == [
        {"document": "child", "reader": "Ella Hart", "audience": "parent_pr", "rule": "CHLD-02"}
    ]
    assert manifest["findings"] == {"must_fix": 0, "check": 0, "idea": 0}


def test_the_same_build_again_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, [a_document()], MADE_FROM_ONE)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    published = publish(tmp_path, [a_document()], MADE_FROM_ONE)

    assert published.unchanged == ("F1-plan-lead-v1.docx",)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_copy_that_is_no_longer_made_is_taken_away(tmp_path: Path) -> None:
    copy = a_document("F1-copy-parent-1-v1.docx", b"copy", PARENT)
    publish(tmp_path, [a_document(), copy], MADE_FROM_ONE)

    published = publish(tmp_path, [a_document()], MADE_FROM_ONE)

    assert published.removed == ("F1-copy-parent-1-v1.docx",)
    assert not (tmp_path / "F1-copy-parent-1-v1.docx").exists()


def test_a_file_edited_in_word_is_kept_and_named(tmp_path: Path) -> None:
    publish(tmp_path, [a_document()], MADE_FROM_ONE)
    (tmp_path / "F1-plan-lead-v1.docx").write_bytes(b"edited by hand")

    with pytest.raises(OutputError, match="so not replaced: F1-plan-lead-v1"):
        publish(tmp_path, [a_document(content=b"newer")], MADE_FROM_ONE)

    assert (tmp_path / "F1-plan-lead-v1.docx").read_bytes() == b"edited by hand"


def test_force_makes_an_edited_file_anew(tmp_path: Path) -> None:
    publish(tmp_path, [a_document()], MADE_FROM_ONE)
    (tmp_path / "F1-plan-lead-v1.docx").write_bytes(b"edited by hand")

    publish(tmp_path, [a_document(content=b"newer")], MADE_FROM_ONE, force=True)

    assert (tmp_path / "F1-plan-lead-v1.docx").read_bytes() == b"newer"


@pytest.mark.parametrize("killed_at", range(1, 8))
def test_a_build_killed_at_any_write_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int
) -> None:
    old = a_document("F1-copy-parent-1-v1.docx", b"copy", PARENT)
    publish(tmp_path, [a_document(), old], MADE_FROM_ONE)
    newer = [a_document(content=b"newer"), a_document("F1-timeline-lead-v1.docx", b"weeks")]
    steps = iter(range(1, 100))

    def dies(real: object):
        def call(*args: object, **kwargs: object) -> object:
            if next(steps) == killed_at:
                raise KeyboardInterrupt
            return real(*args, **kwargs)  # type: ignore[operator]

        return call

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", dies(Path.replace))
        broken.setattr(Path, "unlink", dies(Path.unlink))
        try:
            publish(tmp_path, newer, MADE_FROM_ONE)
        except KeyboardInterrupt:
            finals = [path for path in tmp_path.iterdir() if not path.name.startswith(".")]
            assert all(
                path.read_bytes() in {b"plan", b"copy", b"newer", b"weeks"} or path.name == MANIFEST for path in finals
            )

    publish(tmp_path, newer, MADE_FROM_ONE)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "F1-plan-lead-v1.docx",
        "F1-timeline-lead-v1.docx",
        MANIFEST,
    ]
    assert (tmp_path / "F1-plan-lead-v1.docx").read_bytes() == b"newer"


def test_a_manifest_cannot_make_us_delete_outside_its_folder(tmp_path: Path) -> None:
    outside = tmp_path / "precious.docx"
    outside.write_bytes(b"keep")
    folder = tmp_path / "F1" / "v1"
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(
        json.dumps({"documents": [{"file": "../../precious.docx", "sha256": "x"}]}), encoding="utf-8"
    )

    publish(folder, [a_document()], MADE_FROM_ONE)

    assert outside.read_bytes() == b"keep"


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "is open in another program, or you may not write there"),
        (errno.ENAMETOOLONG, "is too long"),
    ],
)
def test_what_stops_a_write_is_said_and_nothing_half_made_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    def refuses(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuses)

    with pytest.raises(OutputError, match=says):
        publish(tmp_path / "F1", [a_document()], MADE_FROM_ONE)

    assert list((tmp_path / "F1").iterdir()) == []


def test_a_case_called_like_a_windows_device_gets_a_safe_folder(tmp_path: Path) -> None:
    assert family_folder(tmp_path, "CON", 1, draft=False) == tmp_path / "CON_" / "v1"


def test_a_draft_never_lies_in_the_folder_of_the_finished_plan(tmp_path: Path) -> None:
    assert family_folder(tmp_path, "F1", 2, draft=True) == tmp_path / "F1" / "v2-draft"


def test_an_output_folder_that_is_a_file_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")

    with pytest.raises(UsageError, match="out is a file"):
        prepare(tmp_path / "out")


def test_a_batch_that_goes_on_keeps_the_day_it_began(tmp_path: Path) -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)

    assert batch_as_at(tmp_path, friday) == friday
    assert batch_as_at(tmp_path, monday) == friday
    end_batch(tmp_path)
    assert batch_as_at(tmp_path, monday) == monday


def test_a_file_that_no_manifest_knows_is_not_replaced_without_being_told(tmp_path: Path) -> None:
    publish(tmp_path, [a_document()], MADE_FROM_ONE)
    (tmp_path / MANIFEST).write_text("[", encoding="utf-8")
    (tmp_path / "F1-plan-lead-v1.docx").write_bytes(b"edited in Word")

    with pytest.raises(OutputError, match=r"no manifest says that plangen made it, so not replaced: F1-plan-lead"):
        publish(tmp_path, [a_document(content=b"new")], MADE_FROM_ONE)

    assert (tmp_path / "F1-plan-lead-v1.docx").read_bytes() == b"edited in Word"
    publish(tmp_path, [a_document(content=b"new")], MADE_FROM_ONE, force=True)
    assert (tmp_path / "F1-plan-lead-v1.docx").read_bytes() == b"new"


def test_a_file_where_a_folder_should_go_and_the_other_way_round_are_said(tmp_path: Path) -> None:
    (tmp_path / "F1").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match=r"A file stands where the folder v1 should go"):
        publish(tmp_path / "F1" / "v1", [a_document()], MADE_FROM_ONE)

    (tmp_path / "F2" / "F1-plan-lead-v1.docx").mkdir(parents=True)
    with pytest.raises(OutputError):
        publish(tmp_path / "F2", [a_document()], MADE_FROM_ONE)


@pytest.mark.parametrize("case_ref", ["../x", "a/b", "a.b", "", ".", "x" * 61, "F1 "])
def test_a_reference_that_could_lead_elsewhere_names_no_folder(case_ref: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot name a folder"):
        family_folder(tmp_path, case_ref, 1, draft=False)


def test_a_path_longer_than_any_system_takes_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="too long"):
        prepare(tmp_path / ("d" * 300))
