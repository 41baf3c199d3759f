"""Who lives and works in the small Dehua that all tests share?

county()                    the usual places, units, staff and residents: county.places.town,
                            county.units.bureau, county.users.clerk, county.actors.clerk
county(staff=..., ...)      with tables of one's own; begin from UNITS, STAFF and RESIDENTS here
at_desk(user)               a test client signed in as staff; at_phone(user): as a resident

province 35 > prefecture 3505 > county 350526
  > town 350526100       > community 350526100001 > neighbourhood, second neighbourhood
                         > other community 350526100002 > other neighbourhood
  > other town 350526101 > far community 350526101004 > far neighbourhood
county 621121            > abroad (a town there)

A domain adds what it alone needs in its own tests/cast.py, and tells its rows through its actions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from django.test import Client

from jinlin.core.secrets.fields import match_key
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.sessions import BY_PHONE
from jinlin.ground.places.models import LEVELS_BY_LENGTH, Organisation, OrganisationKind, Place

SINCE = date(2020, 1, 1)
COUNTY, ABROAD = "350526", "621121"
UNUSABLE = "!"  # a password that opens nothing: tests sign in without one
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"

PLACES = {
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
# name -> at which place, called what, of which kind
Unit = tuple[str, str, OrganisationKind]
UNITS: Mapping[str, Unit] = {
    "community": ("community", "凤池社区居委会", OrganisationKind.COMMUNITY_COMMITTEE),
    "other_community": ("other_community", "富东社区居委会", OrganisationKind.COMMUNITY_COMMITTEE),
    "town": ("town", "浔中镇人民政府", OrganisationKind.TOWN_GOVERNMENT),
    "other_town": ("other_town", "龙浔镇人民政府", OrganisationKind.TOWN_GOVERNMENT),
    "bureau": ("county", "德化县城市管理局", OrganisationKind.DEPARTMENT),
    "property": ("neighbourhood", "凤池新村物业服务中心", OrganisationKind.PROPERTY_COMPANY),
    "abroad": ("abroad", "平襄镇人民政府", OrganisationKind.TOWN_GOVERNMENT),
}
# name -> called what, in which role, at which place, for which unit
Post = tuple[str, Role, str, str]
STAFF: Mapping[str, Post] = {
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
# name -> called what, by which number
RESIDENTS: Mapping[str, tuple[str, str]] = {
    "resident": ("王小梅", "13800000001"),
    "neighbour": ("李大山", "13800000002"),
}


@dataclass(frozen=True)
class County:
    """Everybody and everything by name."""

    places: SimpleNamespace
    units: SimpleNamespace
    users: SimpleNamespace
    actors: SimpleNamespace


def county(
    *,
    units: Mapping[str, Unit] = UNITS,
    staff: Mapping[str, Post] = STAFF,
    residents: Mapping[str, tuple[str, str]] = RESIDENTS,
) -> County:
    """The whole county stands in the database: about fifteen statements."""
    places = settle_places()
    found = found_units(units, places)
    users = {**_residents(residents), **_staff(staff)}
    User.objects.bulk_create(users.values())
    entrust(staff, users, places, found)
    actors = {
        name: without_grants(user) if name in residents else actor_for(user)
        for name, user in users.items()
    }
    return County(*(SimpleNamespace(**each) for each in (places, found, users, actors)))


def settle_places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for name, (code, called) in PLACES.items():
        above = next(
            (place for place in reversed(found.values()) if code.startswith(place.code)), None
        )
        found[name] = Place(
            county=code[:6],
            code=code,
            level=LEVELS_BY_LENGTH[len(code)],
            name=called,
            parent=above,
            valid_from=SINCE,
        )
    Place.objects.bulk_create(found.values())
    return found


def found_units(units: Mapping[str, Unit], places: Mapping[str, Place]) -> dict[str, Organisation]:
    found = {}
    for name, (where, called, kind) in units.items():
        place = places[where]
        found[name] = Organisation(
            county=place.county, name=called, kind=kind, place=place, place_code=place.code
        )
    Organisation.objects.bulk_create(found.values())
    return found


def entrust(
    staff: Mapping[str, Post],
    users: Mapping[str, User],
    places: Mapping[str, Place],
    units: Mapping[str, Organisation],
) -> None:
    """Each has the role of the table."""
    Grant.objects.bulk_create(
        Grant(
            county=places[where].county,
            user=users[name],
            role=role,
            place=places[where],
            organisation=units[unit] if unit else None,
            valid_from=SINCE,
        )
        for name, (_called, role, where, unit) in staff.items()
    )


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


def _staff(staff: Mapping[str, Post]) -> dict[str, User]:
    return {
        name: User(
            county=PLACES[where][0][:6],
            username=name.replace("_", "-"),
            name=called,
            password=UNUSABLE,
        )
        for name, (called, _role, where, _unit) in staff.items()
    }


def _residents(residents: Mapping[str, tuple[str, str]]) -> dict[str, User]:
    return {
        name: User(name=called, phone=phone, phone_key=match_key(phone, "phone"), password=UNUSABLE)
        for name, (called, phone) in residents.items()
    }
