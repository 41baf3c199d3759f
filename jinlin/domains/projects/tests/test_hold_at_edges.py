"""Does what is promised hold when people move on, places merge, projects end, lists come twice?"""

from datetime import timedelta
from io import BytesIO

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Asking, Doing, Pick
from jinlin.domains.projects.models import Activity, Task, TaskList
from jinlin.domains.projects.permissions import can_judge
from jinlin.domains.projects.queries import public
from jinlin.domains.projects.queries.counting import value_of
from jinlin.domains.projects.queries.lights import lights_of
from jinlin.domains.projects.queries.listed import Filters, task_board, tasks_waiting
from jinlin.domains.projects.tests.cast import (
    VERDICT,
    aimed,
    in_days,
    judging,
    midway,
    now_of,
    spent,
    under_way,
    with_steps_reached,
    working,
)
from jinlin.domains.projects.tests.sheets import xlsx
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.ground.places import actions as places

pytestmark = pytest.mark.one_engine


def moved_up(cast, who, role="lead", place="town"):
    """They work for the unit no more, and answer for the place's list now."""
    user = getattr(cast.users, who)
    Grant.objects.filter(user=user).update(
        role=role, organisation=None, place=getattr(cast.places, place)
    )
    return actor_for(User.objects.get(pk=user.pk))


def test_who_worked_on_a_task_does_not_judge_it_after_a_change_of_post(cast):
    task = with_steps_reached(cast)
    actions.report_done(task, evidence="两期都办完了", actor=SYSTEM)
    now = moved_up(cast, "handler")
    assert not tasks_waiting(now).rows.filter(pk=task.pk).exists()
    with pytest.raises(NotAllowed):
        actions.judge_done(now_of(task), actor=now)
    assert actions.judge_done(now_of(task), actor=cast.actors.lead).done_on == clock.today()


def test_who_counted_for_a_project_does_not_judge_it_later(cast):
    project = working(cast)
    indicator = project.indicators.get()
    actions.count(indicator, amount=3, on=clock.today(), note="签到表", actor=cast.actors.clerk)
    now = moved_up(cast, "clerk", role="approver", place="county")
    assert not can_judge(now, now_of(project))
    assert can_judge(cast.actors.approver, now_of(project))


def test_what_was_reported_complete_too_late_is_red_on_the_page_and_under_red(cast):
    task = with_steps_reached(cast, days=5)
    with clock.set_to(clock.now() + timedelta(days=8)):
        actions.report_done(task, evidence="补办完了", actor=cast.actors.handler)
        assert lights_of([now_of(task)])[task.pk].colour == "red"
        assert list(task_board(cast.actors.lead, Filters("red"))) == [task]
    early = judging(cast, days=5)
    with clock.set_to(clock.now() + timedelta(days=8)):
        assert early not in task_board(cast.actors.lead, Filters("red"))


def test_a_moved_deadline_does_not_take_away_the_day_of_a_supervision(cast):
    task = actions.press(under_way(cast), question="办到哪一步了？", actor=cast.actors.lead)
    until = task.due_at
    task = actions.postpone(task, due_on=in_days(90), reason="场地推迟", actor=cast.actors.lead)
    assert (task.due_on, task.due_at) == (in_days(90), until)
    assert task in tasks_waiting(cast.actors.handler).rows
    task = actions.answer(task, answer="方案已定", actor=cast.actors.handler)
    assert task.due_at == clock.end_of(in_days(90))


def asked(cast, project):
    questions = [{"text": "最需要什么？", "options": ["送餐", "理发"]}]
    return actions.ask_needs(
        project,
        Asking("您需要什么", questions, clock.today(), in_days(20)),
        actor=cast.actors.worker,
    )


def test_nobody_is_asked_what_they_need_for_a_project_that_ended(cast):
    project = working(cast)
    survey = asked(cast, project)
    assert public.open_surveys(cast.places.neighbourhood.code) == [survey]
    actions.stop(now_of(project), reason="机构撤出", actor=cast.actors.approver)
    assert public.open_surveys(cast.places.neighbourhood.code) == []
    with pytest.raises(NotNow):
        actions.reply(now_of(survey), ["送餐"], actor=cast.actors.worker)


@pytest.mark.parametrize(("people", "said"), [(4, False), (5, True)])
def test_how_many_took_part_is_said_to_everybody_only_from_five_on(cast, client, people, said):
    project = midway(cast)
    actions.hold(project, Doing("上门看望", clock.today(), people), actor=cast.actors.worker)
    actions.finish(now_of(project), results="看望了独居老人。", actor=cast.actors.worker)
    actions.evaluate(now_of(project), verdict=VERDICT, actor=cast.actors.approver)
    actions.release(now_of(project), actor=cast.actors.lead)
    page = client.get(f"/projects/{project.pk}/").content.decode()
    assert "上门看望" in page
    assert (f"{people}人次" in page) == said


def test_a_number_goes_on_when_its_place_is_merged(cast):
    task = under_way(cast, place="community")
    number = aimed(cast, task)
    for place in ("community", "other_community"):
        project = working(cast, place=place)
        actions.hold(project, Doing("义诊", clock.today()), actor=cast.actors.worker)
    assert value_of(number, as_of=clock.today()).number == 1
    pair = [cast.places.community, cast.places.other_community]
    places.merge(pair, code=pair[1].code, name="合家社区", actor=SYSTEM)
    assert value_of(now_of(number), as_of=clock.today()).number == 2


def sent(cast):
    table = xlsx(
        [
            ["序号", "重点任务", "责任单位", "完成时限"],
            ["1", "建社工站", cast.units.bureau.name, "6月底前"],
            ["2", "办培训班", cast.units.bureau.name, "年底前"],
        ]
    )
    return actions.send_list(
        BytesIO(table), place=cast.places.town, year=clock.today().year, actor=cast.actors.lead
    )


def test_a_list_sent_twice_says_what_stands_on_it_already(cast):
    first = sent(cast)
    actions.land(
        first, [Pick(0, "建社工站", cast.units.bureau, in_days(9))], actor=cast.actors.lead
    )
    again = at_desk(cast.users.lead).get(f"/desk/tasks/lists/{sent(cast).pk}/")
    taken = {name: field.initial for name, field in again.context["form"].fields.items()}
    assert (taken["take-0"], taken["take-1"]) == (False, True)
    assert again.content.decode().count("今年的清单里已有") == 1
    assert Task.objects.count() == 1
    assert TaskList.objects.count() == 2


def test_an_activity_noted_by_mistake_is_taken_out_and_counts_nowhere(cast):
    project = working(cast)
    made = actions.hold(project, Doing("义剪", clock.today(), 40), actor=cast.actors.worker)
    address = f"/desk/projects/{project.pk}/activities/"
    desk = at_desk(cast.users.worker)
    assert desk.post(f"{address}{made.pk}/", {"reason": ""}, follow=True).status_code == 200
    assert Activity.objects.filter(pk=made.pk).exists()
    desk.post(f"{address}{made.pk}/", {"reason": "记错了项目"})
    assert desk.post(f"{address}{made.pk}/", {"reason": "记错了项目"}).status_code == 404
    assert not Activity.objects.exists()
    assert "记错了项目" in desk.get(f"/desk/projects/{project.pk}/").content.decode()
    held = actions.hold(now_of(project), Doing("义诊", clock.today()), actor=cast.actors.worker)
    spent(cast, now_of(project), activity=held)
    with pytest.raises(NotNow):
        actions.unhold(held, reason="记错了", actor=cast.actors.worker)
    with pytest.raises(NotAllowed):
        actions.unhold(held, reason="记错了", actor=cast.actors.other_clerk)
