"""Remove what the Makefile's other targets made, and nothing that a person wrote."""

import shutil
from pathlib import Path

MADE = (
    ".venv",
    "out",
    "dist",
    "build",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
)
ROOMS = (".ci", "generator", "samples", "tests")

root = Path(__file__).resolve().parent.parent
caches = [cache for room in ROOMS for cache in (root / room).rglob("__pycache__")]
for folder in [*(root / name for name in MADE), *caches]:
    if folder.is_dir():
        shutil.rmtree(folder)
        print("removed", folder.relative_to(root))
