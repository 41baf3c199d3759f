"""Does the plan of the demo hold before anything is told?"""

from random import Random

import pytest
from chinese_calendar.constants import holidays, workdays

from jinlin.core.time import clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.demo.county import COUNTY, rows_of
from jinlin.demo.plan import CLOSED, FIRST_DAY, RECEIVED, REPORT_DAY, Planner, settle
from jinlin.demo.situations import story

pytestmark = pytest.mark.one_engine

CALENDAR = WorkCalendar(frozenset(holidays), frozenset(workdays), frozenset(range(2004, 2027)))
NEIGHBOURHOODS = 87


@pytest.fixture(scope="module")
def plans():
    return Planner(story(), CALENDAR, NEIGHBOURHOODS).until_report_day()


def test_as_many_as_were_published_and_as_many_of_them_end_in_time(plans):
    assert len(plans) == RECEIVED
    assert sum(plan.is_ended_by(clock.end_of(REPORT_DAY)) for plan in plans) == CLOSED
    days = [clock.local_day(plan.reported_at) for plan in plans]
    assert min(days) >= FIRST_DAY
    assert max(days) <= REPORT_DAY


def test_every_story_goes_forward_in_time_and_ends(plans):
    for plan in plans:
        moments = [plan.reported_at, *(step.at for step in plan.steps)]
        assert moments == sorted(moments), plan
        assert plan.steps[-1].verb in {"judge", "close", "reject", "withdraw"}


def test_the_same_seed_tells_the_same_story(plans):
    again = Planner(story(), CALENDAR, NEIGHBOURHOODS).until_report_day()
    assert [(plan.text, plan.reported_at, plan.steps) for plan in again] == [
        (plan.text, plan.reported_at, plan.steps) for plan in plans
    ]


def test_there_are_many_situations_in_many_words():
    told = story()
    assert len(told.situations) >= 60
    texts = [text for situation in told.situations for text in situation.texts]
    assert len(texts) == len(set(texts)) >= 180


def test_every_neighbourhood_has_its_name_once():
    names = [row["name"] for row in rows_of(COUNTY, "neighbourhoods.csv")]
    assert len(names) == len(set(names)) == NEIGHBOURHOODS


@pytest.mark.parametrize("wanted", [1_150, 1_219, 1_260])
def test_only_what_residents_decide_is_moved(wanted):
    plans = Planner(story(), CALENDAR, NEIGHBOURHOODS).until_report_day()
    before = [plan.steps[:-1] for plan in plans]
    settle(plans, Random(1), closed=wanted)
    assert sum(plan.is_ended_by(clock.end_of(REPORT_DAY)) for plan in plans) == wanted
    assert [plan.steps[:-1] for plan in plans] == before
