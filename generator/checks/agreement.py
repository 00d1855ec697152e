"""Who has had a say, who does not agree, and how much is asked of the family."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.case import Action, Case, Child, NotApplicable, Person, View
from generator.checks.reading import children_on_plan, family, found, is_open, not_there, responsible
from generator.council import Council
from generator.flow import Finding

_DISAGREES = frozenset({"partly", "no"})
_MOST_FOR_THE_FAMILY = 8
_MOST_FOR_ONE_ADULT = 5
_AT_ONCE = timedelta(days=14)


def child_has_a_say(case: Case, council: Council) -> Iterator[Finding | None]:
    """AGR-01: each child's view is there, or the reason why it is not; an unborn baby has none yet."""
    for child in children_on_plan(case):
        if isinstance(child.date_of_birth, date) or not isinstance(child.due_date, date):
            yield from _say(case, council, child, "AGR-01")


def parent_has_a_say(case: Case, council: Council) -> Iterator[Finding | None]:
    """AGR-02: the view of each parent with parental responsibility is there, or the reason why it is not."""
    for parent in responsible(case):
        yield from _say(case, council, parent, "AGR-02")


def disagreement_is_followed_up(case: Case, council: Council) -> Iterator[Finding | None]:
    """AGR-03: a disagreement says what about, what it means for the child, and what happens next."""
    for view in case.views:
        if view.agrees not in _DISAGREES:
            continue
        for name in ("disagrees_about", "implications", "what_next"):
            if not isinstance(getattr(view, name), str):
                yield found(case, council, "AGR-03", view, name)


def family_has_a_part(case: Case, council: Council) -> Iterator[Finding | None]:
    """AGR-05: at least one action is the family's own."""
    owned = [action for action in case.actions if action.who]
    ours = family(case)
    if owned and not any(action.who[0] in ours for action in owned):
        yield not_there(case, council, "AGR-05", "actions")


def family_is_not_asked_too_much(case: Case, council: Council) -> Iterator[Finding | None]:
    """AGR-07: the family's open actions are few enough to be done."""
    ours = family(case)
    asked = [action for action in case.actions if is_open(action) and action.who and action.who[0] in ours]
    if len(asked) > _MOST_FOR_THE_FAMILY:
        yield not_there(case, council, "AGR-07", "actions", count=len(asked))
        return
    for person in case.people:
        own = [action for action in asked if action.who[0] == person.name]
        if (most := _most_at_once(own)) > _MOST_FOR_ONE_ADULT:
            yield found(case, council, "AGR-07", person, "name", count=most)


def _say(case: Case, council: Council, whose: Child | Person, rule: str) -> Iterator[Finding | None]:
    views = [view for view in case.views if view.person == whose.name]
    if any(_is_said_or_explained(view) for view in views):
        return
    if views:
        yield found(case, council, rule, views[0], "words")
    else:
        yield found(case, council, rule, whose, "name")


def _is_said_or_explained(view: View) -> bool:
    explained = isinstance(view.words, NotApplicable) and view.words.reason != ""
    return explained or any(isinstance(said, str) for said in (view.words, view.wants, view.not_obtained_reason))


def _most_at_once(actions: list[Action]) -> int:
    days = sorted(action.due_date for action in actions if isinstance(action.due_date, date))
    return max((sum(timedelta() <= day - first <= _AT_ONCE for day in days) for first in days), default=0)
