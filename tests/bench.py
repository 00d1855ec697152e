"""`make bench`: plangen beside the libraries it stands on, in one run, as ratios. Never part of the tests."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

from docxtpl import DocxTemplate
from openpyxl import load_workbook

from generator import intake, pipeline, render, views
from generator.council import open_council
from tests.conftest import SAMPLES

BOOK = SAMPLES / "case-a-neglect.xlsx"
AS_AT = date(2026, 11, 23)
ROUNDS = 15


def main() -> None:
    """Print what each step costs and how it compares with its rival."""
    council = open_council(None)
    checked = pipeline.check(BOOK, council, AS_AT, AS_AT)
    view = views.view(checked.copies[0][0], "plan")
    path = council.template("plan", "child_protection")
    template = render.template(path, type(view.content))

    ours = _seconds(lambda: render.fill(view, template))
    theirs = _seconds(lambda: _with_docxtpl(path, view.content))
    _say("fill the full plan", ours, "docxtpl, autoescape on", theirs)
    ours = _seconds(lambda: intake.read(BOOK, council))
    theirs = _seconds(lambda: load_workbook(BOOK, data_only=True))
    _say("read the workbook", ours, "openpyxl", theirs)
    print(f"check one family           {1000 * _seconds(lambda: pipeline.check(BOOK, council, AS_AT, AS_AT)):8.1f} ms")
    print(f"plangen build, shell to prompt {_shell():6.2f} s")


def _with_docxtpl(path: Path, content: object) -> bytes:
    document = DocxTemplate(path)
    context = {field.name: getattr(content, field.name) for field in fields(content)}  # type: ignore[arg-type]
    document.render(context, autoescape=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _shell() -> float:
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "generator", "build", str(BOOK), "-o", out, "--as-at", AS_AT.isoformat()]
        return _seconds(lambda: subprocess.run(command, check=True, capture_output=True), rounds=5)


def _seconds(step: Callable[[], object], rounds: int = ROUNDS) -> float:
    step()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return median(times)


def _say(what: str, ours: float, rival: str, theirs: float) -> None:
    print(f"{what:<24} {1000 * ours:8.1f} ms   {rival:<24} {1000 * theirs:8.1f} ms   ratio {theirs / ours:5.1f}")


if __name__ == "__main__":
    main()
