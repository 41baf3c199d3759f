"""Which pacts do Dehua's neighbourhoods make, and at which stage does each stand?

Most hold since 2024 or 2025 and are looked through each year; some were changed, one was
repealed; the last ones stand today at every stage on the way.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from jinlin.core.time import clock
from jinlin.demo.hours import each_year
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.plan import SEED
from jinlin.demo.shares import Company, Frame, Share
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.actions import Change, Minutes, Party, Say
from jinlin.domains.pacts.deadlines import Tally
from jinlin.domains.pacts.models import Answer, Clause, Comment, Pact, Sample

FIRST, LAST = date(2024, 3, 11), date(2025, 3, 20)
UNTOUCHED = 5  # neighbourhoods that have no pact yet
REPEALED = 40  # whose pact was given up after a year
# Days ago of the first step, and how far each of the last ones has come.
ON_THE_WAY = (
    (4, "draft"),
    (9, "draft"),
    (3, "publish"),
    (5, "publish"),
    (6, "publish"),
    (16, "consolidate"),
    (19, "consolidate"),
    (24, "put_to_vote"),
)
CLAUSES = (
    ("环境", "楼道、天台不堆放杂物，垃圾分好类再投放。"),
    ("安全", "电动车不进楼道充电，消防通道不停车。"),
    ("安宁", "晚上十点后不大声喧哗，装修避开午休时间。"),
    ("养宠", "遛狗牵绳，随手清理粪便。"),
    ("停车", "按划线停车，不占别人的车位和盲道。"),
    ("互助", "邻里有老人独居的，隔三差五敲敲门、问问好。"),
    ("节俭", "红白喜事简办，不在小区燃放鞭炮。"),
)
COMMENTS = (
    "遛狗牵绳要写清楚牵绳多长。",
    "建议把晚上十点改成九点半，家里有学生。",
    "充电桩不够，光说不进楼道不行。",
    "快递堆在单元门口也要管。",
    "希望加一条高空抛物。",
)
REASONS = ("上级条例已有规定，不重复写。", "等充电桩装好再写进来。")
TALKED = (
    ("楼道里的鞋柜和纸箱，说好一周内搬走。", "agreed"),
    ("夜里练琴的事，约定八点半以后关窗。", "agreed"),
    ("车位的事没有谈拢，下周再约一次。", "another_talk"),
)


@dataclass
class Pledge:
    """The pact of one neighbourhood, with its steps."""

    home: int
    reported_at: datetime
    steps: list[Happening] = field(default_factory=list)


def plan(frame: Frame) -> list[Pledge]:
    """One for each neighbourhood but the last few; the same with each start."""
    chance, found = Random(SEED + 11), []
    settled = frame.homes - UNTOUCHED - len(ON_THE_WAY)
    for home in range(settled):
        day = FIRST + timedelta(days=home * (LAST - FIRST).days // max(settled - 1, 1))
        found.append(_settled(home, day, clock.local_day(frame.now), chance))
    for number, (ago, last) in enumerate(ON_THE_WAY):
        day = clock.local_day(frame.now) - timedelta(days=ago)
        steps = _steps(day, number, chance)
        names = [step.verb for step in steps]
        until = names.index(last) + 1 if last in names else 0
        found.append(Pledge(settled + number, _at(day, number), steps[:until]))
    return found


def _settled(home: int, day: date, today: date, chance: Random) -> Pledge:
    steps = _steps(day, home, chance)
    adopted = clock.local_day(steps[-1].at)
    if home % 6 == 0:
        talked = adopted + timedelta(days=40 + home % 30)
        steps.append(Happening(_at(talked, home), "talk_over"))
    if home == REPEALED:
        steps.append(Happening(_at(adopted + timedelta(days=380), home), "repeal"))
        return Pledge(home, _at(day, home), steps)
    if home % 11 == 5:
        steps.append(Happening(_at(adopted + timedelta(days=330), home), "review"))
        again = adopted + timedelta(days=370)
        steps += [Happening(_at(again, home), "amend"), *_steps(again, home, chance)]
        adopted = clock.local_day(steps[-1].at)
    late = timedelta(days=40 if home % 17 == 3 else 0)  # now and then it is forgotten for a while
    steps += [Happening(_at(day + late, home), "review") for day in each_year(adopted, today)]
    return Pledge(home, _at(day, home), steps)


def _steps(day: date, number: int, chance: Random) -> list[Happening]:
    """From the first draft to the text that holds."""
    comments = [Happening(_at(day + timedelta(days=4 + n), 40 + n), "comment") for n in range(2)]
    return [
        Happening(_at(day + timedelta(days=2), number), "publish"),
        *comments,
        Happening(_at(day + timedelta(days=14), number), "consolidate"),
        Happening(_at(day + timedelta(days=20), number), "put_to_vote"),
        Happening(_at(day + timedelta(days=27 + chance.randrange(4)), number), "adopt"),
    ]


def _at(day: date, number: int) -> datetime:
    return clock.at(day, 9 + number % 8, number % 60)


class Pacts:
    """Tells pacts through whoever looks after the place."""

    def __init__(self, company: Company) -> None:
        self.county, self.neighbours = company.county, company.neighbours
        self.chance = Random(SEED + 12)
        self.pacts = Known(Pact.objects.select_related("place", "unit"))

    def begin(self, number: int, plan: Pledge) -> None:
        home = self.county.homes[plan.home]
        if not Sample.objects.filter(county=self.county.code).exists():
            self._offer_samples()
        texts = [text for _heading, text in self.chance.sample(CLAUSES, self.chance.randint(4, 6))]
        clerk = self.neighbours.clerk(home)
        self.pacts[number] = actions.draft(
            home, title=f"{home.name}公约", clauses=texts, actor=clerk
        )

    def move(self, number: int, plan: Pledge, position: int) -> None:
        pact = Pact.objects.select_related("place", "unit").get(pk=self.pacts[number].pk)
        getattr(self, f"_{plan.steps[position].verb}")(pact)

    def evening(self, day: date) -> None:
        """Nothing by itself."""

    def _publish(self, pact: Pact) -> None:
        until = clock.today() + timedelta(days=10)
        actions.publish(pact, until=until, actor=self._clerk(pact))

    def _comment(self, pact: Pact) -> None:
        who = self.neighbours.resident(self.chance.randrange(60))
        say = Say(self.chance.choice(COMMENTS), person=who.person)
        if self.chance.random() < 0.4:
            actions.endorse(pact, person=who.person, actor=who.actor)
            return
        actions.comment(pact, say, actor=who.actor)

    def _consolidate(self, pact: Pact) -> None:
        """Each comment is answered, and what is taken stands in the text."""
        clerk = self._clerk(pact)
        pact = actions.consolidate(pact, actor=clerk)
        taken = []
        for each in Comment.objects.filter(pact=pact).unanswered().select_related("pact"):
            if self.chance.random() < 0.5:
                actions.answer(each, answer=Answer.TAKEN, actor=clerk)
                taken.append(each.text)
            else:
                reason = self.chance.choice(REASONS)
                actions.answer(each, answer=Answer.NOT_TAKEN, reason=reason, actor=clerk)
        if taken:
            self._write(pact, "家里养宠物的，遛狗牵绳，绳长不超过一米五。")

    def _put_to_vote(self, pact: Pact) -> None:
        day = clock.today() + timedelta(days=7)
        where = "晚上七点半，小区议事站"
        actions.put_to_vote(pact, meets_on=day, where=where, actor=self._clerk(pact))

    def _adopt(self, pact: Pact) -> None:
        since = clock.today() + timedelta(days=3)
        actions.adopt(pact, tally=self._hands(), since=since, actor=self.county.lead)

    def _amend(self, pact: Pact) -> None:
        clerk = self._clerk(pact)
        self._write(actions.amend(pact, actor=clerk), "电瓶不带回家充电。")

    def _review(self, pact: Pact) -> None:
        actions.review(pact, note="走访了解，大多数住户都在遵守。", actor=self._clerk(pact))

    def _repeal(self, pact: Pact) -> None:
        since = clock.today() + timedelta(days=1)
        actions.repeal(pact, tally=self._hands(), since=since, actor=self.county.lead)

    def _talk_over(self, pact: Pact) -> None:
        words, outcome = self.chance.choice(TALKED)
        parties = [
            Party(self.neighbours.resident(self.chance.randrange(60)).person.name)
            for _each in range(2)
        ]
        minutes = Minutes(1, clock.today(), words, outcome, parties)
        actions.talk_over(pact, minutes, actor=self._clerk(pact))

    def _write(self, pact: Pact, text: str) -> None:
        """One clause more."""
        last = Clause.objects.filter(pact=pact).count() + 1
        if Clause.objects.filter(pact=pact, text=text).exists():
            return
        changes = [Change(text, last)]
        actions.write(pact, title=pact.title, changes=changes, actor=self._clerk(pact))

    def _clerk(self, pact: Pact) -> Any:
        return self.neighbours.clerk(pact.place)

    def _hands(self) -> Tally:
        eligible = self.chance.randint(90, 260)
        present = eligible * self.chance.randint(58, 80) // 100
        in_favour = present * self.chance.randint(70, 96) // 100
        against = (present - in_favour) // 2
        return Tally(eligible, present, in_favour, against, present - in_favour - against)

    def _offer_samples(self) -> None:
        """The county's sample clauses are reference data: no verb makes them."""
        Sample.objects.bulk_create(
            Sample(county=self.county.code, heading=heading, text=text, order=order)
            for order, (heading, text) in enumerate(CLAUSES)
        )


SHARE = Share(kinds=(Pledge,), plan=plan, teller=Pacts)
