"""Judge a draft: everything wrong with it at once, the Case it makes, and which plans may be built."""

from collections.abc import Callable, Iterator
from datetime import date

from generator.case import Case
from generator.checks import (
    agreed,
    agreement,
    child,
    essentials,
    kind,
    links,
    privacy,
    shape,
    specific,
    stock,
    timely,
    wording,
)
from generator.checks.building import build
from generator.council import Council
from generator.flow import Draft, Finding, Severity, Verdict

_NOTHING_FILLED_IN = "FORM-13"

RULES: tuple[Callable[[Case, Council], Iterator[Finding | None]], ...] = (
    links.numbers_are_there,
    links.restricted_rows_are_there,
    links.worry_has_outcome,
    links.outcome_has_action,
    links.child_is_in_the_plan,
    links.plan_has_contingency,
    specific.placeholder_is_filled,
    agreement.child_has_a_say,
    agreement.parent_has_a_say,
    agreement.disagreement_is_followed_up,
    agreement.family_has_a_part,
    agreement.family_is_not_asked_too_much,
    timely.dates_of_actions_agree,
    timely.dates_of_the_plan_agree,
    timely.dates_are_in_childhood,
    timely.action_is_overdue,
    timely.review_lies_ahead,
    timely.conference_in_time,
    timely.first_core_group_in_time,
    timely.first_review_conference_in_time,
    timely.reviews_in_time,
    timely.looked_after_reviews_in_time,
    timely.safety_plan_is_for_a_limited_time,
    timely.change_is_followed_by_a_review,
    kind.nothing_is_open_at_the_end,
    kind.essential_meetings_are_set,
    agreed.early_help_is_agreed,
    agreed.nobody_signs_before_it_is_settled,
    agreed.refusal_is_decided_on,
    agreed.manager_signs_a_safety_plan,
    essentials.every_looked_after_child_has_a_care_plan,
    essentials.tonight_and_the_weekend_are_safe,
    essentials.four_steps_are_there,
    essentials.unborn_baby_is_planned_for,
    essentials.unborn_baby_has_no_paper,
    essentials.ending_says_what_then,
    privacy.unannounced_dates_stay_private,
    privacy.parent_is_on_the_sharing_sheet,
    privacy.shared_words_hold_nothing_restricted,
    privacy.remarks_are_restrictions,
    child.child_words_are_their_own,
    child.paper_is_safe_to_hold,
    child.adult_matters_stay_out,
    wording.words_say_something,
)
"""Every rule over a whole case. What is wrong with a single answer is the business of `shape`."""


def judge(draft: Draft, council: Council, as_at: date) -> Verdict:
    """Judge a draft as at that day, which wins over the one the intake names.

    The Case is always made, so that a draft document has something to print.
    """
    schema = council.kinds[draft.kind]
    case = stock.filled(build(draft, schema, as_at), council)
    findings = tuple(dict.fromkeys(found for found in _findings(draft, case, council) if found))
    return Verdict(kind.without_early_end(case), findings, _ready(draft, findings))


def _findings(draft: Draft, case: Case, council: Council) -> Iterator[Finding | None]:
    yield from draft.findings
    if any(finding.rule == _NOTHING_FILLED_IN for finding in draft.findings):
        # A list of blanks would tell nobody more.
        return
    yield from shape.findings(draft, council.kinds[draft.kind], council)
    for rule in RULES:
        yield from rule(case, council)


def _ready(draft: Draft, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    stopped = any(finding.severity is Severity.MUST_FIX and not finding.reader for finding in findings)
    return () if stopped else (draft.kind,)
