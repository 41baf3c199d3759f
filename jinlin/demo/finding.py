"""Which talents are found in Dehua, who is certified, who learns from whom, and who helps whom?

A sheet for each neighbourhood, told by one action, until late April 2025: more than 700 people.
Some of them are brought on, judged by a panel and certified; one certificate was suspended and one
withdrawn; helps of the last days stand at every stage.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.time import clock
from jinlin.demo.county import BEGUN, PASSWORD
from jinlin.demo.hours import each_year
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.names import full_name
from jinlin.demo.plan import SEED
from jinlin.demo.shares import Company, Frame, Share
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import By, Declaration, Find, Need, Session, Span
from jinlin.domains.talents.lifecycle import TalentState
from jinlin.domains.talents.models import (
    Application,
    Certificate,
    Help,
    Pair,
    Seat,
    Skill,
    Source,
    Talent,
)
from jinlin.domains.talents.seeding import offer_usual_skills
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import Role

FIRST, LAST = date(2024, 9, 10), date(2025, 4, 22)
FOUND = 728  # published: more than 700 by 29 April 2025
CRAFTSMEN = 18  # of these, who can sign in: the first on the sheets of so many neighbourhoods
FIRST_CRAFTSMAN = 400  # the number among the residents of the demo
JUDGES = (("pingwei", "苏评委"), ("pingwei2", "林评委"), ("pingwei3", "郭评委"))
PARTS = ("chair", "craft", "residents")
LEVELS = ("junior", "middle", "middle", "senior")
TITLES = {"管道疏通": "师傅", "理发": "大姐", "手机教学": "老师", "邻里调解": "主任"}
BROKEN = (
    ("马桶堵了，水下不去。", "今晚七点以后"),
    ("厨房灯不亮，开关也没反应。", "周六上午"),
    ("老人想剪个头发，下不了楼。", "明天下午"),
    ("门锁卡住，钥匙拧不动。", "今天傍晚"),
    ("水龙头一直滴水。", "周末都可以"),
)
# Days ago, and how far each of the last helps has come.
LATELY = (
    *((0, "ask"), (0, "ask"), (1, "accept"), (1, "accept"), (2, "finish")),
    *((3, "tell"), (4, "tell"), (6, "record"), (9, "record"), (3, "decline")),
)


@dataclass
class Sheet:
    """The finds of one neighbourhood: so many people."""

    home: int
    people: int
    reported_at: datetime
    steps: list[Happening] = field(default_factory=list)


@dataclass
class Craft:
    """One craftsman on the way to a certificate, and what became of it."""

    home: int
    reported_at: datetime
    steps: list[Happening] = field(default_factory=list)


@dataclass
class Learning:
    """One pair of mentor and learner."""

    home: int
    reported_at: datetime
    steps: list[Happening] = field(default_factory=list)


@dataclass
class Call:
    """One help that a neighbour asks for."""

    home: int
    reported_at: datetime
    steps: list[Happening] = field(default_factory=list)


@dataclass
class Tip:
    """One nomination by a neighbour, which waits to be checked."""

    home: int
    reported_at: datetime
    steps: list[Happening] = field(default_factory=list)


Turn = Sheet | Craft | Learning | Call | Tip


def plan(frame: Frame) -> Sequence[Turn]:
    """The same with each start: sheets first, then what grows out of them, then the last days."""
    homes, found = frame.homes, list[Turn]()
    for home in range(homes):
        day = FIRST + timedelta(days=home * (LAST - FIRST).days // max(homes - 1, 1))
        people = FOUND // homes + (home < FOUND % homes)
        found.append(Sheet(home, people, _at(day, home)))
    for home in range(min(CRAFTSMEN, homes)):
        begun = clock.local_day(found[home].reported_at)
        found.append(_craft(home, begun + timedelta(days=12), clock.local_day(frame.now)))
        if home % 3 == 0:
            found.append(_learning(home, begun + timedelta(days=30)))
        if home % 2 == 0:
            found.append(_call(home, begun + timedelta(days=20), "record", homes))
    today = clock.local_day(frame.now)
    for number, (ago, last) in enumerate(LATELY):
        found.append(_call(number, today - timedelta(days=ago), last, homes, is_late=True))
    for number in range(4):
        day = today - timedelta(days=number + 1)
        found.append(Tip(number * 7 % homes, _at(day, number)))
    return found


def _craft(home: int, day: date, today: date) -> Craft:
    verbs = [("convene", 6), ("judge", 14), ("publish", 16), ("certify", 28)]
    if home == 4:
        verbs += [("suspend", 90), ("reinstate", 120)]
    if home == 7:
        verbs.append(("withdraw", 150))
    if home == 9:
        verbs = [("convene", 6), ("judge_against", 14), ("not_pass", 16)]
    steps = [Happening(_at(day + timedelta(days=after), home), verb) for verb, after in verbs]
    if verbs[-1][0] in {"certify", "reinstate"}:
        certified = day + timedelta(days=28)
        steps += [Happening(_at(day, home), "review") for day in each_year(certified, today)]
    return Craft(home, _at(day, home), steps)


def _learning(home: int, day: date) -> Learning:
    meets = [("meet", 7 + 14 * n) for n in range(4)]
    verbs = [("agree", 2), *meets, ("reach", 50), ("complete", 90), ("take_in", 96)]
    steps = [Happening(_at(day + timedelta(days=after), home), verb) for verb, after in verbs]
    return Learning(home, _at(day, home), steps)


def _call(home: int, day: date, last: str, homes: int, *, is_late: bool = False) -> Call:
    """Up to this verb; the hours of one day when it is of the last ones."""
    verbs = ["accept", "finish", "tell", "record"]
    if last == "decline":
        verbs = ["decline"]
    elif last == "ask":
        verbs = []
    else:
        verbs = verbs[: verbs.index(last) + 1]
    start = clock.at(day, 0, 20) if is_late else _at(day, home)
    hour = timedelta(minutes=1) if is_late else timedelta(hours=5)
    steps = [Happening(start + hour * n, verb) for n, verb in enumerate(verbs, 1)]
    return Call(home % min(CRAFTSMEN, homes), start, steps)


def _at(day: date, number: int) -> datetime:
    return clock.at(day, 9 + number % 8, number % 60)


class Talents:
    """Tells talents through whoever looks after the place, the panel, and themselves."""

    def __init__(self, company: Company) -> None:
        self.county, self.neighbours = company.county, company.neighbours
        self.chance = Random(SEED + 21)
        self.applications = Known(Application.objects.all())
        self.pairs = Known(Pair.objects.all())
        self.helps = Known(Help.objects.all())

    def begin(self, number: int, plan: Turn) -> None:
        getattr(self, f"_{type(plan).__name__.lower()}")(number, plan)

    def move(self, number: int, plan: Turn, position: int) -> None:
        verb = plan.steps[position].verb
        known = {Craft: self.applications, Learning: self.pairs, Call: self.helps}[type(plan)]
        model = known.rows.model
        row = model.objects.get(pk=known[number].pk)
        getattr(self, f"_{type(plan).__name__.lower()}_{verb}")(row, plan.home)

    def evening(self, day: date) -> None:
        """Nothing by itself."""

    def _sheet(self, _number: int, plan: Sheet) -> None:
        if plan.home == 0:
            offer_usual_skills(self.county.code)
            self._name_judges()
        place, skills = self.county.homes[plan.home], self._skills()
        finds = [self._find(plan.home, n, skills) for n in range(plan.people)]
        actions.enter_finds(place, finds, actor=self.neighbours.clerk(place))

    def _find(self, home: int, number: int, skills: list[Skill]) -> Find:
        skill = skills[(home * 5 + number * 3) % len(skills)]
        if number == 0 and home < CRAFTSMEN:
            skill = skills[home % 5]
            person = self._craftsman(home).person
            name = person.name
        else:
            person, name = None, full_name(Random(SEED + 5000 + home * 40 + number))
        return Find(
            f"走访中邻居都说会{skill.name}。",
            name=name,
            phone=f"197{home:03d}{number:05d}",
            person=person,
            skills=[skill],
            called=f"{name[:1]}{TITLES.get(skill.name, '师傅')}",
        )

    def _craft(self, number: int, plan: Craft) -> None:
        talent = self._talent(plan.home)
        skill = talent.skills.select_related("skill").first()
        assert skill is not None
        words = f"做{skill.skill.name}二十来年，持证上岗，街坊都找。"
        level = LEVELS[plan.home % len(LEVELS)]
        self.applications[number] = actions.apply(
            talent, skill.skill, level=level, words=words, actor=self._craftsman(plan.home).actor
        )

    def _craft_convene(self, row: Application, _home: int) -> None:
        keys = [str(judge.user_id) for judge in self._judges()]
        panel = dict(zip(keys, PARTS, strict=True))
        actions.convene(row, panel=panel, actor=self.county.lead)

    def _craft_judge(self, row: Application, _home: int, verdict: str = "for") -> None:
        for judge in self._judges():
            seat = Seat.objects.of(judge).get(application=row)
            seat = actions.declare(seat, Declaration(has_conflict=False), actor=judge)
            actions.judge(seat, verdict, words="看了作品，也问了邻居。", actor=judge)

    def _craft_judge_against(self, row: Application, home: int) -> None:
        self._craft_judge(row, home, "against")

    def _craft_publish(self, row: Application, _home: int) -> None:
        actions.publish(row, actor=self.county.lead)

    def _craft_not_pass(self, row: Application, _home: int) -> None:
        actions.not_pass(row, reason="年限还不够，欢迎明年再申请。", actor=self.county.lead)

    def _craft_certify(self, row: Application, _home: int) -> None:
        actions.certify(row)

    def _craft_review(self, row: Application, home: int) -> None:
        certificate = Certificate.objects.get(application=row)
        clerk = self.neighbours.clerk(self.county.homes[home])
        actions.review(certificate, note="走访了解，活儿一直好。", actor=clerk)

    def _craft_suspend(self, row: Application, _home: int) -> None:
        certificate = Certificate.objects.get(application=row)
        actions.suspend(certificate, reason="有居民反映，核查期间停用。", actor=self.county.lead)

    def _craft_reinstate(self, row: Application, _home: int) -> None:
        certificate = Certificate.objects.get(application=row)
        actions.reinstate(certificate, reason="核查清楚，与本人无关。", actor=self.county.lead)

    def _craft_withdraw(self, row: Application, _home: int) -> None:
        certificate = Certificate.objects.get(application=row)
        actions.withdraw(certificate, reason="申请材料与事实不符。", actor=self.county.lead)

    def _learning(self, number: int, plan: Learning) -> None:
        talent = self._talent(plan.home)
        skill = talent.skills.select_related("skill").first()
        assert skill is not None
        self.pairs[number] = actions.propose(
            talent,
            self.neighbours.resident(300 + plan.home).person,
            skill=skill.skill,
            goals=["能看出毛病在哪里", "能独立上门"],
            actor=self.neighbours.clerk(talent.place),
        )

    def _learning_agree(self, row: Pair, home: int) -> None:
        actions.agree(row, actor=self._craftsman(home).actor)

    def _learning_meet(self, row: Pair, home: int) -> None:
        session = Session(clock.today(), 60 + 30 * (home % 3), "跟着师傅上门，边看边练。")
        actions.meet(row, session=session, actor=self._craftsman(home).actor)

    def _learning_reach(self, row: Pair, _home: int) -> None:
        goal = row.goals.filter(reached_on=None).first()
        assert goal is not None
        actions.reach(row, goal=goal.pk, actor=self.county.lead)

    def _learning_complete(self, row: Pair, home: int) -> None:
        outcome = "independent" if home % 2 == 0 else "partly"
        words = "手脚勤快，肯学。"
        actions.complete(row, outcome=outcome, words=words, actor=self._craftsman(home).actor)

    def _learning_take_in(self, row: Pair, home: int) -> None:
        """Who learnt to do it alone was named by their mentor, and is in the directory."""
        talent = Talent.objects.filter(person=row.learner).select_related("place").first()
        if talent is not None and talent.state == TalentState.NOMINATED:
            clerk = self.neighbours.clerk(self.county.homes[home])
            actions.take_in(talent, called=f"{row.learner.name[:1]}师傅", actor=clerk)

    def _call(self, number: int, plan: Call) -> None:
        talent = self._talent(plan.home)
        skill = talent.skills.select_related("skill").first()
        text, wanted = BROKEN[plan.home % len(BROKEN)]
        need = Need(text, wanted, door="3号楼502室", skill=skill.skill if skill else None)
        who = self._asker(number)
        self.helps[number] = actions.ask(
            talent, need, person=who.person, place=talent.place, actor=who.actor
        )

    def _call_accept(self, row: Help, home: int) -> None:
        actions.accept(row, comes="按您说的时间到", actor=self._craftsman(home).actor)

    def _call_decline(self, row: Help, home: int) -> None:
        actions.decline(row, reason="这两天在外地，实在来不了。", actor=self._craftsman(home).actor)

    def _call_finish(self, row: Help, home: int) -> None:
        actor = self._craftsman(home).actor
        actions.finish(row, span=_span(), what="修好了，试过没有问题。", actor=actor)

    def _call_tell(self, row: Help, _home: int) -> None:
        who = next(r for r in self._askers() if r.person.pk == row.person_id)
        actions.tell(row, went="well", words="来得快，手艺好，谢谢师傅。", actor=who.actor)

    def _call_record(self, row: Help, _home: int) -> None:
        assert row.begins_at is not None
        assert row.ends_at is not None
        clerk = self.neighbours.clerk(row.place)
        actions.record(row, span=Span(row.begins_at, row.ends_at), actor=clerk)

    def _tip(self, number: int, plan: Tip) -> None:
        place, who = self.county.homes[plan.home], self._asker(number)
        name = full_name(Random(SEED + 9000 + number))
        find = Find("楼里谁家东西坏了都找他，不收钱。", name=name, phone=f"197990{number:05d}")
        by = By(Source.NEIGHBOUR, who.person)
        actions.nominate(place, find, by=by, actor=who.actor)

    def _talent(self, home: int) -> Talent:
        person = self._craftsman(home).person
        return Talent.objects.select_related("place", "person").get(person=person)

    def _craftsman(self, home: int) -> Any:
        return self.neighbours.resident(FIRST_CRAFTSMAN + home)

    def _asker(self, number: int) -> Any:
        return self._askers()[number % 12]

    def _askers(self) -> list[Any]:
        return [self.neighbours.resident(n) for n in range(12)]

    def _skills(self) -> list[Skill]:
        rows = Skill.objects.filter(county=self.county.code, parent__isnull=False)
        return list(rows.order_by("order"))

    def _judges(self) -> list[Actor]:
        names = [username for username, _name in JUDGES]
        rows = User.objects.filter(username__in=names, county=self.county.code)
        return [actor_for(user) for user in rows.order_by("username")]

    def _name_judges(self) -> None:
        """Three assessors of the county, who can sign in."""
        for username, name in JUDGES:
            user, _first = accounts.add_staff(
                self.county.code, username=username, name=name, password=PASSWORD, actor=SYSTEM
            )
            with clock.set_to(clock.at(BEGUN, 9)):
                accounts.grant_role(user, role=Role.ASSESSOR, at=self.county.place, actor=SYSTEM)


def _span() -> Span:
    """Until a minute ago; of the day's first minutes, what there is of it."""
    ends_at = clock.now() - timedelta(minutes=1)
    return Span(ends_at - timedelta(minutes=45), ends_at)


SHARE = Share(kinds=(Sheet, Craft, Learning, Call, Tip), plan=plan, teller=Talents)
