"""Read a finished document back as its reader could, and stop what must not reach them."""

from generator.council import Council
from generator.errors import PackageError
from generator.flow import Document, Finding, Withheld
from generator.package import read
from generator.proof.search import leaks
from generator.proof.sound import faults
from generator.proof.text import as_text

__all__ = ["as_text", "prove"]


def prove(document: Document, withheld: Withheld, council: Council) -> tuple[Finding, ...]:
    """Return every reason why this document must not be written.

    PRIV-02 for each withheld thing that stands in any part of it or in its file name, by the cell it came
    from and the place in the document; DOCX-01 when the file is not sound. Never the words.
    """
    try:
        found = read(document.content)
    except PackageError:
        return _worded((council.finding("DOCX-01", reader=document.reader.key, place="the whole file"),))
    broken = (council.finding("DOCX-01", reader=document.reader.key, place=place) for place in faults(found))
    leaked = (
        council.finding(
            "PRIV-02",
            leak.secret.path,
            leak.secret.where,
            document.reader.key,
            source=str(leak.secret.where or leak.secret.path),
            place=leak.place,
        )
        for leak in leaks(found, document.file_name, withheld, council)
    )
    return _worded((*leaked, *broken))


def _worded(findings: tuple[Finding | None, ...]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(finding for finding in findings if finding is not None))
