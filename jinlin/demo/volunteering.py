"""How are Tongwei's volunteers told: 8 teams, 287 activities, three pilots?

Five teams are named in the article; the other three are invented and marked so. Each activity's
hours are one sheet, confirmed at once.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from jinlin.core.time import clock
from jinlin.demo.county import County
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.names import full_name
from jinlin.demo.plan import SEED
from jinlin.demo.shares import Company, Frame, Share
from jinlin.ground.people import actions as people
from jinlin.ground.places.models import Place
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.actions import Helper, Plan, TeamTerms
from jinlin.services.volunteers.models import (
    Activity,
    Membership,
    MembershipState,
    Pilot,
    Team,
    TeamKind,
    Theme,
)

ACTIVITIES, FIRST, LAST = 287, date(2024, 9, 2), date(2025, 6, 29)
MEMBERS = 6
# name, kind, whether it is named in the article
TEAMS = (
    ("在职党员志愿服务队", TeamKind.PARTY, True),
    ("文化惠民志愿服务队", TeamKind.SOCIAL, True),
    ("红色物业志愿服务队", TeamKind.COMMUNITY, True),
    ("热血青春志愿服务队", TeamKind.SOCIAL, True),
    ("红石榴志愿服务队", TeamKind.SOCIAL, True),
    ("银龄互助志愿服务队", TeamKind.COMMUNITY, False),
    ("爱心医疗志愿服务队", TeamKind.SOCIAL, False),
    ("邻里调解志愿服务队", TeamKind.COMMUNITY, False),
)
PILOTS = (
    ("新城社区“社工+志愿”试点", Theme.DISPUTES, "621121100003", "xincheng"),
    ("北城社区“社工+志愿”试点", Theme.GOVERNANCE, "621121100005", "beicheng"),
    ("新兴领域党群服务活动中心试点", Theme.NEW_FIELDS, "621121100", "new_fields"),
)
DOINGS = (
    ("爱心医疗", "为老年人测血压、量血糖"),
    ("爱心剪发", "为老人和残疾人上门剪发"),
    ("环境整治", "清扫楼院、清理杂物"),
    ("文化下乡", "送书画、送演出"),
    ("关爱儿童", "陪伴留守儿童做作业"),
)


@dataclass
class Outing:
    """One activity of a team: planned three days before, recorded the evening of the day."""

    team: int
    pilot: int
    doing: int
    on: date
    hour: int
    steps: list[Happening] = field(default_factory=list)

    @property
    def reported_at(self) -> datetime:
        return clock.at(self.on - timedelta(days=3), 10, self.team)


def plan(_frame: Frame) -> list[Outing]:
    """ACTIVITIES of them, spread over the months, each team in its turn."""
    chance, found = Random(SEED + 6), []
    span = (LAST - FIRST).days
    for number in range(ACTIVITIES):
        on = FIRST + timedelta(days=number * span // (ACTIVITIES - 1))
        team = number % len(TEAMS)
        steps = [Happening(clock.at(on, 19, team), "confirm")]
        terms = (team, team % len(PILOTS), chance.randrange(len(DOINGS)), on, 9 + team % 3 * 2)
        found.append(Outing(*terms, steps))
    return found


class Teams:
    """Holds what volunteers need to know while they are told."""

    def __init__(self, county: County, *, seed: int = SEED) -> None:
        self.county = county
        self.chance = Random(seed + 7)
        self.teams = Known(Team.objects.select_related("place"))
        self.pilots = Known(Pilot.objects.select_related("place"))
        self.activities = Known(Activity.objects.select_related("place", "team"))

    def begin(self, number: int, plan: Outing) -> None:
        if not self.pilots:
            self._begin_pilots()
        if plan.team not in self.teams:
            self.teams[plan.team] = self._found(plan)
        team, (title, content) = self.teams[plan.team], DOINGS[plan.doing]
        starts_at = clock.at(plan.on, plan.hour)
        ends_at = starts_at + timedelta(minutes=90 + 30 * (number % 3))
        pilot = self.pilots[plan.pilot]
        details = Plan(title, content, starts_at, ends_at, team.name, team=team, pilot=pilot)
        self.activities[number] = actions.plan(pilot.place, details, actor=self.county.lead)

    def move(self, number: int, plan: Outing, position: int) -> None:
        """The sheet of the day: some of the team."""
        rows = Membership.objects.filter(
            team=self.teams[plan.team], state=MembershipState.MEMBER
        ).select_related("volunteer__person")
        members = [row.volunteer for row in rows.order_by("since", "pk")]
        helpers = [Helper(who) for who in self.chance.sample(members, self.chance.randint(3, 5))]
        activity = self.activities.pop(number)
        actions.confirm_sheet(activity, helpers, actor=self.county.lead)

    def evening(self, day: date) -> None:
        """Nothing by itself."""

    def _begin_pilots(self) -> None:
        """Pilots are reference data of the county: no verb makes them."""
        for number, (name, theme, code, unit) in enumerate(PILOTS):
            place = Place.objects.present().get(code=code)
            self.pilots[number] = Pilot.objects.create(
                county=self.county.code,
                name=name,
                theme=theme,
                place=place,
                place_code=place.code,
                organisation=self.county.units[unit],
                since=clock.today(),
            )

    def _found(self, plan: Outing) -> Team:
        """The team with its members, who have no accounts."""
        name, kind, is_named = TEAMS[plan.team]
        pilot, lead = self.pilots[plan.pilot], self.county.lead
        terms = TeamTerms(name, kind, is_invented=not is_named)
        team = actions.found(pilot.place, terms, actor=lead)
        pilot.teams.add(team)
        for member in range(MEMBERS):
            called = full_name(Random(SEED + 900 + plan.team * MEMBERS + member))
            person = people.know(self.county.code, name=called, actor=lead)
            who = actions.register(person, pilot.place, actor=lead)
            actions.take_in(team, who, actor=lead)
        return team


def _teller(company: Company) -> Teams:
    return Teams(company.county)


SHARE = Share(kinds=(Outing,), plan=plan, teller=_teller)
