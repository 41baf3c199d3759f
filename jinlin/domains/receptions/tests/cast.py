"""Who plays on a reception day?

Everybody of a small Dehua, and a series with its '1+5+N' roster in 凤池新村. A domain knows no sibling,
so this county is its own.

def test_something(cast): ...
cast.places.neighbourhood   cast.units.committee   cast.users.clerk   cast.actors.clerk
cast.series FRIDAY is the day of its first session, and `on(FRIDAY, 15)` tells that time.
planned(cast)  opened(cast)  held(cast)                                    a session, through the
real actions booked(cast)  arrived(cast)  called(cast)  walked_in(cast)                 a booking
begun(cast)  answered(cast)  passed_on(cast)  disputed(cast)  settled(cast)    a conversation
now_of(row)                        the row as it is in the database now
at_desk(user) / at_phone(user)     a test client signed in as staff / as a resident
"""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import calendar, clock
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.actions import Chair, Terms
from jinlin.domains.receptions.models import Booking, Conversation, Part, Series, Session
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.ground.accounts.middleware import BY_PHONE
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import LEVELS_BY_LENGTH, Organisation, OrganisationKind, Place

SINCE = date(2020, 1, 1)
COUNTY, ABROAD = "350526", "621121"
FRIDAY = date(2025, 4, 18)
MONDAY = date(2025, 4, 14)
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
SAID = "凤池新村3幢门口的充电桩坏了两个月，物业一直没有修。"
ANSWER = "物业周一上午换充电桩，当天恢复使用。"

_PLACES = {
    "province": ("35", "福建省"),
    "prefecture": ("3505", "泉州市"),
    "county": (COUNTY, "德化县"),
    "town": ("350526100", "浔中镇"),
    "community": ("350526100001", "凤池社区居委会"),
    "neighbourhood": ("350526100001001", "凤池新村"),
    "second_neighbourhood": ("350526100001002", "瓷都花园"),
    "other_town": ("350526101", "龙浔镇"),
    "far_community": ("350526101004", "南门社区居委会"),
    "far_neighbourhood": ("350526101004001", "南门小区"),
    "abroad_province": ("62", "甘肃省"),
    "abroad_prefecture": ("6211", "定西市"),
    "abroad_county": (ABROAD, "通渭县"),
    "abroad": ("621121100", "平襄镇"),
}
_UNITS = {
    "committee": ("community", "凤池社区居委会", OrganisationKind.COMMUNITY_COMMITTEE),
    "town": ("town", "浔中镇人民政府", OrganisationKind.TOWN_GOVERNMENT),
    "far": ("far_community", "南门社区居委会", OrganisationKind.COMMUNITY_COMMITTEE),
    "bureau": ("county", "德化县城市管理局", OrganisationKind.DEPARTMENT),
    "owners": ("neighbourhood", "凤池新村业主委员会", OrganisationKind.OWNERS_COMMITTEE),
    "property": ("neighbourhood", "凤池新村物业服务中心", OrganisationKind.PROPERTY_COMPANY),
    "social": ("county", "德化县同心社工服务中心", OrganisationKind.SOCIAL_ORGANISATION),
    "abroad": ("abroad", "平襄镇人民政府", OrganisationKind.TOWN_GOVERNMENT),
}
_STAFF = {
    "clerk": ("郑秀云", Role.CLERK, "community", "committee"),
    "lead": ("陈建国", Role.LEAD, "town", "town"),
    "sitter": ("林志强", Role.HANDLER, "county", "bureau"),
    "manager_of_property": ("吴物业", Role.HANDLER, "neighbourhood", "property"),
    "supervisor": ("黄督查", Role.SUPERVISOR, "county", ""),
    "town_outsider": ("赖文彬", Role.CLERK, "other_town", ""),
    "county_outsider": ("马占山", Role.CLERK, "abroad", "abroad"),
    "system_admin": ("管系统", Role.SYSTEM_ADMIN, "county", ""),
}
_RESIDENTS = {"resident": ("王小梅", "13800000001"), "neighbour": ("李大山", "13800000002")}
Cast = SimpleNamespace


def cast_of_dehua() -> Cast:
    """The whole cast stands in the database, on Monday of the first session's week, with that
    session and its roster laid out.
    """
    places = SimpleNamespace(**_settle_places())
    units = SimpleNamespace(**_found_units(places))
    users = SimpleNamespace(**_enter_users())
    _grant_roles(users, places, units)
    actors = {
        name: without_grants(user) if name in _RESIDENTS else actor_for(user)
        for name, user in vars(users).items()
    }
    cast = SimpleNamespace(
        places=places, units=units, users=users, actors=SimpleNamespace(**actors)
    )
    calendar.seed()
    cast.series = series_of(cast, places.neighbourhood)
    return cast


def series_of(cast: Cast, place: Place) -> Series:
    with at(MONDAY):
        series = actions.set_up(
            place,
            terms=Terms(name="红色会客厅接待日", room="红色会客厅", address="凤池路1号"),
            actor=cast.actors.lead,
        )
        for chair in roster_of(cast):
            actions.seat(series, chair=chair, actor=cast.actors.lead)
    return series


def roster_of(cast: Cast) -> list[Chair]:
    units = cast.units
    return [
        Chair(Part.LEADER, units.committee, title="党委书记"),
        Chair(Part.DEPARTMENT, units.bureau, cast.users.sitter, title="包片干部"),
        Chair(Part.BRANCH, units.committee, title="小区党支部书记"),
        Chair(Part.OWNERS, units.owners),
        Chair(Part.PROPERTY, units.property),
        Chair(Part.SOCIAL, units.social),
        Chair(Part.EXPERT, title="律师"),
    ]


def at(day: date, hour: int = 9, minute: int = 0) -> Any:
    return clock.set_to(clock.at(day, hour, minute))


def planned(cast: Cast, *, until: date = FRIDAY) -> Session:
    """The first session, laid out on Monday; called again, the same."""
    with at(MONDAY):
        actions.lay_out(cast.series, until=until, actor=SYSTEM)
    return Session.objects.get(series=cast.series, laid_on=FRIDAY)


def opened(cast: Cast) -> Session:
    session = planned(cast)
    if session.state == "planned":
        with at(FRIDAY, 15):
            session = actions.open_(session, actor=cast.actors.clerk)
    return session


def held(cast: Cast) -> Session:
    with at(FRIDAY, 17, 30):
        return actions.close(now_of(opened(cast)), actor=cast.actors.clerk)


def person(cast: Cast, name: str = "resident") -> Person:
    user = getattr(cast.users, name)
    return people.know(
        COUNTY, name=user.name, phone=user.phone, user=user, actor=getattr(cast.actors, name)
    )


def slot(number: int = 0) -> datetime:
    return clock.at(FRIDAY, 15 + number // 4, 15 * (number % 4))


def booked(cast: Cast, name: str = "resident", number: int = 0, **told: Any) -> Booking:
    """An appointment of the first session, made on Monday; called again for the same person, the
    same.
    """
    session, who = planned(cast), person(cast, name)
    if known := session.bookings.filter(person=who, slot_at=slot(number), state="booked").first():
        return known
    with at(MONDAY):
        given = {"topic": "repair", "slot_at": slot(number), **told}
        return actions.book(session, person=who, actor=getattr(cast.actors, name), **given)


def arrived(cast: Cast, name: str = "resident", number: int = 0) -> Booking:
    booking = booked(cast, name, number)
    opened(cast)
    with at(FRIDAY, 15, 1):
        return actions.arrive(booking, actor=cast.actors.clerk)


def called(cast: Cast, name: str = "resident", number: int = 0) -> Booking:
    booking = arrived(cast, name, number)
    with at(FRIDAY, 15, 2):
        return actions.call(booking, actor=cast.actors.clerk)


def walked_in(cast: Cast, minute: int = 5, **told: Any) -> Booking:
    session = opened(cast)
    with at(FRIDAY, 15, minute):
        return actions.walk_in(session, actor=cast.actors.clerk, **{"topic": "parking", **told})


def begun(cast: Cast, name: str = "resident", number: int = 0) -> Conversation:
    booking = called(cast, name, number)
    with at(FRIDAY, 15, 10):
        return actions.begin(booking, text=SAID, actor=cast.actors.clerk)


def answered(cast: Cast, name: str = "resident", number: int = 0) -> Conversation:
    conversation = begun(cast, name, number)
    with at(FRIDAY, 15, 20):
        return actions.answer(conversation, answer=ANSWER, actor=cast.actors.clerk)


def confirmed(cast: Cast) -> Conversation:
    conversation = answered(cast)
    with at(FRIDAY, 15, 30):
        return actions.confirm(conversation, how="portal", actor=cast.actors.resident)


def disputed(cast: Cast) -> Conversation:
    conversation = answered(cast)
    with at(FRIDAY, 15, 30):
        return actions.dispute(conversation, how="portal", actor=cast.actors.resident)


def referred(cast: Cast) -> Conversation:
    conversation = begun(cast)
    with at(FRIDAY, 15, 20):
        return actions.refer(
            conversation, instead="请到县人民法院立案庭。", actor=cast.actors.clerk
        )


def passed_on(
    cast: Cast, *, due_on: date = date(2025, 4, 25), appeal_id: UUID | None = None
) -> Conversation:
    conversation = begun(cast)
    with at(FRIDAY, 15, 20):
        told = {
            "appeal_id": appeal_id or uuid4(),
            "appeal_number": "250418-ABCDE",
            "due_on": due_on,
        }
        return actions.pass_on(conversation, actor=cast.actors.clerk, **told)


def settled(cast: Cast) -> Conversation:
    conversation = passed_on(cast)
    with at(date(2025, 4, 23)):
        return actions.settle(conversation, is_solved=True, actor=SYSTEM)


def withdrawn(cast: Cast) -> Conversation:
    conversation = begun(cast)
    with at(FRIDAY, 16):
        return actions.withdraw(conversation, reason="已经修好了", actor=cast.actors.resident)


def lapsed(cast: Cast) -> Conversation:
    conversation = answered(cast)
    with at(date(2025, 4, 26)):
        return actions.lapse_conversation(conversation)


def now_of(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def at_desk(user: User) -> Client:
    """A browser in which this member of staff is signed in."""
    client = Client()
    client.force_login(user, backend=SIGN_IN)
    return client


def at_phone(user: User) -> Client:
    """A browser in which this resident signed in by phone and code."""
    client = at_desk(user)
    session = client.session
    session[BY_PHONE] = True
    session.save()
    return client


def _settle_places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for name, (code, said) in _PLACES.items():
        above = next(
            (place for place in reversed(found.values()) if code.startswith(place.code)), None
        )
        found[name] = Place(
            county=code[:6],
            code=code,
            level=LEVELS_BY_LENGTH[len(code)],
            name=said,
            parent=above,
            valid_from=SINCE,
        )
    Place.objects.bulk_create(found.values())
    return found


def _found_units(places: Any) -> dict[str, Organisation]:
    found = {}
    for name, (where, said, kind) in _UNITS.items():
        place = getattr(places, where)
        found[name] = Organisation(
            county=place.county, name=said, kind=kind, place=place, place_code=place.code
        )
    Organisation.objects.bulk_create(found.values())
    return found


def _enter_users() -> dict[str, User]:
    staff = {
        name: User(
            county=ABROAD if where == "abroad" else COUNTY,
            username=name.replace("_", "-"),
            name=said,
            password="!",
        )
        for name, (said, _role, where, _unit) in _STAFF.items()
    }
    residents = {
        name: User(name=said, phone=phone, phone_key=match_key(phone, "phone"), password="!")
        for name, (said, phone) in _RESIDENTS.items()
    }
    everybody = {**residents, **staff}
    User.objects.bulk_create(everybody.values())
    return everybody


def _grant_roles(users: Any, places: Any, units: Any) -> None:
    grants = []
    for name, (_said, role, where, unit) in _STAFF.items():
        place = getattr(places, where)
        organisation = getattr(units, unit) if unit else None
        user = getattr(users, name)
        grants.append(
            Grant(
                county=place.county,
                user=user,
                role=role,
                place=place,
                organisation=organisation,
                valid_from=SINCE,
            )
        )
    Grant.objects.bulk_create(grants)
