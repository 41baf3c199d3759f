"""Two want the same of a service day at once: who has it, and what is the other told?"""

from collections import Counter
from datetime import date
from functools import partial

import pytest

from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.models import Session
from jinlin.domains.servicedays.tests.cast import MONDAY, asked, at, cast_of_dehua
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]
DAYS_LAID = date(2025, 6, 30)
FREE = date(2025, 5, 20)


@pytest.fixture
def everybody(shared_house):
    return cast_of_dehua()


def kinds(outcomes):
    return Counter(type(outcome).__name__ for outcome in outcomes)


def move(cast, session):
    with at(11, day=MONDAY):
        return actions.reschedule(
            session,
            starts_at=clock.at(FREE, 9),
            ends_at=clock.at(FREE, 11),
            reason="台风",
            actor=cast.actors.organiser,
        )


def test_of_the_days_of_a_series_moved_onto_one_day_at_once_one_takes_place_then(everybody):
    with at(9, day=MONDAY):
        actions.lay_out(everybody.series, until=DAYS_LAID)
    days = list(Session.objects.filter(series=everybody.series))
    assert len(days) >= 3
    outcomes = together(*(partial(move, everybody, each) for each in days))
    assert kinds(outcomes) == {"Session": 1, "Unusable": len(days) - 1}
    assert Session.objects.filter(on=FREE).count() == 1


def test_a_help_taken_four_times_at_once_is_taken_once(everybody):
    ask = asked(everybody)
    with at(10, day=MONDAY):
        ask = actions.release(ask, text="换灯管", actor=everybody.actors.organiser)

    def take():
        with at(11, day=MONDAY):
            return actions.take(ask, actor=everybody.actors.neighbour)

    assert kinds(together(*[take] * 4)) == {"HelpAsk": 1, "Stale": 3}
