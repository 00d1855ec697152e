"""The whole road on one page: files come in at one end, documents go out at the other.

Step 1  read        a file becomes an Intake: what was written, and in which cell
Step 2  normalise   the Intake becomes a Draft: schema names, tidy text, real dates, origins kept
Step 3  judge       the Draft becomes a Verdict: all findings, the Case, and which plans may be built
Step 4  cut         the Case becomes one Portion for each reader: what they may know, and what must not reach them
Step 5  view        a Portion becomes a View for each document: what it says, as display text
Step 6  fill        a View becomes a Document: how it looks in Word, as bytes
Step 7  prove       each Document is read back as its reader could read it; a leak stops that reader's copies
Step 8  publish     the Documents that may go out become files in the family's folder, and last the manifest
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator import checks, intake, normalise, output, proof, render, sharing, views
from generator.case import Case
from generator.checks import calendar, questions
from generator.council import Council
from generator.errors import IntakeError
from generator.flow import Answer, Document, Draft, Finding, Portion, Reader, Severity, Verdict, Withheld
from generator.output import Blocked, Manifest, Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Steps 1 to 4 for one intake: everything that can be known before a document is thought of."""

    draft: Draft
    verdict: Verdict
    findings: tuple[Finding, ...]
    """Those of the verdict and, for each reader's portion, those about privacy."""
    copies: tuple[tuple[Portion, Withheld], ...]
    as_at: date

    @property
    def case(self) -> Case:
        """The family, as judged."""
        return self.verdict.case

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What must be mended before the plan can be built."""
        return tuple(f for f in self.findings if f.severity is Severity.MUST_FIX and not f.reader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Steps 1 to 8 for one intake."""

    checked: Checked
    findings: tuple[Finding, ...]
    """All of `checked`, and what proving the documents found."""
    documents: tuple[Document, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    published: Published | None = None
    """None when something stopped the whole plan, so that nothing was written."""
    stopped_by: tuple[Finding, ...] = ()
    """What stopped it; a draft is stopped by little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the person running a build asked for."""

    out: Path
    as_at: date | None = None
    draft: bool = False
    force: bool = False


def check(source: Path, council: Council, as_at: date | None, today: date) -> Checked:
    """Judge one intake and cut it for every reader.

    `as_at` wins over the day the intake names, and that over `today`.

    Raises:
        IntakeError: the file cannot be read as an intake.
    """
    draft = normalise.normalise(intake.read(source, council), council)
    day = as_at or normalise.as_at(draft) or today
    verdict = checks.judge(draft, council, day)
    copies = tuple(sharing.cut(verdict.case, reader, council) for reader in sharing.readers(verdict.case, council))
    private = (found for portion, withheld in copies for found in sharing.findings(portion, withheld, council))
    return Checked(
        draft=draft, verdict=verdict, findings=(*verdict.findings, *private), copies=copies, as_at=day
    )  # fmt: skip


def case_and_version(source: Path, council: Council) -> tuple[str, str] | None:
    """Return what names an intake's folder of documents, or None while it has no case reference.

    Raises:
        IntakeError: the file cannot be read as an intake.
    """
    draft = normalise.normalise(intake.read(source, council), council)
    case = (draft.values.get("case") or [{}])[0]
    reference = case.get("case_ref")
    return (reference.casefold(), str(case.get("plan_version"))) if isinstance(reference, str) else None


def build(
    source: Path,
    council: Council,
    choices: Choices,
    today: date,
    claim: Callable[[Path], None] = lambda _: None,
) -> Built:
    """Take one intake the whole road.

    `claim` is told the family's folder before anything is written there, and may raise.

    Raises:
        IntakeError: the file cannot be read as an intake.
        PackError: a Word template is wrong.
        OutputError: the documents cannot be written.
    """
    checked = check(source, council, choices.as_at, today)
    if stopped_by := _stopping(checked, draft=choices.draft):
        return Built(checked=checked, findings=checked.findings, stopped_by=stopped_by)
    made, leaks = _documents(checked, council, draft=choices.draft)
    findings = (*checked.findings, *leaks)
    blocked = tuple(_blocked(checked, findings))
    stopped = {item.reader.key for item in blocked if item.rule not in _INSTEAD}
    documents = tuple(document for document in made if document.reader.key not in stopped)
    folder = output.family_folder(
        choices.out, views.case_ref(checked.case), int(views.version(checked.case)), draft=choices.draft
    )
    claim(folder)
    manifest = _manifest(checked, council, choices, findings, blocked)
    published = output.publish(folder, documents, manifest, force=choices.force)
    return Built(checked=checked, findings=findings, documents=documents, blocked=blocked, published=published)


@dataclass(frozen=True, slots=True)
class Counting:
    """Which of the files that lie together count, where one is the marked copy of another."""

    files: tuple[Path, ...]
    left_out: tuple[Path, ...] = ()
    """Marked copies that say nothing else than their originals."""
    asked: Mapping[Path, str] = field(default_factory=dict)
    """By file, why a person has to say which one counts."""


def counting(files: Sequence[Path], council: Council) -> Counting:
    """Say which files to read, so that no family is read twice and nobody's correction is passed over."""
    copies = {path: output.marked_name(path) for path in files}
    pairs = [(path, copy) for path, copy in copies.items() if copy in copies and output.is_marked_copy(copy)]
    left_out = tuple(copy for path, copy in pairs if _says_nothing_else(copy, path, council))
    asked = {
        file: _WHICH.format(copy=copy.name, name=path.name)
        for path, copy in pairs
        if copy not in left_out and _answers(path, council) and _answers(copy, council)
        for file in (path, copy)
    }
    return Counting(tuple(path for path in files if path not in left_out), left_out, asked)


_WHICH = (
    "{copy} is the marked copy of {name}, and the answers in the two differ, so plangen cannot tell which one counts. "
    "Keep the one that counts here, move the other one away, and run again."
)


def _says_nothing_else(copy: Path, original: Path, council: Council) -> bool:
    # Where nobody has worked in it, it counts for nothing, whatever was corrected in the original since.
    return output.is_untouched(copy) or _answers(copy, council) == _answers(original, council) != ()


def _answers(path: Path, council: Council) -> tuple[Answer, ...]:
    """Return what was answered; nothing where the file cannot be read, which is said when its turn comes."""
    try:
        return intake.read(path, council).answers
    except IntakeError:
        return ()


_INSTEAD = ("CHLD-02",)
"""Rules that replace one of a reader's documents by another, and leave the rest of theirs alone."""
_STOPS_A_DRAFT = ("PRIV", "SHARE", "FORM-13")
"""Privacy, which nobody may set aside, and a workbook in which nothing is written."""
_STOPS_A_CHILDS_PAPER = ("CHLD-01", "CHLD-06")
"""Adult words in a child's paper stop that paper even in a draft."""


def prove_pack(council: Council) -> None:
    """Prove every template of the council's own, so that a mistake in one is said before the first family.

    Those that plangen ships are proved by its tests, and again when they are first filled.

    Raises:
        PackError: a template asks for what its document does not have, or cannot be filled.
    """
    for kind in council.kinds if council.folder else ():
        for name, content in views.CONTENT.items():
            path = council.template(name, kind)
            if council.folder in path.parents:
                render.template(path, content)


def _stopping(checked: Checked, *, draft: bool) -> tuple[Finding, ...]:
    """Return what keeps the whole plan from being built."""
    return tuple(f for f in checked.stops if not draft or f.rule.startswith(_STOPS_A_DRAFT))


def _documents(checked: Checked, council: Council, *, draft: bool) -> tuple[tuple[Document, ...], tuple[Finding, ...]]:
    """View, fill and prove every document of every reader whose portion is clean."""
    made: list[Document] = []
    leaks: list[Finding] = []
    for portion, withheld in checked.copies:
        if not _against(portion.reader, checked.findings):
            for document in _of_one_reader(_told(portion, checked, council, draft=draft), checked, council):
                made.append(document)
                leaks.extend(proof.prove(document, withheld, council))
    return tuple(made), tuple(leaks)


def _of_one_reader(portion: Portion, checked: Checked, council: Council) -> Iterator[Document]:
    for kind in portion.reader.documents:
        view = views.view(portion, kind)
        path = council.template(view.template, checked.draft.kind)
        yield render.fill(view, render.template(path, type(view.content)))


def _told(portion: Portion, checked: Checked, council: Council, *, draft: bool) -> Portion:
    """Add what only this build knows: whether it is a draft and, for the lead agency, the findings."""
    if portion.reader.key != "lead":
        return replace(portion, draft=draft)
    return replace(
        portion,
        draft=draft,
        findings=checked.findings,
        gap_notes=tuple(f"{f.where}: {f.message}" for f in checked.stops) if draft else (),
        questions=questions.answers(checked.case, checked.findings, council),
        dates=calendar.dates(checked.case, council),
    )


def _blocked(checked: Checked, findings: tuple[Finding, ...]) -> Iterator[Blocked]:
    """Every document that is not written, with the rule that stopped it."""
    for portion, _ in checked.copies:
        reader = portion.reader
        yield from (Blocked(document, reader, rule) for document, rule in reader.left_out)
        rules = _against(reader, findings)
        yield from (Blocked(document, reader, rules[0]) for document in reader.documents if rules)


def _against(reader: Reader, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The rules that stop this reader's documents, whatever becomes of the others'."""
    stops = (finding for finding in findings if finding.severity is Severity.MUST_FIX)
    paper = _STOPS_A_CHILDS_PAPER if reader.audience == "child" else ()
    return tuple(f.rule for f in stops if f.reader == reader.key or (not f.reader and f.rule in paper))


def _manifest(
    checked: Checked,
    council: Council,
    choices: Choices,
    findings: tuple[Finding, ...],
    blocked: tuple[Blocked, ...],
) -> Manifest:
    return Manifest(
        case_ref=views.case_ref(checked.case),
        version=int(views.version(checked.case)),
        kind=checked.draft.kind,
        as_at=checked.as_at,
        draft=choices.draft,
        source_sha256=checked.draft.sha256,
        schemas_sha256=council.schemas_sha256,
        pack=council.pack,
        council=council.name,
        withheld=tuple((portion.reader, kept.references) for portion, kept in checked.copies),
        findings=findings,
        blocked=blocked,
    )
