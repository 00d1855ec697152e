"""The readers described in readers.yaml: every one that can be chosen, and nothing given by accident."""

from dataclasses import replace

import pytest

from generator.case import RECORDS
from generator.council import Council, Rows
from tests.sharing.builders import COUNCIL, copy_for, karim_family, placed, share, text_of

OUTSIDE = sorted(set(COUNCIL.audiences) - {"lead_full"})


def test_every_audience_of_the_sharing_sheet_is_described(council: Council) -> None:
    for kind in council.kinds.values():
        field = kind.record("sharing").field("audience")
        assert field is not None
        assert {value for value, _ in field.choices} | {"child"} == set(council.audiences)


def test_only_the_file_copy_is_not_cut(council: Council) -> None:
    assert [key for key, audience in council.audiences.items() if audience.sees_all] == ["lead_full"]


@pytest.mark.parametrize("key", OUTSIDE)
def test_no_other_reader_gets_what_is_the_lead_agencys(key: str, council: Council) -> None:
    audience = council.audiences[key]

    assert not audience.may_see("")
    assert not audience.may_see("unannounced")
    assert audience.scope("restrictions") is Rows.NONE
    assert set(audience.rows) <= set(RECORDS)
    assert set(audience.documents) <= {"copy", "timeline", "child"}


@pytest.mark.parametrize("key", sorted(set(OUTSIDE) - {"child"}))
def test_only_the_childs_paper_has_the_words_written_for_the_child(key: str, council: Council) -> None:
    assert not council.audiences[key].may_see("child_words")


@pytest.mark.parametrize(
    ("key", "worry", "full_outcomes", "address", "words"),
    [
        ("parent_pr", True, Rows.CHILDREN, True, True),
        ("carer_placement", False, Rows.CHILDREN, True, False),
        ("school_early_years", False, Rows.OWN, True, False),
        ("health_child", False, Rows.OWN, True, False),
        ("health_adult", False, Rows.OWN, False, False),
        ("police", False, Rows.OWN, True, False),
        ("housing", False, Rows.OWN, False, False),
        ("voluntary_other", False, Rows.OWN, False, False),
        ("network_member", False, Rows.OWN, False, False),
        ("perpetrator_service", False, Rows.OWN, False, False),
    ],
)
def test_the_matrix_of_sections(
    key: str, worry: bool, full_outcomes: Rows, address: bool, words: bool, council: Council
) -> None:
    audience = council.audiences[key]

    assert audience.may_see("worry") == worry
    assert audience.scope("outcomes") is full_outcomes
    assert audience.may_see("child_address") == address
    assert audience.may_see("words") == words


@pytest.mark.parametrize("key", sorted(set(OUTSIDE) - {"child", "parent_pr", "conference_chair", "court_legal"}))
def test_no_service_and_no_helper_reads_what_the_children_said(key: str) -> None:
    name = "Zubaida Karim" if key in ("network_member", "parent_no_pr") else "Rob Hale"
    case = replace(karim_family(), sharing=(placed(share(name, key)),))

    assert "no shouting" not in text_of(copy_for(case, name)[0])
