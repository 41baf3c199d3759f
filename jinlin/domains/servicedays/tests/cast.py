"""Who plays on a service day? A small Dehua with the day of 凤池新村 on every 18th.

cast.series; FRIDAY, 18 April 2025, is the day of its first session
planned(cast) opened(cast) held(cast)     a session through the real actions
shift(cast, seats)                        a shift of it
cast.one, cast.two: volunteers with an account; cast.actors.organiser looks after the place
at(hour) that hour of the day
"""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from jinlin.core.actor import SYSTEM
from jinlin.core.time import calendar, clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.actions import Duty, Terms
from jinlin.domains.servicedays.models import HelpAsk, Session, Shift
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests.county import STAFF, at_desk, at_phone, county
from jinlin.ground.people.models import Person
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means
from jinlin.services.volunteers import actions as volunteers
from jinlin.services.volunteers.actions import TeamTerms
from jinlin.services.volunteers.models import TeamKind, Volunteer

__all__ = ["at_desk", "at_phone"]
FRIDAY = date(2025, 4, 18)
MONDAY = date(2025, 4, 14)
POSTS = {
    **STAFF,
    "lead": ("陈建国", Role.LEAD, "town", "town"),
    "organiser": ("周组织", Role.ORGANISER, "community", "community"),
}
Cast = SimpleNamespace


def at(hour: int, minute: int = 0, *, day: date = FRIDAY) -> Any:
    return clock.set_to(clock.at(day, hour, minute))


def cast_of_dehua() -> Cast:
    calendar.seed()
    here = county(staff=POSTS)
    cast = Cast(places=here.places, units=here.units, users=here.users, actors=here.actors)
    with at(8, day=MONDAY):
        cast.one = volunteer(cast, cast.users.resident)
        cast.two = volunteer(cast, cast.users.neighbour)
        cast.team = volunteers.found(
            cast.places.neighbourhood,
            TeamTerms("瓷都好厝边凤池服务队", TeamKind.COMMUNITY),
            actor=cast.actors.organiser,
        )
        cast.series = actions.set_up(
            cast.places.neighbourhood,
            cast.units.community,
            terms(cast),
            actor=cast.actors.organiser,
        )
    return cast


def terms(cast: Cast, **more: Any) -> Terms:
    told = {
        "name": "18号志愿服务日",
        "team": cast.team,
        "in_charge": cast.users.organiser,
        "duty": "义剪、义修、义诊",
        "venue": "红色会客厅前",
        "carrier": "五车进社区",
        "incentive": "服务积分",
        **more,
    }
    return Terms(**told)


def volunteer(cast: Cast, user: Any) -> Volunteer:
    person = Person.objects.create(county="350526", name=user.name, user=user, birth_year=1990)
    return volunteers.register(person, cast.places.neighbourhood, actor=SYSTEM)


def planned(cast: Cast) -> Session:
    with at(9, day=MONDAY):
        actions.lay_out(cast.series, until=FRIDAY)
    return Session.objects.select_related("unit", "activity", "series__place").get(laid_on=FRIDAY)


def shift(cast: Cast, seats: int = 1, **more: Any) -> Shift:
    with at(10, day=MONDAY):
        return actions.add_shift(
            planned(cast), Duty("义剪", seats, **more), actor=cast.actors.organiser
        )


def opened(cast: Cast) -> Session:
    session = planned(cast)
    if session.state == "planned":
        with at(9):
            session = actions.open_(session, actor=cast.actors.organiser)
    return session


def sight(means: Means = Means.LIST, **more: Any) -> Sight:
    now = clock.now()
    told = {"id": uuid4(), "nonce": uuid4().hex, "said_at": now, "sent_at": now, **more}
    return Sight(means=means, **told)


def came(cast: Cast, who: Volunteer, hour: int = 9, minute: int = 0, **more: Any) -> Any:
    with at(hour, minute):
        return actions.arrive(opened(cast), who.person, sight(**more), actor=cast.actors.organiser)


def held(cast: Cast) -> Session:
    came(cast, cast.one)
    with at(11, 30):
        return actions.hold(now_of(opened(cast)), actor=cast.actors.organiser)


def asked(cast: Cast) -> HelpAsk:
    with at(9, day=MONDAY):
        return actions.ask(
            cast.one.person,
            cast.places.neighbourhood,
            kind="repair",
            text="王小梅家3幢201灯管坏了，不会换",
            wanted_on=MONDAY + timedelta(days=1),
            actor=cast.actors.resident,
        )


def now_of(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
