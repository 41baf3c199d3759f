"""What a consultation agreed on becomes a key task, and its end comes back."""

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.consultations.models import ActionItem
from jinlin.domains.consultations.tests import cast as consulted
from jinlin.domains.projects import actions as projects
from jinlin.domains.projects.models import Task
from jinlin.journeys.consultation_to_task import Listed, carry_ends_back, put_on_list

standing_cast, cast = once_a_file(consulted.cast_of_consultations)


@pytest.fixture
def item(cast):
    return consulted.item(cast, owner="bureau")


def listed(cast, item):
    told = Listed("装好北门的充电桩", item.due_on)
    return put_on_list(item, told, actor=cast.actors.lead)


def now_of(row):
    return type(row).objects.get(pk=row.pk)


def done(cast):
    task = projects.take_on(Task.objects.get(), actor=cast.actors.handler)
    task = projects.report_done(task, evidence="充电桩已投用", actor=cast.actors.handler)
    return projects.judge_done(task, actor=cast.actors.lead)


def test_the_item_and_the_task_name_each_other(cast, item):
    item, task = listed(cast, item), Task.objects.get()
    assert (item.state, item.went_id, item.went_as) == ("passed_on", task.pk, "task")
    assert (task.unit_id, task.due_on, task.origin_id) == (item.owner_id, item.due_on, item.pk)
    assert item.topic.title in task.origin
    with pytest.raises(NotNow):
        listed(cast, now_of(item))


def test_a_clerk_puts_nothing_on_the_list_and_nothing_stands_afterwards(cast, item):
    with pytest.raises(NotAllowed):
        put_on_list(item, Listed("充电桩", item.due_on), actor=cast.actors.clerk)
    assert Task.objects.count() == 0
    assert now_of(item).state == "open"


def test_the_item_is_done_once_the_task_is_judged_complete(cast, item):
    listed(cast, item)
    assert carry_ends_back() == 0
    done(cast)
    assert carry_ends_back() == 1
    item = now_of(item)
    assert (item.state, item.ended_on) == ("done", clock.today())
    assert carry_ends_back() == 0
    assert list(timeline.verify()) == []


def test_it_waits_again_when_the_task_is_taken_off_the_list_and_can_be_listed_anew(cast, item):
    listed(cast, item)
    projects.drop(Task.objects.get(), reason="另有安排", actor=cast.actors.lead)
    assert carry_ends_back() == 1
    item = ActionItem.objects.select_related("topic__place", "topic__unit", "owner").get()
    assert item.state == "open"
    assert listed(cast, item).state == "passed_on"
    assert Task.objects.count() == 2
