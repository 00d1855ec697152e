"""The manifest: the truth about what was made, from what, for whom, and what was kept back."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator import __version__
from generator.flow import Document, Finding, Reader, Severity

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Blocked:
    """A document that was not written, and the rule that stopped it."""

    document: str
    reader: Reader
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What stands in `manifest.json`: references, hashes and counts, never what the family told."""

    case_ref: str
    version: int
    kind: str
    as_at: date
    draft: bool
    source_sha256: str
    schemas_sha256: str
    pack: str
    council: str
    withheld: tuple[tuple[Reader, tuple[str, ...]], ...]
    findings: tuple[Finding, ...]
    blocked: tuple[Blocked, ...]

    def text(self, documents: Iterable[Document]) -> str:
        """Return the manifest as JSON text; the same input gives the same text."""
        made = tuple(documents)
        content: Mapping[str, Any] = {
            "format": FORMAT,
            "plangen": __version__,
            "case_ref": self.case_ref,
            "version": self.version,
            "kind": self.kind,
            "as_at": self.as_at.isoformat(),
            "draft": self.draft,
            "council": self.council,
            "source": {"sha256": self.source_sha256},
            "schemas": {"sha256": self.schemas_sha256},
            "pack": {"name": self.pack, "templates": _templates(made)},
            "documents": [_document(document) for document in made],
            "withheld": [
                {"reader": reader.name, "audience": reader.audience, "references": list(references)}
                for reader, references in self.withheld
                if references
            ],
            "findings": _counts(self.findings),
            "blocked": [
                {
                    "document": b.document,
                    "reader": b.reader.name,
                    "audience": b.reader.audience,
                    "rule": b.rule,
                }
                for b in self.blocked
            ],
        }
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _document(document: Document) -> Mapping[str, str]:
    return {
        "file": document.file_name,
        "document": document.kind,
        "reader": document.reader.name,
        "audience": document.reader.audience,
        "sha256": sha256(document.content),
    }


def _templates(documents: Iterable[Document]) -> list[str]:
    return sorted({document.made_from for document in documents})


def _counts(findings: Iterable[Finding]) -> Mapping[str, int]:
    found = [finding.severity for finding in findings]
    return {str(severity): found.count(severity) for severity in Severity}
