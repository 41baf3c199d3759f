"""Two at the same moment: money, plans, reports, lists and judgements, on both engines."""

from functools import partial

import pytest

from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Change, Doing, Joining, Pick
from jinlin.domains.projects.models import (
    Activity,
    Line,
    Project,
    Report,
    Spending,
    SpendingState,
    Stage,
    Supervision,
    Task,
    TaskList,
)
from jinlin.domains.projects.queries.money import sums_of
from jinlin.domains.projects.tests.cast import (
    bought,
    cast_of_projects,
    drafted,
    judging,
    now_of,
    under_way,
    working,
)
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]


@pytest.fixture
def everybody(shared_house):
    return cast_of_projects()


def names(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_of_four_who_spend_the_last_of_a_line_at_once_one_fits(everybody):
    project = working(everybody)
    spend = partial(actions.spend, actor=everybody.actors.worker)
    outcomes = together(*(partial(spend, project, bought(project, 600)) for _each in range(4)))
    assert names(outcomes) == ["Spending"] + ["Unusable"] * 3
    assert sums_of(project).total == 600


def test_without_the_lock_on_the_project_all_of_them_would_fit(everybody, monkeypatch):
    """The control: each looks at the line, and then all of them book."""
    import threading

    from jinlin.domains.projects.actions import spending

    project = working(everybody)
    gate = threading.Barrier(4)

    def looked(line):
        left = line.amount
        gate.wait()
        return left

    monkeypatch.setattr(spending, "left_of", looked)
    monkeypatch.setattr(type(Project.objects.all()), "held", lambda _rows, row: row)
    monkeypatch.setattr(spending, "keep", lambda *_given, **_told: None)
    spend = partial(spending.spend.__wrapped__, actor=everybody.actors.worker)
    outcomes = together(*(partial(spend, project, bought(project, 600)) for _each in range(4)))
    assert names(outcomes) == ["Spending"] * 4
    booked = Spending.objects.filter(state=SpendingState.BOOKED)
    assert sum(row.amount for row in booked) == 2400 > Line.objects.first().amount


def test_two_who_write_one_field_of_a_plan_at_once_both_are_kept(everybody):
    project = drafted(everybody)
    stage = Stage.objects.filter(project=project).first()
    seen = {"title": stage.title, "goal": stage.goal, "starts_on": None, "ends_on": None}

    def write(who, goal):
        change = Change("stage", {**seen, "goal": goal}, row=stage.pk, seen=seen)
        return actions.write(project, [change], actor=getattr(everybody.actors, who))

    outcomes = together(partial(write, "worker", "甲"), partial(write, "clerk", "乙"))
    asides = [aside.wanted for crossed in outcomes for aside in crossed]
    assert sorted([now_of(stage).goal, *asides]) == ["乙", "甲"]


def test_one_approves_and_one_refuses_at_once_one_of_them_is_told(everybody):
    project = working(everybody)
    told = bought(project, 5000, reason="涨价")
    row = actions.spend(project, told, actor=everybody.actors.worker)
    outcomes = together(
        partial(actions.approve_beyond, row, actor=everybody.actors.approver),
        partial(actions.refuse_beyond, row, reason="不行", actor=everybody.actors.second_approver),
    )
    assert names(outcomes) == ["NotNow", "Spending"]


def test_two_who_judge_at_once_one_wins(everybody):
    task = judging(everybody)
    outcomes = together(
        partial(actions.judge_done, now_of(task), actor=everybody.actors.lead),
        partial(actions.judge_open, now_of(task), reason="缺总结", actor=everybody.actors.approver),
    )
    assert names(outcomes) == ["Stale", "Task"]


def test_two_who_supervise_at_once_ask_once(everybody):
    task = under_way(everybody)
    press = partial(actions.press, question="进展？")
    outcomes = together(
        partial(press, now_of(task), actor=everybody.actors.supervisor),
        partial(press, now_of(task), actor=everybody.actors.lead),
    )
    assert names(outcomes) == ["Stale", "Task"]
    assert Supervision.objects.count() == 1


def test_a_draft_signed_twice_at_once_is_one_report(everybody):
    task = under_way(everybody)
    draft = actions.draft_report(task, actor=everybody.actors.handler)
    sign = partial(actions.sign, draft, edition=1, actor=everybody.actors.handler)
    assert names(together(sign, sign)) == ["NotNow", "Report"]
    assert Report.objects.count() == 1


def test_a_list_landed_twice_at_once_lands_once(everybody):
    town, bureau = everybody.places.town, everybody.units.bureau
    line = {"text": "", "number": 1, "helpers": [], "title": "甲", "unit": "", "due_on": ""}
    sent = TaskList.objects.create(
        county=town.county,
        place=town,
        place_code=town.code,
        year=2026,
        lines=[line],
        sent_at=clock.now(),
    )
    pick = Pick(0, "甲", bureau, clock.today())
    land = partial(actions.land, sent, [pick], actor=everybody.actors.lead)
    assert names(together(land, land)) == ["NotNow", "TaskList"]
    assert Task.objects.count() == 1


def test_one_activity_of_another_domain_linked_twice_at_once_stands_once(everybody):
    project = working(everybody)
    told = Doing("服务日", clock.today(), kind="service_day", subject=project.pk)
    hold = partial(actions.hold, project, told, actor=everybody.actors.worker)
    assert names(together(hold, hold)) == ["Activity", "NotNow"]
    assert Activity.objects.count() == 1


def test_two_leading_social_workers_at_once_are_one(everybody):
    project = working(everybody)
    leader = project.members.get()
    actions.leave(leader, actor=everybody.actors.worker)
    join = partial(actions.join, project, actor=everybody.actors.worker)
    outcomes = together(
        *(partial(join, Joining("social_worker", name)) for name in ("叶社工", "林社工"))
    )
    assert names(outcomes) == ["Member", "NotNow"]
