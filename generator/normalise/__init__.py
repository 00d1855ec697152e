"""Turn what was written into a Draft: schema names, tidy text, real dates, and the cell behind every value."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from generator.case import RECORDS, Gap, ToBeConfirmed, Where
from generator.council import Council, Field, KindSchema
from generator.flow import Answer, Draft, Finding, Intake
from generator.normalise import answers, asides, confidential, text
from generator.normalise.known import Known
from generator.normalise.names import gather
from generator.normalise.sheets import KEEPS_PRIVATE, SAYS_WHOSE, Row, lay_out

_KIND_LABEL = "Kind of plan"
_TOOLS_OWN = frozenset({"kind", "plan_version", "number"})
"""What the blank workbook holds before anyone has filled it in."""
_ONE_NUMBERING = (("strengths", "worries", "needs"), ("outcomes",), ("actions",), ("contingency",),
                  ("safety_rules",), ("bottom_lines",))  # fmt: skip
"""Record kinds whose rows are referred to by number; those of one sheet share their numbers."""
_ONE_THING = frozenset({("actions", "what"), ("outcomes", "statement")})
"""Questions to which each row has one answer, so that it can be ticked off by itself."""


def normalise(intake: Intake, council: Council) -> Draft:
    """Read every answer of the intake as what its question asks for; what cannot be read is a finding."""
    kind = _kind(intake, council)
    schema = council.kinds[kind]
    layout = lay_out(intake, schema, council)
    draft = _Draft(kind, schema, council, _known(intake, layout.rows, council), asides.lost(intake))
    for row in layout.rows:
        draft.add(row)
    beside = asides.findings(intake, council)
    doubtful = confidential.unless_said(draft.values, draft.gaps, draft.origins, council)
    draft.findings = [*layout.findings, *beside, *draft.findings, *_doubles(draft), *doubtful]
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


def _known(intake: Intake, rows: Iterable[Row], council: Council) -> Known:
    """Return what the intake tells about its own answers: first the people and a day, then the meetings."""
    given = list(rows)
    known = Known(
        names=gather(given, council.synonyms), synonyms=council.synonyms, counts_from_1904=intake.counts_from_1904
    )
    wanted = (("case", "as_at"), ("case", "prepared_on"), ("plans", "start_date"))
    days = (_value(row, name, known) for record, name in wanted for row in given if row.record.name == record)
    known = replace(known, about=next((day for day in days if isinstance(day, date)), None))
    return replace(known, meetings=_next_meetings(given, known))


def _next_meetings(rows: Iterable[Row], known: Known) -> Mapping[str, date]:
    """Return the day of the next meeting of each kind, of those that are said to be planned."""
    found: dict[str, date] = {}
    for row in rows:
        if row.record.name != "meetings" or _value(row, "planned_or_held", known) != "planned":
            continue
        kind, day = _value(row, "kind", known), _value(row, "date", known)
        if isinstance(day, date) and (known.about is None or day >= known.about):
            found[str(kind)] = min(day, found.get(str(kind), day))
    return found


def _value(row: Row, name: str, known: Known) -> Any:
    question, answer = row.record.field(name), row.cells.get(name)
    return answers.read(answer.raw, question, known).value if question and answer else None


@dataclass(slots=True)
class _Draft:
    """A draft while it is being gathered, row by row."""

    kind: str
    schema: KindSchema
    council: Council
    known: Known
    lost: Mapping[Where, str]
    """Cells in which no answer can be read whatever stands there, with the rule that says so."""
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
        reading = answers.read(answer.raw, question, self.known)
        if answer.where in self.lost:
            reading = answers.Reading(rule=self.lost[answer.where])
        if (question.record, question.name) == ("plans", "kind") and _named_kind(answer, self.council):
            reading = answers.Reading(self.kind, repairs=reading.repairs)
        if reading.value is not None and reading.value != "":
            values[question.name] = reading.value
        if reading.gap is not None:
            self.gaps[path] = reading.gap
        self.findings.extend(self._found(path, question, answer, reading))

    def _found(self, path: str, question: Field, answer: Answer, reading: answers.Reading) -> Iterator[Finding | None]:
        near = answers.nearest_choice(answer.raw, question) if reading.rule == "FORM-05" else ""
        slots = {"label": question.label, "sheet": answer.where.sheet, "holds": question.asks,
                 "nearest": f" The nearest one is “{near}”." if near else ""}  # fmt: skip
        # What is kept from someone may never be half read or half decided, not even in a draft.
        if _is_private(question, reading) and (reading.rule or isinstance(reading.gap, ToBeConfirmed)):
            yield self.council.finding("PRIV-14", path, answer.where, **slots)
        elif reading.rule:
            yield self.council.finding(reading.rule, path, answer.where, **slots)
        if reading.dropped:
            yield self.council.finding("DOCX-10", path, answer.where, **slots, count=reading.dropped)
        for repair in reading.repairs:
            yield self.council.finding("FORM-14", path, answer.where, word=self.council.synonyms.said_of(repair))
        if (question.record, question.name) in _ONE_THING and text.is_a_list(answer.raw):
            yield self.council.finding("FORM-20", path, answer.where, **slots)
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
    if meant := council.synonyms.choices.get("plans.kind", {}).get(text.fold(str(answer.raw)), ""):
        return meant if meant in council.kinds else ""
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
