"""Families for the tests: each record with its cell, as an intake would give it."""

from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from generator.case import (
    RECORDS,
    Action,
    Case,
    Child,
    ChildVersion,
    Contingency,
    Meeting,
    Outcome,
    Person,
    Plan,
    Record,
    Restriction,
    Share,
    Strength,
    View,
    Visit,
    Week,
    Where,
    Worry,
)
from generator.council import Council, open_council
from generator.flow import Portion, Reader, Withheld
from generator.sharing import cut, readers
from generator.sharing.strings import all_strings

COUNCIL: Council = open_council(None)
SHEETS = {
    "case": "Start", "plans": "Start", "children": "Children", "people": "People", "views": "Views",
    "strengths": "Strengths and worries", "worries": "Strengths and worries", "needs": "Strengths and worries",
    "outcomes": "Outcomes", "actions": "Actions", "contingency": "What if", "timeline": "Timeline",
    "meetings": "Meetings", "visits": "Meetings", "sharing": "Sharing", "signatures": "Signatures",
    "restrictions": "Restrictions", "child_versions": "Child version",
}  # fmt: skip
R = TypeVar("R", bound=Record)


def a_case(**rows: Any) -> Case:
    """A child protection case of these rows, each given its path and its cells."""
    plan = rows.pop("plan", Plan(path="", kind="child_protection"))
    case = Case(path="case/0", case_ref="F1043", plans=(_placed(plan, "plans", 0),))
    placed = {kind: tuple(_placed(row, kind, n) for n, row in enumerate(given)) for kind, given in rows.items()}
    return replace(case, **placed)


def _placed(record: R, kind: str, number: int) -> R:
    """Give the record its path, and each of its answers a cell: column by field, row by number."""
    own = [field.name for field in fields(record) if field.name not in ("path", "origins", "extras", *RECORDS)]
    columns = {name: f"{chr(65 + n % 26)}{'x' if n > 25 else ''}" for n, name in enumerate(own)}
    origins = [(name, Where(SHEETS[kind], f"{column}{number + 5}")) for name, column in columns.items()]
    return replace(record, path=f"{kind}/{number}", origins=(("", Where(SHEETS[kind], f"A{number + 5}")), *origins))


def row(record: type[R], /, **answers: Any) -> R:
    """One row before it is placed."""
    return record(path="", **answers)


def placed(record: R) -> R:
    """The row as the first of its sheet."""
    kind = next(kind for kind, made in RECORDS.items() if isinstance(record, made))
    return _placed(record, kind, 0)


def child(name: str = "Ella Hart", **answers: Any) -> Child:
    return row(Child, name=name, **answers)


def parent(name: str, **answers: Any) -> Person:
    return row(Person, name=name, **{"kind": "parent", **answers})


def worker(name: str, agency: str = "Fernshire children's services", **answers: Any) -> Person:
    return row(Person, name=name, **{"kind": "practitioner", "agency": agency, **answers})


def share(recipient: str, audience: str, **answers: Any) -> Share:
    return row(Share, recipient=recipient, audience=audience, **answers)


def copy_for(case: Case, name: str, audience: str = "") -> tuple[Portion, Withheld]:
    """What is cut for the reader of that name (and audience, when one person has two copies)."""
    return cut(case, reader_called(case, name, audience), COUNCIL)


def reader_called(case: Case, name: str, audience: str = "") -> Reader:
    found = [r for r in readers(case, COUNCIL) if r.name == name and audience in ("", r.audience)]
    assert len(found) == 1, f"{len(found)} readers are called {name}"
    return found[0]


def text_of(portion: Portion) -> str:
    """Every string of the portion, one a line."""
    return "\n".join(text for _, _, text in all_strings(portion.case))


REFUGE = "Lark House, 9 Elder Walk, Harwick, ZZ9 2LT"
REFUGE_PHONE = "01632 960 455"
HIDDEN_FROM = ("Imran Karim", "Zubaida Karim", "Stepwise")
CLUES = ("Harwick", "number 9 bus", "library story club", "seafront")
AMARAS_WORDS = "I don't want Dad to know where my new school is. I just want it to be quiet."


def karim_family() -> Case:
    """Domestic abuse, a confidential address, and copies that are cut apart (case B)."""
    return a_case(
        plan=row(
            Plan,
            kind="child_protection",
            aim_full="To keep Amara and Yusuf safe from their dad's violence while Nadia rebuilds a home for them.",
            aim_shared="To keep Amara and Yusuf safe and settled.",
            start_date=date(2026, 10, 23),
            category_of_harm=("emotional", "physical"),
            lead_worker="Grace Obi",
            manager="Daniel Hart",
            chair="Joan Firth",
        ),
        children=_karim_children(),
        people=_karim_people(),
        views=_karim_views(),
        strengths=[row(Strength, number=1, text="Nadia took both children out of danger.", shared_text="A safe home.")],
        worries=_karim_worries(),
        outcomes=_karim_outcomes(),
        actions=_karim_actions(),
        contingency=[
            row(
                Contingency,
                number=1,
                trigger="Imran comes near the home",
                response="Nadia rings 999.",
                who=("Nadia Karim", "Rob Hale"),
                shared_text="If rules are broken, police act.",
            ),
        ],
        timeline=_karim_weeks(),
        meetings=_karim_meetings(),
        visits=[row(Visit, kind="social_work_visit", who=("Grace Obi",), every="Every 10 working days")],
        sharing=_karim_sharing(),
        restrictions=_karim_restrictions(),
        child_versions=[
            row(
                ChildVersion,
                child="Amara Karim",
                wanted=True,
                band="junior",
                safe_to_hold="only_at_placement",
                hello="Hello Amara!",
                people="Grace will see you on Mondays.",
            ),
            row(ChildVersion, child="Yusuf Karim", wanted=True, band="early", safe_to_hold="no"),
        ],
    )


def _karim_children() -> list[Child]:
    home = {"address": REFUGE, "address_confidential": True, "address_hide_from": HIDDEN_FROM}
    return [
        child("Amara Karim", known_as="Amara", date_of_birth=date(2015, 5, 20), lives_with=("Nadia Karim",),
              school="Harwick Mill Primary", **home),
        child("Yusuf Karim", known_as="Yusuf", date_of_birth=date(2019, 1, 8), lives_with=("Nadia Karim",),
              school="Harwick Mill Primary", **home),
    ]  # fmt: skip


def _karim_people() -> list[Person]:
    both = ("Amara Karim", "Yusuf Karim")
    return [
        parent("Nadia Karim", known_as="Mum", parental_responsibility=both, lives_with=both, address=REFUGE,
               phone=REFUGE_PHONE, confidential=True, hide_from=HIDDEN_FROM),
        parent("Imran Karim", known_as="Dad", parental_responsibility=both, address="14 Tannery Row, ZZ4 7AB",
               phone="07700 900 123"),
        parent("Zubaida Karim", kind="network", relationship="Dad's mother", network_aware=False),
        worker("Grace Obi", known_as="Grace", phone="01632 960 301", email="grace.obi@fernshire.example"),
        worker("Daniel Hart", phone="01632 960 302"),
        worker("Mina Shaw", "Harwick Women's Aid", phone="01632 960 477", hide_from=HIDDEN_FROM,
               said_instead="a support service", works_with=("Nadia Karim",)),
        worker("Mr Ellis Toft", "Harwick Mill Primary", known_as="Mr Toft", hide_from=HIDDEN_FROM,
               said_instead="her school"),
        worker("Anne Vole", "Harwick Mill Primary"),
        worker("Rob Hale", "Fernshire Police"),
        worker("Karl Ives", "Stepwise", works_with=("Imran Karim",)),
        worker("Joan Firth", "Fernshire reviewing service"),
    ]  # fmt: skip


def _karim_views() -> list[View]:
    return [
        row(View, person="Amara Karim", words=AMARAS_WORDS, wants="A quiet school near Mum", agrees="yes"),
        row(View, person="Yusuf Karim", words="House of dreams: me and Mum and no shouting.", agrees="yes"),
        row(View, person="Imran Karim", words="The children saw nothing.", agrees="no", disagrees_about="What they saw",
            implications="Time alone with the children would not be safe."),
        row(View, person="Nadia Karim", words="I want us to sleep without a chair against the door.", agrees="yes"),
    ]  # fmt: skip


def _karim_worries() -> list[Worry]:
    return [
        row(Worry, number=1, what_happened="On 2 October Imran hit Nadia in the kitchen while Yusuf hid.",
            impact="Yusuf wakes four or five nights a week.", shared_text="Yusuf was frightened at home.",
            who_is_worried=("Rob Hale", "Nadia Karim")),
        row(Worry, number=2, what_happened="Since she left he has followed her to the shops and the clinic twice.",
            impact="The children are afraid to go out.", shared_text="There have been threats.",
            who_is_worried=("Mina Shaw",)),
        row(Worry, number=3, children=("Amara Karim",), what_happened="Amara interprets for her mum and minds Yusuf.",
            impact="She has no time of her own.", shared_text="Amara does too much for her age."),
    ]  # fmt: skip


def _karim_outcomes() -> list[Outcome]:
    return [
        row(Outcome, number=1, children=("Yusuf Karim",), worries=(1,), statement="Yusuf sleeps through the night.",
            measure="One bad night a week at most.", target_date=date(2027, 1, 29), child_text="You sleep well."),
        row(Outcome, number=2, children=("Amara Karim",), worries=(3,), statement="Amara has time of her own.",
            measure="Her diary.", target_date=date(2027, 1, 29), child_text="You have time for yourself."),
        row(Outcome, number=3, worries=(1, 2), statement="Imran can say how what he did affected each child.",
            measure="Karl and Grace hear it.", target_date=date(2027, 2, 26)),
        row(Outcome, number=4, worries=(2,), statement="Nadia can name three early signs and her safe steps for each.",
            measure="She says them to Mina.", target_date=date(2027, 1, 14)),
    ]  # fmt: skip


def _karim_actions() -> list[Action]:
    return [
        row(Action, number=1, outcomes=(4,), what="Put a marker on the family's address.", who=("Rob Hale",),
            due_date=date(2026, 10, 6), status="done"),
        row(Action, number=2, outcomes=(1, 3), what="Stay away and send messages through Grace.", who=("Imran Karim",),
            due_date=date(2027, 1, 14)),
        row(Action, number=3, outcomes=(3,), what="Eight weekly sessions on harm to children.",
            who=("Karl Ives", "Imran Karim"), due_date=date(2026, 12, 22)),
        row(Action, number=4, outcomes=(4,), what="Weekly talks about early signs and checking phones for trackers.",
            who=("Mina Shaw", "Nadia Karim"), due_date=date(2027, 1, 14)),
        row(Action, number=5, outcomes=(1,), what="Run the feelings group.", who=("Mr Ellis Toft",),
            helped_by=("Anne Vole",), due_date=date(2026, 12, 18), child_text="There is a group for you."),
        row(Action, number=7, outcomes=(1, 2), what="Words and pictures with both children.", who=("Grace Obi",),
            helped_by=("Nadia Karim", "Mina Shaw"), due_date=date(2026, 12, 4), child_text="Grace will draw with you."),
        row(Action, number=8, outcomes=(2,), what="See the GP about her headaches.", who=("Nadia Karim",),
            due_date=date(2026, 12, 11), private_to=("Nadia Karim",)),
    ]  # fmt: skip


def _karim_weeks() -> list[Week]:
    return [
        row(Week, weeks="1", task="Grace talks with everyone.", who=("Grace Obi",)),
        row(Week, weeks="2-8", task="Mina goes through early signs with Nadia.", who=("Mina Shaw",), actions=(4,)),
        row(Week, weeks="3-10", task="Karl's sessions.", who=("Karl Ives",), actions=(3,), meetings="Each Tuesday"),
        row(Week, weeks="4-8", task="Visits to see how the children are.", who=("Grace Obi",), unannounced=True,
            unannounced_dates="3 and 17 December 2026"),
    ]  # fmt: skip


def _karim_meetings() -> list[Meeting]:
    return [
        row(Meeting, kind="core_group", date=date(2026, 12, 2),
            who=("Grace Obi", "Nadia Karim", "Mina Shaw", "Karl Ives")),
        row(Meeting, kind="professionals", date=date(2026, 11, 18),
            decision="Police drive past twice a night until Christmas.", who=("Rob Hale", "Mina Shaw")),
    ]  # fmt: skip


def _karim_sharing() -> list[Share]:
    return [
        share("Grace Obi", "lead_full", why_needed="Lead worker"),
        share("Daniel Hart", "lead_full", why_needed="Manager"),
        share("Nadia Karim", "parent_pr", why_needed="It is her plan.", documents=("copy", "timeline")),
        share("Imran Karim", "parent_pr", why_needed="He has responsibility."),
        share("Zubaida Karim", "network_member", not_shared_reason="Not aware, and not to know where they live."),
        share("Karl Ives", "perpetrator_service", why_needed="He runs the sessions."),
        share("Mr Ellis Toft", "school_early_years", why_needed="The children go there."),
        share("Rob Hale", "police", why_needed="He answers calls."),
        share("Mina Shaw", "domestic_abuse_service", why_needed="She works with Nadia."),
    ]  # fmt: skip


def _karim_restrictions() -> list[Restriction]:
    return [
        row(Restriction, sheet="views", which="Amara Karim", hide_from=HIDDEN_FROM, clue_words=CLUES),
        row(Restriction, sheet="outcomes", which="4", hide_from=HIDDEN_FROM),
        row(Restriction, sheet="worries", which="2", hide_from=HIDDEN_FROM, show_gap="say_private"),
        row(Restriction, sheet="meetings", which="18 November 2026", only_for=("Rob Hale", "Mina Shaw")),
    ]  # fmt: skip
