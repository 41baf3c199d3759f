"""Do the demo's wishes hold before anything is told, and do their released words tell nobody who it
is?
"""

import itertools
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from chinese_calendar.constants import holidays, workdays

from jinlin.core.time import clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.demo import knocking
from jinlin.demo.names import GIVEN, SURNAMES
from jinlin.demo.plan import REPORT_DAY
from jinlin.demo.shares import Frame
from jinlin.demo.wishing import (
    CLAIMED,
    COME_TRUE,
    ENDS,
    FIRST_DAY,
    KEPT,
    MONTHS,
    OPEN,
    WishPlanner,
    words_of,
)
from jinlin.domains.wishes.actions.released import check_child, given_away
from jinlin.domains.wishes.models import Band, Channel
from jinlin.ground.people.models import Person

pytestmark = pytest.mark.one_engine

CALENDAR = WorkCalendar(frozenset(holidays), frozenset(workdays), frozenset(range(2004, 2027)))
NEIGHBOURHOODS = 87
NOW = clock.at(REPORT_DAY + timedelta(days=300), 1, 30)  # in the night


def planned():
    planner = WishPlanner(CALENDAR, NEIGHBOURHOODS, Random(7))
    return planner.until_report_day(), planner.lately(NOW)


@pytest.fixture(scope="module")
def plans():
    return planned()


def test_more_are_said_from_month_to_month(plans):
    counts = Counter(f"{clock.local_day(plan.reported_at):%Y-%m}" for plan in plans[0])
    assert dict(counts) == MONTHS
    assert list(MONTHS.values()) == sorted(MONTHS.values())
    days = [clock.local_day(plan.reported_at) for plan in plans[0]]
    assert FIRST_DAY <= min(days) <= max(days) <= REPORT_DAY


def test_84_of_100_come_true(plans):
    true = sum(plan.steps[-1].verb in {"confirm", "thank", "wait"} for plan in plans[0])
    assert true == sum(ENDS[end] for end in COME_TRUE)
    assert round(100 * true / len(plans[0])) == 84


def test_every_wish_goes_forward_in_time(plans):
    for plan in [*plans[0], *plans[1]]:
        moments = [plan.reported_at, *(step.at for step in plan.steps)]
        assert moments == sorted(moments), plan


def test_no_step_comes_after_the_job_that_would_have_done_it(plans):
    most = {
        ("claim", "fulfil"): 14,
        ("fulfil", "confirm"): 7,
        ("fulfil", "dispute"): 7,
        ("dispute", "fulfil"): 14,
        ("claim", "give_back"): 14,
    }
    for plan in [*plans[0], *plans[1]]:
        steps = [step for step in plan.steps if step.verb != "share"]
        for one, next_ in itertools.pairwise(steps):
            days = (clock.local_day(next_.at) - clock.local_day(one.at)).days
            assert days <= most.get((one.verb, next_.verb), days), plan


def test_the_last_weeks_end_today(plans):
    assert len(plans[1]) == len(OPEN) + len(CLAIMED) + len(KEPT) + 4
    assert max(step.at for plan in plans[1] for step in plan.steps) < NOW
    assert max(plan.reported_at for plan in plans[1]) < NOW
    kinds = Counter(plan.story["said"] for plan in plans[1])
    assert max(kinds.values()) == 1


def test_the_resident_has_one_wish_and_takes_one_on(plans):
    own = [plan for plan in [*plans[0], *plans[1]] if plan.reporter == 0]
    taken = [
        plan
        for plan in [*plans[0], *plans[1]]
        for step in plan.steps
        if step.words[:2] == ("resident", "0")
    ]
    assert [(plan.is_for_self, plan.steps[-1].verb) for plan in own] == [(True, "fulfil")]
    assert [plan.steps[-1].verb for plan in taken] == ["claim"]
    assert own[0] is not taken[0]


def test_the_same_chance_tells_the_same_wishes(plans):
    assert planned() == plans


def test_released_words_tell_nobody_who_it_is():
    everybody = [Person(name=surname + given) for surname in SURNAMES for given in GIVEN]
    for told in words_of("wishes"):
        for text in (told["title"], told["text"]):
            assert given_away(text, everybody, []) == "", told
            if told["band"] == Band.CHILD:
                check_child(text, field="public_text")


def test_wishes_told_at_a_door_were_found_at_one(plans):
    """Where a door of their neighbourhood was on the list of the round that went on."""
    stories = plans[0]
    told = knocking.plan(Frame(CALENDAR, NEIGHBOURHOODS, NOW, stories))
    knocks = [each for each in told if isinstance(each, knocking.Knock) and each.wish is not None]
    assert len(knocks) == len({each.wish for each in knocks}) >= 10
    for knock in knocks:
        wish = stories[knock.wish]
        assert (wish.channel, wish.home, knock.outcome) == (Channel.DOOR, knock.home, "visited")
        assert knock.reported_at - wish.reported_at == timedelta(minutes=3)
