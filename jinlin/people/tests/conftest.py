"""Who is known, and who knows them, in the tests about people?"""

from types import SimpleNamespace

import pytest

from jinlin.accounts.models import User
from jinlin.core.actor import Actor, Grant, Kind
from jinlin.core.fields import match_key
from jinlin.people.actions import know
from jinlin.places.init import build_county
from jinlin.places.models import Place

DEHUA = "350526"
PHONE, OTHER_PHONE = "13800138000", "13900139000"
CITIZEN_ID = "350526194910010021"


def staff(user: User, role: str, code: str = DEHUA) -> Actor:
    return Actor(kind=Kind.PERSON, user_id=user.pk, name=user.name, face="Dehua", grants=(Grant(role=role, codes=(code,)),))


def resident(user: User) -> Actor:
    return Actor(kind=Kind.PERSON, user_id=user.pk, name=user.name)


def user(name: str, phone: str = "") -> User:
    keys = {"phone": phone, "phone_key": match_key(phone, "phone")} if phone else {"username": name}
    return User.objects.create(name=name, **keys)


@pytest.fixture
def dehua(db) -> SimpleNamespace:
    county = build_county(DEHUA).county
    town, other_town = Place.objects.present().get(name="浔中镇"), Place.objects.present().get(name="龙浔镇")
    users = {
        name: user(name) for name in ("clerk", "other_clerk", "lead", "handler", "supervisor", "town_clerk", "far_clerk", "system_admin")
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


@pytest.fixture
def wang(dehua):
    """An elderly resident without a phone of her own."""
    return know(DEHUA, name="王秀英", citizen_id=CITIZEN_ID, actor=dehua.clerk)
