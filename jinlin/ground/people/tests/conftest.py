"""Who is known, and who knows them, in the tests about people?"""

from types import SimpleNamespace

import pytest

from jinlin.core.actor import Actor, Grant, Kind
from jinlin.core.secrets.fields import match_key
from jinlin.core.tests.standing import once_a_file
from jinlin.ground.accounts.models import User
from jinlin.ground.people.actions import Carer, NewMember, know, link, register_household
from jinlin.ground.people.models import GroupInNeed
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Place

DEHUA = "350526"
PHONE, OTHER_PHONE = "13800138000", "13900139000"
CITIZEN_ID = "350526194910010021"


def staff(user: User, role: str, code: str = DEHUA) -> Actor:
    return Actor(
        kind=Kind.PERSON,
        user_id=user.pk,
        name=user.name,
        face="Dehua",
        grants=(Grant(role=role, codes=(code,)),),
    )


def resident(user: User) -> Actor:
    return Actor(kind=Kind.PERSON, user_id=user.pk, name=user.name)


def user(name: str, phone: str = "") -> User:
    keys = {"phone": phone, "phone_key": match_key(phone, "phone")} if phone else {"username": name}
    return User.objects.create(name=name, **keys)


def county_of_dehua() -> SimpleNamespace:
    county = build_county(DEHUA).county
    town, other_town = (
        Place.objects.present().get(name="浔中镇"),
        Place.objects.present().get(name="龙浔镇"),
    )
    users = {
        name: user(name)
        for name in (
            "clerk",
            "other_clerk",
            "lead",
            "handler",
            "supervisor",
            "town_clerk",
            "far_clerk",
            "system_admin",
        )
    }
    return SimpleNamespace(
        county=county,
        town=town,
        other_town=other_town,
        users=users,
        clerk=staff(users["clerk"], "clerk"),
        other_clerk=staff(users["other_clerk"], "clerk"),
        lead=staff(users["lead"], "lead"),
        handler=staff(users["handler"], "handler"),
        supervisor=staff(users["supervisor"], "supervisor"),
        town_clerk=staff(users["town_clerk"], "clerk", town.code),
        far_clerk=staff(users["far_clerk"], "clerk", "621121"),
        system_admin=staff(users["system_admin"], "system_admin"),
    )


standing_cast, dehua = once_a_file(county_of_dehua)


@pytest.fixture
def wang(dehua):
    """An elderly resident without a phone of her own."""
    return know(DEHUA, name="王秀英", citizen_id=CITIZEN_ID, actor=dehua.clerk)


@pytest.fixture
def volunteer(dehua):
    """A resident with an account and no role."""
    return user("林志愿", OTHER_PHONE)


@pytest.fixture
def household(dehua):
    return in_need(dehua)


@pytest.fixture
def linked(dehua, household, volunteer):
    """The volunteer looks after the household."""
    return link(household, role="volunteer", carer=Carer(volunteer), actor=dehua.clerk)


def in_need(dehua, number: int = 0, **told):
    """An elderly woman who lives alone in the town and agrees to be cared for; each number is
    somebody else.
    """
    numbers = {} if number else {"citizen_id": CITIZEN_ID, "phone": PHONE}
    group, _made = GroupInNeed.objects.get_or_create(
        code="elderly_alone", defaults={"name": "独居老人"}
    )
    given = {"name": "王秀英", "groups": [group], **numbers, **told}
    return register_household(
        community(dehua),
        NewMember(**given),
        address=f"丁溪路{12 + number}号3幢201室",
        actor=dehua.clerk,
    )


def community(dehua) -> Place:
    return Place.objects.present().filter(parent=dehua.town).order_by("code")[0]
