"""Who gets a copy, of what, and about whom."""

import pytest

from generator.case import ChildVersion, NotApplicable, Plan
from generator.sharing import readers
from tests.sharing.builders import COUNCIL, a_case, child, karim_family, parent, reader_called, row, share, worker

LED = row(Plan, kind="child_in_need", lead_worker="Ade Cole")
ELLA, FINN = child("Ella Hart"), child("Finn Hart")
JO = parent("Jo Hart", parental_responsibility=("Ella Hart", "Finn Hart"))
SAM = parent("Sam Hart", parental_responsibility=("Finn Hart",))
ADE = worker("Ade Cole")


def test_the_lead_agency_comes_first_and_gets_everything() -> None:
    lead = readers(a_case(plan=LED, children=[ELLA, FINN], people=[ADE]), COUNCIL)[0]

    assert (lead.key, lead.name, lead.audience) == ("lead", "Ade Cole", "lead_full")
    assert lead.documents == ("plan", "timeline", "checklist")
    assert lead.children == ("Ella Hart", "Finn Hart")


def test_without_a_lead_worker_the_file_copy_is_the_lead_agencys() -> None:
    assert [reader.name for reader in readers(a_case(), COUNCIL)] == ["lead agency"]


def test_each_family_gets_the_copies_its_sharing_sheet_names() -> None:
    due = [(reader.key, reader.name, reader.documents) for reader in readers(karim_family(), COUNCIL)]

    assert due == [
        ("lead", "Grace Obi", ("plan", "timeline", "checklist")),
        ("lead-agency-1", "Daniel Hart", ("plan",)),
        ("parent-1", "Nadia Karim", ("copy", "timeline")),
        ("parent-2", "Imran Karim", ("copy",)),
        ("programme-1", "Karl Ives", ("copy",)),
        ("school-1", "Mr Ellis Toft", ("copy",)),
        ("police-1", "Rob Hale", ("copy",)),
        ("da-service-1", "Mina Shaw", ("copy",)),
        ("child-1", "Amara Karim", ("child", "contact_card")),
        ("child-2", "Yusuf Karim", ("contact_card",)),
    ]


def test_a_key_never_holds_a_name() -> None:
    names = {part.casefold() for person in karim_family().people for part in str(person.name).split()}

    assert not any(names & set(reader.key.split("-")) for reader in readers(karim_family(), COUNCIL))


@pytest.mark.parametrize(
    "left_out",
    [
        share("Nobody Known", "parent_pr"),
        share("Sam Hart", "neighbour"),
        share("Sam Hart", "parent_pr", not_shared_reason="Address not known"),
        share("Sam Hart", "lead_full"),
        share("Sam Hart", "police"),
        share("Sam Hart", "child"),
        share("Ade Cole", "parent_pr"),
    ],
    ids=["nobody", "no such audience", "a reason", "not of the lead agency", "no worker", "no child", "no parent"],
)
def test_what_is_not_understood_gets_nothing(left_out: object) -> None:
    case = a_case(plan=LED, children=[ELLA, FINN], people=[ADE, JO, SAM], sharing=[left_out])

    assert [reader.key for reader in readers(case, COUNCIL)] == ["lead"]


def test_a_reason_in_one_row_stops_every_copy_for_that_person() -> None:
    rows = [share("Sam Hart", "parent_pr"), share("Sam Hart", "parent_no_pr", not_shared_reason="Asked not to")]

    assert len(readers(a_case(people=[SAM], sharing=rows), COUNCIL)) == 1


def test_not_applicable_is_no_reason() -> None:
    sharing = [share("Sam Hart", "parent_pr", not_shared_reason=NotApplicable())]

    assert len(readers(a_case(people=[SAM], sharing=sharing), COUNCIL)) == 2


@pytest.mark.parametrize(
    ("reader", "children"),
    [
        (share("Jo Hart", "parent_pr"), ("Ella Hart", "Finn Hart")),
        (share("Sam Hart", "parent_pr"), ("Finn Hart",)),
        (share("Sam Hart", "parent_pr", children=("Ella Hart",)), ("Ella Hart",)),
        (share("Lee Marsh", "parent_no_pr"), ()),
        (share("Helen Park", "school_early_years"), ("Ella Hart", "Finn Hart")),
        (share("Priya Nair", "health_child"), ("Finn Hart",)),
    ],
    ids=["both", "one of two", "as the row says", "none", "all", "those they work with"],
)
def test_a_reader_may_know_about_these_children(reader: object, children: tuple[str, ...]) -> None:
    people = [
        ADE, JO, SAM, parent("Lee Marsh"), worker("Helen Park", "Saltby Primary"),
        worker("Priya Nair", "Health", works_with=("Finn Hart", "Jo Hart")),
    ]  # fmt: skip
    case = a_case(plan=LED, children=[ELLA, FINN], people=people, sharing=[reader])

    assert readers(case, COUNCIL)[1].children == children


@pytest.mark.parametrize(
    ("safe", "documents", "left_out"),
    [
        ("yes", ("child",), ()),
        ("only_at_placement", ("child", "contact_card"), ()),
        ("ask", ("contact_card",), (("child", "CHLD-02"),)),
        ("no", ("contact_card",), (("child", "CHLD-02"),)),
        (NotApplicable(), ("contact_card",), (("child", "CHLD-02"),)),
    ],
)
def test_a_childs_paper_is_made_only_where_it_is_safe_to_hold(
    safe: object, documents: tuple[str, ...], left_out: tuple[tuple[str, str], ...]
) -> None:
    paper = row(ChildVersion, child="Ella Hart", wanted=True, safe_to_hold=safe)
    reader = reader_called(a_case(children=[ELLA], child_versions=[paper]), "Ella Hart")

    assert (reader.key, reader.documents, reader.left_out) == ("child-1", documents, left_out)


def test_a_child_who_wants_no_paper_gets_none() -> None:
    paper = row(ChildVersion, child="Ella Hart", wanted=False, safe_to_hold="yes")

    assert len(readers(a_case(children=[ELLA], child_versions=[paper]), COUNCIL)) == 1
