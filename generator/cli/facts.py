"""What a command found or made, as facts for other programs."""

import json
from typing import Any

import click

from generator import __version__
from generator.cli.result import Result
from generator.flow import Finding


def check_facts(result: Result) -> dict[str, Any]:
    """Return what was found in one intake: cells and references, never contents."""
    facts: dict[str, Any] = {
        "source": result.source,
        "error": result.error or None,
        "ready": not result.stopped,
    }
    if result.outcome is not None:
        checked = getattr(result.outcome, "checked", result.outcome)
        facts |= {
            "case_ref": checked.case.case_ref if isinstance(checked.case.case_ref, str) else None,
            "kind": checked.draft.kind,
            "as_at": checked.as_at.isoformat(),
        }
    if result.marked is not None or result.not_marked:
        facts |= {"marked": result.marked.name if result.marked else None, "not_marked": result.not_marked or None}
    return facts | {"findings": [_finding_facts(finding) for finding in result.findings]}


def _finding_facts(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "fix": finding.fix,
        "sheet": finding.where.sheet if finding.where else None,
        "cell": finding.where.cell if finding.where else None,
        "path": finding.path,
        "reader": finding.reader or None,
    }


def echo_json(intakes: list[dict[str, Any]], error: str = "") -> None:
    """Print the facts of all intakes, or of the one thing that stopped the whole command."""
    said = {"error": error} if error else {}
    click.echo(json.dumps({"format": 1, "plangen": __version__, **said, "intakes": intakes}, indent=2))


def build_facts(result: Result) -> dict[str, Any]:
    """Return what was found in one intake and what was made of it."""
    facts = check_facts(result)
    published = result.outcome.published if result.outcome else None
    facts["built"] = published is not None
    if published is not None:
        facts["folder"] = published.folder.as_posix()
        facts["documents"] = [
            {"file": d.file_name, "document": d.kind, "reader": d.reader.key, "audience": d.reader.audience}
            for d in result.outcome.documents
        ]
        facts["blocked"] = [
            {"document": b.document, "reader": b.reader.key, "rule": b.rule} for b in result.outcome.blocked
        ]
    return facts
