"""The sixteen questions of the SMART checklist, answered from the findings and from what the record says."""

from collections.abc import Callable, Iterable, Mapping

from generator.case import Case
from generator.council import Council, Question
from generator.flow import Finding, Severity

YES, PARTLY, NOT_YET, ASK = "Yes", "Partly", "Not yet", "For you to answer"
_CELLS = 4


def answers(case: Case, findings: Iterable[Finding], council: Council) -> tuple[tuple[str, str, str], ...]:
    """Return each question with its answer and the reason, in the council's order (domain 1.9, 3.12).

    A question that only a person can answer fully is left to them, unless a finding already says no.
    """
    found = tuple(findings)
    return tuple((question.text, *_answer(question, case, found)) for question in council.questions)


def _answer(question: Question, case: Case, findings: tuple[Finding, ...]) -> tuple[str, str]:
    open_ones = [finding for finding in findings if finding.rule in question.answered_by]
    if open_ones:
        stops = any(finding.severity is Severity.MUST_FIX for finding in open_ones)
        return (NOT_YET if stops else PARTLY), f"Look at {_cells(open_ones)}."
    if question.facts:
        return _FACTS[question.facts](case, question)
    return (ASK, question.hint) if question.asks else (YES, question.hint)


def _cells(findings: Iterable[Finding]) -> str:
    cells = list(dict.fromkeys(f"{finding.where or 'the whole record'} [{finding.rule}]" for finding in findings))
    more = f" and {len(cells) - _CELLS} more" if len(cells) > _CELLS else ""
    return ", ".join(cells[:_CELLS]) + more


def _signatures(case: Case, question: Question) -> tuple[str, str]:
    """A reasoned "declined" is complete; "to sign" and no row at all are not."""
    waiting = sum(signature.status == "to_sign" for signature in case.signatures)
    if not case.signatures:
        return NOT_YET, "The Signatures sheet is empty."
    if waiting:
        return PARTLY, f"{waiting} of {len(case.signatures)} still to sign. {question.hint}"
    return YES, question.hint


def _network(case: Case, question: Question) -> tuple[str, str]:
    helpers = sum(person.kind == "network" for person in case.people)
    if not helpers:
        return NOT_YET, f"No family or friend who helps is on the People sheet. {question.hint}"
    return ASK, f"{helpers} on the People sheet. {question.hint}"


_FACTS: Mapping[str, Callable[[Case, Question], tuple[str, str]]] = {
    "signatures": _signatures,
    "network": _network,
}
"""Questions that what the record says answers better than any finding, by `facts` in `questions.yaml`."""
