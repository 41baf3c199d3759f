"""Which places and people do the tests about places share?"""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from jinlin.core.actor import Actor, Grant, Kind
from jinlin.core.tests.standing import once_a_file
from jinlin.ground.places.actions import add_neighbourhood
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Place

DEHUA = "350526"


def staff(role: str, code: str = DEHUA) -> Actor:
    return Actor(
        kind=Kind.PERSON,
        user_id=uuid4(),
        name="tester",
        face="Dehua",
        grants=(Grant(role=role, codes=(code,)),),
    )


@pytest.fixture
def keeper() -> Actor:
    return staff("system_admin")


def county_of_dehua() -> SimpleNamespace:
    """The real county, with one neighbourhood of our own."""
    county = build_county(DEHUA).county
    town = Place.objects.present().get(name="浔中镇")
    community = town.children.order_by("code")[0]
    neighbourhood = add_neighbourhood(community, "瓷苑小区", actor=staff("system_admin"))
    return SimpleNamespace(
        county=county, town=town, community=community, neighbourhood=neighbourhood
    )


standing_cast, dehua = once_a_file(county_of_dehua)
