"""The timeline, for the lead agency and for everyone else."""

from dataclasses import replace
from datetime import date

from generator.case import ABSENT, Child, Week
from generator.flow import Extras
from generator.views import timeline
from generator.views.timeline import WeekRow
from tests.views.small import LEAD, MUM, a_plan, a_portion

VISITS = Week(
    path="timeline/1",
    weeks="4-8",
    task="Weekly visits.",
    why="To see an ordinary day.",
    who=("Ade Cole", "Jo Hart"),
    actions=(2, 3),
    meetings="At home, Tuesday 3 November",
    unannounced=True,
    unannounced_dates="3 and 12 November",
    links="Take the scaling line.",
    completed=False,
)
PRINTED = WeekRow(
    week="Weeks 4 to 8",
    dates="26 October to 29 November 2026",
    task="Weekly visits.",
    who="Ade Cole and Jo Hart",
    why="To see an ordinary day.",
    actions="2 and 3",
    meetings="",
    unannounced="Unannounced, so dates are not shared",
    changes="No change",
    completed="Not yet",
    notes="",
    private="",
    extras=Extras(),
)


def test_a_parents_timeline_never_holds_when_an_unannounced_visit_is() -> None:
    assert timeline.view(a_portion(MUM, timeline=(VISITS,))).content.weeks == (PRINTED,)


def test_the_lead_agencys_timeline_adds_dates_and_practice_notes() -> None:
    content = timeline.view(a_portion(LEAD, timeline=(VISITS,))).content

    assert content.weeks == (
        replace(
            PRINTED,
            meetings="At home, Tuesday 3 November",
            unannounced="Unannounced: 3 and 12 November",
            notes="Take the scaling line.",
        ),
    )


def test_a_finished_week_says_when_it_was_finished() -> None:
    done = Week(path="timeline/1", weeks="2", task="Meet.", completed=True, completed_on=date(2026, 10, 14))
    undated = Week(path="timeline/2", weeks="3", task="Talk.", completed=True)

    weeks = timeline.view(a_portion(timeline=(done, undated))).content.weeks

    assert [(row.week, row.completed) for row in weeks] == [("Week 2", "Yes, 14 October 2026"), ("Week 3", "Yes")]


def test_weeks_stand_in_the_order_of_time() -> None:
    rows = tuple(
        Week(path=f"timeline/{at}", weeks=weeks, task="A task.") for at, weeks in enumerate(["10", "1-3", "", "2"])
    )

    weeks = timeline.view(a_portion(timeline=rows)).content.weeks

    assert [row.week for row in weeks] == ["Weeks 1 to 3", "Week 2", "Week 10", ""]


def test_without_a_start_there_are_weeks_and_no_dates() -> None:
    plan = a_plan(start_date=ABSENT)

    content = timeline.view(a_portion(plans=(plan,), timeline=(VISITS,))).content

    assert (content.starts, content.weeks[0].dates) == ("", "")


def test_the_title_names_the_kind_of_plan_and_nobody() -> None:
    child = Child(path="children/1", name="Ella Hart")
    view = timeline.view(a_portion(wording={"kind": "Child protection plan"}, children=(child,)))

    assert view.title == "Child protection plan: timeline"
    assert view.content.children == "Ella Hart"
    assert view.file_name == "F1042-timeline-lead-v2.docx"
