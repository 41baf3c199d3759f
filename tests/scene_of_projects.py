"""What stands in projects and key tasks of the house that is walked through? One of each kind of
row: a project that is written by the community, one whose results are published, one task of the
town that the community answers for.
"""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import COUNTY, Cast
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import (
    Aim,
    Asking,
    Change,
    Doing,
    Joining,
    Origin,
    Proposal,
    Purchase,
    TaskTerms,
    Verdict,
)
from jinlin.domains.projects.models import (
    Aside,
    EvaluationPoint,
    Indicator,
    Line,
    Project,
    ProjectRule,
    ServiceKind,
    Spending,
    TaskList,
)

VERDICT = Verdict("good", "按计划开展。", "基本达到。", "专款专用。")


def projected(cast: Cast) -> dict[str, Any]:
    ServiceKind.objects.create(county=COUNTY, code="care", name="暖心关爱")
    rule = ProjectRule.objects.create(county=COUNTY, valid_from=clock.today())
    EvaluationPoint.objects.create(
        county=COUNTY, code="effect", aspect="effect", name="居民满意", most=100
    )
    written = _written(cast)
    shown = _published(cast)
    return {"project_rule": rule.pk, **written, **shown, **_task(cast)}


def bodies_of_projects() -> dict[str, dict[str, Any]]:
    """A whole body for each move of a task that programs make."""
    return {
        "projects.take_on": {},
        "projects.report_done": {"evidence": "两期都办完了"},
        "projects.judge_done": {"note": "核对过"},
        "projects.judge_open": {"reason": "缺总结"},
        "projects.press": {"question": "进展？"},
        "projects.answer": {"answer": "正在办。"},
    }


def _proposed(cast: Cast, title: str) -> Project:
    told = Proposal(
        title=title,
        kind=ServiceKind.objects.get(),
        serves="residents",
        unit=cast.units.community,
        year=clock.today().year,
    )
    return actions.draft(cast.places.community, told, actor=cast.actors.clerk)


def _planned(cast: Cast, title: str) -> Project:
    project = _proposed(cast, title)
    today = clock.today()
    seen = {"title": title, "need": "", "design": "", "starts_on": None, "ends_on": None}
    words = {"need": "独居老人多。", "design": "结对帮忙。"}
    days = {"starts_on": today, "ends_on": today + timedelta(days=90)}
    rows = [
        Change("project", {"title": title, **words, **days}, seen=seen),
        Change("stage", {"title": "摸底", "goal": "找到20位能人"}),
        Change("indicator", {"name": "结对户数", "unit": "户", "target": 30, "how": "按结对表"}),
        Change("line", {"title": "材料费", "amount": 1000}),
        Change("funder", {"source": "fiscal", "name": "县社工部", "amount": 1000}),
    ]
    actions.write(project, rows, actor=cast.actors.clerk)
    actions.join(project, Joining("social_worker", "叶社工"), actor=cast.actors.clerk)
    return Project.objects.get(pk=project.pk)


def _written(cast: Cast) -> dict[str, Any]:
    """Still being written, with a questionnaire that is open and a remark beside the plan."""
    project, today = _planned(cast, "左邻右舍有能人"), clock.today()
    questions = [{"text": "您需要哪一项", "options": ["送餐", "理发"]}]
    told = Asking("需求问卷", questions, today, today + timedelta(days=9))
    survey = actions.ask_needs(project, told, actor=cast.actors.clerk)
    actions.reply(survey, ["送餐"], actor=cast.actors.clerk)
    aside = Aside.objects.create(
        county=COUNTY,
        project=project,
        about="摸底",
        field="goal",
        stands="找到20位能人",
        wanted="找到30位能人",
        written_at=clock.now(),
    )
    project = Project.objects.get(pk=project.pk)
    return {
        "project": project.pk,
        "project_version": project.version,
        "survey": survey.pk,
        "aside": aside.pk,
        "member": project.members.get().pk,
        "indicator": project.indicators.get().pk,
        **_counted(cast),
    }


def _counted(cast: Cast) -> dict[str, Any]:
    """A project in work, with something counted, bought and held."""
    project = _begun(cast, "暖心抚忧")
    indicator, line = Indicator.objects.get(project=project), Line.objects.get(project=project)
    today = clock.today()
    reading = actions.count(indicator, amount=3, on=today, note="结对表", actor=cast.actors.clerk)
    bought = Purchase(line, "针线包", 3000, today, without_voucher="摊贩不开票", reason="人数翻倍")
    actions.spend(project, bought, actor=cast.actors.clerk)
    Spending.objects.filter(project=project).update(decided_because="超得太多")
    actions.hold(project, Doing("第一次结对", today, 12), actor=cast.actors.clerk)
    asked = Spending.objects.get(project=project)
    return {
        "counting": project.pk,
        "counted": indicator.pk,
        "reading": reading.pk,
        "asked": asked.pk,
        **_reviewed(cast),
    }


def _reviewed(cast: Cast) -> dict[str, Any]:
    """Handed in, and waiting for review."""
    project = actions.apply(_planned(cast, "银龄送学"), actor=cast.actors.clerk)
    return {"reviewed": project.pk, "reviewed_version": project.version}


def _begun(cast: Cast, title: str) -> Project:
    project = actions.apply(_planned(cast, title), actor=cast.actors.clerk)
    project = actions.recommend(project, actor=SYSTEM)
    project = actions.approve(project, actor=SYSTEM)
    return actions.begin(project, actor=cast.actors.clerk)


def _published(cast: Cast) -> dict[str, Any]:
    project = _begun(cast, "网格化+关爱青少年")
    line = Line.objects.get(project=project)
    bought = Purchase(line, "文具", 200, clock.today(), without_voucher="小店不开票")
    spending = actions.spend(project, bought, actor=cast.actors.clerk)
    project = actions.judge_midway(
        Project.objects.get(pk=project.pk), verdict=VERDICT, actor=SYSTEM
    )
    results = {"results": "结对三十户。", "lessons": "早点招募。"}
    project = actions.finish(project, **results, actor=cast.actors.clerk)
    project = actions.evaluate(project, verdict=VERDICT, actor=SYSTEM)
    project = actions.release(project, actor=SYSTEM)
    user, actor = cast.users.resident, cast.actors.resident
    actions.say(project, is_fine=True, text="帮了大忙", user=user, actor=actor)
    return {"results": project.pk, "spending": spending.pk}


def _task(cast: Cast) -> dict[str, Any]:
    """Under way, with a report signed and one drafted, supervised and answered once."""
    today, clerk = clock.today(), cast.actors.clerk
    told = TaskTerms(
        "举办培训班",
        cast.units.community,
        today + timedelta(days=60),
        today.year,
        text="全年两期。",
        helpers=[cast.units.bureau],
        steps=(("出方案", today + timedelta(days=9)), ("办班", today + timedelta(days=30))),
        origin=Origin("consultations.item", Line.objects.all()[0].pk, "议事会的行动项"),
    )
    task = actions.put_on_list(cast.places.town, told, actor=cast.actors.lead)
    task = actions.take_on(task, actor=clerk)
    steps = list(task.milestones.all())
    actions.reach(steps[0], on=today, evidence="方案已印发", actor=clerk)
    actions.plan_steps(task, aims=[Aim("培训人次", 300, how="按签到表")], actor=clerk)
    actions.name_matter(task, label="appeals.appeal", key=task.pk, title="一件诉求", actor=clerk)
    task = actions.press(type(task).objects.get(pk=task.pk), question="进展？", actor=SYSTEM)
    task = actions.answer(task, answer="正在办。", actor=clerk)
    draft = actions.draft_report(task, actor=clerk)
    report = actions.sign(draft, edition=1, actor=clerk)
    actions.draft_report(type(task).objects.get(pk=task.pk), actor=clerk)
    task = type(task).objects.get(pk=task.pk)
    return {
        "task": task.pk,
        "task_version": task.version,
        "step": steps[1].pk,
        "reached": steps[0].pk,
        "report": report.pk,
        "task_list": _list(cast).pk,
        "unit_key": str(cast.units.community.pk),
        "bureau_key": str(cast.units.bureau.pk),
    }


def _list(cast: Cast) -> TaskList:
    town = cast.places.town
    line = SimpleNamespace(
        number=1, title="建立台账", text="", unit="", unit_words="某办", helpers=[]
    )
    kept = {**vars(line), "helper_words": "", "due_on": "", "due_words": "尽快", "problems": ["无"]}
    return TaskList.objects.create(
        county=COUNTY,
        place=town,
        place_code=town.code,
        year=clock.today().year,
        lines=[kept],
        sent_at=clock.now(),
    )
