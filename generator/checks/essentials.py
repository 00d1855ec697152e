"""What a kind of plan cannot do without: care headings, safety tonight, the four steps, the plan for a birth."""

from collections.abc import Iterator
from datetime import date

from generator.case import Case, Unborn
from generator.checks.reading import as_at, children_on_plan, found, not_there, plan_of, printed, schema_of
from generator.council import Council
from generator.flow import Finding

_FIRST_OF_ALL = ("tonight", "this_weekend")


def every_looked_after_child_has_a_care_plan(case: Case, council: Council) -> Iterator[Finding | None]:
    """KIN-08: each looked after child has the headings that the regulations ask for."""
    if plan_of(case).kind != "looked_after":
        return
    there = {row.child for row in case.care}
    for child in children_on_plan(case):
        if child.name not in there:
            yield found(case, council, "KIN-08", child, "name", label=schema_of(case, council).record("care").sheet)


def tonight_and_the_weekend_are_safe(case: Case, council: Council) -> Iterator[Finding | None]:
    """SP-14: a safety plan says what keeps the children safe tonight and this weekend."""
    if plan_of(case).kind != "safety_plan":
        return
    said = {row.horizon for row in case.keeping_safe}
    for horizon in _FIRST_OF_ALL:
        if horizon not in said:
            label = printed(case, council, "keeping_safe/0/horizon", horizon)
            yield not_there(case, council, "SP-14", "keeping_safe", label=label)


def four_steps_are_there(case: Case, council: Council) -> Iterator[Finding | None]:
    """KIN-12: a wellbeing plan has bottom lines, a network and rules that were practised."""
    if plan_of(case).kind != "wellbeing_plan":
        return
    if not case.bottom_lines:
        yield not_there(case, council, "KIN-12", "bottom_lines")
    if not any(person.kind == "network" for person in case.people):
        yield not_there(case, council, "KIN-12", "people")
    if not case.safety_rules:
        yield not_there(case, council, "KIN-12", "safety_rules")
    for rule in case.safety_rules:
        if not isinstance(rule.practised_on, date):
            yield found(case, council, "KIN-12", rule, "practised_on")


def unborn_baby_is_planned_for(case: Case, council: Council) -> Iterator[Finding | None]:
    """KIN-14: for a baby not born yet it is said who is told, day and night, and who meets when."""
    planned = {row.child for row in case.unborn}
    for child in children_on_plan(case):
        if isinstance(child.due_date, date) and not isinstance(child.date_of_birth, date) and child.name not in planned:
            yield found(case, council, "KIN-14", child, "due_date")


def unborn_baby_has_no_paper(case: Case, council: Council) -> Iterator[Finding | None]:
    """KIN-13: nothing is made for a child before the birth, and after it the child has a date of birth."""
    born = {child.name for child in case.children if isinstance(child.date_of_birth, date)}
    unborn = {child.name for child in case.children if isinstance(child.due_date, date)} - born
    for version in case.child_versions:
        if version.wanted is True and version.child in unborn:
            yield found(case, council, "KIN-13", version, "wanted")
    for row in case.unborn:
        if row.child in unborn and _is_born(row, case):
            yield found(case, council, "KIN-13", row, "born_on")


def ending_says_what_then(case: Case, council: Council) -> Iterator[Finding | None]:
    """KIN-17: a safety plan that ends says what family and friends do if worries return."""
    if plan_of(case).stage not in ("ending", "ended"):
        return
    for safety in case.safety:
        if not isinstance(safety.ending_if_worried, str):
            yield found(case, council, "KIN-17", safety, "ending_if_worried")


def _is_born(row: Unborn, case: Case) -> bool:
    return isinstance(row.born_on, date) and row.born_on <= as_at(case)
