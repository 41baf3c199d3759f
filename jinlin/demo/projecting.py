"""Which service projects does a county carry out, and how does each stand?

Dehua's fifteen over six kinds, all approved by 29 April 2025: three are named in the article, the
others are invented and marked so. Tongwei's three pilots, with what was spent until June 2025.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.names import full_name
from jinlin.demo.plan import SEED
from jinlin.demo.shares import Company, Frame, Share
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import (
    Asking,
    Change,
    Doing,
    Joining,
    Proposal,
    Purchase,
    Verdict,
)
from jinlin.domains.projects.actions import Share as Given
from jinlin.domains.projects.models import EvaluationPoint, Project, Serves, ServiceKind
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.volunteers.models import Team

KINDS = (
    ("health", "医疗健康"),
    ("housing", "居住便利"),
    ("mobility", "助力畅行"),
    ("skills", "技能提升"),
    ("rights", "权益保障"),
    ("care", "暖心关爱"),
)
# name, kind, unit, whom it serves, whether it is named in the article
DEHUA = (
    ("“暖心抚忧 希望续航”困境群体关怀关爱服务", "care", "civil_affairs", "residents", True),
    ("网格化+关爱青少年服务", "care", "education", "residents", True),
    ("“左邻右舍有能人”", "housing", "party_social_work", "residents", True),
    ("家门口的健康小屋", "health", "health", "residents", False),
    ("银龄陪诊", "health", "health", "residents", False),
    ("旧楼道微改造", "housing", "housing", "residents", False),
    ("夜归骑手驿站", "mobility", "transport", "new_workers", False),
    ("无障碍出行伙伴", "mobility", "disabled_federation", "residents", False),
    ("瓷艺微课堂", "skills", "human_resources", "both", False),
    ("骑手技能加油站", "skills", "human_resources", "new_workers", False),
    ("骑手权益角", "rights", "party_social_work", "new_workers", False),
    ("邻里法律门诊", "rights", "police", "residents", False),
    ("长者爱心午餐", "care", "civil_affairs", "residents", False),
    ("新就业群体暖心歇脚站", "care", "party_social_work", "new_workers", False),
    ("家庭照护者喘息服务", "care", "civil_affairs", "residents", False),
)
# Pilot projects of Tongwei: name, unit, place; invented names of the article's three pilots.
TONGWEI = (
    ("新城社区“社工+志愿”试点项目", "xincheng", "621121100003"),
    ("北城社区“社工+志愿”试点项目", "beicheng", "621121100005"),
    ("新兴领域“社工+志愿”试点项目", "new_fields", "621121100"),
)
DOINGS = (
    ("入户摸底", 18),
    ("结对仪式", 40),
    ("主题小组", 16),
    ("社区便民活动", 85),
    ("志愿者培训", 24),
    ("成果分享会", 60),
)
BOUGHT = ("活动材料", "志愿者补贴", "讲师课时费", "场地布置", "宣传印刷", "慰问物资")
GRADES = ("excellent", "good", "good", "passed")
PARTS = {"excellent": 0.96, "good": 0.87, "passed": 0.7}  # of the points
QUESTIONS = (
    ("您最需要哪一类帮助？", ("看病陪同", "理发修补", "学习技能", "法律咨询", "有人说说话")),
    ("您还有什么想说的？", ()),
)
ANSWERS = ("楼上老人没人陪", "希望周末也有", "路灯再亮一点", "")
A_YEAR = 365  # days
NEXT = "next_"  # before what happens to next year's project
PROPOSING = ("follow", *(f"{NEXT}{verb}" for verb in ("apply", "recommend", "approve", "begin")))
# How far next year's proposal of these has come, which was made in the last days.
LATELY = {13: f"{NEXT}apply", 14: f"{NEXT}recommend"}
PAPER = "原件存实施单位财务，演示中不上传"


@dataclass
class Venture:
    """One project with its steps. `scale` is what one spending comes to, in yuan."""

    title: str
    kind: str
    unit: str
    serves: str
    is_named: bool
    began: date
    days: int
    scale: int
    place: str = ""  # a code; else the community of a neighbourhood
    home: int = 0
    steps: list[Happening] = field(default_factory=list)

    @property
    def reported_at(self) -> datetime:
        return clock.at(self.began - timedelta(days=45), 9, self.home % 50)


def plan(frame: Frame) -> list[Venture]:
    """The fifteen of Dehua, begun between autumn 2024 and spring 2025, and next year's of some."""
    found, today = [], clock.local_day(frame.now)
    for number, (title, kind, unit, serves, is_named) in enumerate(DEHUA):
        began = date(2024, 10, 14) + timedelta(days=13 * number)
        terms = (title, kind, unit, serves, is_named, began, 300 + 20 * (number % 5), 1500)
        venture = Venture(*terms, home=number * 5 % max(frame.homes, 1))
        chance, is_stopped = Random(SEED + 30 + number), number == 11
        last = LATELY.get(number, "")
        venture.steps = _steps(venture, chance, today, is_stopped=is_stopped, last=last)
        found.append(venture)
    return found


def plan_pilots(frame: Frame) -> list[Venture]:
    """Three, each with nine months of spending until 29 June 2025: over 800,000 yuan together."""
    found, today = [], clock.local_day(frame.now)
    for number, (title, unit, place) in enumerate(TONGWEI):
        began = date(2024, 9, 20) + timedelta(days=number)
        terms = (title, "care", unit, "both", False, began, 282, 30_600)
        venture = Venture(*terms, place=place)
        venture.steps = _steps(venture, Random(SEED + 50 + number), today, times=9)
        found.append(venture)
    return found


def _steps(
    venture: Venture,
    chance: Random,
    today: date,
    *,
    times: int = 6,
    is_stopped: bool = False,
    last: str = "",
) -> list[Happening]:
    """From the proposal to the published results, and what comes of it in the year after."""
    began, days = venture.began, venture.days
    moments = [
        (-40, "ask_needs", 9),
        (-36, "reply", 10),
        (-30, "apply", 9),
        (-22, "recommend", 10),
        (-14, "approve", 11),
        (0, "begin", 9),
    ]
    for turn in range(times):
        day = 12 + turn * (days - 30) // times
        moments += [(day, "hold", 15), (day + 2, "count", 16), (day + 4, "spend", 10)]
    moments.append((days // 2, "judge_midway", 14))
    if is_stopped:
        moments = [each for each in moments if each[0] < days * 2 // 3]
        moments.append((days * 2 // 3, "stop", 10))
    else:
        ending = [(3, "finish"), (15, "evaluate"), (20, "release"), (34, "say")]
        moments += [(days + after, verb, 10) for after, verb in ending]
        moments += _next_year(days, (today - began).days, last=last)
    shift = chance.randrange(40)
    return [
        Happening(clock.at(began + timedelta(days=day), hour, shift), verb)
        for day, verb, hour in sorted(moments, key=lambda each: (each[0], each[2]))
    ]


def _next_year(days: int, now: int, *, last: str) -> list[tuple[int, str, int]]:
    """The project goes on for a year more, from its proposal to its results; days are those since
    it began. With `last` it was proposed in the last days, and has come as far as this.
    """
    if last:
        begun = now - 9
        verbs = PROPOSING[:3]
        steps = [(begun + 2 * n, verb, 10) for n, verb in enumerate(verbs)]
        return steps[: verbs.index(last) + 1] if begun > days + 60 else []
    steps = [(days + 60 + 4 * n, verb, 10) for n, verb in enumerate(PROPOSING)]
    for turn in range(3):
        day = days + 90 + 40 * turn
        steps += [(day, f"{NEXT}hold", 15), (day + 2, f"{NEXT}count", 16)]
    half, end = A_YEAR + days // 2, A_YEAR + days
    steps.append((half - 3, f"{NEXT}judge_midway", 14))
    ending = [(3, "finish"), (15, "evaluate"), (20, "release")]
    return steps + [(end + after, f"{NEXT}{verb}", 10) for after, verb in ending]


def _points(project: Project, grade: str) -> dict[str, int]:
    """Points that come to this grade."""
    part = PARTS[grade]
    form = EvaluationPoint.of(project.county)
    return {each.code: min(each.most, round(each.most * part)) for each in form}


class Projects:
    """Tells projects through the unit, those above, and the residents."""

    def __init__(self, company: Company) -> None:
        self.county, self.neighbours = company.county, company.neighbours
        self.chance = Random(SEED + 31)
        self.projects = Known(Project.objects.all())

    def begin(self, number: int, plan: Venture) -> None:
        place, unit = self._place(plan), self.county.units[plan.unit]
        kind = self._kinds()[plan.kind]
        proposal = Proposal(
            title=plan.title,
            kind=kind,
            serves=Serves(plan.serves),
            unit=unit,
            year=plan.began.year,
            is_invented=not plan.is_named,
        )
        actor = self._worker(unit)
        project = actions.draft(place, proposal, actor=actor)
        actions.write(project, _plan_of(plan), actor=actor)
        leader = full_name(Random(SEED + 700 + number))
        actions.join(project, Joining("social_worker", f"{leader}（社工）"), actor=actor)
        for team in self._teams(number):
            actions.join(project, Joining("volunteers", team.name, team=team), actor=actor)
        self.projects[number] = project

    def move(self, number: int, plan: Venture, position: int) -> None:
        rows = Project.objects.select_related("place__parent", "unit", "kind")
        project = rows.get(pk=self.projects[number].pk)
        verb = plan.steps[position].verb
        if verb.startswith(NEXT):
            project = rows.get(follows=project)
        getattr(self, f"_{verb.removeprefix(NEXT)}")(project, plan, position)

    def evening(self, day: date) -> None:
        """Nothing by itself."""

    def _ask_needs(self, project: Project, _plan: Venture, _position: int) -> None:
        questions = [{"text": text, "options": list(options)} for text, options in QUESTIONS]
        until = clock.today() + timedelta(days=9)
        survey = Asking(f"{project.title[:30]}：需求问卷", questions, clock.today(), until)
        actions.ask_needs(project, survey, actor=self._worker(project.unit))

    def _reply(self, project: Project, _plan: Venture, _position: int) -> None:
        survey, actor = project.surveys.get(), self._worker(project.unit)
        for _door in range(6):
            answers = [self.chance.choice(QUESTIONS[0][1]), self.chance.choice(ANSWERS)]
            actions.reply(survey, answers, actor=actor)

    def _apply(self, project: Project, _plan: Venture, _position: int) -> None:
        actions.apply(project, actor=self._worker(project.unit))

    def _recommend(self, project: Project, _plan: Venture, _position: int) -> None:
        actions.recommend(project, note="需求清楚，预算合理。", actor=self.county.lead)

    def _approve(self, project: Project, _plan: Venture, _position: int) -> None:
        actions.approve(project, actor=self.county.approver)

    def _begin(self, project: Project, _plan: Venture, _position: int) -> None:
        actions.begin(project, actor=self._worker(project.unit))

    def _hold(self, project: Project, plan: Venture, position: int) -> None:
        title, people = DOINGS[position % len(DOINGS)]
        stages = list(project.stages.all())
        stage = stages[min(position * len(stages) // len(plan.steps), len(stages) - 1)]
        doing = Doing(title, clock.today(), people + self.chance.randrange(20), stage=stage)
        actions.hold(project, doing, actor=self._worker(project.unit))

    def _count(self, project: Project, _plan: Venture, _position: int) -> None:
        indicator = project.indicators.get(measure="")
        amount = 12 + self.chance.randrange(20)
        actor = self._worker(project.unit)
        actions.count(indicator, amount=amount, on=clock.today(), note="服务登记表", actor=actor)

    def _spend(self, project: Project, plan: Venture, position: int) -> None:
        lines, funders = list(project.lines.all()), list(project.funders.all())
        line = lines[position // 3 % len(lines)]
        given = [Given(funders[0], plan.scale * 7 // 10)]
        given += [Given(funders[1], plan.scale * 2 // 10)] if position % 2 else []
        activity = project.activities.order_by("-on").first()
        bought = Purchase(
            line,
            self.chance.choice(BOUGHT),
            plan.scale,
            clock.today(),
            shares=given,
            activity=activity if position % 3 else None,
            stage=activity.stage if activity else None,
            without_voucher=PAPER,
        )
        actions.spend(project, bought, actor=self._worker(project.unit))

    def _judge_midway(self, project: Project, _plan: Venture, _position: int) -> None:
        words = ("活动按计划开展。", "指标过半。", "支出与预算相符。")
        verdict = Verdict("", *words, points=_points(project, "good"))
        actions.judge_midway(project, verdict=verdict, actor=self.county.approver)

    def _finish(self, project: Project, _plan: Venture, _position: int) -> None:
        results = "按计划完成，居民说有人管、有人帮，愿意接着办。"
        lessons = "招募志愿者要更早，周末场次要加。"
        actor = self._worker(project.unit)
        actions.finish(project, results=results, lessons=lessons, actor=actor)

    def _evaluate(self, project: Project, _plan: Venture, _position: int) -> None:
        grade = self.chance.choice(GRADES)
        words = ("过程资料齐全。", "主要目标达到。", "专款专用，凭证齐全。")
        verdict = Verdict("", *words, points=_points(project, grade))
        actions.evaluate(project, verdict=verdict, actor=self.county.approver)

    def _release(self, project: Project, _plan: Venture, _position: int) -> None:
        actions.release(project, actor=self.county.lead)

    def _say(self, project: Project, _plan: Venture, _position: int) -> None:
        for turn in range(7):
            who = self.neighbours.resident(turn * 7 % 60)
            is_fine = self.chance.random() < 0.85
            user = who.person.user
            if user is not None:
                actions.say(project, is_fine=is_fine, user=user, actor=who.actor)

    def _stop(self, project: Project, _plan: Venture, _position: int) -> None:
        reason = "参加人数一直不足，余款收回"
        actions.stop(project, reason=reason, actor=self.county.approver)

    def _follow(self, project: Project, _plan: Venture, _position: int) -> None:
        actions.follow(project, actor=self._worker(project.unit))

    def _place(self, plan: Venture) -> Place:
        if plan.place:
            return Place.objects.present().get(code=plan.place)
        home = self.county.homes[plan.home]
        return home.parent or home

    def _kinds(self) -> dict[str, ServiceKind]:
        """The county's kinds of service are reference data: no verb makes them."""
        rows = ServiceKind.objects.filter(county=self.county.code)
        if not rows.exists():
            ServiceKind.objects.bulk_create(
                ServiceKind(county=self.county.code, code=code, name=name, order=order)
                for order, (code, name) in enumerate(KINDS)
            )
        return {each.code: each for each in rows.all()}

    def _teams(self, number: int) -> list[Team]:
        """The teams that there are by then are shared out among the projects."""
        rows = Team.objects.present().filter(county=self.county.code).order_by("founded_on", "name")
        return list(rows)[number % 15 :: 15][:6]

    def _worker(self, unit: Organisation) -> Actor:
        keys = {each.pk: key for key, each in self.county.units.items()}
        return self.county.workers[keys[unit.pk]]


def _plan_of(plan: Venture) -> list[Change]:
    """The words, stages, goals, lines and sources of a proposal."""
    first, last = plan.began, plan.began + timedelta(days=plan.days)
    half = first + timedelta(days=plan.days // 2)
    seen: dict[str, Any] = {"title": plan.title, "need": "", "design": ""}
    seen |= {"starts_on": None, "ends_on": None}
    words = {
        "title": plan.title,
        "need": "走访和问卷显示，附近居民最盼望有人组织、就近能办、长期坚持。",
        "design": "由专业社工设计和带队，党员志愿者带头，志愿服务队实施，居民点单。",
    }
    total = plan.scale * 9
    return [
        Change("project", {**words, "starts_on": first, "ends_on": last}, seen=seen),
        Change(
            "stage",
            {
                "title": "摸底与组队",
                "goal": "建好名册，组好队伍",
                "starts_on": first,
                "ends_on": half,
            },
        ),
        Change(
            "stage",
            {"title": "开展服务", "goal": "每月至少一场", "starts_on": half, "ends_on": last},
        ),
        Change(
            "indicator", {"name": "服务人次", "unit": "人次", "target": 120, "how": "按服务登记表"}
        ),
        Change(
            "indicator",
            {"name": "当地志愿活动", "measure": "volunteers.activities", "target": 10},
        ),
        Change("line", {"title": "活动开支", "amount": total}),
        Change("line", {"title": "志愿者保障", "amount": total}),
        Change("line", {"title": "其他", "amount": total // 2}),
        Change("funder", {"source": "fiscal", "name": "县财政专项", "amount": total * 2}),
        Change("funder", {"source": "donation", "name": "爱心企业", "amount": total // 2}),
    ]


SHARE = Share(kinds=(Venture,), plan=plan, teller=Projects)
PILOTS = Share(kinds=(Venture,), plan=plan_pilots, teller=Projects)
