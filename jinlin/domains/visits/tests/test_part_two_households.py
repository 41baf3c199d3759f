"""Two households behind one door: does each get a door, and is nobody left without a visitor?"""

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.keys import uuid7
from jinlin.domains.visits import actions
from jinlin.domains.visits.models import Door
from jinlin.domains.visits.tests.cast import all_to, carried, going
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.ground.people import actions as people
from jinlin.ground.people.actions import NewMember
from jinlin.ground.people.models import Household, Membership


def of_round(cast) -> Door:
    round_ = going(cast)
    all_to(cast, round_)
    return Door.objects.filter(round=round_).order_by("pk").first()


def second(cast, **told) -> NewMember:
    return NewMember(**{"name": "方奶奶", "phone": "13600136000", "groups": [cast.group], **told})


def test_the_second_household_has_a_door_on_the_same_list(cast):
    door = of_round(cast)
    made = actions.part(door, second(cast), actor=cast.actors.clerk)
    assert (made.household_id != door.household_id, made.place_code) == (True, door.place_code)
    assert (made.visitor_id, made.household.address) == (door.visitor_id, door.household.address)
    assert [group.code for group in made.groups.all()] == ["elderly_alone"]
    assert made.pk in {each.pk for each in carried(cast).doors}


def test_whoever_was_of_the_first_household_lives_in_the_second_from_today_on(cast):
    door = of_round(cast)
    told = second(cast)
    person = people.add_member(door.household, told, actor=cast.actors.clerk)
    made = actions.part(door, told, actor=cast.actors.clerk)
    homes = Membership.objects.filter(person=person, until=None).values_list("household", flat=True)
    assert list(homes) == [made.household_id]


def test_the_only_one_behind_a_door_cannot_be_parted_from_it(cast):
    door = of_round(cast)
    alone = door.household.memberships.get().person
    with pytest.raises(NotNow, match="门里没有别人"):
        actions.part(door, second(cast, name=alone.name, phone=alone.phone), actor=cast.actors.lead)
    assert Household.objects.count() == 3


def test_a_second_time_is_refused_and_makes_nothing(cast):
    door = of_round(cast)
    actions.part(door, second(cast), actor=cast.actors.clerk)
    with pytest.raises(NotNow):
        actions.part(Door.objects.get(pk=door.pk), second(cast), actor=cast.actors.clerk)
    assert (Household.objects.count(), Door.objects.count()) == (4, 4)


def test_without_a_group_it_is_refused_and_a_visitor_may_not(cast):
    door = of_round(cast)
    with pytest.raises(Unusable):
        actions.part(door, second(cast, groups=[]), actor=cast.actors.clerk)
    with pytest.raises(NotAllowed):
        actions.part(door, second(cast), actor=cast.actors.visitor)


def test_by_the_desk_alone_and_sent_twice_it_is_one(cast):
    door = of_round(cast)
    browser = at_desk(cast.users.clerk)
    told = {
        "name": "方奶奶",
        "phone": "13600136000",
        "groups": "elderly_alone",
        "relation": "self",
        "agreed": "on",
        "key": str(uuid7()),
    }
    assert (
        f"/desk/visits/doors/{door.pk}/part/"
        in browser.get(f"/desk/visits/doors/{door.pk}/").content.decode()
    )
    for _time in range(2):
        assert browser.post(f"/desk/visits/doors/{door.pk}/part/", told).status_code == 302
    assert Door.objects.count() == 4
    page = browser.get(f"/desk/visits/doors/{door.pk}/").content.decode()
    assert "这扇门里还住着另一户" in page
