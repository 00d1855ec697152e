"""Turn what was written into a Draft: schema names, tidy text, real dates, and the cell behind every value."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.case import RECORDS, Gap, ToBeConfirmed, Where
from generator.council import Council, Field, KindSchema
from generator.flow import Answer, Draft, Finding, Intake
from generator.normalise import answers, text
from generator.normalise.names import Names, gather
from generator.normalise.sheets import KEEPS_PRIVATE, SAYS_WHOSE, Row, lay_out

_KIND_LABEL = "Kind of plan"
_TOOLS_OWN = frozenset({"kind", "plan_version", "number"})
"""What the blank workbook holds before anyone has filled it in."""
_ONE_NUMBERING = (("strengths", "worries", "needs"), ("outcomes",), ("actions",), ("contingency",))
"""Record kinds whose rows are referred to by number; those of one sheet share their numbers."""


def normalise(intake: Intake, council: Council) -> Draft:
    """Read every answer of the intake as what its question asks for; what cannot be read is a finding."""
    kind = _kind(intake, council)
    schema = council.kinds[kind]
    layout = lay_out(intake, schema, council)
    draft = _Draft(kind, schema, council, gather(layout.rows))
    for row in layout.rows:
        draft.add(row)
    draft.findings = [*layout.findings, *draft.findings, *_doubles(draft)]
    if not any(draft.findings) and _is_untouched(draft.values):
        draft.findings = [council.finding("FORM-13", "", Where(schema.sheets[0].name))]
    return Draft(
        source=intake.source,
        sha256=intake.sha256,
        kind=kind,
        values=draft.values,
        gaps=draft.gaps,
        origins=draft.origins,
        findings=tuple(found for found in draft.findings if found),
    )


def as_at(draft: Draft) -> date | None:
    """Return the day the intake says it describes, or None when it leaves that open."""
    rows = draft.values.get("case") or [{}]
    day = rows[0].get("as_at")
    return day if isinstance(day, date) else None


@dataclass(slots=True)
class _Draft:
    """A draft while it is being gathered, row by row."""

    kind: str
    schema: KindSchema
    council: Council
    names: Names
    values: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in RECORDS})
    gaps: dict[str, Gap] = field(default_factory=dict)
    origins: dict[str, Where] = field(default_factory=dict)
    findings: list[Finding | None] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Read one row into the draft."""
        rows = self.values[row.record.name]
        path = f"{row.record.name}/{len(rows)}"
        self.origins[path] = row.first
        self.origins.update((f"{path}/{name}", where) for name, where in row.places.items())
        rows.append({})
        for name, answer in row.cells.items():
            question = row.record.field(name)
            if question is not None:
                self._answer(f"{path}/{name}", question, answer, rows[-1])

    def _answer(self, path: str, question: Field, answer: Answer, values: dict[str, Any]) -> None:
        reading = answers.read(answer.raw, question, self.names)
        if (question.record, question.name) == ("plans", "kind") and _named_kind(answer, self.council):
            reading = answers.Reading(self.kind)
        if reading.value is not None and reading.value != "":
            values[question.name] = reading.value
        if reading.gap is not None:
            self.gaps[path] = reading.gap
        self.findings.extend(self._found(path, question, answer, reading))

    def _found(self, path: str, question: Field, answer: Answer, reading: answers.Reading) -> Iterator[Finding | None]:
        slots = {"label": question.label, "sheet": answer.where.sheet, "holds": question.asks}
        # What is kept from someone may never be half read or half decided, not even in a draft.
        if _is_private(question, reading) and (reading.rule or isinstance(reading.gap, ToBeConfirmed)):
            yield self.council.finding("PRIV-14", path, answer.where, **slots)
        elif reading.rule:
            yield self.council.finding(reading.rule, path, answer.where, **slots)
        if reading.dropped:
            yield self.council.finding("DOCX-10", path, answer.where, **slots, count=reading.dropped)
        if isinstance(answer.raw, str) and len(answer.raw) >= text.LIMIT:
            yield self.council.finding("FORM-12", path, answer.where, **slots)


def _is_private(question: Field, reading: answers.Reading) -> bool:
    """Say whether a half-read answer would show something to someone who may not know it."""
    if question.name == SAYS_WHOSE:
        # A row about a child whose name was misspelt would pass for one about all the children.
        return question.record == "sharing" or not reading.value
    return question.name in KEEPS_PRIVATE


def _kind(intake: Intake, council: Council) -> str:
    """Return the plan kind chosen in the intake, else the one its workbook was made for."""
    said = next((answer for answer in intake.answers if text.heading(answer.label) == text.fold(_KIND_LABEL)), None)
    chosen = _named_kind(said, council) if said else ""
    return chosen or (intake.kind if intake.kind in council.kinds else next(iter(council.kinds)))


def _named_kind(answer: Answer, council: Council) -> str:
    word = text.choice(str(answer.raw))
    for kind, schema in council.kinds.items():
        question = schema.record("plans").field("kind")
        also = [spelling for spelling, value in question.also if value == kind] if question else []
        labels = [label for value, label in question.choices if value == kind] if question else []
        if word in {text.choice(one) for one in (kind, schema.printed_name, *labels, *also)}:
            return kind
    return ""


def _doubles(draft: _Draft) -> Iterator[Finding | None]:
    yield from _twice(draft, ("children", "people"), "name", "FORM-10")
    for family in _ONE_NUMBERING:
        yield from _twice(draft, family, "number", "LINK-01")


def _twice(draft: _Draft, kinds: Iterable[str], name: str, rule: str) -> Iterator[Finding | None]:
    seen = set()
    for kind in kinds:
        for index, row in enumerate(draft.values[kind]):
            value = row.get(name)
            if value is None:
                continue
            spelling = text.fold(str(value))
            if spelling in seen:
                yield _again(draft, f"{kind}/{index}/{name}", rule)
            seen.add(spelling)


def _again(draft: _Draft, path: str, rule: str) -> Finding | None:
    question = draft.schema.find(path)
    where = draft.origins.get(path)
    label = question.label if question else ""
    return draft.council.finding(rule, path, where, label=label, sheet=where.sheet if where else "")


def _is_untouched(values: Mapping[str, list[dict[str, Any]]]) -> bool:
    return not any(set(row) - _TOOLS_OWN for rows in values.values() for row in rows)
