"""Who plays in the tests of projects? The small county, and a project and a task in each state,
through the real actions.
"""

from datetime import date, timedelta
from types import SimpleNamespace

from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import (
    Aim,
    Change,
    Joining,
    Proposal,
    Purchase,
    Share,
    TaskTerms,
    Verdict,
)
from jinlin.domains.projects.models import (
    Funder,
    Indicator,
    Line,
    Project,
    ServiceKind,
    Stage,
    Task,
)
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests import county
from jinlin.ground.places.models import OrganisationKind

UNITS = {
    **county.UNITS,
    "agency": ("county", "德化县暖心社工服务中心", OrganisationKind.AGENCY),
}
STAFF = {
    **county.STAFF,
    "approver": ("蒋审批", Role.APPROVER, "county", ""),
    "second_approver": ("沈评估", Role.APPROVER, "county", ""),
    "worker": ("叶社工", Role.PARTNER, "county", "agency"),
    "other_clerk": ("曾小芳", Role.CLERK, "other_community", "other_community"),
}
VERDICT = Verdict("good", "按计划开展。", "目标基本达到。", "专款专用。")


def cast_of_projects() -> SimpleNamespace:
    """The whole cast stands in the database."""
    found = county.county(units=UNITS, staff=STAFF)
    ServiceKind.objects.create(county=county.COUNTY, code="care", name="暖心关爱")
    return SimpleNamespace(
        places=found.places, units=found.units, users=found.users, actors=found.actors
    )


def drafted(
    cast, place="community", title="左邻右舍有能人", unit="agency", who="worker"
) -> Project:
    """By the agency's worker, with the worker in the team, still to be handed in."""
    told = Proposal(
        title=title,
        kind=ServiceKind.objects.get(),
        serves="residents",
        unit=getattr(cast.units, unit),
        year=clock.today().year,
    )
    actor = getattr(cast.actors, who)
    project = actions.draft(getattr(cast.places, place), told, actor=actor)
    today = clock.today()
    rows = [
        Change(
            "project",
            {
                "title": title,
                "need": "独居老人多，常常没人搭把手。",
                "design": "找出邻里能人，结对帮忙。",
                "starts_on": today,
                "ends_on": today + timedelta(days=180),
            },
            seen={"title": title, "need": "", "design": "", "starts_on": None, "ends_on": None},
        ),
        Change("stage", {"title": "摸底", "goal": "找到20位能人"}),
        Change("stage", {"title": "结对", "goal": "结成30对"}),
        Change("indicator", {"name": "结对户数", "unit": "户", "baseline": 0, "target": 30}),
        Change("line", {"title": "材料费", "amount": 1000}),
        Change("line", {"title": "培训费", "amount": 2000}),
        Change("funder", {"source": "fiscal", "name": "县社工部", "amount": 2000}),
        Change("funder", {"source": "donation", "name": "白瓷厂", "amount": 1000}),
    ]
    assert actions.write(project, rows, actor=actor) == []
    user = getattr(cast.users, who)
    actions.join(project, Joining("social_worker", user.name, user), actor=actor)
    return now_of(project)


def reviewing(cast, **more) -> Project:
    return actions.apply(drafted(cast, **more), actor=cast.actors.worker)


def deciding(cast, **more) -> Project:
    return actions.recommend(reviewing(cast, **more), actor=cast.actors.lead)


def approved(cast, **more) -> Project:
    return actions.approve(deciding(cast, **more), actor=cast.actors.approver)


def working(cast, **more) -> Project:
    return actions.begin(approved(cast, **more), actor=cast.actors.worker)


def midway(cast, **more) -> Project:
    return actions.judge_midway(working(cast, **more), verdict=VERDICT, actor=cast.actors.approver)


def finished(cast, **more) -> Project:
    return actions.finish(midway(cast, **more), results="结成了31对。", actor=cast.actors.worker)


def evaluated(cast, **more) -> Project:
    return actions.evaluate(finished(cast, **more), verdict=VERDICT, actor=cast.actors.approver)


def released(cast, **more) -> Project:
    return actions.release(evaluated(cast, **more), actor=cast.actors.lead)


def turned_down(cast) -> Project:
    return actions.turn_down(deciding(cast), reason="和现有项目重复", actor=cast.actors.approver)


def stopped(cast) -> Project:
    return actions.stop(working(cast), reason="机构撤出", actor=cast.actors.approver)


IN_STATE = {
    "drafting": drafted,
    "reviewing": reviewing,
    "deciding": deciding,
    "approved": approved,
    "working": working,
    "midway": midway,
    "finished": finished,
    "evaluated": evaluated,
    "turned_down": turned_down,
    "stopped": stopped,
}


def bought(project, amount=100, line=0, *, shares=(), **more) -> Purchase:
    """Something on the first line; `shares` are amounts of the funders in their order."""
    lines = list(Line.objects.filter(project=project))
    funders = list(Funder.objects.filter(project=project))
    told = [Share(funder, amount) for funder, amount in zip(funders, shares, strict=False)]
    given = {"without_voucher": "街边小店不开票", **more}
    return Purchase(lines[line], "针线包", amount, clock.today(), tuple(told), **given)


def spent(cast, project, amount=100, line=0, **more):
    return actions.spend(project, bought(project, amount, line, **more), actor=cast.actors.worker)


def listed(cast, *, place="town", unit="bureau", days=60, steps=True, **more) -> Task:
    """On the town's list, by its lead; the bureau answers for it."""
    today = clock.today()
    told = TaskTerms(
        title="举办社会工作者培训班",
        unit=getattr(cast.units, unit),
        due_on=today + timedelta(days=days),
        year=today.year,
        text="全年举办培训班2期以上。",
        helpers=[cast.units.community],
        steps=(("制定培训方案", today + timedelta(days=20)),) if steps else (),
        **more,
    )
    return actions.put_on_list(getattr(cast.places, place), told, actor=cast.actors.lead)


def under_way(cast, **more) -> Task:
    return actions.take_on(listed(cast, **more), actor=cast.actors.handler)


def with_steps_reached(cast, **more) -> Task:
    task = under_way(cast, **more)
    for step in task.milestones.all():
        actions.reach(step, on=clock.today(), evidence="方案已印发", actor=cast.actors.handler)
    return now_of(task)


def judging(cast, **more) -> Task:
    return actions.report_done(
        with_steps_reached(cast, **more), evidence="两期都办完了", actor=cast.actors.handler
    )


def done(cast) -> Task:
    return actions.judge_done(judging(cast), actor=cast.actors.lead)


def dropped(cast) -> Task:
    return actions.drop(listed(cast), reason="合并到另一项", actor=cast.actors.lead)


TASK_IN_STATE = {
    "open": listed,
    "working": with_steps_reached,
    "judging": judging,
    "done": done,
    "dropped": dropped,
}


def aimed(cast, task, *, measure="projects.activities", target=3) -> Indicator:
    """The task is to reach a figure of the house."""
    aim = Aim("开展活动", target, measure=measure, unit="场")
    actions.plan_steps(task, aims=[aim], actor=cast.actors.handler)
    return Indicator.objects.filter(task=task).latest("order")


def now_of(row):
    return type(row).objects.get(pk=row.pk)


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def stages_of(project) -> list[Stage]:
    return list(Stage.objects.filter(project=project))
