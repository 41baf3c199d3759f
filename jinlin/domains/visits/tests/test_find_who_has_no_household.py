"""Somebody in need who has no household: is it seen in a round, and do they get a door there?"""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.errors import NotAllowed, NotHere, NotNow, Unusable
from jinlin.domains.visits import actions
from jinlin.domains.visits.actions import Whereabouts
from jinlin.domains.visits.models import Door
from jinlin.domains.visits.tests.cast import all_to, carried, going, planned
from jinlin.ground.accounts.tests.county import COUNTY, at_desk
from jinlin.ground.people import actions as people
from jinlin.ground.people.knowing import meet
from jinlin.ground.people.models import Household, Membership, Person

SHED = "菜市场后面的工棚"


def homeless(cast, name="何阿伯", phone="13600136001") -> Person:
    """Known at the community, in need, and living nowhere."""
    who = people.know(COUNTY, name=name, phone=phone, actor=cast.actors.clerk)
    meet(who, actor=cast.actors.clerk)
    people.note_need(who, cast.group, actor=cast.actors.clerk)
    return who


def shed(cast, **more) -> Whereabouts:
    return Whereabouts(**{"place": cast.places.neighbourhood, "address": SHED, **more})


def test_a_round_says_that_they_have_no_door_and_gives_them_one(cast):
    who, round_ = homeless(cast), going(cast)
    way = f"/desk/visits/{round_.pk}/unhoused/"
    browser = at_desk(cast.users.clerk)
    assert f'href="{way}"' in browser.get(f"/desk/visits/{round_.pk}/").text
    assert f'href="{way}{who.pk}/"' in browser.get(way).text
    typed = {"key": uuid4(), "place": cast.places.neighbourhood.code, "address": SHED}
    answer = browser.post(f"{way}{who.pk}/", typed)
    door = Door.objects.get(household__memberships__person=who)
    assert answer["Location"] == f"/desk/visits/doors/{door.pk}/"
    assert browser.post(f"{way}{who.pk}/", typed)["Location"] == answer["Location"]
    assert (door.round, door.household.address, door.groups.get()) == (round_, SHED, cast.group)
    assert door.visitor is not None
    assert who.shown_name() not in browser.get(way).text


def test_the_visitor_takes_the_door_along(cast):
    who, round_ = homeless(cast), going(cast)
    door = actions.bring_in(round_, who, shed(cast), actor=cast.actors.clerk)
    all_to(cast, round_)
    assert door.pk in {each.pk for each in carried(cast).doors}


def test_in_a_round_being_prepared_too_and_not_in_one_that_is_over(cast):
    who, round_ = homeless(cast), planned(cast)
    actions.drop(round_, reason="改期。", actor=cast.actors.clerk)
    with pytest.raises(NotNow):
        actions.bring_in(round_, who, shed(cast), actor=cast.actors.clerk)
    assert actions.bring_in(planned(cast), who, shed(cast), actor=cast.actors.clerk).pk


def test_who_has_a_household_or_is_in_none_of_the_groups_is_refused(cast):
    round_ = going(cast)
    housed = Membership.objects.first().person
    stranger = people.know(COUNTY, name="路人", phone="13600136009", actor=cast.actors.clerk)
    meet(stranger, actor=cast.actors.clerk)
    before = Household.objects.count()
    for who in (housed, stranger):
        with pytest.raises(NotNow):
            actions.bring_in(round_, who, shed(cast), actor=cast.actors.clerk)
    assert Household.objects.count() == before


def test_a_place_outside_and_no_address_are_refused_beside_the_field_and_kept(cast):
    who, round_ = homeless(cast), going(cast)
    with pytest.raises(Unusable):
        where = shed(cast, place=cast.places.other_community)
        actions.bring_in(round_, who, where, actor=cast.actors.clerk)
    way = f"/desk/visits/{round_.pk}/unhoused/{who.pk}/"
    outside = {"place": cast.places.other_community.code, "address": SHED}
    answer = at_desk(cast.users.clerk).post(way, {"key": uuid4(), **outside})
    assert (answer.status_code, SHED in answer.text) == (422, True)
    typed = {"key": uuid4(), "place": cast.places.neighbourhood.code, "address": " "}
    answer = at_desk(cast.users.clerk).post(way, typed)
    assert (answer.status_code, "请写明在哪里能找到本人" in answer.text) == (422, True)


def test_who_does_not_know_them_or_keep_the_round_cannot(cast):
    who, round_ = homeless(cast), going(cast)
    with pytest.raises(NotAllowed):
        actions.bring_in(round_, who, shed(cast), actor=cast.actors.visitor)
    with pytest.raises((NotAllowed, NotHere)):
        actions.bring_in(round_, who, shed(cast), actor=cast.actors.other_clerk)
    way = f"/desk/visits/{round_.pk}/unhoused/{who.pk}/"
    assert at_desk(cast.users.other_clerk).get(way).status_code == 404


def test_the_list_costs_the_same_statements_for_one_and_for_three(cast):
    round_ = going(cast)
    browser = at_desk(cast.users.clerk)
    way = f"/desk/visits/{round_.pk}/unhoused/"
    counts = []
    for number in range(3):
        homeless(cast, f"何阿伯{number}", f"{13600136010 + number}")
        browser.get(way)
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(way).text
        counts.append(len(asked))
        assert len(re.findall(r"/unhoused/[0-9a-f-]{36}/", page)) == number + 1
    assert counts[0] == counts[2]
