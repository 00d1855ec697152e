"""The repository's own habits: what CONTRIBUTING promises is there, and nothing tells where it was made."""

import re
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import generator

ROOT = Path(__file__).resolve().parent.parent

# Put together here, so that this file does not hold what it looks for.
FOLDERS_OF_ONE_MACHINE = [f"/{name}/" for name in ("work", "root", "home", "tmp", "Users")] + ["C:" + "\\"]
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
    )
]
FOLDERS = "|".join(map(re.escape, FOLDERS_OF_ONE_MACHINE))
HOSTS = "|".join(map(re.escape, REGISTRIES))
TELLTALE = re.compile(rf"(?<![\w.~}}/-])(?:{FOLDERS})|{HOSTS}".encode())


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def dependencies() -> list[Requirement]:
    metadata = tomllib.loads(text("pyproject.toml"))["project"]
    named = [*metadata["dependencies"], *metadata["optional-dependencies"]["dev"]]
    return [Requirement(need) for need in named]


def kept_files() -> list[Path]:
    """All that is in git or would be added to it; outside a git checkout there is nothing to ask."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(asked, capture_output=True, check=True, encoding="utf-8").stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def contents(path: Path) -> Iterator[bytes]:
    """The file, and for a Word or Excel file each of its parts."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            yield from (package.read(part) for part in package.namelist())


def test_every_make_target_named_in_contributing_exists_and_help_tells_of_it() -> None:
    makefile = text("Makefile")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", text("CONTRIBUTING.md")))
    told = set(re.findall(r"^\t\$\(info make ([a-z]+)", makefile, re.MULTILINE))

    assert named <= targets
    assert told == targets - {"help"}


def test_no_file_tells_of_the_machine_it_was_made_on_or_of_a_registry() -> None:
    telling = [
        f"{path.relative_to(ROOT).as_posix()}: {match[0].decode()}"
        for path in kept_files()
        for content in contents(path)
        for match in TELLTALE.finditer(content)
    ]

    assert telling == []


def test_every_dependency_says_what_it_is_for() -> None:
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text("pyproject.toml"), re.DOTALL | re.MULTILINE)
    lines = [line for listed in lists for line in listed.splitlines()]
    silent = [line.strip() for line in lines if not re.search(r'",  # \w', line)]

    assert len(lines) == len(dependencies())
    assert silent == []


def test_the_lock_holds_every_dependency_at_a_version_that_users_may_have() -> None:
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text("requirements-dev.txt"), re.MULTILINE))
    wanted = {re.sub(r"[._]", "-", need.name.lower()): need.specifier for need in dependencies()}

    assert [name for name, allowed in wanted.items() if not allowed.contains(locked.get(name, "0"))] == []


def test_the_version_has_its_entry_in_the_changelog() -> None:
    assert f"\n## [{generator.__version__}]" in text("CHANGELOG.md")
