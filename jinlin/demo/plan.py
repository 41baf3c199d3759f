"""What will happen to each appeal of the demo, and when?

Plain arithmetic with a fixed seed: every appeal gets its steps before the first one is told. The
plan knows how many appeals have ended on the report day, and moves only what residents decide (when
they judge) until that number is the published one; everything else follows from the steps.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from jinlin.core.time import clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.demo.hours import awake, in_office
from jinlin.demo.interludes import MERGED_AT_MOST, TERMS, Happening, Work, interlude
from jinlin.demo.receiving import Held, place_appeal
from jinlin.demo.situations import Situation, Story
from jinlin.domains.appeals.models import Channel, Identity

SEED = 350526
FIRST_DAY = date(2024, 9, 2)
REPORT_DAY = date(2025, 4, 29)
RECEIVED = 1456
CLOSED = 1219
RESIDENTS = 640
# The more people know the door, the more they use it.
MONTHS = {
    "2024-09": 84,
    "2024-10": 112,
    "2024-11": 142,
    "2024-12": 165,
    "2025-01": 172,
    "2025-02": 188,
    "2025-03": 276,
    "2025-04": 317,
}
CHANNELS = {
    Channel.ONLINE: 46,
    Channel.STATION: 24,
    Channel.HOTLINE: 12,
    Channel.RECEPTION: 8,
    Channel.DOOR: 6,
    Channel.COUNTER: 4,
}
IDENTITIES = {Identity.NAMED: 82, Identity.HIDDEN: 12, Identity.ANONYMOUS: 6}


@dataclass
class Plan:
    """One appeal from the report to its end.

    `steps` are in order of time; the last of them ends it.
    """

    situation: Situation
    text: str
    reply: str
    home: int
    building: int
    reporter: int
    channel: Channel
    identity: Identity
    reported_at: datetime
    steps: list[Happening] = field(default_factory=list)
    held: Held | None = None  # the session at which it was said

    @property
    def ended_at(self) -> datetime:
        return self.steps[-1].at

    @property
    def is_plain(self) -> bool:
        """From the hand-over to the reply nothing happens but work."""
        return [step.verb for step in self.steps[:3]] == ["accept", "hand_over", "finish"]

    @property
    def is_merged(self) -> bool:
        return any(step.verb == "merge" for step in self.steps)

    def is_ended_by(self, moment: datetime) -> bool:
        return self.ended_at <= moment

    def move_last(self, moment: datetime) -> None:
        last = self.steps[-1]
        self.steps[-1] = Happening(moment, last.verb, last.words)


class Planner:
    """Draws plans. The same seed gives the same county."""

    def __init__(
        self, story: Story, calendar: WorkCalendar, homes: int, *, seed: int = SEED
    ) -> None:
        self.story, self.calendar, self.homes = story, calendar, homes
        self.chance = Random(seed)
        self.held: list[Held] = []  # the sessions at which something can be said

    def until_report_day(self) -> list[Plan]:
        """RECEIVED appeals from FIRST_DAY to REPORT_DAY, of which exactly CLOSED end by then."""
        moments = sorted(self._moment(day) for day in self._days())
        plans = [self.plan(moment) for moment in moments]
        self._merge_some(plans)
        settle(plans, self.chance)
        return plans

    def lately(self, now: datetime, days: int, count: int) -> list[Plan]:
        """Some appeals of the last days before `now`, the more the nearer, so that the desk of the
        demo has work on it.
        """
        ago = (
            timedelta(minutes=days * 24 * 60 * self.chance.random() ** 2 + 5)
            for _each in range(count)
        )
        moments = sorted(min(self._by_day(now - span), now - timedelta(minutes=5)) for span in ago)
        plans = [self.plan(moment) for moment in moments]
        for plan in plans[::8]:  # of these, some are the resident's who can sign in to the demo
            plan.reporter, plan.identity = 0, Identity.NAMED
        return plans

    def plan(self, moment: datetime) -> Plan:
        chance = self.chance
        situation = chance.choices(
            self.story.situations, [each.weight for each in self.story.situations]
        )[0]
        plan = Plan(
            situation=situation,
            text=chance.choice(situation.texts),
            reply=chance.choice(situation.replies),
            home=chance.randrange(self.homes),
            building=chance.randrange(1, 22),
            reporter=chance.randrange(RESIDENTS),
            channel=chance.choices(list(CHANNELS), list(CHANNELS.values()))[0],
            identity=chance.choices(list(IDENTITIES), list(IDENTITIES.values()))[0],
            reported_at=moment,
        )
        if plan.channel == Channel.RECEPTION:
            self._come_to_a_session(plan)
        else:
            self._write_steps(plan)
        return plan

    def _come_to_a_session(self, plan: Plan) -> None:
        """It is said at a session, by somebody who gives their name, and goes into work there and
        then.
        """
        if not self.held:
            plan.channel = Channel.STATION
            return self._write_steps(plan)
        at_home = [each for each in self.story.situations if each.where != "village"]
        plan.situation = self.chance.choices(at_home, [each.weight for each in at_home])[0]
        plan.text, plan.reply = (
            self.chance.choice(plan.situation.texts),
            self.chance.choice(plan.situation.replies),
        )
        plan.held, plan.reported_at = place_appeal(self.held, self.chance)
        plan.home, plan.identity = plan.held.home, Identity.NAMED
        finished = self._finished(plan, plan.reported_at, plan.reported_at)
        plan.steps.append(Happening(finished, "finish"))
        self._be_judged(plan, finished)
        return None

    def _days(self) -> list[date]:
        days = []
        for month, count in MONTHS.items():
            first = max(date.fromisoformat(f"{month}-01"), FIRST_DAY)
            last = min(
                (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1),
                REPORT_DAY,
            )
            choice = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            days += self.chance.choices(
                choice, [5 if self.calendar.is_workday(day) else 2 for day in choice], k=count
            )
        return days

    def _moment(self, day: date) -> datetime:
        return clock.at(
            day,
            self.chance.choices(range(7, 22), [2, 5, 9, 9, 6, 3, 3, 6, 8, 8, 6, 4, 5, 6, 4])[0],
            self.chance.randrange(60),
        )

    def _by_day(self, moment: datetime) -> datetime:
        """The same moment, or one of the day before its night."""
        if 7 <= moment.hour < 22:
            return moment
        return clock.at(
            moment.date() - timedelta(days=int(moment.hour < 7)),
            self.chance.randrange(8, 21),
            self.chance.randrange(60),
        )

    def _write_steps(self, plan: Plan) -> None:
        chance = self.chance.random()
        if chance < 0.025:
            self._reject(plan)
        elif chance < 0.05:
            self._withdraw(plan)
        elif plan.situation.at_once and chance < 0.65:
            answered = self._in_office(plan.reported_at, hours=self.chance.uniform(0.1, 3))
            plan.steps.append(Happening(answered, "answer_at_once"))
            self._be_judged(plan, answered)
        else:
            self._be_handled(plan)

    def _reject(self, plan: Plan) -> None:
        why = self.chance.choice(self.story.rejections)
        plan.text = why["text"]
        plan.steps.append(
            Happening(
                self._in_office(plan.reported_at, hours=4),
                "reject",
                (why["reason"], why["basis"], why["where_instead"]),
            )
        )

    def _withdraw(self, plan: Plan) -> None:
        accepted = self._in_office(plan.reported_at, hours=2)
        withdrawn = accepted + timedelta(hours=self.chance.uniform(3, 50))
        plan.steps += [
            Happening(accepted, "accept"),
            Happening(withdrawn, "withdraw", (self.chance.choice(self.story.withdrawals),)),
        ]

    def _be_handled(self, plan: Plan) -> None:
        slow = self.chance.random() < 0.06
        limit = {"urgent": 0.4, "utility": 2.0}.get(plan.situation.grade, 30.0 if slow else 6.0)
        accepted = self._in_office(plan.reported_at, hours=self.chance.uniform(0.05, limit))
        handed = self._in_office(accepted, hours=self.chance.uniform(0.05, 2))
        plan.steps += [Happening(accepted, "accept"), Happening(handed, "hand_over")]
        finished = self._finished(plan, accepted, handed)
        plan.steps += self._interlude(plan, accepted, handed, finished)
        plan.steps.append(Happening(finished, "finish"))
        self._be_judged(plan, finished)

    def _interlude(
        self, plan: Plan, accepted: datetime, handed: datetime, finished: datetime
    ) -> list[Happening]:
        limit = accepted + timedelta(days=TERMS.get(plan.situation.grade, 1))
        steps = interlude(
            plan.situation.grade, plan.situation.unit, Work(handed, finished, limit), self.chance
        )
        if (
            steps and steps[0].verb == "hand_over"
        ):  # it goes to the wrong unit first: the hand-over stands here, not before
            plan.steps.pop()
        return steps

    def _merge_some(self, plans: list[Plan]) -> None:
        """A few neighbours report what is in work already: theirs is handled together with it, and
        each judges.
        """
        merged = 0
        for number, main in enumerate(plans):
            handed = next((step.at for step in main.steps if step.verb == "hand_over"), None)
            finished = next((step.at for step in main.steps if step.verb == "finish"), None)
            later = _next_like(main, plans[number + 1 :])
            if (
                merged == MERGED_AT_MOST
                or handed is None
                or finished is None
                or later is None
                or not main.is_plain
            ):
                continue
            joined = self._in_office(later.reported_at, hours=self.chance.uniform(0.5, 3))
            if (
                handed < later.reported_at
                and joined < finished - timedelta(hours=12)
                and later.steps[0].verb == "accept"
            ):
                later.home, later.building = main.home, main.building
                later.steps = [
                    Happening(joined, "accept"),
                    Happening(joined + timedelta(minutes=4), "merge", (str(number),)),
                ]
                later.steps.append(
                    Happening(
                        self._awake(finished + timedelta(hours=self.chance.uniform(2, 40))),
                        "judge",
                        ("solved",),
                    )
                )
                merged += 1

    def _finished(self, plan: Plan, begun: datetime, earliest: datetime) -> datetime:
        """Most units answer well within the term, some on its last day, some late."""
        term = {"urgent": 2 / 24, "utility": 1.0, "ordinary": 7.0, "complex": 15.0}[
            plan.situation.grade
        ]
        share = self.chance.choices(
            [self.chance.uniform(0.15, 0.9), self.chance.uniform(1.05, 2.4)], [90, 10]
        )[0]
        moment = begun + timedelta(days=term * share)
        if term > 1:
            moment = self._in_office(moment, hours=0)
        return max(moment, earliest + timedelta(minutes=self.chance.randrange(12, 50)))

    def _be_judged(self, plan: Plan, finished: datetime, *, again: int = 0) -> None:
        if self.chance.random() < 0.16:
            closed = self._in_office(finished + timedelta(days=self.chance.uniform(8, 20)), hours=1)
            plan.steps.append(Happening(closed, "close"))
            return
        judged = self._awake(finished + timedelta(hours=self.chance.expovariate(1 / 30)))
        if again < 2 and self.chance.random() < 0.11:
            plan.steps.append(Happening(judged, "judge", ("unsolved",)))
            done = self._finished(plan, judged, judged)
            plan.steps.append(Happening(done, "finish"))
            self._be_judged(plan, done, again=again + 1)
        else:
            plan.steps.append(Happening(judged, "judge", ("solved",)))

    def _in_office(self, moment: datetime, *, hours: float) -> datetime:
        """So many hours later, or when the office is open next."""
        return in_office(moment + timedelta(hours=hours), self.calendar, self.chance)

    def _awake(self, moment: datetime) -> datetime:
        return awake(moment, self.chance)


def settle(
    plans: list[Plan], chance: Random, *, closed: int = CLOSED, day: date = REPORT_DAY
) -> None:
    """Exactly `closed` plans end by the end of `day`. Only the last step of judged ones moves: a
    resident takes longer to judge, or judges sooner.
    """
    end = clock.end_of(day)
    movable = [plan for plan in plans if plan.steps[-1].verb in {"judge", "close"}]
    ended = sum(plan.is_ended_by(end) for plan in plans)
    for plan in sorted(
        (p for p in movable if p.is_ended_by(end)), key=lambda p: p.ended_at, reverse=True
    )[: max(0, ended - closed)]:
        plan.move_last(
            clock.at(day + timedelta(days=1), 9) + timedelta(minutes=chance.randrange(20_000))
        )
    waiting = [
        plan
        for plan in movable
        if not plan.is_ended_by(end)
        and plan.steps[-1].verb == "judge"
        and plan.steps[-2].verb != "merge"
        and plan.steps[-2].at < end - timedelta(hours=3)
    ]
    for plan in sorted(waiting, key=lambda p: p.steps[-2].at)[: max(0, closed - ended)]:
        plan.move_last(plan.steps[-2].at + timedelta(hours=2))


def _next_like(main: Plan, later: list[Plan]) -> Plan | None:
    """The first of those told later that is about the same, from somebody else."""
    return next(
        (p for p in later if p.situation is main.situation and p.reporter != main.reporter), None
    )
