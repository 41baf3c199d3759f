"""Who plays in the tests?

One resident, one of every kind of staff, and outsiders, in a small Dehua.

def test_something(cast): ...
cast.places.neighbourhood   cast.units.community   cast.users.clerk   cast.actors.clerk
cast.categories.repair reported(cast)   accepted(cast)   in_hand(cast)   finished(cast)
closed(cast)      an appeal in that state, through the real actions waiting(cast)   merged(cast,
main)   returned(cast, times)   joint(cast)             further on the way; joint: with
helper(cast)'s unit as helper now_of(appeal)              the appeal as it is in the database now
at_desk(user) / at_phone(user)   a test client signed in as staff / as a resident

county 350526  > town 350526100       > community 350526100001 > neighbourhood, second neighbourhood
                                      > other community 350526100002
               > other town 350526101 > far community 350526101004 > far neighbourhood
county 621121  > abroad (a town there)
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from jinlin.core.actor import Actor, Kind
from jinlin.core.actor import Grant as Trust
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report, Verdict
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.ground.accounts.middleware import BY_PHONE
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import LEVELS_BY_LENGTH, Organisation, OrganisationKind, Place

SINCE = date(2020, 1, 1)
COUNTY, ABROAD = "350526", "621121"
PASSWORD_FIELD = "!"  # unusable: tests sign in without one
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
TEXT = "凤池新村3幢楼下的路灯坏了三天，晚上老人下楼看不见台阶。请派人来修一下。"

_PLACES = {
    "province": ("35", "福建省"),
    "prefecture": ("3505", "泉州市"),
    "county": (COUNTY, "德化县"),
    "town": ("350526100", "浔中镇"),
    "community": ("350526100001", "凤池社区居委会"),
    "neighbourhood": ("350526100001001", "凤池新村"),
    "second_neighbourhood": ("350526100001002", "瓷都花园"),
    "other_community": ("350526100002", "富东社区居委会"),
    "other_neighbourhood": ("350526100002001", "富东小区"),
    "other_town": ("350526101", "龙浔镇"),
    "far_community": ("350526101004", "南门社区居委会"),
    "far_neighbourhood": ("350526101004001", "南门小区"),
    "abroad_province": ("62", "甘肃省"),
    "abroad_prefecture": ("6211", "定西市"),
    "abroad_county": (ABROAD, "通渭县"),
    "abroad": ("621121100", "平襄镇"),
}


@dataclass(frozen=True)
class Places:
    province: Place
    prefecture: Place
    county: Place
    town: Place
    community: Place
    neighbourhood: Place
    second_neighbourhood: Place
    other_community: Place
    other_neighbourhood: Place
    other_town: Place
    far_community: Place
    far_neighbourhood: Place
    abroad_province: Place
    abroad_prefecture: Place
    abroad_county: Place
    abroad: Place


_UNITS = {
    "community": ("community", "凤池社区居委会", OrganisationKind.COMMUNITY_COMMITTEE),
    "other_community": ("other_community", "富东社区居委会", OrganisationKind.COMMUNITY_COMMITTEE),
    "town": ("town", "浔中镇人民政府", OrganisationKind.TOWN_GOVERNMENT),
    "other_town": ("other_town", "龙浔镇人民政府", OrganisationKind.TOWN_GOVERNMENT),
    "bureau": ("county", "德化县城市管理局", OrganisationKind.DEPARTMENT),
    "property": ("neighbourhood", "凤池新村物业服务中心", OrganisationKind.PROPERTY_COMPANY),
    "abroad": ("abroad", "平襄镇人民政府", OrganisationKind.TOWN_GOVERNMENT),
}


@dataclass(frozen=True)
class Units:
    """`community` takes up what comes in for the neighbourhood; `other_town` does so for the far
    neighbourhood, which has no committee here.
    """

    community: Organisation
    other_community: Organisation
    town: Organisation
    other_town: Organisation
    bureau: Organisation
    property: Organisation
    abroad: Organisation


# name, role, place, unit
_STAFF: dict[str, tuple[str, Role, str, str]] = {
    "clerk": ("郑秀云", Role.CLERK, "community", "community"),
    "second_clerk": ("苏明华", Role.CLERK, "town", "town"),
    "lead": ("陈建国", Role.LEAD, "town", "town"),
    "handler": ("林志强", Role.HANDLER, "county", "bureau"),
    "supervisor": ("黄督查", Role.SUPERVISOR, "county", ""),
    "town_outsider": ("赖文彬", Role.CLERK, "other_town", "other_town"),
    "county_outsider": ("马占山", Role.CLERK, "abroad", "abroad"),
    "system_admin": ("管系统", Role.SYSTEM_ADMIN, "county", ""),
    "security_admin": ("管安全", Role.SECURITY_ADMIN, "county", ""),
    "audit_admin": ("管审计", Role.AUDIT_ADMIN, "county", ""),
}
_RESIDENTS = {"resident": ("王小梅", "13800000001"), "neighbour": ("李大山", "13800000002")}


@dataclass(frozen=True)
class Users:
    resident: User
    neighbour: User
    clerk: User
    second_clerk: User
    lead: User
    handler: User
    supervisor: User
    town_outsider: User
    county_outsider: User
    system_admin: User
    security_admin: User
    audit_admin: User


@dataclass(frozen=True)
class Actors:
    resident: Actor
    neighbour: Actor
    clerk: Actor
    second_clerk: Actor
    lead: Actor
    handler: Actor
    supervisor: Actor
    town_outsider: Actor
    county_outsider: Actor
    system_admin: Actor
    security_admin: Actor
    audit_admin: Actor


@dataclass(frozen=True)
class Categories:
    utilities: Category
    repair: Category
    cleaning: Category


@dataclass(frozen=True)
class Cast:
    places: Places
    units: Units
    users: Users
    actors: Actors
    categories: Categories


def cast_of_dehua() -> Cast:
    """The whole cast stands in the database: about fifteen statements."""
    places = Places(**_settle_places())
    units = Units(**_found_units(places))
    users = Users(**_enter_users())
    _grant_roles(users, places, units)
    everybody = {field.name: getattr(users, field.name) for field in fields(Users)}
    actors = Actors(
        **{
            name: without_grants(user) if name in _RESIDENTS else actor_for(user)
            for name, user in everybody.items()
        }
    )
    return Cast(places, units, users, actors, _sort_categories())


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


def _found_units(places: Places) -> dict[str, Organisation]:
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
            password=PASSWORD_FIELD,
        )
        for name, (said, _role, where, _unit) in _STAFF.items()
    }
    residents = {
        name: User(
            name=said, phone=phone, phone_key=match_key(phone, "phone"), password=PASSWORD_FIELD
        )
        for name, (said, phone) in _RESIDENTS.items()
    }
    everybody = {**residents, **staff}
    User.objects.bulk_create(everybody.values())
    return everybody


def _grant_roles(users: Users, places: Places, units: Units) -> None:
    grants = []
    for name, (_said, role, where, unit) in _STAFF.items():
        place = getattr(places, where)
        organisation = getattr(units, unit) if unit else None
        grants.append(
            Grant(
                county=place.county,
                user=getattr(users, name),
                role=role,
                place=place,
                organisation=organisation,
                valid_from=SINCE,
            )
        )
    Grant.objects.bulk_create(grants)


def _sort_categories() -> Categories:
    utilities = Category(code="02", name="物业管理")
    repair = Category(code="0202", name="公共设施维修", parent=utilities)
    cleaning = Category(code="0205", name="小区绿化", parent=utilities)
    wanted = {each.code: each for each in (utilities, repair, cleaning)}
    Category.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    return Categories(utilities, repair, cleaning)


def person(cast: Cast, name: str = "resident") -> Person:
    """The resident as the county knows them."""
    user = getattr(cast.users, name)
    return people.know(
        COUNTY, name=user.name, phone=user.phone, user=user, actor=getattr(cast.actors, name)
    )


def reported(cast: Cast, **told: Any) -> Appeal:
    """An appeal of the resident, waiting to be accepted. `told` goes to the Report: text, place,
    identity, reporter=None (then with track_code) ...
    """
    given = {"place": cast.places.neighbourhood, "text": TEXT, **told}
    if "reporter" not in given:
        given["reporter"] = person(cast)
    return actions.report(Report(**given), actor=cast.actors.resident)


def accepted(cast: Cast, **told: Any) -> Appeal:
    return actions.accept(
        reported(cast, **told), actor=cast.actors.clerk, category=cast.categories.repair
    )


def in_hand(cast: Cast, **told: Any) -> Appeal:
    """With the county's bureau, where the handler works."""
    return actions.hand_over(
        accepted(cast, **told), actor=cast.actors.clerk, unit=cast.units.bureau
    )


def finished(cast: Cast, **told: Any) -> Appeal:
    return actions.finish(
        in_hand(cast, **told),
        actor=cast.actors.handler,
        reply="路灯已在4月18日更换，三盏都亮了。",
        internal="灯杆编号 A12。",
    )


def closed(cast: Cast, **told: Any) -> Appeal:
    """Judged as solved by the resident."""
    return actions.judge(
        finished(cast, **told),
        actor=cast.actors.resident,
        verdict=Verdict(answered=True, solved=True, satisfied=True),
    )


def days_on(days: int) -> date:
    return clock.today() + timedelta(days=days)


def waiting(cast: Cast, **told: Any) -> Appeal:
    """At the bureau, with its clock standing for five days."""
    return actions.pause(
        in_hand(cast, **told),
        actor=cast.actors.handler,
        whom="outside",
        reason="等供电公司停电窗口。",
        review_on=days_on(5),
    )


def merged(cast: Cast, main: Appeal | None = None, name: str = "neighbour") -> Appeal:
    """The same, reported by somebody else, handled together with `main` (else with one of the
    resident's that is in hand).
    """
    repeat = actions.accept(reported(cast, reporter=person(cast, name)), actor=cast.actors.clerk)
    return actions.merge(repeat, actor=cast.actors.clerk, main=main or in_hand(cast))


def returned(cast: Cast, times: int = 1) -> Appeal:
    """Handed to the bureau and returned by it, so many times."""
    appeal = accepted(cast)
    for _time in range(times):
        appeal = actions.hand_over(appeal, actor=cast.actors.clerk, unit=cast.units.bureau)
        appeal = actions.return_(
            appeal, actor=cast.actors.handler, reason="路灯归供电公司管，不归城管局。"
        )
    return appeal


def helper(cast: Cast) -> Actor:
    """Somebody who handles matters for the neighbourhood's property company."""
    unit = cast.units.property
    return Actor(
        kind=Kind.PERSON,
        user_id=uuid4(),
        face=unit.name,
        grants=(Trust(Role.HANDLER, (unit.place_code,), unit.pk),),
    )


def joint(cast: Cast, *, appeal: Appeal | None = None, due_on: date | None = None) -> Appeal:
    """At the bureau, which leads; the property company helps and has until `due_on` (in three
    days).
    """
    words = {
        "helper": cast.units.property,
        "task": "请切断小区侧电源。",
        "due_on": due_on or days_on(3),
    }
    return actions.convene(appeal or in_hand(cast), actor=cast.actors.handler, **words)


def now_of(appeal: Appeal) -> Appeal:
    return Appeal.objects.get(pk=appeal.pk)


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
