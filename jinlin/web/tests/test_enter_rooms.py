"""Which rooms does the navigation name for whom?"""

from uuid import uuid4

import pytest

from jinlin.core.actor import ANONYMOUS, Actor, Grant, Kind
from jinlin.ground.accounts.roles import Role
from jinlin.web import rooms
from jinlin.web.domains import DESK
from jinlin.web.rooms import Door, Group, Room

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


def menu(**sizes):
    """Doors in their groups: menu(first=1, handling=4, here="handling")."""
    here = sizes.pop("here", "")
    return [
        Door(f"{name} {number}", "list", f"/{name}/{number}/", name == here and not number, group)
        for name, size in sizes.items()
        for number, group in enumerate([Group(name)] * size)
    ]


def open_groups(found):
    return [section.doors[0].group for section in rooms.sections(found) if section.is_open]


@pytest.mark.parametrize(
    ("sizes", "opened"),
    [
        ({"first": 1, "handling": 4, "figures": 4}, ["first", "handling", "figures"]),
        ({"first": 1, "handling": 5, "services": 4}, ["first", "handling"]),
        ({"first": 1, "handling": 5, "people": 4, "figures": 1}, ["first", "handling", "figures"]),
        (
            {"first": 1, "handling": 6, "people": 4, "settings": 2, "here": "settings"},
            ["first", "handling", "settings"],
        ),
        ({"first": 1, "handling": 7, "people": 4, "here": "people"}, ["first", "people"]),
    ],
)
def test_the_group_we_stand_in_is_open_and_others_as_long_as_nine_lines_hold_them(sizes, opened):
    assert open_groups(menu(**sizes)) == opened


def test_groups_stand_in_their_order_with_headings_and_none_is_empty():
    found = rooms.sections(menu(first=1, handling=2, settings=1))
    assert [(str(section.heading), len(section.doors)) for section in found] == [
        ("", 1),
        ("受理与办理", 2),
        ("设置", 1),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_nobody_has_more_than_nine_lines_open_wherever_they_stand(role):
    actor = Actor(
        kind=Kind.PERSON, user_id=uuid4(), face="德化县", grants=(Grant(role, ("350526",)),)
    )
    for place in ("/desk/", *(room.href() for room in DESK if room.is_open_to(actor))):
        found = rooms.sections(rooms.doors(DESK, actor, place))
        assert sum(len(each.doors) for each in found if each.is_open) <= rooms.MOST_OPEN
        here = [each.is_open for each in found if any(door.is_here for door in each.doors)]
        assert here in ([True], [])


def test_the_bar_of_a_phone_has_the_daily_rooms_else_the_first():
    def at_hand(role):
        found = rooms.at_hand(rooms.doors(DESK, staff(role), "/desk/"))
        return [str(door.name) for door in found]

    assert at_hand("clerk") == ["等我处理", "诉求", "登记诉求", "业主接待日"]
    assert at_hand("security_admin") == ["人员与角色", "访问令牌", "离岗未交接"]
