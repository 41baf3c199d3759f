"""How are the demo's appeals told? Through the real actions, by whoever would do it."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any, ClassVar

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.demo import receiving
from jinlin.demo.chronicle import Story
from jinlin.demo.county import County
from jinlin.demo.hosting import Hosts
from jinlin.demo.interludes import Happening, words_of
from jinlin.demo.memory import Known
from jinlin.demo.neighbours import Neighbours
from jinlin.demo.plan import RESIDENTS, SEED, Plan, Planner
from jinlin.demo.shares import Company, Frame, Share
from jinlin.demo.situations import story
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report, Verdict
from jinlin.domains.appeals.deadlines import Grade
from jinlin.domains.appeals.models import Appeal, Category, Channel, Identity
from jinlin.ground.places.models import Level, Organisation, OrganisationKind, Place

LATELY_DAYS, LATELY_COUNT = 16, 96
CLOSED_BY_LEAD = "已按回访要求三次电话联系，均未接通；办理结果已在小区公示栏公示，予以办结，仍有问题可以随时重新提出。"


class Matters:
    """Tells appeals; holds what they need to know while they are told."""

    KEPT_AS: ClassVar = {"appeals": "told"}

    def __init__(
        self, county: County, neighbours: Neighbours, hosts: Hosts, *, seed: int = SEED
    ) -> None:
        self.county, self.neighbours, self.hosts = county, neighbours, hosts
        self.chance = Random(seed + 1)
        self.categories = {category.pk: category for category in Category.objects.all()}
        neighbourhoods = Place.objects.filter(
            county=county.code, level__in=(Level.NEIGHBOURHOOD, Level.GRID)
        )
        self.communities = dict(neighbourhoods.values_list("pk", "parent__name"))
        self.appeals = Known(Appeal.objects.select_related("place__parent", "unit"))

    def begin(self, number: int, plan: Plan) -> None:
        self.appeals[number] = self._report(plan)

    def move(self, number: int, plan: Plan, position: int) -> None:
        appeal = (
            self._now(self.appeals[number]) if plan.is_merged else self.appeals[number]
        )  # the main matter's reply moved it too
        self.appeals[number] = self._move(appeal, plan, plan.steps[position], position)

    def evening(self, day: date) -> None:
        """Nothing is left to do at the end of the day."""

    def _report(self, plan: Plan) -> Appeal:
        place = self._place(plan)
        anonymous = plan.identity == Identity.ANONYMOUS
        reporter = None if anonymous else self.neighbours.resident(plan.reporter)
        report = Report(
            place=place,
            text=self._words(plan.text, plan, place),
            channel=plan.channel,
            category=self.categories[plan.situation.category],
            grade=Grade(plan.situation.grade),
            reporter=reporter.person if reporter else None,
            identity=plan.identity,
        )
        if plan.held is not None and reporter is not None:
            unit = self._unit(plan, place)
            return self.hosts.pass_on(
                plan,
                text=report.text,
                category=report.category,
                grade=report.grade,
                unit=unit,
                reporter=reporter,
            )
        if plan.channel == Channel.ONLINE:
            return actions.report(
                report, actor=reporter.actor if reporter else Actor(kind=self.county.lead.kind)
            )
        return actions.report(report, actor=self.neighbours.clerk(place))

    def _move(self, appeal: Appeal, plan: Plan, step: Happening, position: int) -> Appeal:
        """One step of a plan, by whoever makes it."""
        clerk = self.neighbours.clerk(appeal.place)
        verbs: dict[str, Callable[[], Appeal]] = {
            "accept": lambda: actions.accept(appeal, actor=clerk),
            "hand_over": lambda: actions.hand_over(
                appeal, actor=clerk, unit=self._unit(plan, appeal.place, *step.words)
            ),
            "answer_at_once": lambda: actions.answer_at_once(
                appeal, actor=clerk, reply=self._reply(appeal, plan)
            ),
            "finish": lambda: self._finish(
                appeal, plan, before=[each.verb for each in plan.steps[:position]].count("finish")
            ),
            "judge": lambda: self._judge(appeal, plan, solved=step.words == ("solved",)),
            "close": lambda: self._close(appeal),
            "reject": lambda: actions.reject(
                appeal,
                actor=clerk,
                **dict(zip(("reason", "basis", "instead"), step.words, strict=True)),
            ),
            "withdraw": lambda: actions.withdraw(
                appeal, actor=self._reporter(appeal, plan), reason=step.words[0]
            ),
        }
        return verbs[step.verb]() if step.verb in verbs else self._besides(appeal, plan, step)

    def _besides(self, appeal: Appeal, plan: Plan, step: Happening) -> Appeal:
        """What happens in work besides work."""
        words, worker = step.words, self._worker(appeal.unit)
        lead, supervisor, units = self.county.lead, self.county.supervisor, self.county.units
        later = clock.local_day(clock.now()) + timedelta(days=3)
        week = later + timedelta(days=7)
        verbs: dict[str, Callable[[], Appeal]] = {
            "convene": lambda: actions.convene(
                appeal,
                actor=worker,
                helper=units[words[0]],
                task=words[1],
                due_on=later + timedelta(days=4),
            ),
            "answer_part": lambda: self._answer_part(appeal, *words),
            "return_": lambda: actions.return_(appeal, actor=worker, reason=words[0]),
            "ask_extension": lambda: actions.ask_extension(
                appeal, actor=worker, days=int(words[0]), reason=words[1]
            ),
            "grant_extension": lambda: actions.grant_extension(appeal, actor=lead, reason=words[0]),
            "refuse_extension": lambda: actions.refuse_extension(
                appeal, actor=lead, reason=words[0]
            ),
            "pause": lambda: actions.pause(
                appeal, actor=worker, whom=words[0], reason=words[1], review_on=week
            ),
            "resume": lambda: actions.resume(appeal, actor=worker, note=words[0]),
            "hurry": lambda: actions.hurry(
                appeal, actor=self._reporter(appeal, plan), note=words[0]
            ),
            "supervise": lambda: actions.supervise(
                appeal, actor=supervisor, order=words[0], due_on=later
            ),
            "answer_supervision": lambda: actions.answer_supervision(
                appeal, actor=worker, answer=words[0]
            ),
            "merge": lambda: self._merge(appeal, int(words[0])),
        }
        return verbs[step.verb]()

    def _answer_part(self, appeal: Appeal, helper: str, reply: str) -> Appeal:
        part = appeal.parts.get(unit=self.county.units[helper])
        return actions.answer_part(
            appeal, actor=self.county.workers[helper], part=part, reply=reply
        )

    def _merge(self, appeal: Appeal, main: int) -> Appeal:
        actions.merge(
            appeal, actor=self.neighbours.clerk(appeal.place), main=self._now(self.appeals[main])
        )
        self.appeals[main] = self._now(self.appeals[main])
        return self._now(appeal)

    def _close(self, appeal: Appeal) -> Appeal:
        """Nobody judged:

        drawn to be called back, somebody who did not handle it calls; otherwise the lead closes it.
        """
        if appeal.rounds.order_by("-sequence")[0].is_sampled:
            note = self.chance.choice(words_of("calls"))["note"]
            return actions.call_back(
                appeal,
                actor=self.county.lead,
                verdict=Verdict(answered=True, solved=True, satisfied=True),
                note=note,
            )
        return actions.close(appeal, actor=self.county.lead, reason=CLOSED_BY_LEAD)

    @staticmethod
    def _now(appeal: Appeal) -> Appeal:
        """The row as it stands: another matter's step may have moved it."""
        return Appeal.objects.select_related("place", "unit").get(pk=appeal.pk)

    def _finish(self, appeal: Appeal, plan: Plan, *, before: int) -> Appeal:
        internal = (
            self.chance.choice(plan.situation.internal)
            if plan.situation.internal and self.chance.random() < 0.5
            else ""
        )
        return actions.finish(
            appeal,
            actor=self._worker(appeal.unit),
            reply=self._reply(appeal, plan, before=before),
            internal=internal,
        )

    def _judge(self, appeal: Appeal, plan: Plan, *, solved: bool) -> Appeal:
        satisfied = solved and self.chance.random() < 0.93
        verdict = Verdict(
            answered=solved or self.chance.random() < 0.7, solved=solved, satisfied=satisfied
        )
        says = self.chance.random() < (0.45 if solved else 1)
        comment = (plan.situation.thanks if solved else plan.situation.unsolved) if says else ""
        return actions.judge(
            appeal, actor=self._reporter(appeal, plan), verdict=verdict, comment=comment
        )

    def _reporter(self, appeal: Appeal, plan: Plan) -> Actor:
        if plan.identity == Identity.ANONYMOUS:
            return Actor(kind=self.county.lead.kind, tracks=frozenset({appeal.pk}))
        return self.neighbours.resident(plan.reporter).actor

    def _place(self, plan: Plan) -> Place:
        county = self.county
        if plan.held is not None:
            return county.homes[plan.home]
        if plan.situation.where == "village" or (
            plan.situation.where == "any" and plan.building % 5 == 0
        ):
            return county.villages[plan.home * 7 % len(county.villages)]
        return county.homes[plan.home % len(county.homes)]

    def _unit(self, plan: Plan, place: Place, wrong: str = "") -> Organisation:
        """The unit that a situation belongs to: by name, else the nearest of its kind, else the
        town's government. `wrong`: the one that gets it by mistake.
        """
        units = self.county.units
        if wrong:
            return units[wrong]
        if plan.situation.unit in units:
            return units[plan.situation.unit]
        near = [
            unit
            for unit in units.values()
            if unit.kind == plan.situation.unit and place.code.startswith(unit.place_code)
        ]
        town = [
            unit
            for unit in units.values()
            if unit.kind == OrganisationKind.TOWN_GOVERNMENT
            and place.code.startswith(unit.place_code)
        ]
        return max([*town, *near], key=lambda unit: len(unit.place_code))

    def _worker(self, unit: Organisation) -> Actor:
        return next(
            self.county.workers[key]
            for key, each in self.county.units.items()
            if each.pk == unit.pk
        )

    def _reply(self, appeal: Appeal, plan: Plan, *, before: int = 0) -> str:
        """Who has answered so many times before answers in other words."""
        reply = plan.reply
        for _time in range(before):
            reply = next((each for each in plan.situation.replies if each != reply), reply)
        return self._words(
            reply, plan, appeal.place, unit=appeal.unit.name, since=appeal.reported_at
        )

    def _words(self, text: str, plan: Plan, place: Place, **known: Any) -> str:
        now = clock.now()
        since = known.pop("since", now)
        done = max(clock.local_day(since), clock.local_day(now) - timedelta(days=1))
        return text.format_map(
            {
                "neighbourhood": place.name,
                "place": self.communities.get(place.pk, place.name)
                .removesuffix("居委会")
                .removesuffix("委会"),
                "building": f"{plan.building}幢",
                "done": spoken.day(done).split("（")[0],
                "next": spoken.day(clock.local_day(now) + timedelta(days=5)).split("（")[0],
                "unit": "",
                **known,
            }
        )


def plan(frame: Frame) -> list[Story]:
    """What is said at the door, by phone, online and at sessions; and those sessions. Until the
    report day as published, then the last days.
    """
    planner, chance = Planner(story(), frame.calendar, frame.homes), Random(SEED + 2)
    held = planner.held = receiving.sessions(frame.calendar, frame.homes, chance)
    plans = planner.until_report_day()
    receiving.fill(
        held, sum(each.channel == Channel.RECEPTION for each in plans), RESIDENTS, chance
    )
    planner.held = recent = receiving.recent_sessions(
        frame.calendar, frame.homes, clock.local_day(frame.now), chance
    )
    plans += planner.lately(frame.now, LATELY_DAYS, LATELY_COUNT)
    receiving.fill_recent(recent, RESIDENTS, chance)
    return [*plans, *held, *recent]


def matters(company: Company) -> Matters:
    hosts = company.tellers["receptions"]
    assert isinstance(hosts, Hosts)
    return Matters(company.county, company.neighbours, hosts)


SHARE = Share(kinds=(Plan,), plan=plan, teller=matters, asks=("receptions",))
