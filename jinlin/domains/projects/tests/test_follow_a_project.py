"""Next year's proposal begins from what was reached, and one project is followed once."""

import pytest

from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.models import Evaluation, Indicator, Line, Member, Stage
from jinlin.domains.projects.tests.cast import VERDICT, evaluated, finished, midway, released
from jinlin.services.notices.models import Message


def test_the_next_proposal_has_the_plan_the_team_and_what_was_reached_as_its_baseline(cast):
    project = midway(cast)
    indicator = project.indicators.get()
    told = {"amount": 31, "on": clock.today(), "note": "结对名单"}
    actions.count(indicator, actor=cast.actors.worker, **told)
    project = actions.finish(
        type(project).objects.get(), results="31对", lessons="早点招募", actor=cast.actors.worker
    )
    project = actions.evaluate(project, verdict=VERDICT, actor=cast.actors.approver)
    fresh = actions.follow(project, actor=cast.actors.worker)
    assert (fresh.year, fresh.state, fresh.follows) == (project.year + 1, "drafting", project)
    assert "早点招募" in fresh.need
    assert [each.title for each in Stage.objects.filter(project=fresh)] == ["摸底", "结对"]
    assert [each.amount for each in Line.objects.filter(project=fresh)] == [1000, 2000]
    assert Indicator.objects.get(project=fresh).baseline == 31
    assert Member.objects.get(project=fresh).name == "叶社工"
    with pytest.raises(NotNow):
        actions.follow(type(project).objects.get(pk=project.pk), actor=cast.actors.worker)


def test_an_evaluation_keeps_the_numbers_of_its_day(cast):
    evaluated(cast)
    final = Evaluation.objects.get(is_final=True)
    assert final.counted["indicators"][0]["number"] == 0
    assert final.counted["money"]["planned"] == 3000


def test_nobody_evaluates_a_project_that_they_had_a_hand_in(cast):
    from jinlin.domains.projects.actions import Joining

    project = finished(cast)
    user = cast.users.approver
    actions.join(project, Joining("staff", user.name, user), actor=cast.actors.worker)
    fresh = type(project).objects.get()
    with pytest.raises(NotAllowed):
        actions.evaluate(fresh, verdict=VERDICT, actor=cast.actors.approver)
    assert (
        actions.evaluate(fresh, verdict=VERDICT, actor=cast.actors.second_approver).state
        == "evaluated"
    )


def test_the_unit_hears_what_was_decided(cast):
    project = released(cast)
    about = Message.objects.filter(about_id=project.pk, user=cast.users.worker)
    assert about.filter(event="projects.approve").exists()
