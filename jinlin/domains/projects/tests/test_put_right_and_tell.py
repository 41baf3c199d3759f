"""Can what was laid out by mistake be put right, who hears of it, and what stands in the files?"""

import csv
from datetime import timedelta
from uuid import uuid4

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Aim
from jinlin.domains.projects.models import Indicator
from jinlin.domains.projects.tests.cast import (
    aimed,
    listed,
    now_of,
    spent,
    under_way,
    with_steps_reached,
    working,
)
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.one_engine


def told(task, name, cast):
    """What somebody of the cast was told of the task, the newest last."""
    rows = Message.objects.filter(about_id=task.pk, user=getattr(cast.users, name))
    return list(rows.order_by("pk").values_list("event", flat=True))


def in_file(cast, who, address):
    answer = at_desk(getattr(cast.users, who)).get(address)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_a_milestone_laid_out_by_mistake_does_not_bar_completion_for_good(cast):
    task = with_steps_reached(cast)
    actions.plan_steps(task, steps=[("写错的节点", clock.today())], actor=cast.actors.handler)
    step = task.milestones.get(title="写错的节点")
    with pytest.raises(NotNow):
        actions.report_done(now_of(task), evidence="办完了", actor=cast.actors.handler)
    with pytest.raises(NotAllowed):
        actions.strike_step(step, reason="写错了", actor=cast.actors.handler)
    with pytest.raises(Unusable):
        actions.strike_step(step, reason=" ", actor=cast.actors.lead)
    lead = at_desk(cast.users.lead)
    page = f"/desk/tasks/{task.pk}/"
    assert f"{page}strike/{step.pk}/" in lead.get(page).text
    assert lead.post(f"{page}strike/{step.pk}/", {"reason": "写错了"}).status_code == 302
    assert "写错的节点" in lead.get(page).text  # on the trail
    actions.report_done(now_of(task), evidence="办完了", actor=cast.actors.handler)
    with pytest.raises(NotNow):
        actions.strike_step(now_of(task.milestones.get()), reason="不要了", actor=cast.actors.lead)


def test_a_reached_milestone_and_a_counted_figure_stay(cast):
    task = with_steps_reached(cast)
    figure = aimed(cast, task)
    actions.plan_steps(task, aims=[Aim("走访户数", 20)], actor=cast.actors.handler)
    by_hand = Indicator.objects.get(task=task, measure="")
    actions.count(by_hand, amount=2, on=clock.today(), note="走访记录", actor=cast.actors.handler)
    with pytest.raises(NotNow):
        actions.strike_step(task.milestones.get(), reason="不要了", actor=cast.actors.lead)
    with pytest.raises(NotNow):
        actions.strike_figure(by_hand, reason="不要了", actor=cast.actors.lead)
    actions.strike_figure(figure, reason="选错了指标", actor=cast.actors.lead)
    assert list(task.indicators.all()) == [by_hand]


def test_whoever_supervised_a_task_hears_the_answer(cast):
    task = under_way(cast)
    actions.press(task, question="场地落实了吗？", actor=cast.actors.supervisor)
    before = told(task, "supervisor", cast)
    actions.answer(now_of(task), answer="本周签协议。", actor=cast.actors.handler)
    assert told(task, "supervisor", cast) == [*before, "projects.task.answer"]
    assert "projects.task.answer" not in told(task, "handler", cast)


def test_units_that_help_hear_that_a_task_came_moved_and_ended(cast):
    task = listed(cast)
    later = task.due_on + timedelta(days=9)
    actions.postpone(task, due_on=later, reason="场地未定", actor=cast.actors.lead)
    actions.drop(now_of(task), reason="合并", actor=cast.actors.lead)
    heard = [f"projects.task.{verb}" for verb in ("list", "postpone", "drop")]
    assert told(task, "clerk", cast) == heard  # the community helps
    assert told(task, "handler", cast) == heard


def test_a_task_is_handed_to_another_unit_which_takes_it_on_and_both_are_told(cast):
    task = under_way(cast)
    actions.press(task, question="场地落实了吗？", actor=cast.actors.supervisor)
    to = cast.units.community  # it helped until now
    page = at_desk(cast.users.lead).get(f"/desk/tasks/{task.pk}/hand_over/").text
    assert to.name in page
    typed = {"key": uuid4(), "version": now_of(task).version, "unit": to.pk, "reason": "职责已调整"}
    answer = at_desk(cast.users.lead).post(f"/desk/tasks/{task.pk}/hand_over/", typed)
    assert answer.status_code == 302
    task = now_of(task)
    assert (task.unit, task.state, task.helpings.count()) == (to, "open", 0)
    for who in ("clerk", "handler"):
        assert told(task, who, cast)[-1] == "projects.task.hand_over"
    trail = at_desk(cast.users.lead).get(f"/desk/tasks/{task.pk}/").text
    assert "职责已调整" in trail
    actions.take_on(task, actor=cast.actors.clerk)
    actions.answer(now_of(task), answer="本周签协议。", actor=cast.actors.clerk)


def test_a_task_is_handed_over_with_a_reason_and_not_to_its_own_unit_or_another_county(cast):
    task = under_way(cast)
    to = cast.units.community
    for unit, reason in ((task.unit, "调整"), (cast.units.abroad, "调整"), (to, " ")):
        with pytest.raises(Unusable):
            actions.hand_over(now_of(task), unit=unit, reason=reason, actor=cast.actors.lead)
    with pytest.raises(NotAllowed):
        actions.hand_over(now_of(task), unit=to, reason="调整", actor=cast.actors.handler)
    way = f"/desk/tasks/{task.pk}/hand_over/"
    typed = {"key": uuid4(), "version": now_of(task).version, "unit": "", "reason": "职责已调整"}
    page = at_desk(cast.users.lead).post(way, typed)
    assert (page.status_code, "职责已调整" in page.text) == (422, True)


def test_the_list_as_a_file_says_who_helps_and_which_day_was_set_first(cast):
    task = listed(cast)
    later = task.due_on + timedelta(days=9)
    actions.postpone(task, due_on=later, reason="场地未定", actor=cast.actors.lead)
    [row] = in_file(cast, "lead", "/desk/tasks/export.csv?state=all")
    assert row["配合单位"] == cast.units.community.name
    assert (row["原定期限"], row["完成时限"]) == (str(task.due_on), str(later))


def test_every_spending_comes_out_with_its_sources_and_why_there_is_no_voucher(cast):
    project = working(cast)
    spent(cast, project, 300, shares=(100, 150))
    gone = spent(cast, project, 200)
    actions.take_back(gone, reason="记重了", actor=cast.actors.worker)
    rows = in_file(cast, "worker", f"/desk/projects/{project.pk}/money/export.csv")
    assert [(row["金额（元）"], row["状态"]) for row in rows] == [
        ("300", "已入账"),
        ("200", "已撤回"),
    ]
    assert rows[0]["来源类别"] == "县社工部 100；白瓷厂 150；来源未注明 50"
    assert {row["无凭证原因"] for row in rows} == {"街边小店不开票"}
    [line] = in_file(cast, "worker", "/desk/projects/export.csv?state=all")
    assert line["已支出（元）"] == "300"
