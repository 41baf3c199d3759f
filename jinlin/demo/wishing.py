"""Which small wishes of the demo are said when, and what becomes of each?

Plain arithmetic with the fixed seed, so that every wish has its steps before the first one is told.
What the periodic jobs do (raise, open again, end after silence) is no step: a step `wait` only sees
to it that its day is told. No confirmation stands so late, and no hand-over, that a job comes
first.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from jinlin.core.time import clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.demo.caring import PARTY_MEMBERS, VOLUNTEERS, WORKERS
from jinlin.demo.hours import awake, in_office
from jinlin.demo.interludes import Happening
from jinlin.demo.plan import REPORT_DAY, RESIDENTS
from jinlin.demo.wished import Wished, words_of
from jinlin.domains.wishes.models import Band, Capacity, Channel, Kind

FIRST_DAY = date(2024, 10, 8)
MONTHS = {
    "2024-10": 14,
    "2024-11": 18,
    "2024-12": 24,
    "2025-01": 26,
    "2025-02": 28,
    "2025-03": 37,
    "2025-04": 43,
}
# What becomes of those of the months: the first seven come true.
ENDS = {
    "plain": 108,
    "shared": 10,
    "raised": 14,
    "given_back": 11,
    "run_out": 6,
    "disputed": 3,
    "asked": 8,
}
COME_TRUE = frozenset(ENDS)
ENDS |= {"withdrawn": 8, "declined": 9, "unclaimed": 13}
CHANNELS = {Channel.ONLINE: 50, Channel.STATION: 31, Channel.DOOR: 19}
AGES = {
    "child": (6, 13),
    "adult": (30, 58),
    "family": (28, 45),
    "60s": (61, 69),
    "70s": (71, 79),
    "80s": (81, 92),
}
CLAIMERS = {
    Capacity.RESIDENT: 30,
    Capacity.PARTY_MEMBER: 22,
    Capacity.VOLUNTEER: 18,
    Capacity.SOCIAL_WORKER: 8,
    Capacity.TEAM: 14,
    Capacity.ENTERPRISE: 8,
}
HOW_MANY = {
    Capacity.PARTY_MEMBER: PARTY_MEMBERS,
    Capacity.VOLUNTEER: VOLUNTEERS,
    Capacity.SOCIAL_WORKER: WORKERS,
}
TEAMS = ("social_organisation-01", "social_organisation-02", "agency-04", "agency-05")
ENTERPRISES = (
    "enterprise-06",
    "enterprise-07",
    "power",
    "telecom",
    "property_company-01",
    "property_company-11",
    "property_company-20",
)
# Days ago, in the last weeks: published; claimed; handed over; confirmed with thanks.
OPEN = (1, 1, 2, 3, 4, 5, 6, 8, 10, 12, 17, 18)
CLAIMED = ((3, 1), (5, 2), (7, 3), (9, 4), (12, 6), (14, 8))
KEPT = (
    (12, 10, 1, 0),
    (13, 11, 2, 0),
    (10, 8, 2, 1),
    (12, 9, 3, 2),
    (14, 12, 4, 2),
    (16, 13, 5, 4),
    (17, 14, 6, 3),
    (18, 15, 7, 5),
)


class WishPlanner:
    """Draws wishes. The same chance gives the same ones."""

    def __init__(self, calendar: WorkCalendar, homes: int, chance: Random) -> None:
        self.calendar, self.homes, self.chance = calendar, homes, chance
        self.used: Counter[str] = Counter()

    def until_report_day(self) -> list[Wished]:
        """Those of the MONTHS, with exactly the ENDS."""
        ends = [end for end, count in ENDS.items() for _each in range(count)]
        self.chance.shuffle(ends)
        return [
            self._from_its_beginning(moment, end)
            for moment, end in zip(self._moments(), ends, strict=True)
        ]

    def lately(self, now: datetime) -> list[Wished]:
        """A wall as it stands now: still wished, claimed, handed over and thanked for; some wait to
        be read. Two are of the resident who can sign in.
        """
        self.used.clear()
        plans = [self._published_ago(now, days) for days in OPEN]
        plans += [
            self._claimed_ago(now, *days, by_resident=not number)
            for number, days in enumerate(CLAIMED)
        ]
        plans += [self._kept_ago(now, *days, own=not number) for number, days in enumerate(KEPT)]
        plans += [self._draw(_ago(now, days, self.chance)) for days in (0, 1)]
        waiting = self._draw(_ago(now, 3, self.chance), online=True)
        waiting.steps = [
            Happening(_ago(now, 2, self.chance), "ask_back", (self._word("asked")["question"],))
        ]
        declined = self._draw(_ago(now, 5, self.chance), end="declined")
        declined.steps = [
            Happening(
                _ago(now, 4, self.chance),
                "decline",
                (declined.story["reason"], declined.story["instead"]),
            )
        ]
        return [*plans, waiting, declined]

    def _moments(self) -> list[datetime]:
        days: list[date] = []
        for month, count in MONTHS.items():
            first = max(date.fromisoformat(f"{month}-01"), FIRST_DAY)
            last = min(
                (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1),
                REPORT_DAY,
            )
            days += self.chance.choices(
                [first + timedelta(days=number) for number in range((last - first).days + 1)],
                k=count,
            )
        return sorted(
            clock.at(day, self.chance.randrange(8, 21), self.chance.randrange(60)) for day in days
        )

    def _draw(self, moment: datetime, *, end: str = "", online: bool | None = None) -> Wished:
        chance = self.chance
        channel = (
            chance.choices(list(CHANNELS), list(CHANNELS.values()))[0]
            if online is None
            else Channel.ONLINE
        )
        story = self._next_story(
            moment, "declined" if end == "declined" else "wishes", online=channel == Channel.ONLINE
        )
        plan = Wished(
            story=story,
            home=chance.randrange(self.homes),
            reporter=chance.randrange(1, RESIDENTS),
            channel=channel,
            age=chance.randint(*AGES[story["band"]]),
            reported_at=moment,
        )
        plan.agrees_later = not plan.is_for_self if plan.is_online else chance.random() < 0.15
        return plan

    def _next_story(self, moment: datetime, kind: str, *, online: bool) -> dict[str, Any]:
        """One that was told least until now, of those that fit."""
        fitting = [
            each
            for each in words_of(kind)
            if moment.month in each.get("months", (moment.month,)) and ("own" in each or not online)
        ]
        story = min(fitting, key=lambda each: (self.used[each["said"]], self.chance.random()))
        self.used[story["said"]] += 1
        return story

    def _from_its_beginning(self, moment: datetime, end: str) -> Wished:
        plan = self._draw(moment, end=end)
        read = self._in_office(moment, hours=self.chance.uniform(1, 30))
        if end == "declined":
            plan.steps = [Happening(read, "decline", (plan.story["reason"], plan.story["instead"]))]
            return plan
        if end == "asked":
            read = self._ask(plan, read)
        self._publish(plan, read)
        {"unclaimed": self._find_nobody, "withdrawn": self._withdraw}.get(end, self._come_true)(
            plan, read, end
        )
        return plan

    def _ask(self, plan: Wished, read: datetime) -> datetime:
        words = self._word("asked")
        answered = awake(read + timedelta(hours=self.chance.uniform(3, 60)), self.chance)
        plan.steps += [
            Happening(read, "ask_back", (words["question"],)),
            Happening(answered, "answer_back", (words["answer"],)),
        ]
        return self._in_office(answered, hours=self.chance.uniform(1, 8))

    def _publish(self, plan: Wished, moment: datetime) -> None:
        if plan.agrees_later:
            plan.steps.append(Happening(moment - timedelta(minutes=4), "agree"))
        plan.steps.append(Happening(moment, "publish"))

    def _come_true(self, plan: Wished, published: datetime, end: str) -> None:
        waits = (
            self.chance.uniform(17.2, 30)
            if end == "raised"
            else min(self.chance.expovariate(1 / 2.6) + 0.05, 13)
        )
        if end == "raised":
            plan.steps.append(_wait(published, 16))
        claimed = self._claim(plan, published, days=waits, open_to=2 * (end == "shared"))
        if end == "shared":
            joined = awake(claimed + timedelta(hours=self.chance.uniform(2, 20)), self.chance)
            plan.steps.append(
                Happening(
                    joined,
                    "share",
                    (Capacity.RESIDENT, self._neighbour(plan), self._word("shared")["brings"]),
                )
            )
        if end == "given_back":
            given = awake(claimed + timedelta(days=self.chance.uniform(0.5, 5)), self.chance)
            plan.steps.append(Happening(given, "give_back", (self._word("given_back")["reason"],)))
            claimed = self._claim(plan, given, days=self.chance.uniform(0.2, 8))
        if end == "run_out":
            plan.steps.append(_wait(claimed, 15))
            claimed = self._claim(plan, plan.steps[-1].at, days=self.chance.uniform(1, 8))
        self._hand_over(plan, claimed, again=end == "disputed")

    def _claim(self, plan: Wished, after: datetime, *, days: float, open_to: int = 0) -> datetime:
        moment = awake(after + timedelta(days=days), self.chance)
        plan.steps.append(Happening(moment, "claim", (*self._claimer(plan), str(open_to))))
        return moment

    def _hand_over(self, plan: Wished, claimed: datetime, *, again: bool) -> None:
        handed = awake(claimed + timedelta(days=self.chance.uniform(1, 12)), self.chance)
        plan.steps.append(Happening(handed, "fulfil"))
        if again:
            disputed = awake(handed + timedelta(days=self.chance.uniform(0.5, 4)), self.chance)
            handed = awake(disputed + timedelta(days=self.chance.uniform(1, 6)), self.chance)
            plan.steps += [
                Happening(disputed, "dispute", (self._word("disputed")["reason"],)),
                Happening(handed, "fulfil"),
            ]
        if self.chance.random() < (0.1 if plan.is_online else 0.22) and not again:
            plan.steps.append(_wait(handed, 8))
        else:
            self._confirm(
                plan,
                awake(handed + timedelta(days=self.chance.uniform(0.1, 5.5)), self.chance),
                thanks=0.6,
            )

    def _confirm(self, plan: Wished, moment: datetime, *, thanks: float = 1) -> None:
        plan.steps.append(Happening(moment, "confirm"))
        if self.chance.random() < thanks:
            plan.steps.append(Happening(moment + timedelta(minutes=3), "thank"))

    def _find_nobody(self, plan: Wished, published: datetime, _end: str) -> None:
        """Raised twice; then it is taken off the wall, and somebody helps in another way."""
        words = self._word("unclaimed")
        ended = self._in_office(published + timedelta(days=self.chance.uniform(50, 80)), hours=0)
        plan.steps += [
            _wait(published, 16),
            _wait(published, 32),
            Happening(ended, "decline", (words["reason"], words["instead"])),
        ]

    def _withdraw(self, plan: Wished, published: datetime, _end: str) -> None:
        """No longer wished for; sometimes after somebody took it on."""
        if self.chance.random() < 0.4:
            published = self._claim(plan, published, days=self.chance.uniform(0.5, 4))
        ended = awake(published + timedelta(days=self.chance.uniform(0.6, 9)), self.chance)
        plan.steps.append(Happening(ended, "withdraw", (self._word("withdrawn")["reason"],)))

    def _claimer(self, plan: Wished) -> tuple[str, str]:
        """As what, and who: somebody who has not taken this one on before."""
        weights = {
            key: each
            for key, each in CLAIMERS.items()
            if key != Capacity.ENTERPRISE or plan.story["kind"] in {Kind.THING, Kind.HELP}
        }
        before = {step.words[:2] for step in plan.steps}
        while True:
            capacity = self.chance.choices(list(weights), list(weights.values()))[0]
            found = (str(capacity), self._who(capacity, plan))
            if found not in before:
                return found

    def _who(self, capacity: Capacity, plan: Wished) -> str:
        if capacity == Capacity.RESIDENT:
            return self._neighbour(plan)
        if capacity in HOW_MANY:
            return str(self.chance.randrange(HOW_MANY[capacity]))
        return self.chance.choice(TEAMS if capacity == Capacity.TEAM else ENTERPRISES)

    def _neighbour(self, plan: Wished) -> str:
        taken = {
            str(plan.reporter),
            *(step.words[1] for step in plan.steps if step.verb == "claim"),
        }
        return self.chance.choice(
            [str(number) for number in range(1, RESIDENTS) if str(number) not in taken]
        )

    def _published_ago(self, now: datetime, days: int) -> Wished:
        plan = self._draw(_ago(now, days + 1, self.chance))
        published = _ago(now, days, self.chance)
        self._publish(plan, published)
        return plan

    def _claimed_ago(
        self, now: datetime, published: int, claimed: int, *, by_resident: bool = False
    ) -> Wished:
        plan = self._published_ago(now, published)
        who = (str(Capacity.RESIDENT), "0") if by_resident else self._claimer(plan)
        plan.steps.append(
            Happening(_ago(now, claimed, self.chance), "claim", (*who, "0" if by_resident else "2"))
        )
        return plan

    def _kept_ago(self, now: datetime, *days: int, own: bool) -> Wished:
        published, claimed, handed, confirmed = days
        plan = self._claimed_ago(now, published, claimed)
        if own:
            self._become_own(plan)
        plan.steps.append(Happening(_ago(now, handed, self.chance), "fulfil"))
        if confirmed:
            self._confirm(plan, _ago(now, confirmed, self.chance))
        return plan

    def _become_own(self, plan: Wished) -> None:
        """It is the resident's who can sign in to the demo."""
        fitting = [
            each
            for each in words_of("wishes")
            if each["band"] in {Band.ADULT, Band.FAMILY}
            and "own" in each
            and "轮椅" not in each["own"]
        ]
        self.used[plan.story["said"]] -= 1
        plan.story = min(fitting, key=lambda each: self.used[each["said"]])
        self.used[plan.story["said"]] += 1
        plan.channel, plan.reporter, plan.agrees_later = Channel.ONLINE, 0, False
        plan.steps = [step for step in plan.steps if step.verb != "agree"]

    def _in_office(self, moment: datetime, *, hours: float) -> datetime:
        return in_office(moment + timedelta(hours=hours), self.calendar, self.chance)

    def _word(self, kind: str) -> dict[str, Any]:
        return self.chance.choice(words_of(kind))


def _wait(moment: datetime, days: int) -> Happening:
    """On the evening of that day a job does what nobody did."""
    return Happening(clock.at(clock.local_day(moment) + timedelta(days=days), 12), "wait")


def _ago(now: datetime, days: int, chance: Random) -> datetime:
    """So many days before today at any hour of the day; today: a little while ago."""
    if not days:
        return now - timedelta(minutes=40)
    return clock.at(
        clock.local_day(now) - timedelta(days=days), chance.randrange(9, 20), chance.randrange(60)
    )
