"""Does an actor reach exactly the places that were entrusted to it?"""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jinlin.core.actor import ANONYMOUS, SYSTEM, Actor, Grant, Kind, code_after, within
from jinlin.core.keys import uuid7
from jinlin.core.tests.models import Matter

CODES = st.text("0123456789", min_size=1, max_size=18)
PLACES = ["350525999", "350526", "350526100", "350526100001", "350526101", "350527", "35052"]
COMPANY = uuid7()
CLERK = Actor(
    Kind.PERSON,
    uuid7(),
    grants=(Grant("clerk", ("350526100", "350526900")), Grant("handler", ("350526",), COMPANY)),
)


@given(CODES, CODES)
@example("350526100999", "350526101")
@example("99", "9")
def test_the_range_of_a_code_holds_exactly_the_codes_that_start_with_it(code, other):
    assert (code <= other < code_after(code)) == other.startswith(code)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ((), []),
        (("350526",), ["350526", "350526100", "350526100001", "350526101"]),
        (("350526100", "350527"), ["350526100", "350526100001", "350527"]),
        (("350526100", "350526100"), ["350526100", "350526100001"]),
        (("350525999",), ["350525999"]),
    ],
)
def test_rows_within_places_are_those_inside_any_of_them(codes, found):
    Matter.objects.bulk_create(
        Matter(county=code[:6], place_code=code, on=date(2025, 4, 18)) for code in PLACES
    )
    assert sorted(
        Matter.objects.filter(within(codes)).values_list("place_code", flat=True)
    ) == sorted(found)


def test_a_role_holds_inside_its_place_and_under_the_codes_that_the_place_had_before():
    asked = {
        at: CLERK.holds("clerk", at=at)
        for at in ("350526100001", "350526900", "350526101", "350526")
    }
    assert asked == {"350526100001": True, "350526900": True, "350526101": False, "350526": False}


def test_a_role_without_a_place_asks_whether_it_is_held_anywhere():
    assert [CLERK.holds("clerk"), CLERK.holds("lead"), CLERK.holds("lead", "handler")] == [
        True,
        False,
        True,
    ]


def test_an_actor_knows_the_codes_and_organisations_of_each_role():
    assert CLERK.codes("clerk") == ("350526100", "350526900")
    assert [CLERK.organisations(), CLERK.organisations("clerk")] == [
        frozenset({COMPANY}),
        frozenset(),
    ]


def test_a_grant_for_an_organisation_of_its_own_matters_looks_after_no_place():
    schooled = Actor(
        Kind.PERSON, uuid7(), grants=(Grant("lead", ("350526",), COMPANY, governs=False),)
    )
    assert (schooled.codes("lead"), schooled.looks_after("lead")) == ((), False)
    assert [schooled.holds("lead"), schooled.holds("lead", at="350526")] == [True, False]
    assert (schooled.posts("lead"), schooled.counties()) == (("350526",), ("350526",))
    assert schooled.organisations("lead") == {COMPANY}


def test_the_house_and_a_passer_by_are_no_staff():
    assert [(who.is_staff, who.is_signed_in, who.is_system) for who in (ANONYMOUS, SYSTEM)] == [
        (False, False, False),
        (False, False, True),
    ]
