"""The SMART checklist report for the practitioner: what is ready, what to mend, and what falls due (domain 4.9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.case import Where
from generator.flow import Finding, Portion, Severity, View
from generator.views.cover import Cover, as_at, case_ref, cover, version
from generator.views.words import Words, day, listed, words_of

LETTERS: Mapping[str, tuple[str, ...]] = {
    "Specific": ("SPEC", "WORD"),
    "Measurable": ("MEAS",),
    "Agreed and achievable": ("AGR",),
    "Realistic": ("REAL",),
    "Timely": ("TIME",),
    "Safety": ("LINK", "KIN"),
    "Sharing": ("PRIV", "SHARE"),
    "Child": ("CHLD",),
    "Document": ("DOCX",),
}
"""Groups of the report, in order, and the rule families in each; every other rule is about the workbook."""

WORKBOOK = "Workbook"

_SEVERITIES: Mapping[Severity, tuple[str, str]] = {
    Severity.MUST_FIX: ("Must fix", "The plan, or the copy named, is not made until these are mended."),
    Severity.CHECK: ("Check", "The plan can go out, but its reader may be left with a question."),
    Severity.IDEA: ("Idea", "Worth a thought when there is time."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One thing to mend, with every cell it was found in; never with what stands in the cell."""

    where: str
    message: str
    fix: str
    rule: str
    copy: str
    """The one reader's copy it is about; empty when it is about the whole plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterGroup:
    """What was found under one letter of SMART, or one of the groups after it."""

    title: str
    rows: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityGroup:
    """All findings that matter equally."""

    title: str
    means: str
    count: str
    letters: tuple[LetterGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """One of the sixteen questions."""

    number: str
    question: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One date that is due."""

    what: str
    due: str
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistContent:
    """Everything the report says."""

    cover: Cover
    ready: bool
    stopped: str
    """Keys of the readers whose copies are not made."""
    summary: str
    """How many of each, in one sentence."""
    groups: tuple[SeverityGroup, ...]
    questions: tuple[QuestionRow, ...]
    due: tuple[DueRow, ...]


def view(portion: Portion) -> View:
    """Return the checklist report as display text."""
    words = words_of(portion)
    content = ChecklistContent(
        cover=cover(portion),
        ready=not any(not f.reader for f in _must_fix(portion.findings)),
        stopped=listed(dict.fromkeys(f.reader for f in _must_fix(portion.findings) if f.reader)),
        summary=_summary(portion.findings),
        groups=tuple(_groups(portion.findings, words)),
        questions=tuple(
            QuestionRow(number=str(number), question=question, answer=answer, why=why)
            for number, (question, answer, why) in enumerate(portion.questions, start=1)
        ),
        due=tuple(DueRow(what=what, due=day(last), stands=stands) for what, last, stands in portion.dates),
    )
    return View(
        document="checklist",
        template="checklist",
        reader=portion.reader,
        title="SMART checklist",
        content=content,
        case_ref=case_ref(portion.case),
        version=version(portion.case),
        as_at=as_at(portion.case),
        draft=portion.draft,
    )


def _must_fix(findings: tuple[Finding, ...]) -> Iterable[Finding]:
    return (finding for finding in findings if finding.severity is Severity.MUST_FIX)


def _summary(findings: tuple[Finding, ...]) -> str:
    counts = {severity: sum(f.severity is severity for f in findings) for severity in Severity}
    said = [
        _counted(counts[Severity.MUST_FIX], "thing to mend", "things to mend"),
        _counted(counts[Severity.CHECK], "to check", "to check"),
        _counted(counts[Severity.IDEA], "idea", "ideas"),
    ]
    found = ", ".join(part for part in said if part)
    return f"{found}." if found else "Nothing was found to mend."


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}" if count else ""


def _groups(findings: tuple[Finding, ...], words: Words) -> Iterable[SeverityGroup]:
    for severity, (title, means) in _SEVERITIES.items():
        found = [finding for finding in findings if finding.severity is severity]
        if found:
            key = severity.value
            yield SeverityGroup(
                title=words.said(f"severity_{key}", title),
                means=words.said(f"severity_{key}_means", means),
                count=str(len(found)),
                letters=tuple(_letters(found)),
            )


def _letters(findings: Iterable[Finding]) -> Iterable[LetterGroup]:
    by_title: dict[str, list[Finding]] = {}
    for finding in findings:
        by_title.setdefault(_letter(finding), []).append(finding)
    for title in (WORKBOOK, *LETTERS):
        if title in by_title:
            yield LetterGroup(title=title, rows=_rows(by_title[title]))


def _letter(finding: Finding) -> str:
    family = finding.rule.partition("-")[0]
    return next((title for title, families in LETTERS.items() if family in families), WORKBOOK)


def _rows(findings: Iterable[Finding]) -> tuple[FindingRow, ...]:
    """Return one row for equal findings, with all their cells."""
    cells: dict[tuple[str, str, str, str], list[Where]] = {}
    for f in findings:
        places = cells.setdefault((f.rule, f.message, f.fix, f.reader), [])
        places.extend([f.where] if f.where is not None else [])
    return tuple(
        FindingRow(where=_places(places), message=message, fix=fix, rule=rule, copy=reader)
        for (rule, message, fix, reader), places in cells.items()
    )


def _places(places: Iterable[Where]) -> str:
    """Return the cells sheet by sheet: `Actions!C7, C9; Views!D5`."""
    by_sheet: dict[str, dict[str, None]] = {}
    for where in places:
        by_sheet.setdefault(where.sheet, {})[where.cell] = None
    return "; ".join(str(Where(sheet, ", ".join(cell for cell in cells if cell))) for sheet, cells in by_sheet.items())
