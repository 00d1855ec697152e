"""Each sample family, all the way: the exact findings, the manifest and every document as readable text.

`make accept` rewrites what is expected; read the difference before it is committed.
"""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import proof
from generator.cli import main
from tests.conftest import SAMPLES

EXPECTED = Path(__file__).parent / "expected"
AS_AT = ("--as-at", "2026-11-23")
FAMILIES = ("simple-child-in-need", "case-a-neglect", "case-b-confidential-address")
MESSY = "case-a-neglect-messy"


def run(*words: str, code: int) -> str:
    result = CliRunner().invoke(main, [*words], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def held_equal(expected: Path, found: dict[str, str], *, accept: bool) -> None:
    """Compare texts with the files of a folder, or rewrite that folder."""
    if accept:
        expected.mkdir(parents=True, exist_ok=True)
        for stale in set(expected.iterdir()) - {expected / name for name in found}:
            stale.unlink()
        for name, text in found.items():
            (expected / name).write_text(text, encoding="utf-8", newline="\n")
    stands = {path.name: path.read_text(encoding="utf-8") for path in expected.iterdir()} if expected.is_dir() else {}
    assert sorted(found) == sorted(stands)
    for name, text in found.items():
        assert text == stands[name], f"{expected.name}/{name} differs; if it is meant, run make accept"


def masked(manifest: str) -> str:
    return re.sub(r"\b[0-9a-f]{64}\b", "…", manifest)


def checked(sample: str, *, code: int) -> dict[str, str]:
    book = str(SAMPLES / f"{sample}.xlsx")
    return {
        "check.txt": run("check", book, *AS_AT, code=code),
        "check.json": run("check", book, *AS_AT, "--format", "json", code=code),
    }


def built(sample: str, out: Path, *options: str, code: int) -> dict[str, str]:
    run("build", str(SAMPLES / f"{sample}.xlsx"), "-o", str(out), *AS_AT, *options, code=code)
    texts = {path.name: proof.as_text(path.read_bytes()) for path in out.rglob("*.docx")}
    manifests = {path.name: masked(path.read_text(encoding="utf-8")) for path in out.rglob("manifest.json")}
    return {f"{name.removesuffix('.docx')}.txt" if name.endswith(".docx") else name: text
            for name, text in (texts | manifests).items()}  # fmt: skip


@pytest.mark.parametrize("sample", FAMILIES)
def test_a_sample_family_gives_what_its_readers_expect(
    sample: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    found = checked(sample, code=0) | built(sample, tmp_path, code=0)

    held_equal(EXPECTED / sample, found, accept=pytestconfig.getoption("--accept"))


def test_the_messy_twin_is_stopped_with_every_fault_named(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    found = checked(MESSY, code=1)
    assert built(MESSY, tmp_path / "out", code=1) == {}

    held_equal(EXPECTED / MESSY, found, accept=pytestconfig.getoption("--accept"))


@pytest.mark.parametrize("sample", FAMILIES)
def test_two_builds_of_one_intake_are_the_same_byte_for_byte(sample: str, tmp_path: Path) -> None:
    for out in ("one", "two"):
        run("build", str(SAMPLES / f"{sample}.xlsx"), "-o", str(tmp_path / out), *AS_AT, code=0)

    one, two = (
        {path.relative_to(tmp_path / out): path.read_bytes() for path in (tmp_path / out).rglob("*") if path.is_file()}
        for out in ("one", "two")
    )
    assert one == two
    assert one
