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

COUNTY, OF_VOLUNTEERS = COUNTIES = ("350526", "621121")
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
    SignIn("zuzhi", "连秀珍", Role.ORGANISER, ""),
    SignIn("chaoshi", "林秀英", Role.STORE_KEEPER, "xiangbing"),
    SignIn("shenpi", "曾庆安", Role.APPROVER, ""),
    SignIn("qiaomen", "温秀英", Role.VISITOR, ""),
    SignIn("zoufang", "李建民", Role.VISITOR, ""),
    SignIn("jianpiao", "王守正", Role.TELLER, ""),
    SignIn("fujian", "蔡公平", Role.TELLER, ""),
    SignIn("xitong", "赖启明", Role.SYSTEM_ADMIN, ""),
    SignIn("anquan", "郭雅婷", Role.SECURITY_ADMIN, ""),
    SignIn("shenji", "颜浩然", Role.AUDIT_ADMIN, ""),
)

# of a further county: who receives, leads, watches, and leads volunteers there
FURTHER_CAST = (
    SignIn("shouli", "马秀兰", Role.CLERK, ""),
    SignIn("fuze", "王建军", Role.LEAD, ""),
    SignIn("duban", "李国强", Role.SUPERVISOR, ""),
    SignIn("shenpi", "张晓梅", Role.APPROVER, ""),
    SignIn("zhiyuan", "常爱玲", Role.VOLUNTEER_LEADER, ""),
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
    approver: Actor = SYSTEM
    clerk: Actor = SYSTEM  # of the county's hotline, for places without a community committee

    @property
    def code(self) -> str:
        return self.place.code


def rows_of(county: str, name: str) -> list[dict[str, str]]:
    """A table of this county's own folder."""
    with (Path(DATA) / county / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def build(root: Place) -> County:
    """Organisations, neighbourhoods, stations, staff and policies stand, as of BEGUN."""
    with clock.set_to(clock.at(BEGUN, 9)):
        _found_organisations(root.code)
        _open_stations(root.code)
        _appoint(root)
        _set_policies(root.code)
    return found(root)


def found(root: Place) -> County:
    """The county as it stands, whoever built it."""
    county = County(root)
    units = {unit.name: unit for unit in Organisation.objects.filter(county=root.code)}
    county.units = {
        row["key"]: units[row["name"]] for row in rows_of(root.code, "organisations.csv")
    }
    places_now = Place.objects.present().filter(county=root.code).select_related("parent")
    homes = {(place.code[:12], place.name): place for place in places_now if place.code[12:]}
    county.homes = [
        homes[row["community_code"], row["name"]]
        for row in rows_of(root.code, "neighbourhoods.csv")
    ]
    served = {unit.place_code for unit in county.units.values() if unit.kind in PLACE_KINDS}
    county.villages = [
        place
        for place in places_now
        if place.level == Level.COMMUNITY
        and place.name.endswith(("村委会", "村"))
        and place.code[:9] in served
    ]
    staff = {user.username: user for user in User.objects.filter(county=root.code)}
    name, code = sign_in_name, root.code
    county.workers = {key: actor_for(staff[_user_name(code, key)]) for key in county.units}
    county.lead, county.clerk, county.supervisor, county.approver = (
        actor_for(staff[name(code, who)]) for who in ("fuze", "shouli", "duban", "shenpi")
    )
    return county


def sign_in_name(county: str, name: str) -> str:
    """As the demo's first county says it, and with the county's code in a further one."""
    return name if county == COUNTY else f"{name}-{county}"


def _user_name(county: str, key: str) -> str:
    """Of the worker of an organisation."""
    return sign_in_name(county, f"u-{key}".replace("_", "-"))


def _found_organisations(county: str) -> None:
    open_places = {place.code: place for place in Place.objects.present().filter(county=county)}
    for row in rows_of(county, "organisations.csv"):
        places.found_organisation(
            open_places[row["place_code"]],
            name=row["name"],
            kind=row["kind"],
            phone=row["phone"],
            actor=SYSTEM,
        )


def _open_stations(county: str) -> None:
    committees = {
        unit.place_code: unit
        for unit in Organisation.objects.filter(
            county=county, kind=OrganisationKind.COMMUNITY_COMMITTEE
        )
    }
    communities = {
        place.code: place
        for place in Place.objects.present().filter(county=county, level=Level.COMMUNITY)
    }
    for row in rows_of(county, "neighbourhoods.csv"):
        home = places.add_neighbourhood(
            communities[row["community_code"]], row["name"], actor=SYSTEM
        )
        places.open_station(
            home,
            name=f"{home.name}微协商微议事站点",
            organisation=committees.get(row["community_code"]),
            address=row["address"],
            opened_on=BEGUN,
            actor=SYSTEM,
        )


def _appoint(root: Place) -> None:
    """One worker for each organisation, who cannot sign in, and the cast, who can."""
    units = {unit.name: unit for unit in Organisation.objects.filter(county=root.code)}
    by_key = {row["key"]: units[row["name"]] for row in rows_of(root.code, "organisations.csv")}
    for key, unit in by_key.items():
        role = Role.CLERK if unit.kind in PLACE_KINDS else Role.HANDLER
        user, _none = accounts.add_staff(
            root.code,
            username=_user_name(root.code, key),
            name=unit.name[:20],
            password=None,
            actor=SYSTEM,
        )
        accounts.grant_role(user, role=role, at=unit, actor=SYSTEM)
    for who in CAST if root.code == COUNTY else FURTHER_CAST:
        user, _first = accounts.add_staff(
            root.code,
            username=sign_in_name(root.code, who.username),
            name=who.name,
            password=PASSWORD,
            actor=SYSTEM,
        )
        at = _unit_of_cast(by_key, who.at) if who.at else root
        accounts.grant_role(user, role=who.role, at=at, actor=SYSTEM)


def _unit_of_cast(units: dict[str, Organisation], key: str) -> Organisation:
    if key == "xiangbing":
        row = next(row for row in rows_of(COUNTY, "neighbourhoods.csv") if "庠柄" in row["name"])
        return next(
            unit
            for unit in units.values()
            if unit.kind == OrganisationKind.COMMUNITY_COMMITTEE
            and row["community_code"].startswith(unit.place_code)
        )
    if key == "property":
        return next(
            unit for unit in units.values() if unit.kind == OrganisationKind.PROPERTY_COMPANY
        )
    return units[key]


def _set_policies(county: str) -> None:
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
            county=county, step=step, grade=grade, amount=amount, unit=unit, valid_from=BEGUN
        )


def resident(phone: str) -> tuple[User, Actor]:
    user = accounts.resident_by_phone(phone)
    return user, without_grants(user)
