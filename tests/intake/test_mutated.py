"""Forms with anything done to them: each is read or refused in a sentence, and nothing else ever happens."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import intake, normalise
from generator.council import Council
from generator.errors import IntakeError
from tests.families import answers
from tests.forms import KINDS, form_of

FORMS = [kind for kind in KINDS if kind != "xlsx"]
MARKS = b"\"'\n\t:-[]{}&*!|>%@`#,;?<\0\xff\xfe\xef\xbb\xbf=+"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("sound")
    made = {kind: form_of(kind, folder, answers()) for kind in FORMS}
    return {kind: (path / "Actions.csv" if path.is_dir() else path).read_bytes() for kind, path in made.items()}


def mutated(content: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for start, length, put in changes:
        at = start % (len(content) + 1)
        content = content[:at] + put + content[at + length :]
    return content


change = st.tuples(
    st.integers(0, 2**20),
    st.sampled_from([0, 1, 2, 9, 300]),
    st.one_of(st.binary(max_size=6), st.lists(st.sampled_from(list(MARKS)), max_size=4).map(bytes)),
)


@pytest.mark.parametrize("kind", FORMS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(change, min_size=1, max_size=4))
def test_a_form_with_anything_done_to_it(
    kind: str, changes: list[tuple[int, int, bytes]], sound: dict[str, bytes], council: Council, tmp_path: Path
) -> None:
    content = mutated(sound[kind], changes)
    path = tmp_path / f"family.{kind}"
    if kind == "csv":
        path = tmp_path / "family"
        path.mkdir(exist_ok=True)
        (path / "Start.csv").write_bytes(b"Question,Your answer\nKind of plan,CIN\n")
    (path / "Actions.csv" if kind == "csv" else path).write_bytes(content)

    with suppress(IntakeError):
        normalise.normalise(intake.read(path, council), council)
