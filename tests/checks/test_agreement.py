"""Who has had a say."""

from datetime import date

from generator.case import NotApplicable
from tests.checks.builders import CLEAN, a_draft, finding, found, row

ELLA, JO = CLEAN["views"]


def test_a_child_without_a_view_is_missed_at_the_childs_own_row() -> None:
    assert found(a_draft(views=[JO])) == [("AGR-01", "must_fix", "children/0/name")]


def test_a_view_without_words_is_missed_at_its_own_row_unless_it_says_why() -> None:
    silent = {"person": "Ella Hart", "agrees": "too_young"}
    explained = {**silent, "not_obtained_reason": "Baby of three weeks; watched with Jo."}

    assert found(a_draft(views=[silent, JO])) == [("AGR-01", "must_fix", "views/0/words")]
    assert found(a_draft(views=[explained, JO])) == []


def test_not_applicable_is_no_say_and_with_its_reason_it_is() -> None:
    silent = [{"person": "Ella Hart", "agrees": "too_young"}, JO]

    assert found(a_draft(views=silent, gaps={"views/0/words": NotApplicable()})) == [
        ("AGR-01", "must_fix", "views/0/words")
    ]
    assert found(a_draft(views=silent, gaps={"views/0/words": NotApplicable("three weeks old")})) == []


def test_a_parent_with_responsibility_is_heard_and_one_without_need_not_be() -> None:
    sam = {"name": "Sam Hart", "kind": "parent"}
    shared = [*CLEAN["sharing"], {"recipient": "Sam Hart", "not_shared_reason": "Not found; searched on 2 November."}]
    with_it = a_draft(people=[*CLEAN["people"], {**sam, "parental_responsibility": ["Ella Hart"]}], sharing=shared)

    assert found(a_draft(people=[*CLEAN["people"], sam])) == []
    assert found(with_it) == [("AGR-02", "must_fix", "people/3/name")]


def test_a_disagreement_says_what_it_means_and_what_comes_next() -> None:
    partly = {**JO, "agrees": "partly", "disagrees_about": "Saturdays."}
    draft = a_draft(views=[ELLA, partly])

    assert found(draft) == [("AGR-03", "must_fix", "views/1/implications"), ("AGR-03", "must_fix", "views/1/what_next")]
    assert "Saturdays" not in " ".join(f[0] for f in found(draft))


def test_a_plan_done_by_workers_alone_is_a_check() -> None:
    assert found(a_draft(actions=row("actions", who=["Ade Cole", "Jo Hart"]))) == [("AGR-05", "check", "actions")]


def test_too_much_at_once_is_a_check() -> None:
    six = [{**CLEAN["actions"][0], "number": number} for number in range(1, 7)]
    staged = [{**action, "due_date": date(2027, action["number"], 4)} for action in six]

    assert found(a_draft(actions=six)) == [("AGR-07", "check", "people/0/name")]
    assert "(6)" in finding(a_draft(actions=six), "AGR-07").message
    assert found(a_draft(actions=staged)) == []
    assert found(a_draft(actions=[*staged, *({**action, "number": action["number"] + 6} for action in staged)])) == [
        ("AGR-07", "check", "actions")
    ]
