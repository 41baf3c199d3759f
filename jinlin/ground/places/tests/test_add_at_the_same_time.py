"""Do neighbourhoods that are added at the same time get codes of their own?"""

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Unusable
from jinlin.core.tests.databases import together
from jinlin.ground.places.actions import add_neighbourhood
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]


def test_eight_at_once_get_eight_codes(shared_house):
    build_county("350526")
    community = Place.objects.filter(level=Level.COMMUNITY).order_by("code")[0]
    places = together(
        *(lambda n=n: add_neighbourhood(community, f"小区{n}", actor=SYSTEM) for n in range(8))
    )
    assert sorted(place.code for place in places) == [
        f"{community.code}{n:03}" for n in range(1, 9)
    ]


def test_the_same_name_at_once_is_added_once(shared_house):
    build_county("350526")
    community = Place.objects.filter(level=Level.COMMUNITY).order_by("code")[0]
    answers = together(
        *(lambda: add_neighbourhood(community, "同名", actor=SYSTEM) for _time in range(4))
    )
    assert [type(answer) for answer in answers if not isinstance(answer, Place)] == [Unusable] * 3
    assert Place.objects.filter(name="同名").count() == 1
