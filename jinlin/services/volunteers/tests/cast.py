"""Who plays among volunteers? A small Dehua, and a team with three volunteers.

cast.places.neighbourhood  cast.users.leader  cast.actors.leader  cast.one / cast.two / cast.three
planned(cast)      an activity of the team on DAY from 9 to 11
recorded(cast)     its sheet confirmed for `one`; the record
proposed(cast)     a back-fill for `one`; requested(cast)  hours that `one` asks for
at(hour)           that hour of DAY; LATER is the day after
"""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.test import Client

from jinlin.core.secrets.fields import match_key
from jinlin.core.time import calendar, clock
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.ground.accounts.middleware import BY_PHONE
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import LEVELS_BY_LENGTH, Place
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.actions import Helper, Plan, Service, TeamTerms
from jinlin.services.volunteers.models import Activity, ServiceRecord, TeamKind, Volunteer

COUNTY, ABROAD = "350526", "621121"
DAY = date(2025, 4, 18)
LATER = DAY + timedelta(days=1)
SINCE = date(2020, 1, 1)
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
Cast = SimpleNamespace

_PLACES = {
    "county": (COUNTY, "德化县"),
    "town": ("350526100", "浔中镇"),
    "community": ("350526100001", "凤池社区居委会"),
    "neighbourhood": ("350526100001001", "凤池新村"),
    "other_town": ("350526101", "龙浔镇"),
    "abroad": (ABROAD, "通渭县"),
}
_STAFF = {
    "leader": ("周队长", Role.VOLUNTEER_LEADER, "community"),
    "second": ("郑秀云", Role.CLERK, "community"),
    "lead": ("陈建国", Role.LEAD, "county"),
    "supervisor": ("黄督查", Role.SUPERVISOR, "county"),
    "outsider": ("赖文彬", Role.CLERK, "other_town"),
    "abroad": ("马占山", Role.LEAD, "abroad"),
    "administrator": ("管系统", Role.SYSTEM_ADMIN, "county"),
}
_VOLUNTEERS = {"one": ("王小梅", "13800000001"), "two": ("李大山", "13800000002")}


def at(hour: int, minute: int = 0, *, day: date = DAY) -> Any:
    return clock.set_to(clock.at(day, hour, minute))


def cast_of_volunteers() -> Cast:
    calendar.seed()
    places = SimpleNamespace(**_settle())
    users = {
        name: User(county=COUNTY, username=name, name=said, password="!")
        for name, (said, _role, _where) in _STAFF.items()
    } | {
        name: User(name=said, phone=phone, phone_key=match_key(phone, "phone"), password="!")
        for name, (said, phone) in _VOLUNTEERS.items()
    }
    User.objects.bulk_create(users.values())
    for name, (_said, role, where) in _STAFF.items():
        place = getattr(places, where)
        Grant.objects.create(
            county=place.county, user=users[name], role=role, place=place, valid_from=SINCE
        )
    actors = {
        name: actor_for(user) if name in _STAFF else without_grants(user)
        for name, user in users.items()
    }
    cast = Cast(places=places, users=SimpleNamespace(**users), actors=SimpleNamespace(**actors))
    with at(8, day=DAY - timedelta(days=30)):
        for name in _VOLUNTEERS:
            setattr(cast, name, volunteer(cast, users[name]))
        cast.three = volunteer(cast)
        terms = TeamTerms("瓷都好厝边凤池服务队", TeamKind.COMMUNITY)
        cast.team = actions.found(places.neighbourhood, terms, actor=cast.actors.leader)
        for who in (cast.one, cast.two, cast.three):
            actions.take_in(cast.team, who, actor=cast.actors.leader)
    return cast


def volunteer(cast: Cast, user: User | None = None) -> Volunteer:
    person = Person.objects.create(
        county=COUNTY, name=user.name if user else "苏阿公", user=user, birth_year=1980
    )
    return actions.register(person, cast.places.neighbourhood, actor=cast.actors.leader)


def plan_of(cast: Cast, **more: Any) -> Plan:
    told = {
        "title": "庠柄十八号志愿服务日",
        "content": "义务理发",
        "starts_at": clock.at(DAY, 9),
        "ends_at": clock.at(DAY, 11),
        "organiser": "凤池社区居委会",
        "team": cast.team,
        **more,
    }
    return Plan(**told)


def planned(cast: Cast, **more: Any) -> Activity:
    with at(8, day=DAY - timedelta(days=7)):
        return actions.plan(
            cast.places.neighbourhood,
            plan_of(cast, **more),
            actor=cast.actors.leader,
            in_charge=cast.users.leader,
        )


def recorded(cast: Cast, who: str = "one") -> ServiceRecord:
    with at(12):
        return actions.confirm_sheet(
            planned(cast), [Helper(getattr(cast, who))], actor=cast.actors.leader
        )[0]


def service(cast: Cast, begin: int = 14, end: int = 16, *, day: date = DAY) -> Service:
    return Service(
        clock.at(day, begin),
        clock.at(day, end),
        "关爱老人",
        "打扫卫生",
        "凤池新村",
        cast.places.neighbourhood.code,
        "凤池社区居委会",
    )


def proposed(cast: Cast, who: str = "one", **more: Any) -> ServiceRecord:
    with at(9, day=LATER):
        return actions.backfill(
            getattr(cast, who),
            service(cast, **more),
            reason_kind="paper",
            reason="周队长说漏了",
            actor=cast.actors.leader,
        )


def requested(cast: Cast) -> ServiceRecord:
    with at(9, day=LATER):
        return actions.request(
            cast.one, service(cast), reason="那天忘了签到", actor=cast.actors.one
        )


def now_of(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def at_desk(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=SIGN_IN)
    return client


def at_phone(user: User) -> Client:
    client = at_desk(user)
    session = client.session
    session[BY_PHONE] = True
    session.save()
    return client


def _settle() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for name, (code, said) in _PLACES.items():
        above = next((p for p in reversed(found.values()) if code.startswith(p.code)), None)
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
