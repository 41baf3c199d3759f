"""How are the demo's service days told: 170 in 87 neighbourhoods until the report day?

The day of 庠柄 comes back on every 18th; the others began later, on days of their own. The plan is
plain arithmetic; it is told through the real actions, the hours of a day's helpers confirmed at
once when it closes.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import cast
from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.demo.county import County
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.neighbours import Neighbours
from jinlin.demo.plan import RESIDENTS, SEED
from jinlin.demo.shares import Company, Frame, Share
from jinlin.domains.servicedays import actions, jobs
from jinlin.domains.servicedays.actions import Duty, Offer, Terms
from jinlin.domains.servicedays.deadlines import Rhythm, Rule
from jinlin.domains.servicedays.models import Kind, Series, Session, Theme, Vehicle, VehicleKind
from jinlin.ground.accounts.actors import without_grants
from jinlin.ground.accounts.models import User
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation, OrganisationKind, Place
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means, Presence
from jinlin.services.volunteers import actions as volunteers
from jinlin.services.volunteers.actions import TeamTerms
from jinlin.services.volunteers.lifecycle import State
from jinlin.services.volunteers.models import ServiceRecord, TeamKind, Volunteer

SESSIONS, XIANGBING_DAY = 170, 18
XIANGBING_MONTHS = 8  # September to April
HELPERS = 2
THEMES = (
    "迎新送春联",
    "欢乐闹元宵",
    "学雷锋日",
    "清明话家风",
    "劳动最美",
    "粽香端午",
    "清凉一夏",
    "助学圆梦",
    "中秋邻里情",
    "敬老重阳",
    "暖冬行动",
    "冬至汤圆",
)
STALLS = (
    Offer("craftsman", "瓷艺师傅", "拉坯体验"),
    Offer("enterprise", "瓷都惠民超市", "平价粮油"),
    Offer("organisation", "同心社工服务中心", "心理疏导"),
    Offer("resident", "巧手阿姨", "缝补衣物", need="缝纫机一台"),
)
VEHICLES = (
    (VehicleKind.HAIR, "义剪车"),
    (VehicleKind.REPAIR, "维修车"),
    (VehicleKind.CLINIC, "义诊车"),
    (VehicleKind.LAW, "普法车"),
    (VehicleKind.ERRANDS, "代购车"),
)
COUNTED = (Kind.HAIRCUT, Kind.REPAIR, Kind.CLINIC, Kind.LAW)


@dataclass
class Market:
    """One service day of a neighbourhood."""

    home: int
    on: date
    rhythm_day: int
    steps: list[Happening] = field(default_factory=list)

    @property
    def reported_at(self) -> datetime:
        """A week before: laid out."""
        return clock.at(self.on - timedelta(days=7), 9, self.home % 60)


def plan(frame: Frame) -> list[Market]:
    """Exactly SESSIONS days: 庠柄 each month, the others one or two
    of March and April.
    """
    others = [home for home in range(frame.homes) if home != 0]
    wanted = SESSIONS - XIANGBING_MONTHS
    twice = wanted - len(others)
    found = [_market(0, month, XIANGBING_DAY) for month in _months()]
    for place, home in enumerate(others):
        day = 2 + (home * 7) % 25
        found += [_market(home, date(2025, 4, 1), day)]
        if place < twice:
            found += [_market(home, date(2025, 3, 1), day)]
    return sorted(found, key=lambda each: (each.on, each.home))


def _months() -> list[date]:
    autumn = [date(2024, month, 1) for month in range(9, 13)]
    return autumn + [date(2025, month, 1) for month in range(1, 5)]


def _market(home: int, month: date, day: int) -> Market:
    on = month + timedelta(days=day - 1)
    begin = clock.at(on, 8, 50)
    steps = [
        Happening(begin, "open"),
        Happening(clock.at(on, 9, 5), "come"),
        Happening(clock.at(on, 11, 0), "count"),
        Happening(clock.at(on, 11, 35), "hold"),
        Happening(clock.at(on, 20, 0), "check"),
    ]
    return Market(home, on, day, steps)


class Markets:
    """Holds what service days need to know while they are told."""

    def __init__(self, county: County, neighbours: Neighbours, *, seed: int = SEED) -> None:
        self.county, self.neighbours = county, neighbours
        self.chance = Random(seed + 5)
        self.series = Known(Series.objects.select_related("place", "organiser", "team"))
        self.sessions = Known(  # those that go on
            Session.objects.select_related(
                "series__place", "series__organiser", "series__team", "unit", "activity"
            )
        )
        self.order = _order(county)

    def begin(self, number: int, plan: Market) -> None:
        if not self.series:
            self._furnish()
        if plan.home not in self.series:
            self.series[plan.home] = self._set_up(plan)
        made = actions.lay_out(self.series[plan.home], until=plan.on)
        for session in made:
            self._fill(session)

    def move(self, number: int, plan: Market, position: int) -> None:
        step, session, host = plan.steps[position], self._session(plan), self._host(plan)
        if step.verb == "open":
            session.version = actions.open_(session, actor=host).version
        elif step.verb == "come":
            self._come(session, host)
        elif step.verb == "count":
            for kind in COUNTED:
                people = self.chance.randint(10, 22)
                actions.tally(session, kind, people, key=self._key(), actor=host)
        elif step.verb == "hold":
            self._go(session)
            actions.hold(session, actor=host)
        else:
            self._check(session)
            del self.sessions[plan.home, str(plan.on)]

    def evening(self, day: date) -> None:
        """Nothing by itself."""

    def _furnish(self) -> None:
        """Themes of the months and the five vehicles stand."""
        code = self.county.code
        Theme.objects.bulk_create(
            Theme(county=code, month=number, name=name) for number, name in enumerate(THEMES, 1)
        )
        social = next(
            unit
            for unit in self.county.units.values()
            if unit.kind == OrganisationKind.SOCIAL_ORGANISATION
        )
        Vehicle.objects.bulk_create(
            Vehicle(county=code, kind=kind, name=name, driver=social.name, organisation=social)
            for kind, name in VEHICLES
        )

    def _set_up(self, plan: Market) -> Series:
        home, lead = self._place(plan.home), self.county.lead
        team = volunteers.found(
            home,
            TeamTerms(f"瓷都好厝边·{home.name}", TeamKind.COMMUNITY, "邻里守望，搭把手"),
            actor=lead,
        )
        for person in range(HELPERS):
            resident = self.neighbours.resident((plan.home * HELPERS + person) % RESIDENTS)
            who = volunteers.register(resident.person, home, actor=lead)
            volunteers.take_in(team, who, actor=lead)
        terms = Terms(
            "18号志愿服务日" if plan.home == 0 else f"{home.name}近邻圩日",
            from_time=time(9),
            to_time=time(11, 30),
            rhythm=Rhythm(Rule.MONTH_DAY, day=plan.rhythm_day),
            team=team,
            in_charge=User.objects.filter(username="fuze").first(),
            duty="义剪、义修、义诊、普法" if plan.home % 9 else "",
            venue=f"{home.name}中心广场",
            carrier="五车进社区、邻里摊位",
            incentive="服务积分" if plan.home % 7 else "",
            flow="布置场地\n签到分工\n开展服务\n清点人数\n收场小结" if plan.home == 0 else "",
            is_standard=plan.home == 0,
        )
        return actions.set_up(home, self._organiser(home), terms, actor=lead)

    def _fill(self, session: Session) -> None:
        lead = self.county.lead
        actions.add_shift(session, Duty("现场服务", HELPERS + 2), actor=lead)
        offer = STALLS[self.chance.randrange(len(STALLS))]
        actions.add_stall(session, offer, actor=lead)

    def _come(self, session: Session, host: Actor) -> None:
        """The team is there, most by their own scan; some are on another day and do not come."""
        now = clock.now()
        for who in self._team(session):
            is_own = self.chance.random() < 0.7
            means = Means.CODE if is_own else Means.LIST
            sight = Sight(self._key(), str(self._key()), means, now, now)
            actor = self._actor(who) if is_own else host
            actions.arrive(session, who.person, sight, actor=actor)

    def _go(self, session: Session) -> None:
        """Who scanned in scans out."""
        now = clock.now()
        rows = Presence.objects.filter(unit=session.unit, means=Means.CODE)
        for row in rows.select_related("person__user").order_by("pk"):
            sight = Sight(self._key(), str(self._key()), Means.CODE, now, now, is_leaving=True)
            person = cast(Person, row.person)
            actor = without_grants(cast(User, person.user))
            actions.arrive(session, person, sight, actor=actor)

    def _check(self, session: Session) -> None:
        """Most look at their hours the same evening and find them right."""
        rows = ServiceRecord.objects.filter(activity=session.activity, state=State.RECORDED)
        for row in rows.select_related("volunteer__person__user").order_by("pk"):
            if self.chance.random() < 0.6:
                volunteers.verify(row, actor=self._actor(row.volunteer))

    def _team(self, session: Session) -> list[Volunteer]:
        members = session.series.team.memberships.order_by("since", "pk")  # type: ignore[union-attr]
        there = Presence.objects.filter(came_on=session.on).values_list("person_id", flat=True)
        found = [row.volunteer for row in members.select_related("volunteer__person__user")]
        return [who for who in found if who.person_id not in set(there)]

    def _actor(self, who: Volunteer) -> Actor:
        return without_grants(cast(User, who.person.user))

    def _session(self, plan: Market) -> Session:
        name = (plan.home, str(plan.on))
        if name not in self.sessions:
            found = {"series": self.series[plan.home], "laid_on": plan.on}
            self.sessions[name] = self.sessions.rows.get(**found)
        return cast(Session, self.sessions[name])

    def _host(self, plan: Market) -> Actor:
        return self.neighbours.clerk(self._place(plan.home))

    def _place(self, home: int) -> Place:
        return self.county.homes[self.order[home]]

    def _organiser(self, home: Place) -> Organisation:
        near = [
            unit
            for unit in self.county.units.values()
            if unit.kind == OrganisationKind.COMMUNITY_COMMITTEE
            and home.code.startswith(unit.place_code)
        ]
        return near[0] if near else self.county.units["party_social_work"]

    def _key(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)


def _order(county: County) -> list[int]:
    """庠柄 first, the others as they stand."""
    first = next(n for n, home in enumerate(county.homes) if "庠柄" in home.name)
    return [first, *(n for n in range(len(county.homes)) if n != first)]


def _teller(company: Company) -> Markets:
    return Markets(company.county, company.neighbours)


SHARE = Share(kinds=(Market,), plan=plan, teller=_teller, at_last=jobs.lay_out)
