"""Whose days stand in whose calendar, and what does a resident read of what they answered?"""

from datetime import timedelta

import pytest
from icalendar import Calendar

from jinlin.core import feeds
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Asking
from jinlin.domains.projects.calendars import own_days, own_feed
from jinlin.domains.projects.models import DeadlineFeed, Reply, Survey
from jinlin.domains.projects.queries.own import own
from jinlin.domains.projects.tests import cast as play
from jinlin.ground.accounts.tests.county import at_desk, at_phone
from jinlin.shell.one_list import one_list

pytestmark = pytest.mark.one_engine


standing_cast, cast = once_a_file(play.cast_of_projects)


def summaries(content):
    found = Calendar.from_ical(content).walk("VEVENT")
    return [str(event["summary"]) for event in found]


def test_the_deadline_and_each_milestone_stand_in_the_calendar_of_the_unit_and_of_nobody_else(cast):
    task = play.listed(cast)
    mine = own_days(cast.actors.handler)
    assert {due.key for due in mine} == {task.pk, *task.milestones.values_list("pk", flat=True)}
    assert mine == sorted(mine, key=lambda due: (due.on, due.key))
    assert own_days(cast.actors.other_clerk) == []
    assert len(summaries(own_feed(cast.actors.handler))) == len(mine)


def test_a_moved_deadline_keeps_its_entry_under_a_higher_sequence(cast):
    task = play.listed(cast)
    day = task.due_on + timedelta(days=20)

    def entry():
        content = own_feed(cast.actors.handler)
        found = Calendar.from_ical(content).walk("VEVENT")
        return next(event for event in found if event["uid"] == f"{task.pk}@projects.jinlin")

    before = entry()
    actions.postpone(task, due_on=day, reason="场地未定", actor=cast.actors.lead)
    after = entry()
    assert (after["uid"], after["dtstart"].dt) == (before["uid"], day)
    assert after["sequence"] > before["sequence"]


def test_a_worker_of_the_team_reads_the_next_step_and_the_stages_of_the_project(cast):
    project = play.working(cast)
    days = own_days(cast.actors.worker)
    assert project.pk in {due.key for due in days}
    assert own_days(cast.actors.second_approver) == []


def test_the_secret_address_is_made_anew_and_taken_back(cast):
    play.listed(cast)
    client = at_desk(cast.users.handler)
    answer = client.post("/desk/tasks/calendar/")
    address = answer.context["address"].split("testserver")[1]
    assert client.get("/desk/tasks/calendar/").context["address"] == ""
    assert summaries(at_phone(cast.users.worker).get(address).content)
    again = client.post("/desk/tasks/calendar/").context["address"].split("testserver")[1]
    assert client.get(address).status_code == 404
    assert client.get(again).status_code == 200
    client.post("/desk/tasks/calendar/", {"revoke": "1"})
    assert client.get(again).status_code == 404
    assert DeadlineFeed.objects.filter(revoked_at=None).count() == 0


def test_whoever_is_staff_no_more_has_no_calendar(cast):
    raw = feeds.make(DeadlineFeed, cast.users.handler.pk)
    assert at_phone(cast.users.handler).get(f"/desk/tasks/calendar/{raw}.ics").status_code == 200
    cast.users.handler.grants.update(valid_to=clock.today())
    assert at_phone(cast.users.handler).get(f"/desk/tasks/calendar/{raw}.ics").status_code == 404


@pytest.fixture
def asked(cast):
    """A questionnaire that the clerk's own account answered on the phone."""
    project = play.drafted(cast)
    questions = [{"text": "您最需要什么？", "options": ["助餐", "助医"]}]
    today = clock.today()
    told = Asking("您需要什么", questions, today, today + timedelta(days=9))
    actions.ask_needs(project, told, actor=cast.actors.worker)
    survey = Survey.objects.get()
    actions.reply(survey, ["助餐"], user=cast.users.handler, actor=cast.actors.handler)
    return project


def test_what_one_answered_stands_among_ones_own_matters_until_the_results_are_read(cast, asked):
    def line():
        return one_list([own(cast.actors.handler)]).rows[0].row

    assert Reply.objects.get().written_at <= clock.now()
    assert (line().rank, line().is_published) == (2, False)
    assert [each.row for each in one_list([own(cast.actors.lead)]).rows] == []
    page = at_phone(cast.users.handler).get("/mine/").content.decode()
    assert "您需要什么" in page
