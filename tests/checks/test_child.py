"""The child's own paper."""

from tests.checks.builders import a_draft, finding, found, row

PAPER = {"child": "Ella Hart", "wanted": True, "safe_to_hold": "yes"}


def test_adult_words_are_not_copied_to_the_child() -> None:
    copied = a_draft(outcomes=row("outcomes", child_text="Hello Ella. ELLA sleeps all night in her own bed!"))

    assert found(copied) == [("CHLD-01", "must_fix", "outcomes/0/child_text")]


def test_words_chosen_for_the_child_may_share_a_few_with_the_adults() -> None:
    assert found(a_draft(outcomes=row("outcomes", child_text="You have your own bed. Ella sleeps all night."))) == []


def test_a_paper_not_known_to_be_safe_is_a_check_and_the_plan_is_built() -> None:
    blank = {name: value for name, value in PAPER.items() if name != "safe_to_hold"}

    assert found(a_draft(child_versions=[{**PAPER, "safe_to_hold": "ask"}])) == [
        ("CHLD-02", "check", "child_versions/0/safe_to_hold")
    ]
    assert found(a_draft(child_versions=[blank])) == [("CHLD-02", "check", "child_versions/0/safe_to_hold")]
    assert found(a_draft(child_versions=[{**PAPER, "safe_to_hold": "no"}])) == []
    assert found(a_draft(child_versions=[{**blank, "wanted": False}])) == []


def test_adults_affairs_stay_out_of_the_childs_paper() -> None:
    draft = a_draft(child_versions=[{**PAPER, "people": "Mum takes her methadone."}])

    assert found(draft) == [("CHLD-06", "must_fix", "child_versions/0/people")]
    assert "“methadone”" in finding(draft, "CHLD-06").message


def test_adults_affairs_stay_out_of_every_line_for_the_child() -> None:
    assert found(a_draft(actions=row("actions", child_text="Dad was arrested."))) == [
        ("CHLD-06", "must_fix", "actions/0/child_text")
    ]


def test_a_childs_own_words_are_never_checked() -> None:
    views = row("views", words="Dad was drunk and the police came.")

    assert found(a_draft(views=views)) == []
