"""What all tests share: the option that rewrites acceptance expectations, and the built-in council."""

from pathlib import Path

import pytest
from hypothesis import settings

from generator.council import Council, open_council

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"

# Made-up input is the same in every run, and a busy machine is no reason to fail.
settings.register_profile("plangen", deadline=None, derandomize=True)
settings.load_profile("plangen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` is for `make accept` alone: the commit that uses it explains the change."""
    parser.addoption("--accept", action="store_true", help="Rewrite the expected text of the acceptance samples.")


@pytest.fixture(scope="session")
def council() -> Council:
    """The built-in defaults, without any council folder."""
    return open_council(None)
