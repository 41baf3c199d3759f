"""A report's numbers equal the figure on its day, stand for good once signed, and open."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from jinlin.core.errors import NotAllowed, NotNow, Stale
from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.figures.registry import measures
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Aim, Doing, Wording
from jinlin.domains.projects.models import Draft, Indicator, Report, Task
from jinlin.domains.projects.queries.counting import behind, lines_of
from jinlin.domains.projects.queries.drafting import beside_today
from jinlin.domains.projects.tests.cast import (
    aimed,
    judging,
    now_of,
    under_way,
    with_steps_reached,
    working,
)


def held(cast, times):
    """A project at the town's community with so many activities today."""
    project = working(cast)
    for number in range(times):
        once_more(cast, project, f"活动{number}")
    return project


def once_more(cast, project, title):
    return actions.hold(project, Doing(title, clock.today()), actor=cast.actors.worker)


def signed(cast, task, *, as_of=None):
    handler = cast.actors.handler
    draft = actions.draft_report(now_of(task), as_of=as_of, actor=handler)
    return actions.sign(draft, edition=draft.edition, actor=handler)


def figure(indicator, day):
    window = Window(indicator.place_code, day, indicator.since)
    return answer(measures()[indicator.measure], window).rounded()


def test_the_numbers_of_a_report_are_the_figures_of_its_day(cast):
    task = with_steps_reached(cast)
    indicator = aimed(cast, task)
    held(cast, 2)
    report = signed(cast, task)
    assert report.lines[0]["number"] == figure(indicator, clock.today()) == 2
    assert (report.milestones_reached, report.milestones) == (1, 1)


def test_and_they_stay_when_the_records_grow_afterwards(cast):
    task = with_steps_reached(cast)
    aimed(cast, task)
    project = held(cast, 2)
    report = signed(cast, task)
    once_more(cast, project, "后来补录的")
    assert Report.objects.get().lines[0]["number"] == 2
    assert next(iter(beside_today(report).values())).number == 3


def test_a_report_of_an_earlier_day_counts_until_that_day(cast):
    today = clock.today()
    with clock.set_to(clock.at(today - timedelta(days=3), 9)):
        task = with_steps_reached(cast)
        indicator = aimed(cast, task)
        project = held(cast, 1)
    with clock.set_to(clock.at(today, 9)):
        once_more(cast, project, "今天的")
        report = signed(cast, task, as_of=today - timedelta(days=1))
    assert report.lines[0]["number"] == figure(indicator, today - timedelta(days=1)) == 1


def test_a_signed_report_is_changed_by_nobody(cast):
    report = signed(cast, with_steps_reached(cast))
    with pytest.raises(TypeError):
        report.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Report.objects.none().model._base_manager.filter(pk=report.pk)._raw_delete("default")
    assert Report.objects.count() == 1


def test_the_unit_corrects_words_and_no_number(cast):
    task = with_steps_reached(cast)
    indicator = aimed(cast, task)
    held(cast, 2)
    handler = cast.actors.handler
    draft = actions.draft_report(now_of(task), actor=handler)
    words = [Wording(str(indicator.pk), "已征求意见", "条，均已答复。")]
    kept = actions.correct(draft, wordings=words, text="按计划推进。", edition=1, actor=handler)
    with pytest.raises(Stale):
        actions.correct(draft, wordings=words, text="别的", edition=1, actor=handler)
    report = actions.sign(kept, edition=2, actor=handler)
    line = report.lines[0]
    assert (line["before"], line["number"], line["after"]) == ("已征求意见", 2, "条，均已答复。")
    assert Draft.objects.count() == 0


def test_each_number_opens_the_records_behind_it(cast):
    task = with_steps_reached(cast)
    indicator = aimed(cast, task)
    held(cast, 2)
    found = behind(indicator, as_of=clock.today(), actor=cast.actors.lead)
    assert len(lines_of(found, found.rows)) == found.value.number == 2


def test_what_is_counted_by_hand_is_the_sum_of_its_readings_and_opens_too(cast):
    task = under_way(cast)
    handler = cast.actors.handler
    actions.plan_steps(task, aims=[Aim("培训人次", 300, unit="人")], actor=handler)
    indicator = Indicator.objects.get()
    for amount in (200, 162):
        told = {"amount": amount, "on": clock.today(), "note": "签到表"}
        reading = actions.count(indicator, actor=handler, **told)
    report = signed(cast, task)
    assert (report.lines[0]["number"], report.lines[0]["is_reached"]) == (362, True)
    actions.uncount(reading, reason="重复登记", actor=handler)
    found = behind(indicator, as_of=clock.today(), actor=handler)
    assert [found.value.number, len(lines_of(found, found.rows))] == [200, 1]
    assert Report.objects.get().lines[0]["number"] == 362


def test_a_figure_of_the_house_is_entered_by_nobody(cast):
    task = under_way(cast)
    indicator = aimed(cast, task)
    with pytest.raises(NotNow, match="自动统计"):
        actions.count(indicator, amount=5, on=clock.today(), note="表", actor=cast.actors.handler)


def test_nobody_judges_their_own_completion(cast):
    task = judging(cast)
    with pytest.raises(NotAllowed):
        actions.judge_done(task, actor=cast.actors.handler)
    Task.objects.filter(pk=task.pk).update(asked_by=cast.users.lead.pk)
    with pytest.raises(NotAllowed):
        actions.judge_done(now_of(task), actor=cast.actors.lead)
    done = actions.judge_done(now_of(task), actor=cast.actors.approver)
    assert done.done_on == clock.today()
    with pytest.raises(DatabaseError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(asked_by=done.judged_by)


def test_whoever_works_for_the_unit_does_not_judge_it_either(cast):
    from jinlin.domains.projects.actions import TaskTerms

    told = TaskTerms("本镇的事", cast.units.town, clock.today(), clock.today().year)
    task = actions.put_on_list(cast.places.town, told, actor=cast.actors.lead)
    task = actions.take_on(task, actor=cast.actors.second_clerk)
    task = actions.report_done(task, evidence="都办完了", actor=cast.actors.second_clerk)
    with pytest.raises(NotAllowed):
        actions.judge_done(task, actor=cast.actors.lead)
    assert actions.judge_done(task, actor=cast.actors.approver).state == "done"
