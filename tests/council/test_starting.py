"""A council folder to begin with: it changes nothing yet, and says what could be changed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.council import Council, form, open_council


def init(*words: object) -> str:
    result = CliRunner().invoke(main, ["init", *map(str, words)], catch_exceptions=False)
    return f"{result.exit_code} {result.output}"


def test_a_new_folder_holds_every_file_and_changes_nothing_yet(tmp_path: Path, council: Council) -> None:
    assert init(tmp_path / "ours", "--name", "Testshire: a “Council” #1").startswith("0 Made ours")

    own = open_council(tmp_path / "ours")
    assert own.name == "Testshire: a “Council” #1"
    assert {path.stem for path in (tmp_path / "ours" / "schemas").iterdir()} == set(form.FILES) - {"council"}
    assert (own.kinds, own.rules, own.clocks, own.audiences) == (
        council.kinds, council.rules, council.clocks, council.audiences,
    )  # fmt: skip


def test_every_file_says_at_its_top_what_may_be_changed(tmp_path: Path) -> None:
    init(tmp_path / "ours")

    for path in (tmp_path / "ours").rglob("*.yaml"):
        notes = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        assert len(" ".join(notes)) > 150, path.name


@pytest.mark.parametrize("name", ["council.yaml", "schemas/clocks.yaml"])
def test_what_somebody_wrote_is_never_replaced(tmp_path: Path, name: str) -> None:
    theirs = tmp_path / "ours" / name
    theirs.parent.mkdir(parents=True)
    theirs.write_text("# ours\n", encoding="utf-8")

    init(tmp_path / "ours")

    assert theirs.read_text(encoding="utf-8") == "# ours\n"


def test_a_council_folder_that_is_there_is_wrong_use(tmp_path: Path) -> None:
    init(tmp_path / "ours")

    assert init(tmp_path / "ours").startswith("2 ")
