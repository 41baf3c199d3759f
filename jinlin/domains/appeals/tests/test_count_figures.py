"""Do the figures say what happened, on any day that is asked about?"""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.figures.answers import answer, by_month, by_place, rows
from jinlin.core.figures.measures import Figure, Window
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.measures import MEASURES
from jinlin.domains.appeals.models import Channel
from jinlin.domains.appeals.tests.cast import COUNTY, finished, in_hand, person, reported

BY_KEY = {measure.key: measure for measure in MEASURES}
MONDAY = date(2025, 4, 14)


def told(day, hour=9):
    return clock.set_to(clock.at(day, hour))


def figure(key, as_of, place=COUNTY, since=None):
    found = answer(BY_KEY[f"appeals.{key}"], Window(place, as_of, since))
    return found.numerator, found.denominator


@pytest.fixture
def told_appeal(cast):
    """Reported and answered on Monday, not solved on Tuesday, answered again and closed on
    Wednesday, reopened by the resident on Friday.
    """
    with told(MONDAY):
        appeal = finished(cast)
    with told(MONDAY + timedelta(days=1)):
        appeal = actions.judge(
            appeal,
            actor=cast.actors.resident,
            verdict=Verdict(answered=True, solved=False, satisfied=False),
        )
    with told(MONDAY + timedelta(days=2)):
        appeal = actions.finish(appeal, actor=cast.actors.handler, reply="换了整盏灯。")
        appeal = actions.judge(
            appeal,
            actor=cast.actors.resident,
            verdict=Verdict(answered=True, solved=True, satisfied=True),
        )
    with told(MONDAY + timedelta(days=4)):
        return actions.reopen(appeal, actor=cast.actors.resident, reason="又不亮了")


@pytest.mark.parametrize(("day", "closed"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 0), (40, 0)])
def test_what_was_closed_on_a_day_stays_closed_on_that_day(told_appeal, day, closed):
    assert figure("closed_loop_rate", MONDAY + timedelta(days=day)) == (closed, 1)


def test_each_round_is_judged_and_timed_by_itself(told_appeal):
    friday = MONDAY + timedelta(days=4)
    assert figure("solved", friday) == (1, 2)
    assert figure("satisfied", friday) == (1, 2)
    assert figure("on_time", friday) == (2, 2)
    assert figure("on_time", friday + timedelta(days=30)) == (
        2,
        3,
    )  # the third round is past its day without a reply


def test_received_is_counted_once_by_its_door(cast):
    with told(MONDAY):
        reported(cast)
        for channel in (Channel.HOTLINE, Channel.HOTLINE, Channel.DOOR):
            actions.report(
                actions.Report(cast.places.neighbourhood, "路灯坏了。", channel),
                actor=cast.actors.clerk,
            )
    assert figure("received", MONDAY) == (4, 4)
    assert [
        figure(f"received_{door}", MONDAY)[0] for door in ("online", "hotline", "door", "counter")
    ] == [1, 2, 1, 0]
    assert figure("received", MONDAY - timedelta(days=1)) == (0, 0)
    assert figure("received", MONDAY + timedelta(days=9), since=MONDAY + timedelta(days=1)) == (
        0,
        0,
    )


def test_a_response_counts_late_only_when_its_time_is_over(cast):
    with told(MONDAY, 17):
        appeal = reported(cast)
    assert figure("responded_in_time", MONDAY) == (0, 0)
    assert figure("responded_in_time", MONDAY + timedelta(days=7)) == (0, 1)
    with told(MONDAY + timedelta(days=1), 10):
        actions.accept(appeal, actor=cast.actors.clerk)
    assert figure("responded_in_time", MONDAY + timedelta(days=1)) == (1, 1)


def test_withdrawn_before_anybody_was_late_is_left_out(cast):
    with told(MONDAY):
        actions.withdraw(in_hand(cast), actor=cast.actors.resident, reason="自己修好了")
        actions.withdraw(reported(cast), actor=cast.actors.resident, reason="报错了地方")
    later = MONDAY + timedelta(days=60)
    assert figure("on_time", later) == (0, 0)
    assert figure("responded_in_time", later) == (1, 1)
    assert figure("closed_loop_rate", later) == (2, 2)


def test_handling_time_is_a_time_that_occurred(cast):
    for hours in (2, 4, 30):
        with told(MONDAY):
            appeal = in_hand(cast)
        with clock.set_to(clock.at(MONDAY, 9) + timedelta(hours=hours)):
            actions.finish(appeal, actor=cast.actors.handler, reply="修好了。")
    window = Window(COUNTY, MONDAY + timedelta(days=3))
    assert answer(BY_KEY["appeals.handling_median"], window).value == 4 * 60
    assert answer(BY_KEY["appeals.handling_p90"], window).value == 30 * 60


def test_places_and_months_add_up_to_the_whole(cast):
    for day, place in (
        (MONDAY, "neighbourhood"),
        (MONDAY, "other_neighbourhood"),
        (MONDAY + timedelta(days=20), "neighbourhood"),
    ):
        with told(day):
            actions.report(
                actions.Report(getattr(cast.places, place), "路灯坏了。", reporter=person(cast)),
                actor=SYSTEM,
            )
    window = Window(COUNTY, MONDAY + timedelta(days=30))
    measure = BY_KEY["appeals.received"]
    assert {code: each.numerator for code, each in by_place(measure, window, 12).items()} == {
        "350526100001": 2,
        "350526100002": 1,
    }
    assert {month: each.numerator for month, each in by_month(measure, window).items()} == {
        "2025-04": 2,
        "2025-05": 1,
    }


@pytest.mark.parametrize("key", BY_KEY)
def test_the_rows_behind_a_figure_are_as_many_as_it_says(cast, told_appeal, key):
    window = Window(COUNTY, MONDAY + timedelta(days=30))
    found = answer(BY_KEY[key], window)
    assert rows(BY_KEY[key], window).count() == found.denominator
    assert rows(BY_KEY[key], window, met_only=True).count() == found.numerator


def test_published_figures_are_rounded_half_up():
    assert Figure("k", Fraction(100 * 1219, 1456), 1219, 1456).rounded() == 83.7
    assert Figure("k", Fraction(2505, 10), 0, 0).rounded(0) == 251
