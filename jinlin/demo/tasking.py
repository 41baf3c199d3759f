"""Which key tasks does Tongwei set for a year, and how does each go?

The list of 2025 with units and days, invented after the plan that the article names; its numbers
come from the records of the other domains. The list of the present year shows every light.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.plan import SEED
from jinlin.demo.shares import Company, Frame, Share
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Aim, TaskTerms
from jinlin.domains.projects.models import Indicator, Milestone, Task
from jinlin.ground.places.models import Organisation

# what is to be done, by which unit, by which day, its milestones (name, day), its figures
# (name, figure of the house, unit, target)
Steps = tuple[tuple[str, tuple[int, int]], ...]
Aims = tuple[tuple[str, str, str, int], ...]
TASKS: tuple[tuple[str, str, tuple[int, int], Steps, Aims], ...] = (
    (
        "举办社会工作者培训班",
        "party_social_work",
        (11, 30),
        (("制定培训方案", (3, 31)), ("举办第一期", (6, 30)), ("举办第二期", (10, 31))),
        (("培训期数", "", "期", 2), ("累计参训", "", "人", 362)),
    ),
    (
        "组织社会工作者职业水平考试报名",
        "party_social_work",
        (6, 30),
        (("摸清报考底数", (3, 15)), ("完成报名", (4, 30))),
        (("动员报考", "workforce.candidates", "人", 100),),
    ),
    (
        "建立社会工作人才库",
        "party_social_work",
        (5, 31),
        (("完成摸底登记", (4, 30)),),
        (("入库人才", "workforce.professionals", "人", 100),),
    ),
    (
        "发展壮大志愿服务队伍",
        "new_fields",
        (10, 31),
        (("组建8支队伍", (4, 30)),),
        (("志愿服务队", "volunteers.teams", "支", 8),),
    ),
    (
        "开展“社工+志愿”服务活动",
        "xincheng",
        (12, 20),
        (("上半年活动过半", (6, 30)),),
        (("开展活动", "volunteers.activities", "场次", 100),),
    ),
    ("建好新城社区试点", "xincheng", (9, 30), (("阵地投用", (6, 15)),), ()),
    ("建好北城社区试点", "beicheng", (9, 30), (("阵地投用", (6, 20)),), ()),
    ("建好新兴领域党群服务阵地", "new_fields", (10, 31), (("驿站开放", (7, 15)),), ()),
    (
        "落实社会工作服务项目资金",
        "party_social_work",
        (6, 30),
        (("资金下达", (3, 20)),),
        (("投入资金", "projects.funds", "元", 800_000),),
    ),
    ("完善平襄镇社会工作站", "pingxiang", (11, 15), (("人员到位", (5, 20)),), ()),
)
FIRST_YEAR = 2025
PRESSED, RETURNED, POSTPONED = 6, 7, 9  # tasks that were supervised, judged open once, moved


@dataclass
class Duty:
    """One task of a year with its steps; `number` counts in the list from 1."""

    year: int
    number: int
    steps: list[Happening] = field(default_factory=list)

    @property
    def reported_at(self) -> datetime:
        return clock.at(date(self.year, 1, 10), 9, self.number)


def plan(frame: Frame) -> list[Duty]:
    """The list of 2025, done by its end, and that of the year in which the story ends."""
    today = clock.local_day(frame.now)
    found = [_duty(FIRST_YEAR, number, late=0) for number in range(1, len(TASKS) + 1)]
    if today.year > FIRST_YEAR:
        for number in range(1, len(TASKS) + 1):
            duty = _duty(today.year, number, late=25 if number % 4 == 0 else 0)
            keep = [step for step in duty.steps if number % 5 != 3 or step.verb == "take_on"]
            duty.steps = keep if number % 7 else []
            found.append(duty)
    return found


def _duty(year: int, number: int, *, late: int) -> Duty:
    _title, _unit, due, steps, aims = TASKS[number - 1]
    last = date(year, *due)
    happenings = [(date(year, 1, 13), "take_on")]
    if aims:
        happenings.append((date(year, 1, 14), "plan_steps"))
    happenings += [(date(year, *day) + timedelta(days=late - 4), "reach") for _name, day in steps]
    happenings += [(date(year, month, 28), "report") for month in (3, 6, 9) if month < due[0]]
    if any(not measure for _name, measure, _words, _target in aims):
        happenings += [(date(year, 6, 26), "count"), (date(year, 10, 24), "count")]
    if number == PRESSED:
        happenings += [(date(year, 6, 18), "press"), (date(year, 6, 20), "answer")]
    if number == POSTPONED:
        happenings.append((date(year, 6, 10), "postpone"))
    happenings += [(last - timedelta(days=3), "report_done"), (last + timedelta(days=2), "judge")]
    if number == RETURNED:
        happenings += [
            (last + timedelta(days=5), "report_done"),
            (last + timedelta(days=9), "judge"),
        ]
    happenings.sort(key=lambda each: each[0])
    return Duty(
        year, number, [Happening(clock.at(day, 10, number), verb) for day, verb in happenings]
    )


class Tasks:
    """Tells key tasks through their units, the lead, the supervisor and the approver."""

    def __init__(self, company: Company) -> None:
        self.county = company.county
        self.chance = Random(SEED + 61)
        self.tasks = Known(Task.objects.all())

    def begin(self, number: int, plan: Duty) -> None:
        title, unit, due, steps, _aims = TASKS[plan.number - 1]
        terms = TaskTerms(
            title,
            self.county.units[unit],
            date(plan.year, *due),
            plan.year,
            text=f"列入{plan.year}年度重点任务，明确责任单位与完成时限。",
            number=plan.number,
            helpers=[self.county.units["pingxiang"]],
            is_invented=True,
            steps=tuple((name, date(plan.year, *day)) for name, day in steps),
        )
        place = self.county.place
        self.tasks[number] = actions.put_on_list(place, terms, actor=self.county.lead)

    def move(self, number: int, plan: Duty, position: int) -> None:
        task = Task.objects.select_related("place", "unit").get(pk=self.tasks[number].pk)
        getattr(self, f"_{plan.steps[position].verb}")(task, plan)

    def evening(self, day: date) -> None:
        """Nothing by itself."""

    def _take_on(self, task: Task, _plan: Duty) -> None:
        actions.take_on(task, actor=self._worker(task.unit))

    def _plan_steps(self, task: Task, plan: Duty) -> None:
        aims = [
            Aim(name, target, measure=measure, unit=unit, since=self._since(measure, plan))
            for name, measure, unit, target in TASKS[plan.number - 1][4]
        ]
        actions.plan_steps(task, aims=aims, actor=self._worker(task.unit))

    def _since(self, measure: str, plan: Duty) -> date | None:
        """What stands (people, teams, all that was spent) counts from the beginning."""
        is_stock = measure in {"workforce.professionals", "volunteers.teams", "projects.funds"}
        return date(2024, 1, 1) if is_stock else date(plan.year, 1, 1)

    def _reach(self, task: Task, _plan: Duty) -> None:
        step = Milestone.objects.filter(task=task, reached_on=None).select_related("task").first()
        if step is not None:
            words = f"{step.title}，已有文件和照片存档"
            actor = self._worker(task.unit)
            actions.reach(step, on=clock.today(), evidence=words, actor=actor)

    def _count(self, task: Task, _plan: Duty) -> None:
        """One more course, with those who came: 362 in two of them."""
        courses, people = Indicator.objects.filter(task=task)
        details: dict[str, Any] = {"on": clock.today(), "note": "培训签到册"}
        details["actor"] = self._worker(task.unit)
        came = 362 - 181 if people.readings.exists() else 181
        actions.count(courses, amount=1, **details)
        actions.count(people, amount=came, **details)

    def _report(self, task: Task, _plan: Duty) -> None:
        actor = self._worker(task.unit)
        draft = actions.draft_report(task, actor=actor)
        actions.sign(draft, edition=draft.edition, actor=actor)

    def _press(self, task: Task, _plan: Duty) -> None:
        actions.press(task, question="阵地何时投用？请报进展。", actor=self.county.supervisor)

    def _answer(self, task: Task, _plan: Duty) -> None:
        words = "装修已完工，正在验收，下周投用。"
        actions.answer(task, answer=words, actor=self._worker(task.unit))

    def _postpone(self, task: Task, _plan: Duty) -> None:
        due_on = task.due_on + timedelta(days=20)
        reason = "上级资金分两批下达"
        actions.postpone(task, due_on=due_on, reason=reason, actor=self.county.lead)

    def _report_done(self, task: Task, _plan: Duty) -> None:
        actor = self._worker(task.unit)
        for step in Milestone.objects.filter(task=task, reached_on=None).select_related("task"):
            words = f"{step.title}，补齐材料"
            actions.reach(step, on=clock.today(), evidence=words, actor=actor)
        task = Task.objects.select_related("place", "unit").get(pk=task.pk)
        actions.report_done(task, evidence="总结、名册和照片已归档。", actor=actor)

    def _judge(self, task: Task, plan: Duty) -> None:
        if plan.number == RETURNED and not task.judged_by and not self._was_returned(task):
            reason = "缺使用单位意见"
            actions.judge_open(task, reason=reason, actor=self.county.approver)
            return
        actions.judge_done(task, note="核对记录，认定完成。", actor=self.county.approver)

    def _was_returned(self, task: Task) -> bool:
        from jinlin.core import timeline  # noqa: PLC0415 - asked of one task only

        return any(entry.verb == "judge_open" for entry in timeline.trail(task))

    def _worker(self, unit: Organisation) -> Actor:
        keys = {each.pk: key for key, each in self.county.units.items()}
        return self.county.workers[keys[unit.pk]]


SHARE = Share(kinds=(Duty,), plan=plan, teller=Tasks)
