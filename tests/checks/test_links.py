"""Rows that point at each other."""

from datetime import date

from tests.checks.builders import CIN, a_draft, found, row


def test_an_action_for_an_outcome_that_is_not_there_points_at_nothing() -> None:
    assert found(a_draft(actions=row("actions", outcomes=[1, 9]))) == [("LINK-01", "must_fix", "actions/0/outcomes")]


def test_an_outcome_may_answer_a_need_but_not_a_strength() -> None:
    need = [{"number": 3, "text": "A bed."}]

    assert found(a_draft(needs=need, outcomes=row("outcomes", worries=[2, 3]))) == []
    assert found(a_draft(outcomes=row("outcomes", worries=[1, 2]))) == [("LINK-01", "must_fix", "outcomes/0/worries")]


def test_a_restriction_names_a_row_that_is_there() -> None:
    def of(sheet: str, which: str) -> list[dict[str, object]]:
        why = {"reason": "She asked.", "decided_by": "Joan Firth"}
        return [{"sheet": sheet, "which": which, "hide_from": ["Jo Hart"], **why}]

    there = [of("views", "ella  hart"), of("worries", "2"), of("meetings", "17/12/2026"), of("meetings", "17 Dec 2026")]
    assert [found(a_draft(restrictions=rows)) for rows in there] == [[], [], [], []]

    not_there = [of("views", "Noah"), of("worries", "1"), of("meetings", "18/12/2026")]
    told = [("LINK-01", "must_fix", "restrictions/0/which")]
    assert [found(a_draft(restrictions=rows)) for rows in not_there] == [told, told, told]


def test_a_worry_without_an_outcome_stops_the_plan_and_a_need_is_asked_about() -> None:
    draft = a_draft(needs=[{"number": 3, "text": "A bed."}], outcomes=row("outcomes", worries=None))

    assert found(draft) == [("LINK-02", "must_fix", "worries/0/number"), ("LINK-02", "check", "needs/0/number")]


def test_a_need_that_is_met_asks_for_no_outcome() -> None:
    assert found(a_draft(needs=[{"number": 3, "text": "A bed.", "met_now": "met"}])) == []


def test_an_outcome_without_an_action_stops_the_plan_unless_it_was_reached() -> None:
    second = {**row("outcomes")[0], "number": 2}

    assert found(a_draft(outcomes=[*row("outcomes"), second])) == [("LINK-03", "must_fix", "outcomes/1/number")]
    assert found(a_draft(outcomes=[*row("outcomes"), {**second, "status": "achieved"}])) == []


def test_a_child_whom_nothing_is_about_is_asked_about() -> None:
    finn = {"name": "Finn Hart", "date_of_birth": date(2023, 7, 30), "lived_experience": "Finn plays."}
    seen = {"person": "Finn Hart", "words": "Watched at play.", "agrees": "too_young"}
    only_ella = {"children": ["Ella Hart"]}
    draft = a_draft(
        children=[*row("children"), finn],
        views=[*row("views"), seen],
        strengths=row("strengths", **only_ella),
        worries=row("worries", **only_ella),
        outcomes=row("outcomes", **only_ella),
    )

    assert found(draft) == [("LINK-07", "check", "children/1/name")]


def test_no_contingency_stops_a_child_protection_plan_and_is_a_check_for_a_child_in_need() -> None:
    assert found(a_draft(contingency=[])) == [("CONT-20", "must_fix", "contingency")]
    assert found(a_draft(CIN, contingency=[])) == [("CONT-20", "check", "contingency")]
