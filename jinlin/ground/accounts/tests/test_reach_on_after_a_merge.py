"""Does whoever works for a place go on when it was merged, and reach nothing of its neighbour?"""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.places.actions import add_neighbourhood, merge, rename
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import above

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> SimpleNamespace:
    """Two communities with a clerk each, and a third one; each has a neighbourhood."""
    county = build_county("350526").county
    town = Place.objects.present().get(name="浔中镇")
    rows = list(town.children.filter(level=Level.COMMUNITY).order_by("code")[:3])
    homes = [add_neighbourhood(row, "一期", actor=SYSTEM) for row in rows]
    clerks = [entrusted(row, f"clerk{number}") for number, row in enumerate(rows)]
    return SimpleNamespace(county=county, town=town, rows=rows, homes=homes, clerks=clerks)


def entrusted(place: Place, name: str, role: str = "clerk") -> User:
    user = User.objects.create(name=name, username=name, county=place.county)
    Grant.objects.create(
        county=place.county, user=user, role=role, place=place, valid_from=date(2020, 1, 1)
    )
    return user


def fresh(here, number: int) -> str:
    return f"{here.town.code}9{number:02}"


def reached(here, place: Place) -> list[bool]:
    """Whether each of the three clerks looks after the place."""
    return [actor_for(user).holds("clerk", at=place.code) for user in here.clerks]


def test_under_a_new_code_those_of_both_work_on_what_comes_in_and_each_on_their_own_past(here):
    one, other, third = here.rows
    merged = merge([one, other], code=fresh(here, 1), name="合并社区", actor=SYSTEM)
    later = add_neighbourhood(merged, "新区", actor=SYSTEM)
    assert [reached(here, place) for place in (merged, later, one, other, *here.homes[:2])] == [
        [True, True, False],
        [True, True, False],
        [True, False, False],
        [False, True, False],
        [True, False, False],
        [False, True, False],
    ]
    assert reached(here, third) == [False, False, True]


def test_under_a_code_that_one_of_them_had_nobody_reaches_into_its_past(here):
    one, other, _third = here.rows
    merged = merge([one, other], code=other.code, name="合并社区", actor=SYSTEM)
    assert [reached(here, place) for place in (merged, one, *here.homes[:2])] == [
        [False, True, False],
        [True, False, False],
        [True, False, False],
        [False, True, False],
    ]


def test_it_goes_on_through_renamings_and_further_merges(here):
    one, other, third = here.rows
    first = rename(
        merge([one, other], code=fresh(here, 1), name="甲乙", actor=SYSTEM), "甲乙苑", actor=SYSTEM
    )
    last = merge([first, third], code=fresh(here, 2), name="三合", actor=SYSTEM)
    assert [reached(here, place) for place in (last, first, third)] == [
        [True, True, True],
        [True, True, False],
        [False, False, True],
    ]


def test_a_code_that_lay_in_one_of_them_once_is_no_new_one(here):
    one, other, third = here.rows
    first = merge([one, other], code=other.code, name="甲乙", actor=SYSTEM)
    merge([first, third], code=one.code, name="三合", actor=SYSTEM)
    assert reached(here, one) == [True, False, False]


def test_who_is_entrusted_with_the_merged_place_looks_after_all_of_it(here):
    one, other, _third = here.rows
    merged = merge([one, other], code=fresh(here, 1), name="合并社区", actor=SYSTEM)
    here.clerks = [entrusted(merged, "new")]
    places = [merged, one, other, *here.homes[:2]]
    assert [reached(here, place) for place in places] == [[True]] * 5


def test_administrators_reach_no_further_by_a_merge(here):
    one, other, _third = here.rows
    roles = ("system_admin", "security_admin", "audit_admin")
    users = [entrusted(one, role, role) for role in roles]
    merged = merge([one, other], code=fresh(here, 1), name="合并社区", actor=SYSTEM)
    held = [
        [actor_for(user).holds(role, at=place.code) for place in (one, merged, other)]
        for user, role in zip(users, roles, strict=True)
    ]
    assert held == [[True, False, False]] * 3


def test_whoever_reaches_a_place_is_found_for_it_and_nobody_else(here):
    one, other, third = here.rows
    merged = merge([one, other], code=fresh(here, 1), name="合并社区", actor=SYSTEM)
    kept = merge([merged, third], code=third.code, name="三合", actor=SYSTEM)
    for place in (merged, kept, one, third):
        grants = Grant.objects.current().filter(place__code__in=above(place.code), role="clerk")
        found = set(grants.values_list("user", flat=True))
        holding = {user.pk for user in here.clerks if actor_for(user).holds("clerk", at=place.code)}
        assert holding <= found
    assert one.code not in above(third.code)


def test_a_role_says_which_place_its_own_went_on_as_and_nothing_of_a_new_name(here):
    one, other, third = here.rows
    merged = merge([one, other], code=other.code, name="合并社区", actor=SYSTEM)
    rename(third, "新名字", actor=SYSTEM)
    found = {row.user.name: row.went_on_as for row in Grant.objects.filter(role="clerk")}
    assert found == {"clerk0": merged, "clerk1": merged, "clerk2": None}


@pytest.mark.one_engine
def test_the_page_of_the_account_says_it_to_whoever_gives_roles(here):
    keeper = entrusted(here.county, "keeper", "security_admin")
    merge(here.rows[:2], code=fresh(here, 1), name="合并社区", actor=SYSTEM)
    browser = Client()
    browser.force_login(keeper, backend=settings.AUTHENTICATION_BACKENDS[0])
    pages = [browser.get(f"/desk/accounts/{user.pk}/").text for user in here.clerks]
    assert ["现在是合并社区" in page for page in pages] == [True, True, False]


def test_what_was_merged_before_this_was_written_down_is_filled_in(here):
    one, other, third = here.rows
    merged = merge([one, other], code=fresh(here, 1), name="合并社区", actor=SYSTEM)
    merge([merged, third], code=third.code, name="三合", actor=SYSTEM)
    told = dict(Place.objects.exclude(later_codes=[]).values_list("pk", "later_codes"))
    assert set(told) == {one.pk, other.pk}
    Place.objects.update(later_codes=[])
    name = "jinlin.ground.places.migrations.0003_who_reaches_on_after_a_merge"
    for _twice in range(2):
        import_module(name).reach_on(apps, None)
        found = dict(Place.objects.exclude(later_codes=[]).values_list("pk", "later_codes"))
        assert found == told
