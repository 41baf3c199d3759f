"""Who plays in the tests of the register?

A prefecture with two counties, its registrars and leads, a payment officer, a hospital with its own
desk, social workers with an account, and outsiders.

cast.places.county   cast.units.hospital   cast.users.registrar   cast.actors.registrar
registered(cast, "name", …)   somebody in the register, with what is told of them
at_desk(user) / at_phone(user)   a test client signed in as staff / as a resident
"""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.secrets.fields import match_key
from jinlin.domains.workforce.models import (
    Degree,
    Education,
    Policy,
    Post,
    Professional,
    Qualification,
    Registration,
)
from jinlin.domains.workforce.roster.identity import born_of, sex_of
from jinlin.domains.workforce.tests.planted import id_of
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.ground.accounts.middleware import BY_PHONE
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.people.actions import Listed
from jinlin.ground.places.models import LEVELS_BY_LENGTH, Organisation, OrganisationKind, Place

SINCE = date(2010, 1, 1)
COUNTY, OTHER, ABROAD = "140522", "140524", "621121"
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
PLACES = {
    "province": ("14", "山西省"),
    "prefecture": ("1405", "晋城市"),
    "county": (COUNTY, "阳城县"),
    "town": (f"{COUNTY}100", "凤城镇"),
    "community": (f"{COUNTY}100001", "东关社区居委会"),
    "other": (OTHER, "陵川县"),
    "abroad_province": ("62", "甘肃省"),
    "abroad_prefecture": ("6211", "定西市"),
    "abroad": (ABROAD, "通渭县"),
}
UNITS = {
    "hospital": ("county", "阳城县人民医院", OrganisationKind.DEPARTMENT),
    "school": ("county", "阳城县第一中学", OrganisationKind.SCHOOL),
    "other": ("other", "陵川县人民医院", OrganisationKind.DEPARTMENT),
}
STAFF: dict[str, tuple[str, Role, str, str]] = {
    "registrar": ("秦登记", Role.REGISTRAR, "county", ""),
    "second_registrar": ("秦复登", Role.REGISTRAR, "county", ""),
    "prefecture": ("晋复核", Role.REGISTRAR, "prefecture", ""),
    "lead": ("阳部长", Role.LEAD, "county", ""),
    "officer": ("钱出纳", Role.PAYMENT_OFFICER, "county", ""),
    "hospital": ("白院办", Role.PARTNER, "county", "hospital"),
    "school": ("杨校办", Role.PARTNER, "county", "school"),
    "clerk": ("董社区", Role.CLERK, "community", ""),
    "other_registrar": ("陵登记", Role.REGISTRAR, "other", ""),
    "abroad_registrar": ("通登记", Role.REGISTRAR, "abroad", ""),
    "system_admin": ("系统员", Role.SYSTEM_ADMIN, "county", ""),
    "security_admin": ("安全员", Role.SECURITY_ADMIN, "county", ""),
    "audit_admin": ("审计员", Role.AUDIT_ADMIN, "county", ""),
}
RESIDENTS = {"worker": ("王社工", "13900000001"), "stranger": ("孙丽", "13900000004")}
WORKER_ID = id_of(1)


@dataclass(frozen=True)
class Cast:
    places: Any
    units: Any
    users: Any
    actors: Any


def cast_of_yangcheng() -> Cast:
    """The whole cast stands in the database."""
    places: dict[str, Place] = {}
    for name, (code, said) in PLACES.items():
        above = next((p for p in reversed(places.values()) if code.startswith(p.code)), None)
        level = LEVELS_BY_LENGTH[len(code)]
        places[name] = Place.objects.create(
            county=code[:6], code=code, level=level, name=said, parent=above, valid_from=SINCE
        )
    units = {
        name: Organisation.objects.create(
            county=places[where].county,
            name=said,
            kind=kind,
            place=places[where],
            place_code=places[where].code,
        )
        for name, (where, said, kind) in UNITS.items()
    }
    users = {name: _staff(name, places, units) for name in STAFF}
    users |= {
        name: User.objects.create(name=said, phone=phone, phone_key=match_key(phone, "phone"))
        for name, (said, phone) in RESIDENTS.items()
    }
    actors = {
        name: without_grants(user) if name in RESIDENTS else actor_for(user)
        for name, user in users.items()
    }
    return Cast(*(SimpleNamespace(**each) for each in (places, units, users, actors)))


def registered(
    cast: Cast,
    name: str = "王社工",
    *,
    citizen_id: str = WORKER_ID,
    county: str = COUNTY,
    user: Any = None,
    levels: tuple[int, ...] = (1,),
) -> Professional:
    """Somebody with a post at the hospital, a degree, and these levels, registered for each."""
    found = people.know_listed(county, [Listed(name, citizen_id)], actor=SYSTEM)
    person = next(person for person, _fresh in found.values())
    if user is not None:
        person.user = user
        person.save(update_fields=["user"])
    one = Professional.objects.create(
        county=county,
        person=person,
        name_key=match_key(name, "name"),
        sex=sex_of(citizen_id),
        born_on=born_of(citizen_id),
        place_code=county,
        entered_on=date(2024, 1, 1),
    )
    unit = cast.units.hospital if county == COUNTY else cast.units.other
    Post.objects.create(
        county=county,
        professional=one,
        organisation=unit,
        unit=unit.name,
        unit_key=unit.name,
        since=date(2015, 1, 1),
    )
    Degree.objects.create(
        county=county, professional=one, degree=4, major="社会工作", is_social_work=True
    )
    for level in levels:
        certify(one, level)
    return one


def certify(one: Professional, level: int, *, issued: date = date(2022, 10, 1)) -> Qualification:
    number = f"{issued.year}{level}{one.person.citizen_id[6:17]}"
    held = Qualification.objects.create(
        county=one.county,
        professional=one,
        level=level,
        number=number,
        number_key=match_key(number, "certificate"),
        issued_on=issued,
        counted_on=issued,
        place_code=one.place_code,
    )
    Registration.objects.create(
        county=one.county, qualification=held, registered_on=date(2025, 2, 1)
    )
    return held


def learned(one: Professional, hours: int, on: date, since: date | None = None) -> Education:
    return Education.objects.create(
        county=one.county, professional=one, minutes=hours * 60, on=on, since=since
    )


def policy(level: int = 1, **values: Any) -> Policy:
    told: dict[str, Any] = {
        "name": f"{level} 级补贴",
        "kind": Policy.Kind.ONCE,
        "amount": {1: 1000, 2: 2000, 3: 4000}[level],
        "place_code": COUNTY,
        "valid_from": SINCE,
        **values,
    }
    return Policy.objects.create(county=told["place_code"], level=level, **told)


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


def _staff(name: str, places: dict[str, Place], units: dict[str, Organisation]) -> User:
    said, role, where, unit = STAFF[name]
    place = places[where]
    user = User.objects.create(
        county=place.county, username=name.replace("_", "-"), name=said, password="!"
    )
    Grant.objects.create(
        county=place.county,
        user=user,
        role=role,
        place=place,
        organisation=units.get(unit),
        valid_from=SINCE,
    )
    return user
