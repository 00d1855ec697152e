"""An attack on the cut and on the proof: what is kept from a reader is typed wherever a person can type.

For the two families with something to hide, every value that is kept from a reader is planted in every free
text of the intake, in many spellings. What is kept is worked out here from the intake by plain rules of its own,
not taken from the code under test.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

import pytest

from generator import pipeline, proof, render, sharing, views
from generator.case import RECORDS, Case, Child, Person, Record
from generator.council import Council, Holds, open_council
from generator.flow import Document, Finding, Portion, Reader, Withheld
from generator.sharing.strings import strings
from tests.conftest import SAMPLES

DAY = date(2026, 11, 23)
COUNCIL: Council = open_council(None)
FAMILIES = ("case-a-neglect", "case-b-confidential-address")
CUT = import_module("generator.sharing.cut")
MARK = "Qx"
"""Begins a word before each planting, so that it can be known again in whatever text it ends up in."""


@cache
def family(name: str) -> Case:
    return pipeline.check(SAMPLES / f"{name}.xlsx", COUNCIL, DAY, DAY).case


def readers(name: str) -> tuple[Reader, ...]:
    return tuple(reader for reader in sharing.readers(family(name), COUNCIL) if reader.key != "lead")


# --- what is kept from whom, by the sheets alone ---------------------------------------------------------


def kept_from(case: Case, reader: Reader) -> list[str]:
    """Every value that some sheet says this reader must not have."""
    found = [*_of_people(case, reader), *_clues(case, reader), *_other_children(case, reader), *_visits(case)]
    return list(dict.fromkeys(found))


def _is_hidden(hide_from: tuple[str, ...], reader: Reader) -> bool:
    return bool({reader.name, reader.agency} & set(hide_from)) or (reader.audience == "child" and bool(hide_from))


def _of_people(case: Case, reader: Reader) -> Iterator[str]:
    for child in case.children:
        if _is_hidden(child.address_hide_from, reader):
            yield from _address(child)
    for person in case.people:
        if person.name == reader.name or not _is_hidden(person.hide_from, reader):
            continue
        yield from _address(person)
        yield from (value for value in (person.phone, person.email) if isinstance(value, str))
        if person.kind == "practitioner" or isinstance(person.said_instead, str):
            yield str(person.name)
        if person.kind == "practitioner":
            yield str(person.agency)


def _address(holder: Child | Person) -> Iterator[str]:
    if isinstance(holder.address, str):
        lines = [line.strip() for line in holder.address.split(",")]
        yield holder.address
        yield lines[-1]
        yield from (line for line in lines if re.match(r"\d+ \w+ \w+", line))


def _clues(case: Case, reader: Reader) -> Iterator[str]:
    for row in case.restrictions:
        only = bool(row.only_for) and not {reader.name, reader.agency} & set(row.only_for)
        if only or _is_hidden(row.hide_from, reader):
            yield from row.clue_words


def _other_children(case: Case, reader: Reader) -> Iterator[str]:
    if reader.audience != "child":
        yield from (str(child.name) for child in case.children if child.name not in reader.children)


def _visits(case: Case) -> Iterator[str]:
    for week in case.timeline:
        if isinstance(week.unannounced_dates, str):
            # 18 November is the day of a meeting as well in one family, and so no secret by itself.
            yield from (day.strip() for day in week.unannounced_dates.split(","))


# --- the ways a person may write it ----------------------------------------------------------------------

_POSTCODE = re.compile(r"ZZ\d \d[A-Z]{2}")


def spellings(value: str) -> list[str]:
    """The value as people, phones and word processors write it."""
    found = [value, value.upper(), value.lower(), f"{value}'s", f"{value}’s", f"({value})", f"“{value}”,"]
    found += [value.replace(" ", gap) for gap in ("  ", "\n", "\u00a0", "\t", "\u2009")]
    found += [value.replace("'", "’"), value[:2] + "\u200b" + value[2:], value[:3] + "\u00ad" + value[3:]]
    if _POSTCODE.fullmatch(value):
        found += [value.replace(" ", ""), value.replace(" ", "-"), value.replace(" ", ".").lower()]
    elif re.fullmatch(r"0[\d ]{10,}", value):
        found += list(_dialled(value))
    elif "@" in value:
        found += [f"mailto:{value}", value.replace("@", " at ")]
    elif len(value.replace(" ", "")) >= 8 and "," not in value and not re.search(r"\d", value):
        found += [value.replace(" ", ""), value.replace(" ", "-"), value.replace(" ", "_")]
    return list(dict.fromkeys(found))


def _dialled(number: str) -> Iterator[str]:
    digits = number.replace(" ", "")
    yield from (digits, digits.replace("0", "+44", 1), f"+44 (0){digits[1:]}", f"0044 {digits[1:]}")
    yield from (f"({digits[:5]}) {digits[5:]}", f"{digits[:5]}-{digits[5:8]}-{digits[8:]}", ".".join(number.split()))


# --- planting --------------------------------------------------------------------------------------------

_FREE = (Holds.LINE, Holds.PARA, Holds.WORDS)
_NOT_TEXT = {
    ("people", "name"), ("children", "name"),
    ("people", "agency"), ("children", "school"), ("people", "known_as"), ("children", "known_as"),
    ("people", "said_instead"), ("case", "case_ref"), ("restrictions", "which"), ("timeline", "unannounced_dates"),
    ("people", "address"), ("people", "phone"), ("people", "email"), ("children", "address"),
    ("sharing", "not_shared_reason"), ("children", "own_plan_reason"), ("restrictions", "clue_words"),
}  # fmt: skip
"""Cells that say who somebody is, or decide what is kept from whom; planting there would change the question."""


def cells(case: Case) -> list[tuple[str, str]]:
    """Path and field of every cell of free text, filled or blank."""
    kind = COUNCIL.kinds[case.plans[0].kind]
    return [
        (row.path, field.name)
        for record in kind.records
        for field in record.fields
        if field.holds in _FREE and (record.name, field.name) not in _NOT_TEXT
        for row in rows(case, record.name)
    ]


def rows(case: Case, kind: str) -> tuple[Record, ...]:
    return (case,) if kind == "case" else getattr(case, kind)


def planted(case: Case, texts: dict[tuple[str, str], str]) -> Case:
    """The case with those texts typed behind what stands in those cells."""
    by_row: dict[str, dict[str, str]] = {}
    for (path, field), text in texts.items():
        by_row.setdefault(path, {})[field] = text

    def told(row: Any) -> Any:
        changes = by_row.get(row.path, {})
        return replace(row, **{field: _after(getattr(row, field), text) for field, text in changes.items()})

    lists = {kind: tuple(map(told, getattr(case, kind))) for kind in RECORDS if kind != "case"}
    return told(replace(case, **lists))


def _after(said: object, text: str) -> str:
    return f"{said} {text}" if isinstance(said, str) else text


@dataclass(frozen=True)
class Attack:
    """One reader, one value that is kept from them, and the cells in which it was typed."""

    reader: Reader
    case: Case
    texts: dict[tuple[str, str], str]


def attacks(name: str, turns: int) -> Iterator[Attack]:
    """For every reader and value: typed in every cell at once, each cell in another spelling, turn by turn."""
    case = family(name)
    places = cells(case)
    for reader in readers(name):
        for number, value in enumerate(kept_from(case, reader)):
            ways = spellings(value)
            for turn in range(turns):
                spelled = [ways[(place + number + turn * 5) % len(ways)] for place in range(len(places))]
                texts = {cell: f"{MARK}{n}q at {spelled[n]} now" for n, cell in enumerate(places)}
                yield Attack(reader, planted(case, texts), texts)


def told(portion: Portion) -> Iterator[tuple[str, str]]:
    """Cells of the portion in which something planted can be read."""
    for record in portion.case.records():
        yield from ((record.path, field) for field, text in strings(record) if MARK in text)


def escaped(attack: Attack) -> tuple[int, list[tuple[str, str, str]]]:
    """How many cells were tried, and those whose planting reaches the reader without a finding."""
    portion, withheld = sharing.cut(attack.case, attack.reader, COUNCIL)
    stopped = {finding.path for finding in sharing.findings(portion, withheld, COUNCIL)}
    out = [
        (attack.reader.key, f"{path}/{field}", attack.texts[path, field])
        for path, field in told(portion)
        if f"{path}/{field}" not in stopped
    ]
    return len(attack.texts), out


@pytest.mark.parametrize(("name", "least"), [("case-a-neglect", 5_000), ("case-b-confidential-address", 20_000)])
def test_nothing_that_is_kept_from_a_reader_gets_past_the_cut_from_any_cell_in_any_spelling(
    name: str, least: int
) -> None:
    tried, out = 0, []
    for attack in attacks(name, turns=1):
        count, found = escaped(attack)
        tried += count
        out += found

    assert out == []
    assert tried > least


# --- documents -------------------------------------------------------------------------------------------


def documents(portion: Portion) -> Iterator[Document]:
    for kind in portion.reader.documents:
        view = views.view(portion, kind)
        path = COUNCIL.template(view.template, str(family(FAMILIES[1]).plans[0].kind))
        yield render.fill(view, render.template(path, type(view.content)))


def proved(portion: Portion, withheld: Withheld) -> Iterator[tuple[Document, tuple[Finding, ...]]]:
    for document in documents(portion):
        yield document, proof.prove(document, withheld, COUNCIL)


def chosen_attacks(name: str, every: int) -> list[Attack]:
    return [attack for number, attack in enumerate(attacks(name, turns=1)) if number % every == 0]


@pytest.mark.parametrize("name", FAMILIES)
def test_were_its_findings_forgotten_the_proof_would_still_stop_each_document(name: str) -> None:
    """Here what `findings` says is not listened to: documents are made of text full of what is kept."""
    stopped = 0
    for attack in chosen_attacks(name, every=6):
        portion, withheld = sharing.cut(attack.case, attack.reader, COUNCIL)
        for document, findings in proved(portion, withheld):
            if MARK in proof.as_text(document.content):
                assert [finding.rule for finding in findings if finding.rule == "PRIV-02"], document.file_name
                stopped += 1

    assert stopped > 4


@pytest.mark.parametrize("name", FAMILIES)
def test_were_nothing_cut_at_all_the_proof_alone_would_stop_what_somebody_decided_to_keep(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the cut is left out: the whole case goes into each reader's documents."""

    def uncut(standing: Any, choice: Any) -> Case:
        return family(name)

    honest = {reader.key: sharing.cut(family(name), reader, COUNCIL)[1] for reader in readers(name)}
    monkeypatch.setattr(CUT, "_cut_case", uncut)
    stopped = set()
    for reader in readers(name):
        portion, _ = sharing.cut(family(name), reader, COUNCIL)
        for document, findings in proved(portion, honest[reader.key]):
            if says_any(proof.as_text(document.content), kept_from(family(name), reader)):
                assert "PRIV-02" in {finding.rule for finding in findings}, document.file_name
                stopped.add(reader.key)

    assert stopped >= {reader.key for reader in readers(name) if reader.audience == "parent_pr"} - NOTHING_TO_HIDE


NOTHING_TO_HIDE = {"parent-1"}
"""The mothers: what is kept from them, days of visits and of one meeting, is in no document's content at all."""


def says_any(text: str, values: list[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE) for value in values)


def _one_more(portion: Portion, value: str) -> Portion:
    plans = tuple(
        replace(plan, aim_shared=f"To keep both safe at {value}.", aim_full=value) for plan in portion.case.plans
    )
    return replace(portion, case=replace(portion.case, plans=plans))


@pytest.mark.parametrize("name", FAMILIES)
def test_one_value_let_through_the_cut_is_stopped_by_the_proof_alone(name: str) -> None:
    """Here one value is put back into the portion after the cut, as a mistake in it might do."""
    tried = 0
    for reader in readers(name):
        portion, withheld = sharing.cut(family(name), reader, COUNCIL)
        for value in kept_from(family(name), reader)[::2]:
            for document, findings in proved(_one_more(portion, value), withheld):
                if says_any(proof.as_text(document.content), [value]):
                    assert "PRIV-02" in {finding.rule for finding in findings}, (reader.key, value)
                    tried += 1

    assert tried > 5


def test_nothing_that_is_not_free_text_carries_a_hidden_town_out_either() -> None:
    """Who somebody is: an agency, a school, a pet name, one at a time in each row."""
    case = family(FAMILIES[1])
    tried = 0
    for reader in readers(FAMILIES[1]):
        if reader.key != "parent-2":
            continue
        for path, field in _identities(case, reader):
            attack = planted(case, {(path, field): f"{MARK}1q HARWICK"})
            portion, withheld = sharing.cut(attack, reader, COUNCIL)
            found = sharing.findings(portion, withheld, COUNCIL)
            assert found or not list(told(portion)), (reader.key, path, field)
            tried += 1

    assert tried > 50


def _identities(case: Case, reader: Reader) -> Iterator[tuple[str, str]]:
    for child in case.children:
        yield from ((child.path, field) for field in ("school", "known_as"))
    for person in case.people:
        if person.name != reader.name:
            yield from ((person.path, field) for field in ("agency", "known_as", "phone", "email", "address"))
