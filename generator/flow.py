"""The envelopes that are handed from room to room, from what was written to what is published.

read → Intake → normalise → Draft → judge → Verdict (a Case) → cut → Portion → view → View →
fill → Document → prove and publish. Each is frozen; a room makes a new one and never changes another's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from generator.case import Case, Gap, Where
from generator.needle import Needle

Raw = str | int | float | bool | date | datetime | time
"""What a cell can hold, as its reader found it."""


class NotWorkedOut(str):
    """What shows in a cell whose formula has no result: an error such as `#REF!`, or the formula itself.

    It is nobody's answer, however much it looks like a text.
    """

    __slots__ = ()


class Severity(StrEnum):
    """How much a finding matters: only *must fix* stops a plan."""

    MUST_FIX = "must_fix"
    CHECK = "check"
    IDEA = "idea"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth a look, worded for the person who can mend it.

    Neither `message` nor `fix` ever repeats what is written in the intake.
    """

    rule: str
    severity: Severity
    message: str
    """What it means for the reader of the plan."""
    fix: str
    """What to do, with one example of the right form."""
    path: str = ""
    """The value's place in the draft, such as `actions/3/due_date`."""
    where: Where | None = None
    reader: str = ""
    """Key of the one reader whose copies it stops; empty when it is about the whole plan."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column heading or a question label, as written."""

    label: str
    where: Where


@dataclass(frozen=True, slots=True)
class Answer:
    """One filled cell: the label it stands under, what was typed, and where. Nothing is interpreted."""

    label: str
    raw: Raw
    where: Where
    row: int
    """The sheet's row number for a table; 0 for a sheet that is a form."""


class Oddity(StrEnum):
    """What a file can hold beside plain answers."""

    HIDDEN_ROW = "hidden_row"
    HIDDEN_COLUMN = "hidden_column"
    HIDDEN_SHEET = "hidden_sheet"
    FILTERED = "filtered"
    """A row that a filter keeps out of sight."""
    NOTE = "note"
    PICTURE = "picture"
    COLOURED = "coloured"
    STRUCK = "struck"
    """Text with a line through it."""
    MERGED = "merged"
    """A merged cell whose answer was given to every row that it covers."""
    HEADINGS_AGAIN = "headings_again"
    UNSAVED = "unsaved"
    """A formula whose result was never saved."""
    ERROR = "error"
    CHANGING = "changing"
    """A formula whose result is another one each day."""
    OUTSIDE = "outside"
    """Text that stands neither under a heading nor beside a question."""
    MACROS = "macros"
    LINKS = "links"
    """Values that are fetched from another file."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that a file holds beside plain answers, and where; never what is written there."""

    kind: Oddity
    where: Where


@dataclass(frozen=True, slots=True)
class Intake:
    """What was written in one file, whatever kind of file it was."""

    source: str
    """The file's name, without its folder."""
    sha256: str
    kind: str
    """Internal name of the plan kind the workbook was made for or says it is."""
    sheets: tuple[str, ...]
    """Names of all visible sheets, in order, as written."""
    headings: tuple[Heading, ...]
    answers: tuple[Answer, ...]
    asides: tuple[Aside, ...] = ()
    counts_from_1904: bool = False
    """Whether the number 1 stands for 2 January 1904 in this file, as on an old Macintosh."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers under the schema's names, as real dates, numbers and lists; dict-shaped for cerberus.

    `values` maps each record kind of `case.RECORDS` to its rows, each a dict of field name to `str`, `int`,
    `bool`, `date`, or a list of `str` or `int`. Blank answers have no key. `case` and `plans` have one row
    each. `gaps` says, by path, where "not applicable" or "to be confirmed" was written. `origins` maps
    paths (`actions/3/due_date`, and `actions/3` for the row) to cells.
    """

    source: str
    sha256: str
    kind: str
    values: Mapping[str, list[dict[str, Any]]]
    gaps: Mapping[str, Gap]
    origins: Mapping[str, Where]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything found, the case, and which plan kinds may be built."""

    case: Case
    findings: tuple[Finding, ...]
    ready: tuple[str, ...]
    """Kinds of the plans that nothing blocks."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One person who gets a copy, as the Sharing sheet names them."""

    key: str
    """Role and number, such as `parent-2`; safe in a file name, and never a person's name."""
    name: str
    """As the Sharing sheet names them; a child's own name for the child's version."""
    audience: str
    """Key in `readers.yaml`, such as `parent_pr`."""
    label: str
    """The audience in words, such as "parent with parental responsibility"."""
    agency: str = ""
    children: tuple[str, ...] = ()
    """Names of the children this reader may know about."""
    documents: tuple[str, ...] = ()
    """Document kinds due to this reader: plan, timeline, copy, child, contact_card, checklist."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Documents this reader would have had, each with the rule that stopped it (`("child", "CHLD-02")`)."""
    why: str = ""
    """Why this reader has a copy, as the Sharing sheet says."""


@dataclass(frozen=True, slots=True)
class Secret:
    """One withheld thing: the spellings to look for and the cell it came from."""

    needles: tuple[Needle, ...]
    path: str
    where: Where | None
    restricted: bool
    """True when someone decided it; False when the reader's audience simply does not get this field."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What one reader must not meet. It goes to the proof alone, never to a view."""

    secrets: tuple[Secret, ...] = ()
    references: tuple[str, ...] = ()
    """What was left out, by cell and restriction, for the manifest: never the words."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What one reader may know, and the documents due to them."""

    reader: Reader
    case: Case
    """Cut: what this reader may not see is not in it."""
    wording: Mapping[str, str] = field(default_factory=dict)
    """The council's printed words by key (`kind`, `council`, `contact`, and the schemas' choice labels)."""
    findings: tuple[Finding, ...] = ()
    """For the lead copy's checklist report only; empty for everyone else."""
    questions: tuple[tuple[str, str, str], ...] = ()
    """For the checklist report only: question, answer, and why it is answered so."""
    dates: tuple[tuple[str, date, str], ...] = ()
    """For the checklist report only: what is due, the last day for it, and how it stands."""
    draft: bool = False
    gap_notes: tuple[str, ...] = ()
    """In a draft for the lead agency: what is still to fill, one line each."""
    note_gaps: bool = False
    """Whether to print that some details are kept private."""


@dataclass(frozen=True, slots=True)
class Extras:
    """Fields a council added, as display text, for templates: `{{ child.extras.favourite_club }}`."""

    pairs: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, name: str) -> str:
        """Return the text of the field `name`; KeyError when the council has no such field."""
        return dict(self.pairs)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self.pairs))


@dataclass(frozen=True, slots=True)
class View:
    """What one document says, as display text."""

    document: str
    """plan, timeline, child, contact_card, copy or checklist."""
    template: str
    """Name of the template without ending, such as `plan` or `child-early`."""
    reader: Reader
    title: str
    """For the document's title property; holds no name."""
    content: Any
    """The kind's own frozen dataclass of display text; its fields are what a template may use."""
    case_ref: str
    version: str
    as_at: date
    draft: bool = False

    @property
    def file_name(self) -> str:
        """Case reference, document, reader and version; never a person's name (DOCX-08)."""
        document = self.document.replace("_", "-")
        draft = "-draft" if self.draft else ""
        return f"{self.case_ref}-{document}-{self.reader.key}-v{self.version}{draft}.docx"


@dataclass(frozen=True, slots=True)
class Document:
    """A finished file, not yet written."""

    kind: str
    reader: Reader
    file_name: str
    content: bytes
    made_from: str
    """SHA-256 of the template."""
