"""Who asks for seats? People of a small county, and a place that has some.

def test_something(): unit = unit_with(2); take(unit, somebody(1))
"""

from datetime import date, timedelta
from uuid import uuid4

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.services.seats import actions
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.actions.laying import Terms
from jinlin.services.seats.models import Means, Seat, Unit

COUNTY = "350526"
DAY = date(2025, 4, 18)


def at(hour: int, minute: int = 0, second: int = 0, day: date = DAY):
    return clock.set_to(clock.at(day, hour, minute, second))


def somebody(number: int) -> Person:
    return Person.objects.create(county=COUNTY, name=f"志愿者{number}", entered_at=clock.now())


def unit_with(seats: int, **more) -> Unit:
    place = Place.objects.create(
        county=COUNTY,
        code=f"350526{uuid4().int % 10**6:06d}",
        name="浔中镇",
        level="community",
        valid_from=DAY,
    )
    terms = Terms(seats, clock.at(DAY, 9), clock.at(DAY, 11), "义剪", "/servicedays/", **more)
    return actions.open_unit(place, terms, place_code=place.code)


def take(unit: Unit, person: Person) -> Seat:
    return actions.take(unit, person, actor=SYSTEM)


def sight(means: Means = Means.LIST, *, nonce: str = "", off: timedelta = timedelta(0), **more):
    """What a phone saw just now, by a clock that is off by so much."""
    now = clock.now() + off
    told = {"said_at": now, "sent_at": now, "id": uuid4(), **more}
    return Sight(nonce=nonce or uuid4().hex, means=means, **told)
