"""A slip in a council's file is said with file, line and column before anything is read, and never half obeyed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checks import questions
from generator.council import KINDS, agree, find_folder, form, open_council, shipped, yamls
from generator.errors import CouncilError, UsageError


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """A council folder is read once in a process; here each test has its own."""
    yield
    open_council.cache_clear()


def opened(folder: Path, file: str, content: str | bytes) -> None:
    """Open a council folder that holds this one file beside its council.yaml."""
    (folder / "schemas").mkdir()
    (folder / "council.yaml").write_text("name: Testshire\n", encoding="utf-8")
    place = folder / file if file == "council.yaml" else folder / "schemas" / file
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    open_council(folder)


def a_question(*lines: str, name: str = "club") -> str:
    return "".join(
        f"{line}\n"
        for line in ("records:", "  children:", "    fields:", f"      {name}:", *(f"        {x}" for x in lines))
    )


YAML_SLIPS = [
    ("a tab", "clocks.yaml", "cin_review:\n\tweeks: 6\n", 2, 1, "use spaces"),
    ("a name twice", "clocks.yaml", "cin_review: {weeks: 6}\ncin_review: {weeks: 7}\n", 2, 1, "second time"),
    ("a colon in a text", "child_in_need.yaml", "printed_name: Help: a plan\n", 1, 19, "quotation marks"),
    ("an at sign", "child_in_need.yaml", "printed_name: @home\n", 1, 15, "quotation marks"),
    ("a tag", "council.yaml", "name: !!python/name:os.system\n", 1, 7, "quotation marks"),
    ("an impossible day", "holidays.yaml", "days:\n  - 2026-02-30\n", 2, 5, "no such day"),
    ("not UTF-8", "council.yaml", b"name: X\n# Caf\xe9\n", 2, 6, "UTF-8"),
    ("a character nobody sees", "council.yaml", "name: X\x00\n", 1, 8, "nobody can see"),
    ("nested without end", "council.yaml", "name: " + "[" * 3000, 1, 1, "not readable"),
    ("a list for a mapping", "child_in_need.yaml", "records:\n  - children\n", 1, 1, "names followed by a colon"),
    ("nothing below a name", "child_in_need.yaml", "records:\n  children:\n", 2, 3, "cannot do without"),
    ("a name that is no word", "clocks.yaml", "true: {weeks: 6}\n", 1, 1, "a name is a word"),
]  # fmt: skip

COUNCIL_SLIPS = [
    ("council key", "council.yaml", "nmae: X\n", 1, 1, "'nmae' is not known here"),
    ("council wording", "council.yaml", "name: X\nwording:\n  contcat: Ring us\n", 3, 3, "'contcat' is not known"),
    ("pack", "council.yaml", "name: X\npack: ../..\n", 2, 1, "must be one of standard"),
    ("file name", "chidl_in_need.yaml", "printed_name: X\n", 1, 1, "'chidl_in_need.yaml' is not known"),
    ("file ending", "clocks.yml", "cin_review: {weeks: 6}\n", 1, 1, "'clocks.yml' is not known"),
    ("wording", "wording.yaml", "contcat: Ring us\n", 1, 1, "'contcat' is not known here"),
    ("empty wording", "wording.yaml", "contact:\n", 1, 1, 'Write ""'),
    ("clock as a number", "clocks.yaml", "cin_review: 6\n", 1, 1, "names followed by a colon"),
    ("clock of two units", "clocks.yaml", "cin_review: {weeks: 6, days: 3}\n", 1, 1, "say how long once"),
    ("clock below nothing", "clocks.yaml", "cin_review: {weeks: -6}\n", 1, 14, "a whole number from 1"),
    ("clock without end", "clocks.yaml", "cin_review: {weeks: 99999999999}\n", 1, 14, "a whole number from 1"),
    ("clock nobody counts", "clocks.yaml", "cin_reveiw: {weeks: 6}\n", 1, 1, "no timescale of this name"),
    ("severity", "rules.yaml", "TIME-03: {severity: must-fix}\n", 1, 11, "must be one of must_fix"),
    ("rule key", "rules.yaml", "TIME-03:\n  sevrity: check\n", 2, 3, "'sevrity' is not known"),
    ("rule id", "rules.yaml", "TIME-99: {severity: check}\n", 1, 1, "no rule of this name"),
    ("rule as text", "rules.yaml", "TIME-03: off\n", 1, 1, "names followed by a colon"),
    ("a quoted no", "rules.yaml", 'WORD-01: {on: "no"}\n', 1, 11, "true or false"),
    ("slot with a format", "rules.yaml", 'TIME-03: {message: "{label:d}"}\n', 1, 11, "in braces"),
    ("words of no rule", "words.yaml", "WORD-99: {add: [nice]}\n", 1, 1, "no rule of this name"),
    ("words as text", "words.yaml", "WORD-01: {add: nice}\n", 1, 11, "a list is wanted"),
    ("an empty word", "words.yaml", "WORD-01:\n  add: [nice, '']\n", 2, 15, "nothing stands"),
    ("words of no record", "words.yaml", "WORD-01: {only_in: [kids]}\n", 1, 21, "one of these is wanted"),
    ("bank holiday as text", "holidays.yaml", "days: [christmas]\n", 1, 8, "a day is wanted"),
    ("holidays' key", "holidays.yaml", "dyas: [2026-12-25]\n", 1, 1, "'dyas' is not known"),
    ("reader's class", "readers.yaml", "audiences:\n  police:\n    sees: [everything]\n", 3, 5, "no sharing class"),
    ("reader's record", "readers.yaml", "audiences:\n  police:\n    rows: {kids: all}\n", 3, 12, "'kids' is not known"),
    ("reader's document", "readers.yaml", "audiences:\n  police: {documents: [pln]}\n", 2, 24, "must be one of plan"),
    ("reader who sees all", "readers.yaml", "audiences:\n  police: {sees_all: true}\n", 2, 12, "only the lead agency"),
    ("reader's file name", "readers.yaml", "audiences:\n  police: {slug: ../x}\n", 2, 12, "file names"),
    ("checklist rule", "questions.yaml", "Is it so?:\n  answered_by: [NOPE-01]\n", 2, 17, "no rule of this name"),
    ("checklist fact", "questions.yaml", "Is it so?: {facts: weather}\n", 1, 13, "must be one of signatures"),
    ("kind's key", "child_in_need.yaml", "printed_nmae: X\n", 1, 1, "'printed_nmae' is not known"),
    ("sheet's name", "child_in_need.yaml", "sheets:\n  A/B: {purpose: X}\n", 2, 3, "Excel wants a sheet named"),
    ("sheet's rows", "child_in_need.yaml", "sheets:\n  Children: {rows: many}\n", 2, 14, "a whole number"),
]  # fmt: skip

QUESTION_SLIPS = [
    ("no label", ("type: string",), 4, 7, "a field needs meta with a label"),
    ("misspelt key", ("meta: {lable: Club}",), 5, 16, "'lable' is not known here"),
    ("unknown type", ("type: strnig", "meta: {label: Club}"), 5, 9, "must be one of string"),
    ("length in words", ("maxlength: long", "meta: {label: Club}"), 5, 9, "a whole number"),
    ("pattern", ("regex: '(['", "meta: {label: Club}"), 5, 9, "regular expression"),
    ("code", ("check_with: my_rule", "meta: {label: Club}"), 5, 9, "'check_with' is not known"),
    ("choices as a list", ("meta:", "  label: Club", "  choices: [a, b]"), 7, 11, "names followed by a colon"),
    ("class", ("meta: {label: Club, sharing: everybody}",), 5, 29, "no sharing class"),
    ("rule", ("meta: {label: Club, missing: NOPE-01}",), 5, 29, "no rule of this name"),
    ("list of people", ("meta: {label: Club, refers: kids}",), 5, 29, "must be one of people"),
    ("label taken", ("meta: {label: Date of birth}",), 4, 7, "has this label already"),
]  # fmt: skip


IN_QUESTIONS = [(name, "child_in_need.yaml", a_question(*lines), *said) for name, lines, *said in QUESTION_SLIPS]


@pytest.mark.parametrize(
    ("file", "content", "line", "column", "says"),
    [pytest.param(*case[1:], id=case[0]) for case in (*YAML_SLIPS, *COUNCIL_SLIPS, *IN_QUESTIONS)],
)
def test_a_slip_is_said_at_its_line(
    file: str, content: str | bytes, line: int, column: int, says: str, tmp_path: Path
) -> None:
    with pytest.raises(CouncilError) as stopped:
        opened(tmp_path, file, content)

    assert str(stopped.value).startswith(f"{file}, line {line}, column {column}: ")
    assert says in str(stopped.value)


@pytest.mark.parametrize("name", ["_club", "my club", "Club", "3"])
def test_a_question_that_no_template_could_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CouncilError, match=r"line 4, column 7: a name here is small letters"):
        opened(tmp_path, "child_in_need.yaml", a_question("meta: {label: Club}", name=name))


@pytest.mark.parametrize(
    ("record", "field", "change"),
    [
        ("case", "case_ref", "meta: {needed: ------}"),
        ("case", "case_ref", "meta: {missing: FORM-02}"),
        ("children", "date_of_birth", "type: string"),
        ("actions", "number", "meta: {needed: oooooo}"),
    ],
)
def test_what_plangen_stands_on_is_not_a_councils_to_change(
    record: str, field: str, change: str, tmp_path: Path
) -> None:
    with pytest.raises(CouncilError, match=r"base\.yaml, line 4, column 7"):
        opened(tmp_path, "base.yaml", f"records:\n  {record}:\n    fields:\n      {field}:\n        {change}\n")


def test_a_slip_in_the_councils_base_is_named_in_that_file(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "child_in_need.yaml").write_text("printed_name: Help plan\n", encoding="utf-8")
    (tmp_path / "schemas" / "base.yaml").write_text(a_question("meta: {needed: R}"), encoding="utf-8")
    (tmp_path / "council.yaml").write_text("name: X\n", encoding="utf-8")

    with pytest.raises(CouncilError, match=r"base\.yaml, line 4"):
        open_council(tmp_path)


@pytest.mark.parametrize("name", sorted(set(form.FILES) - {"council"}))
def test_what_plangen_ships_keeps_to_the_same_form(name: str) -> None:
    assert form.first_slip(name, yamls.read(shipped() / "schemas" / f"{name}.yaml")) is None


def test_every_file_and_fact_and_essential_question_that_is_named_is_there() -> None:
    fields = {(r.name, f.name) for kind in KINDS for r in open_council(None).kinds[kind].records for f in r.fields}

    assert {path.stem for path in (shipped() / "schemas").glob("*.yaml")} == set(form.FILES) - {"council"}
    assert set(questions._FACTS) == set(form.FACTS)
    assert fields >= agree._ESSENTIAL


def test_a_councils_file_may_be_saved_with_the_mark_that_windows_sets(tmp_path: Path) -> None:
    (tmp_path / "council.yaml").write_bytes("name: Testshire\n".encode("utf-8-sig"))

    assert open_council(tmp_path).name == "Testshire"


@pytest.mark.parametrize("name", ["council.yml", "COUNCIL.YAML", "Council.yaml"])
def test_a_council_file_of_nearly_the_right_name_is_not_passed_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("name: Testshire\n", encoding="utf-8")
    if (tmp_path / "council.yaml").is_file():
        pytest.skip("the file system does not tell small letters from capitals")

    with pytest.raises(UsageError, match=f"{name} in the folder .* is not read"):
        find_folder(None, {}, tmp_path)


def test_a_variable_in_quotation_marks_names_the_folder_within_them(tmp_path: Path) -> None:
    (tmp_path / "council.yaml").write_text("name: Testshire\n", encoding="utf-8")

    assert find_folder(None, {"PLANGEN_COUNCIL": f' "{tmp_path}" '}, Path("/")) == tmp_path.resolve()


def test_a_variable_that_names_no_council_says_that_it_is_the_variable(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="named by PLANGEN_COUNCIL"):
        find_folder(None, {"PLANGEN_COUNCIL": str(tmp_path / "nowhere")}, tmp_path)
