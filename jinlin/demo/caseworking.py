"""Which social workers work in the demo?

An agency of Jincheng's city with its cases, and Tongwei's agency with its stations, schools and
villages.
The numbers add up to what was published; agencies, workers and people are invented. Services are
written many at once by the one action that does so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.db import transaction
from stdnum.cn import ric

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.time import clock
from jinlin.demo.county import PASSWORD
from jinlin.demo.names import full_name
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import (
    Client,
    Closing,
    Goal,
    Intake,
    Known,
    ServiceTerms,
    Session,
)
from jinlin.domains.casework.models import GANSU, Case, Point
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.actions import Listed, know_listed
from jinlin.ground.places.actions import found_organisation
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Level, Organisation, OrganisationKind, Place
from jinlin.services.volunteers import actions as volunteers

SEED = 20250630
JINCHENG, TONGWEI = "140502", "621121"
YOUTH, JUDICIAL, ELDERLY, ACTIVITIES = 104, 6, 32, 190
SINGLE, GROUPS, OUTINGS, PEOPLE, VILLAGES, VOLUNTEERS = 900, 400, 112, 2_040, 26, 304
BROKEN_OFF = 5  # of so many young people one ends it, moves away or goes elsewhere
RECENTLY = (2, 6, 11, 18, 24)  # days ago: who is worked with now
TROUBLES = (
    "近来不愿上学，晚上睡不着。",
    "父母在外务工，和奶奶常有争吵。",
    "转学后没有朋友，情绪低落。",
    "沉迷手机，成绩下滑，家里争执多。",
    "考前焦虑，吃不下饭。",
)
WORKED_WITH = timedelta(days=100)
ENDINGS = (
    ("lost", "随父母转学到外省，已告知当地社工。"),
    ("ended", "家长说孩子好多了，不再需要。"),
    ("referred", "转由学校心理老师继续辅导。"),
)
THANKS = "谢谢社工一直陪着我，我现在每天都去上学了。"
SCHOOLS = ("平襄中学", "义岗小学", "马营中学")
FUNDS = ("fiscal", "lottery", "gifts")


@dataclass(frozen=True)
class Agency:
    """An agency with its people."""

    unit: Organisation
    worker: Actor
    second: Actor
    watcher: Actor


def stand() -> None:
    """Both counties have their agency with its work; what stood before is left as it is."""
    if not Point.objects.filter(county=JINCHENG).exists():
        _work_in_jincheng(build_county(JINCHENG).county)
    if not Point.objects.filter(county=TONGWEI).exists():
        _work_in_tongwei(build_county(TONGWEI).county)


@transaction.atomic
def _work_in_jincheng(county: Place) -> None:
    chance, begun = Random(SEED), date(2024, 1, 8)
    agency = _found(county, "晨光社会工作服务中心", begun)
    homes = _communities(county)
    _open_point(agency, county, "晨光社会工作服务中心", "agency", begun)
    for number in range(YOUTH):
        day = date(2024, 2, 1) + timedelta(days=number * 3)
        _counsel(agency, homes[number % len(homes)], number, day)
    _counsel_now(agency, homes)
    for number in range(JUDICIAL):
        _help_before_the_law(agency, homes[number], number)
    services = [
        ServiceTerms(
            *("elderly", "group", homes[n % len(homes)], begun + timedelta(days=10 * n)),
            title="老年人关怀活动",
            heads=chance.randint(15, 26),
            minutes=90,
            fund="lottery",
            spent=Decimal(180 + 20 * (n % 6)),
        )
        for n in range(ELDERLY)
    ]
    services += [
        ServiceTerms(
            *("community", "activity", homes[n % len(homes)], begun + timedelta(days=n * 3 // 2)),
            title=chance.choice(("法治宣讲进社区", "青少年自护课堂", "社区公益集市")),
            heads=chance.randint(5, 10),
            fund=FUNDS[n % len(FUNDS)],
        )
        for n in range(ACTIVITIES)
    ]
    actions.serve_many(agency.unit, services, actor=agency.worker)


@transaction.atomic
def _work_in_tongwei(county: Place) -> None:
    chance, begun = Random(SEED + 1), date(2024, 9, 2)
    agency = _found(county, "暖心社会工作服务中心", begun)
    actions.adopt(TONGWEI, GANSU, agency=agency.unit, actor=SYSTEM)
    towns = _stations(agency, county, begun)
    villages = _villages(towns)
    helpers = _volunteers(towns)
    people = [Known(_name(n), f"198{n:08}") for n in range(PEOPLE)]
    span = (date(2025, 6, 28) - begun).days
    many = SINGLE + GROUPS + OUTINGS
    days = [begun + timedelta(days=n * span // many) for n in range(many)]
    waiting = iter(people)
    services = []
    for number in range(many):
        form, size = _shape(number)
        who = [next(waiting, None) or chance.choice(people) for _one in range(size)]
        services.append(
            ServiceTerms(
                *(_field(number), form, villages[number % len(villages)], days[number]),
                title=_title(form),
                heads=size or chance.randint(15, 30),
                people=who,
                volunteers=[helpers[number % len(helpers)]],
                fund=FUNDS[number % len(FUNDS)],
            )
        )
    actions.serve_many(agency.unit, services, actor=agency.worker)
    for number in range(5):
        _counsel(agency, villages[number], number, date(2024, 10, 8) + timedelta(days=number * 3))
    _counsel_now(agency, villages)


def _found(county: Place, name: str, day: date) -> Agency:
    """The agency with two workers and their supervisor, who can sign in."""
    with clock.set_to(clock.at(day, 9)):
        unit = found_organisation(
            county,
            name=f"{county.name}{name}",
            kind=OrganisationKind.AGENCY,
            phone="",
            actor=SYSTEM,
        )
        staff = [
            _appoint(county, unit, *who)
            for who in (
                ("zhuze", "茹晓梅", Role.CASEWORKER),
                ("xiezhu", "段志远", Role.CASEWORKER),
                ("dudao", "柳文静", Role.CASE_SUPERVISOR),
            )
        ]
    return Agency(unit, *staff)


def _appoint(county: Place, unit: Organisation, name: str, called: str, role: Role) -> Actor:
    user, _first = accounts.add_staff(
        county.code,
        username=f"{name}-{county.code}",
        name=called,
        password=PASSWORD,
        actor=SYSTEM,
    )
    accounts.grant_role(user, role=role, at=unit, actor=SYSTEM)
    return actor_for(user)


def _counsel_now(agency: Agency, homes: list[Place]) -> None:
    for number, ago in enumerate(RECENTLY):
        _counsel(agency, homes[number], 200 + number, clock.today() - timedelta(days=ago))


def _counsel(agency: Agency, home: Place, number: int, day: date) -> None:
    """A young person: taken in, taken on, met, and worked with to the end, if it is long ago."""
    born = date(2008 + number % 8, 1 + number % 12, 1 + number % 28)
    client = Client(
        _name(number + 5000), f"197{home.code[2:6]}{number:04}", "", born, "mf"[number % 2]
    )
    worker = agency.worker if number % 3 else agency.second
    with clock.set_to(clock.at(day, 10)):
        intake = Intake(client, "youth", home, TROUBLES[number % len(TROUBLES)], source="family")
        case = actions.open_case(agency.unit, intake, actor=worker)
        agreed = {
            "purpose": "service",
            "relation": "guardian",
            "given_by": client.name[0] + "某家长",
        }
        actions.consent(case, **agreed, actor=worker)
        case = actions.take_on(_now(case), actor=worker)
    met = day + timedelta(days=5)
    if met < clock.today():
        with clock.set_to(clock.at(met, 16)):
            actions.sign(case, Session(clock.today(), "第一次面谈，建立信任。"), actor=worker)
    if day + WORKED_WITH < clock.today():
        _end(agency, worker, _now(case), number, day + timedelta(days=40))


def _end(agency: Agency, worker: Actor, case: Case, number: int, day: date) -> None:
    if number % BROKEN_OFF != BROKEN_OFF - 1:
        _finish(agency, worker, case, day, shows=number == 0)
        return
    ending, words = ENDINGS[number // BROKEN_OFF % len(ENDINGS)]
    with clock.set_to(clock.at(day, 11)):
        closing = Closing(ending, words)
        case = actions.ask_to_close(case, closing=closing, actor=worker)
        actions.close(case, actor=agency.watcher)


def _finish(agency: Agency, worker: Actor, case: Case, day: date, *, shows: bool) -> None:
    """Through all phases to the closure, which the supervisor agrees to."""
    scale = {"family": 3, "school": 3, "friends": 2, "law": 0}
    with clock.set_to(clock.at(day, 11)):
        actions.assess(case, "support", scale, actor=worker)
        goals = [Goal("每周到校五天", "与班主任每周联系"), Goal("和家人好好说话", "家庭会谈三次")]
        plan = actions.write_plan(case, goals, based_on=0, actor=worker)
        actions.review_plan(plan, is_agreed=True, actor=agency.watcher)
        if shows:
            agreed = {"purpose": "thanks", "relation": "guardian", "given_by": "家长"}
            actions.consent(case, **agreed, actor=worker)
    with clock.set_to(clock.at(day + timedelta(days=60), 11)):
        better = {"family": 1, "school": 1, "friends": 1, "law": 0}
        actions.assess(case, "support", better, is_final=True, actor=worker)
        while (case := _now(case)).phase + 1 < len(case.phases):
            actions.move_on(case, actor=worker)
        shown = THANKS if shows else ""
        closing = Closing("reached", "已稳定到校。", "thanks", THANKS, shown_words=shown)
        case = actions.ask_to_close(case, closing=closing, actor=worker)
        actions.close(case, actor=agency.watcher)


def _help_before_the_law(agency: Agency, home: Place, number: int) -> None:
    """Judicial aid to a minor: sealed from the beginning, or by order at its end."""
    day = date(2024, 3, 4) + timedelta(days=number * 20)
    client = Client(_name(number + 7000), f"1960000{number:04}", "", date(2008, 2 + number, 3), "m")
    with clock.set_to(clock.at(day, 10)):
        intake = Intake(
            client, "judicial", home, "司法机关委托帮教。", seal_at_once=number % 2 == 0
        )
        case = actions.open_case(agency.unit, intake, actor=agency.worker)
        agreed = {"purpose": "service", "relation": "guardian", "given_by": "家长"}
        actions.consent(case, **agreed, actor=agency.worker)
        case = actions.take_on(_now(case), actor=agency.worker)
        actions.sign(case, Session(clock.today(), "首次会面，说明帮教安排。"), actor=agency.worker)
    _finish(agency, agency.worker, _now(case), day + timedelta(days=40), shows=False)
    if number % 2:
        with clock.set_to(clock.at(day + timedelta(days=130), 10)):
            actions.seal(_now(case), actor=agency.watcher)


def _stations(agency: Agency, county: Place, since: date) -> list[Place]:
    """One agency, one children's station, three schools, six stations of towns."""
    towns = list(
        Place.objects.present().filter(county=county.code, level=Level.TOWN).order_by("code")[:6]
    )
    _open_point(agency, county, f"{county.name}暖心社会工作服务中心", "agency", since)
    _open_point(agency, towns[0], "平襄镇儿童服务站", "child_station", since)
    for town, name in zip(towns, SCHOOLS, strict=False):
        _open_point(agency, town, f"{name}社工室", "school", since)
    for town in towns:
        _open_point(agency, town, f"{town.name}社工站", "town_station", since)
    return towns


def _open_point(agency: Agency, place: Place, name: str, kind: str, since: date) -> None:
    with clock.set_to(clock.at(since, 9)):
        actions.open_point(
            agency.unit, place, name=name, kind=kind, since=since, actor=agency.watcher
        )


def _villages(towns: list[Place]) -> list[Place]:
    found = [
        place
        for town in towns
        for place in Place.objects.present().inside(town.code).order_by("code")
        if place.level == Level.COMMUNITY
    ]
    return found[:: max(len(found) // VILLAGES, 1)][:VILLAGES]


def _volunteers(towns: list[Place]) -> list[UUID]:
    """Volunteers of the stations, known by invented ids."""
    with clock.set_to(clock.at(date(2024, 8, 20), 9)):
        listed = [Listed(_name(n + 9000), _citizen_id(n)) for n in range(VOLUNTEERS)]
        known = know_listed(TONGWEI, listed, actor=SYSTEM)
        return [
            volunteers.register(person, towns[n % len(towns)], actor=SYSTEM).pk
            for n, (person, _has_phone) in enumerate(known.values())
        ]


def _communities(county: Place) -> list[Place]:
    rows = Place.objects.present().inside(county.code).filter(level=Level.COMMUNITY)
    return list(rows.order_by("code")[:40])


def _shape(number: int) -> tuple[str, int]:
    """The form of a service, and how many known people it is for."""
    place = number % (SINGLE + GROUPS + OUTINGS)
    if place < SINGLE:
        return "single", 1
    return ("group", 5) if place < SINGLE + GROUPS else ("activity", 0)


def _field(number: int) -> str:
    return ("difficulty", "elderly", "family", "difficulty", "youth")[number % 5]


def _title(form: str) -> str:
    titles = {"single": "入户探访与心理支持", "group": "互助小组活动", "activity": "乡村公益活动"}
    return titles[form]


def _name(number: int) -> str:
    return full_name(Random(SEED + number))


def _citizen_id(number: int) -> str:
    """Of nobody: a day of birth with a sequence that no roster of the demo uses."""
    digits = f"{TONGWEI}1955{1 + number % 12:02}{1 + number % 28:02}{500 + number:03}"
    return digits + ric.calc_check_digit(digits + "0")


def _now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)
