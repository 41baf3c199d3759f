"""Which county stands before the story begins: places, organisations, every role?"""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.time import clock
from jinlin.demo.situations import DATA
from jinlin.domains.appeals.models import DeadlinePolicy
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places import actions as places
from jinlin.ground.places.models import Level, Organisation, OrganisationKind, Place

COUNTY = "350526"
BEGUN = date(2024, 8, 1)
PASSWORD = "jinlin-demo-2025"  # noqa: S105 - of invented people, on a demo's own machine
RESIDENT_PHONE = "19900000001"
PLACE_KINDS = {OrganisationKind.COMMUNITY_COMMITTEE, OrganisationKind.TOWN_GOVERNMENT}


@dataclass(frozen=True)
class SignIn:
    """A member of the cast who can sign in."""

    username: str
    name: str
    role: str
    at: str  # key of an organisation, or "" for the county as a whole


CAST = (
    SignIn("shouli", "林淑贞", Role.CLERK, ""),
    SignIn("xiangbing", "陈月娥", Role.CLERK, "xiangbing"),
    SignIn("fuze", "郑国栋", Role.LEAD, ""),
    SignIn("chengguan", "苏志强", Role.HANDLER, "urban_management"),
    SignIn("wuye", "黄丽萍", Role.HANDLER, "property"),
    SignIn("duban", "徐文斌", Role.SUPERVISOR, ""),
    SignIn("xitong", "赖启明", Role.SYSTEM_ADMIN, ""),
    SignIn("anquan", "郭雅婷", Role.SECURITY_ADMIN, ""),
    SignIn("shenji", "颜浩然", Role.AUDIT_ADMIN, ""),
)


@dataclass
class County:
    """Everything that the story refers to."""

    place: Place
    homes: list[Place] = field(
        default_factory=list
    )  # neighbourhoods, with their community as parent
    villages: list[Place] = field(default_factory=list)
    units: dict[str, Organisation] = field(default_factory=dict)  # by key
    workers: dict[str, Actor] = field(
        default_factory=dict
    )  # by the organisation's key: who acts for it
    lead: Actor = SYSTEM
    supervisor: Actor = SYSTEM
    clerk: Actor = SYSTEM  # of the county's hotline, for places without a community committee


def rows_of(name: str) -> list[dict[str, str]]:
    with (Path(DATA) / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def build(root: Place) -> County:
    """Organisations, neighbourhoods, stations, staff and policies stand, as of BEGUN."""
    with clock.set_to(clock.at(BEGUN, 9)):
        county = County(root)
        _found_organisations(county)
        _open_stations(county)
        _appoint(county)
        _set_policies()
    return county


def _found_organisations(county: County) -> None:
    open_places = {place.code: place for place in Place.objects.present().filter(county=COUNTY)}
    for row in rows_of("organisations.csv"):
        unit = places.found_organisation(
            open_places[row["place_code"]],
            name=row["name"],
            kind=row["kind"],
            phone=row["phone"],
            actor=SYSTEM,
        )
        county.units[row["key"]] = unit
    served = {unit.place_code for unit in county.units.values() if unit.kind in PLACE_KINDS}
    county.villages = [
        p
        for p in open_places.values()
        if p.level == Level.COMMUNITY and p.name.endswith(("村委会", "村")) and p.code[:9] in served
    ]


def _open_stations(county: County) -> None:
    committees = {
        unit.place_code: unit
        for unit in county.units.values()
        if unit.kind == OrganisationKind.COMMUNITY_COMMITTEE
    }
    communities = {
        place.code: place
        for place in Place.objects.present().filter(county=COUNTY, level=Level.COMMUNITY)
    }
    for row in rows_of("neighbourhoods.csv"):
        home = places.add_neighbourhood(
            communities[row["community_code"]], row["name"], actor=SYSTEM
        )
        committee = committees.get(row["community_code"])
        places.open_station(
            home,
            name=f"{home.name}微协商微议事站点",
            organisation=committee,
            address=row["address"],
            opened_on=BEGUN,
            actor=SYSTEM,
        )
        county.homes.append(home)


def _appoint(county: County) -> None:
    """One worker for each organisation, who cannot sign in, and the cast, who can."""
    for key, unit in county.units.items():
        role = Role.CLERK if unit.kind in PLACE_KINDS else Role.HANDLER
        user, _none = accounts.add_staff(
            COUNTY,
            username=f"u-{key}".replace("_", "-"),
            name=unit.name[:20],
            password=None,
            actor=SYSTEM,
        )
        accounts.grant_role(user, role=role, at=unit, actor=SYSTEM)
        county.workers[key] = actor_for(user)
    for who in CAST:
        user, _first = accounts.add_staff(
            COUNTY, username=who.username, name=who.name, password=PASSWORD, actor=SYSTEM
        )
        accounts.grant_role(
            user,
            role=who.role,
            at=unit_of_cast(county, who.at) if who.at else county.place,
            actor=SYSTEM,
        )
        if part := {"fuze": "lead", "shouli": "clerk", "duban": "supervisor"}.get(who.username):
            setattr(county, part, actor_for(user))


def unit_of_cast(county: County, key: str) -> Organisation:
    if key == "xiangbing":
        home = next(home for home in county.homes if "庠柄" in home.name)
        return next(
            u
            for u in county.units.values()
            if u.kind == OrganisationKind.COMMUNITY_COMMITTEE and home.code.startswith(u.place_code)
        )
    if key == "property":
        return next(
            unit for unit in county.units.values() if unit.kind == OrganisationKind.PROPERTY_COMPANY
        )
    return county.units[key]


def _set_policies() -> None:
    """Terms of the county:

    ordinary matters in seven calendar days, complex ones in ten working days, water and power
    within a day.
    """
    terms = [
        ("respond", "urgent", 1, "hours"),
        ("respond", "utility", 4, "hours"),
        ("respond", "ordinary", 1, "workdays"),
        ("respond", "complex", 2, "workdays"),
        ("finish", "urgent", 2, "hours"),
        ("finish", "utility", 24, "hours"),
        ("finish", "ordinary", 7, "days"),
        ("finish", "complex", 15, "days"),
    ]
    for step, grade, amount, unit in terms:
        DeadlinePolicy.objects.create(
            county=COUNTY, step=step, grade=grade, amount=amount, unit=unit, valid_from=BEGUN
        )


def resident(phone: str) -> tuple[User, Actor]:
    user = accounts.resident_by_phone(phone)
    return user, without_grants(user)
