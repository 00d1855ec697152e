"""Have the finished files judged by programs that know nothing of plangen, and say how many each judged.

A judge that judged nothing fails the run like one that found something: silence proves nothing.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates" / "docx" / "standard").glob("*.docx"))
SAMPLES = sorted((ROOT / "samples").glob("*.xlsx"))
SECRETS = sorted((ROOT / "samples" / "secrets").glob("*.json"))
TAGS = ["{{", "}}", "{%", "%}"]


@dataclass
class Court:
    """The judges' scripts, where they may write, and what they have found so far."""

    scripts: Path
    scratch: Path
    faults: list[str] = field(default_factory=list)

    def ask(self, name: str, script: str, *args: object, silent: bool = False) -> list[dict[str, Any]]:
        """Run one judge and return its report, an entry a file; none at all is a fault."""
        print(f"\n-- {name}", flush=True)
        report = self._report(script, [str(arg) for arg in args], silent)
        if report is None:
            self.faults.append(f"{name}: could not judge")
        elif not report:
            self.faults.append(f"{name}: judged no file at all")
        print(f"{name}: {len(report or [])} files judged", flush=True)
        return report or []

    def must_pass(self, name: str, script: str, *args: object) -> None:
        """Run one judge, and count every file it calls bad as a fault."""
        bad = [entry for entry in self.ask(name, script, *args) if _is_bad(entry)]
        if bad:
            self.faults.append(f"{name}: {len(bad)} bad")

    def _report(self, script: str, args: list[str], silent: bool) -> list[dict[str, Any]] | None:
        """Return what the judge wrote down; None when it came to no judgement."""
        written = self.scratch / "report.json"
        written.unlink(missing_ok=True)
        python = Path(os.environ["JUDGE_HOME"]) / "venv" / "bin" / "python"
        said = subprocess.DEVNULL if silent else None
        done = subprocess.run([python, self.scripts / script, *args, "--json", written], check=False, stdout=said)
        if done.returncode not in (0, 1) or not written.exists():
            return None
        report: list[dict[str, Any]] = json.loads(written.read_text(encoding="utf-8"))
        return report if done.returncode == int(any(map(_is_bad, report))) else None


def _is_bad(entry: dict[str, Any]) -> bool:
    """Say whether a judge faults this file; the judges have four words for it."""
    if "bad" in entry:
        return bool(entry["bad"])
    return any(entry.get(word) for word in ("findings", "hits", "differs"))


def main() -> None:
    """Judge the documents of one build, the same build done again, and the workbooks."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        court = Court(given.scripts, Path(scratch))
        judge_documents(court, given.out)
        judge_workbooks(court, [*SAMPLES, *given.blanks])
        court.must_pass("Same input, same bytes", "repro_check.py", given.out, given.again)
        judge_leaks(court, given.out)
    print()
    if court.faults:
        sys.exit("\n".join(["The judges found faults:", *court.faults]))
    print("The judges found no fault.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scripts", type=Path, help="the folder with the judges")
    parser.add_argument("out", type=Path, help="the sample families, built")
    parser.add_argument("again", type=Path, help="the same, built a second time")
    parser.add_argument("blanks", type=Path, nargs="+", help="blank workbooks")
    return parser.parse_args()


def judge_documents(court: Court, out: Path) -> None:
    """Ask whether the Word files are valid, accessible, read by another program, and filled to the end."""
    documents = sorted(out.rglob("*.docx"))
    court.must_pass("Word validity", "ooxml_valid.py", *documents, "--baseline", *TEMPLATES)
    court.must_pass("Accessibility", "docx_a11y.py", *documents, "--lang", "en-GB", "--min-pt", "12")
    pages = court.scratch / "pages"
    court.must_pass("LibreOffice", "lo_render.py", "pdf", pages, *documents, "--dpi", "0")
    tags = _list(court, TAGS)
    court.must_pass("No template tag left", "leak_check.py", "--min-length", "2", "--secrets", tags, *documents)


def judge_workbooks(court: Court, workbooks: Iterable[Path]) -> None:
    """Ask whether the workbooks are valid, save for what every workbook of openpyxl's has."""
    plain = court.scratch / "plain.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "plain"
    book.worksheets[0]["A1"].font = Font(bold=True)
    book.save(plain)
    court.must_pass("Excel validity", "ooxml_valid.py", *workbooks, "--baseline", plain)


def judge_leaks(court: Court, out: Path) -> None:
    """Search each reader's own files for what that reader must not meet."""
    if not SECRETS:
        court.faults.append("Leaks: no list of secrets in samples/secrets")
    for written in SECRETS:
        secrets = json.loads(written.read_text(encoding="utf-8"))
        for group in secrets["withheld"]:
            name = f"Leaks of {secrets['case_ref']} to {', '.join(group['readers'])}"
            words = _list(court, group["words"])
            files = list(_files_for(court, out / secrets["case_ref"], group["readers"], group.get("no_copy", [])))
            if files:
                court.must_pass(name, "leak_check.py", "--dates", "--secrets", words, *files)
            else:
                court.faults.append(f"{name}: no file to judge")
            _must_stand_in_a_sample(court, name, words, len(group["words"]))


def _files_for(court: Court, family: Path, readers: list[str], no_copy: list[str]) -> Iterator[Path]:
    """Yield the files that the family's manifests list for these readers, of whom each must have at least one."""
    listed = [
        (document["reader"], manifest.parent / document["file"])
        for manifest in sorted(family.glob("v*/manifest.json"))
        for document in json.loads(manifest.read_text(encoding="utf-8"))["documents"]
    ]
    for reader in readers:
        files = [file for name, file in listed if name == reader]
        if not files:
            court.faults.append(f"{family.name}: the manifest lists nothing for {reader}")
        yield from files
    for reader in {name for name, _ in listed} & set(no_copy):
        court.faults.append(f"{family.name}: there is a file for {reader}, who is to have none")


def _must_stand_in_a_sample(court: Court, name: str, words: Path, count: int) -> None:
    """Fault a list of secrets that has gone stale: words that are nowhere are found nowhere."""
    control = f"{name}: the same words in the samples"
    report = court.ask(control, "leak_check.py", "--dates", "--secrets", words, *SAMPLES, silent=True)
    found = {hit["secret"] for entry in report for hit in entry["hits"]}
    stale = [str(number) for number in range(1, count + 1) if number not in found]
    if stale:
        court.faults.append(f"{name}: in no sample stand the words numbered {', '.join(stale)}")


def _list(court: Court, words: list[str]) -> Path:
    """Write words down for the leak check, and return where."""
    listed = court.scratch / "words.json"
    listed.write_text(json.dumps([_as_judged(word) for word in words]), encoding="utf-8")
    return listed


def _as_judged(word: str) -> str:
    """Give a date as the leak check knows dates, so that it is found however it is written."""
    try:
        return datetime.strptime(word, "%d %B %Y").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        return word


if __name__ == "__main__":
    main()
