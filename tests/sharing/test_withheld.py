"""What must not reach a reader is known by its spellings, and named by its cell alone."""

from datetime import date

import pytest

from generator.case import Action, Case, Contingency, Meeting, Plan, Restriction, Week, Where
from generator.flow import Withheld
from generator.needle import Needles
from generator.sharing import findings
from generator.sharing.dates import NamedDay, days_in
from tests.sharing.builders import (
    AMARAS_WORDS,
    CLUES,
    COUNCIL,
    REFUGE,
    REFUGE_PHONE,
    a_case,
    child,
    copy_for,
    karim_family,
    parent,
    row,
    share,
    worker,
)


def finds(withheld: Withheld, text: str) -> bool:
    return bool(Needles(needle for secret in withheld.secrets for needle in secret.needles).search(text))


@pytest.mark.parametrize("name", ["Imran Karim", "Karl Ives"])
@pytest.mark.parametrize(
    "text",
    [
        REFUGE,
        "they stay at lark house",
        "9, Elder Walk",
        "on Elder Walk",
        "zz92lt",
        "+44 1632 960455",
        REFUGE_PHONE,
        *CLUES,
        "Mina Shaw",
        "M. Shaw",
        "ask Mina",
        "Ms Shaw",
        "Mr Toft",
        "Harwick Mill Primary",
        "Women's Aid, Harwick",
        AMARAS_WORDS,
        "she said: want Dad to know where my new school is",
        "three early signs and her safe steps",
        "3 December",
        "17th December 2026",
        "17/12/2026",
    ],
)
def test_usual_spellings_of_what_is_kept_from_the_father_are_found(name: str, text: str) -> None:
    assert finds(copy_for(karim_family(), name)[1], f"So: {text}, and so on.")


@pytest.mark.parametrize(
    "text",
    [
        "a support service",
        "her school",
        "a refuge",
        "There have been threats.",
        "Imran Karim, 14 Tannery Row, ZZ4 7AB, 07700 900 123",
        "Nadia Karim, Amara and Yusuf",
        "Grace Obi 01632 960 301",
        "a score of 3/10 and 5/10",
        "12 December",
        "I want to see my children",
    ],
)
def test_what_the_father_may_read_is_not_sought(text: str) -> None:
    assert not finds(copy_for(karim_family(), "Imran Karim")[1], text)


def test_references_name_cells_and_never_words() -> None:
    _, withheld = copy_for(karim_family(), "Imran Karim")

    assert "Restrictions row 5: Views!A5" in withheld.references
    assert "Restrictions row 5: clue words" in withheld.references
    assert "Actions!B11 (only for others)" in withheld.references
    assert any(reference.endswith("address (confidential)") for reference in withheld.references)
    said = " ".join(withheld.references)
    assert not finds(withheld, said)
    assert not any(person in said for person in ("Mina", "Nadia", "Amara", "Imran"))


def test_every_secret_names_its_cell_and_each_needle_its_secret() -> None:
    _, withheld = copy_for(karim_family(), "Imran Karim")

    assert all(isinstance(secret.where, Where) for secret in withheld.secrets)
    assert all(needle.key == secret.path for secret in withheld.secrets for needle in secret.needles)
    assert len({secret.path for secret in withheld.secrets}) == len(withheld.secrets)


def test_what_somebody_decided_is_told_apart_from_what_an_audience_does_not_get() -> None:
    _, withheld = copy_for(karim_family(), "Karl Ives")

    decided = {secret.path: secret.restricted for secret in withheld.secrets}
    assert decided["people/0/address"]
    assert not decided["people/1/address"]


def test_a_detail_that_stands_in_the_readers_own_row_is_not_kept_from_them() -> None:
    people = [parent("Jo Hart", phone="07700 900 111"), worker("Tom Iqbal", "Housing")]
    action = row(Action, number=1, what="Ring Jo on 07700 900111 and fix the door.", who=("Tom Iqbal",))
    case = a_case(people=people, actions=[action], sharing=[share("Tom Iqbal", "housing")])

    assert copy_for(case, "Tom Iqbal")[1].secrets == ()


def test_the_name_that_a_hidden_worker_shares_with_someone_known_is_not_sought_alone() -> None:
    people = [
        parent("Sam Hart"),
        worker("Mina Hart", "Aid", hide_from=("Sam Hart",)),
        worker("Mina Cole", "Clinic"),
    ]
    action = row(Action, number=1, what="Talk", who=("Mina Cole", "Sam Hart"))
    case = a_case(people=people, actions=[action], sharing=[share("Sam Hart", "parent_pr")])

    _, withheld = copy_for(case, "Sam Hart")
    assert not finds(withheld, "Mina talks with Mr Hart")
    assert finds(withheld, "Mina Hart talks")


def test_a_hidden_workers_name_that_is_an_everyday_word_is_sought_as_a_full_name_only() -> None:
    people = [parent("Sam Hart"), worker("Hope Park", "Aid", hide_from=("Sam Hart",))]
    case = a_case(people=people, sharing=[share("Sam Hart", "parent_pr")])

    _, withheld = copy_for(case, "Sam Hart")
    assert not finds(withheld, "We hope to see you in the park.")
    assert finds(withheld, "hope park")
    assert finds(withheld, "ask Ms Park")


def test_the_lead_agency_is_not_hidden_with_one_of_its_workers() -> None:
    people = [
        parent("Sam Hart"),
        worker("Ade Cole", "Fernshire"),
        worker("Ida Voss", "Fernshire", hide_from=("Sam Hart",)),
    ]
    case = a_case(
        plan=row(Plan, kind="child_in_need", lead_worker="Ade Cole"),
        people=people,
        sharing=[share("Sam Hart", "parent_pr")],
    )

    portion, withheld = copy_for(case, "Sam Hart")
    assert not finds(withheld, "Fernshire")
    assert finds(withheld, "Ida")
    assert [person.name for person in portion.case.people] == ["Sam Hart", "Ade Cole"]


def test_clue_words_that_are_kept_from_nobody_in_particular_are_kept_from_all() -> None:
    restriction = row(Restriction, sheet="words", clue_words=("Saltby",))
    case = a_case(
        people=[parent("Jo Hart")],
        restrictions=[restriction],
        sharing=[share("Jo Hart", "parent_pr")],
    )

    assert finds(copy_for(case, "Jo Hart")[1], "Saltby")


def test_another_childs_name_is_kept_from_a_parent_who_may_not_know_of_them() -> None:
    case = a_case(
        children=[child("Chloe Reece"), child("Kit Reece", known_as="Kitty")],
        people=[parent("Owen Reece", parental_responsibility=("Chloe Reece",))],
        sharing=[share("Owen Reece", "parent_pr")],
    )

    _, withheld = copy_for(case, "Owen Reece")
    assert finds(withheld, "and Kit")
    assert finds(withheld, "and Kitty")
    assert not finds(withheld, "Chloe Reece")


def test_a_short_answer_of_a_restricted_row_is_not_sought_in_others() -> None:
    rows = [
        row(
            Contingency,
            number=1,
            trigger="He comes to the door of the house.",
            response="Ring 999.",
            within="5 working days",
        ),
        row(Contingency, number=2, trigger="A visit is missed.", response="We meet.", within="5 working days"),
    ]
    restriction = row(Restriction, sheet="contingency", which="1", hide_from=("Sam Hart",))
    case = a_case(
        people=[parent("Sam Hart")],
        contingency=rows,
        restrictions=[restriction],
        sharing=[share("Sam Hart", "parent_pr")],
    )

    portion, withheld = copy_for(case, "Sam Hart")
    assert findings(portion, withheld, COUNCIL) == ()
    assert finds(withheld, "when he comes to the door of the house")


def unannounced(*meetings: Meeting) -> Case:
    return a_case(
        people=[parent("Jo Hart")],
        timeline=[row(Week, weeks="1", task="Visit", unannounced_dates="3, 10 Dec and 14/01/2027")],
        meetings=meetings,
        sharing=[share("Jo Hart", "parent_pr")],
    )


def test_an_unannounced_date_is_sought_in_every_spelling() -> None:
    _, withheld = copy_for(unannounced(), "Jo Hart")

    for text in ("3 December", "10th Dec", "December 3", "14 January 2027", "14.01.27", "2027-01-14"):
        assert finds(withheld, text), text
    for text in ("13 December", "14 days", "3/10"):
        assert not finds(withheld, text), text


def test_a_day_that_the_reader_meets_on_is_no_secret() -> None:
    meeting = row(Meeting, kind="core_group", date=date(2026, 12, 3), who=("Jo Hart",))
    _, withheld = copy_for(unannounced(meeting), "Jo Hart")

    assert not finds(withheld, "3 December 2026")
    assert finds(withheld, "10 December")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 December 2026", [NamedDay(3, 12, 2026)]),
        ("3rd, 10th and 17 Dec", [NamedDay(3, 12, None), NamedDay(10, 12, None), NamedDay(17, 12, None)]),
        ("03/12/26; 2026-12-17", [NamedDay(17, 12, 2026), NamedDay(3, 12, 2026)]),
        ("December 3", [NamedDay(3, 12, None)]),
        ("29 Feb", [NamedDay(29, 2, None)]),
        ("45/99 or whenever", []),
    ],
)
def test_the_days_a_text_names_are_found(text: str, days: list[NamedDay]) -> None:
    assert list(days_in(text)) == days
