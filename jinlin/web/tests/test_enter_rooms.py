"""Which rooms does the navigation name for whom?"""

from uuid import uuid4

import pytest

from jinlin.core.actor import ANONYMOUS, Actor, Grant, Kind
from jinlin.web import rooms
from jinlin.web.domains import DESK
from jinlin.web.rooms import Group, Room

pytestmark = pytest.mark.one_engine


def staff(role):
    return Actor(
        kind=Kind.PERSON,
        user_id=uuid4(),
        name="陈雅琴",
        face="龙浔镇",
        grants=(Grant(role, ("350526100",)),),
    )


ROOMS = (
    Room("Everybody's", "choose-mode", "home"),
    Room("The clerk's", "choose-language", "list", Group.FIRST, frozenset({"clerk"})),
    Room("Not built", "castles:in-the-air", "star"),
)


@pytest.mark.parametrize(
    ("actor", "names"),
    [
        (ANONYMOUS, ["Everybody's"]),
        (staff("clerk"), ["Everybody's", "The clerk's"]),
        (staff("audit_admin"), ["Everybody's"]),
    ],
)
def test_a_room_is_named_only_to_those_who_may_enter_and_only_when_it_exists(actor, names):
    assert [door.name for door in rooms.doors(ROOMS, actor, "/")] == names


@pytest.mark.parametrize(
    ("path", "here"),
    [("/mode/", ["Everybody's"]), ("/language/x/", ["The clerk's"]), ("/other/", [])],
)
def test_we_stand_in_the_room_whose_address_begins_the_path(path, here):
    assert [door.name for door in rooms.doors(ROOMS, staff("clerk"), path) if door.is_here] == here


def test_no_administrator_is_led_to_a_room_with_matters():
    matters = {
        room.name
        for room in DESK
        if room.url.startswith(("appeals:", "people:", "desk", "metrics:"))
        and room.url != "people:on-word"  # who wrote down consents on their word; no matters
    }
    admins = ("system_admin", "security_admin", "audit_admin")
    assert [
        room.name for room in DESK for role in admins if room.name in matters and role in room.roles
    ] == []
