"""Does a promise that was broken stay broken in the figures, whatever is promised afterwards?"""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.measures import MEASURES
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    days_on,
    in_hand,
    now_of,
    person,
    reported,
)

MONDAY = date(2026, 4, 13)
LIMIT = 7  # days, by the usual term


def on_time(day: int) -> tuple[int, int]:
    measure = next(measure for measure in MEASURES if measure.key == "appeals.on_time")
    found = answer(measure, Window(COUNTY, MONDAY + timedelta(days=day)))
    return found.numerator, found.denominator


def on(day: int, hour: int = 9):
    """So many days after Monday."""
    return clock.set_to(clock.at(MONDAY + timedelta(days=day), hour))


def extended(cast: Cast, *, granted: int, days: int = 10) -> Appeal:
    """In hand since Monday,
    more time asked for on the sixth day after it and granted on another.
    """
    with on(0):
        appeal = in_hand(cast)
    with on(6):
        appeal = actions.ask_extension(
            appeal, actor=cast.actors.handler, days=days, reason="灯杆要定做。"
        )
    with on(granted):
        return actions.grant_extension(appeal, actor=cast.actors.lead, reason="同意。")


@pytest.mark.parametrize(
    ("granted", "answered", "counted"),
    [
        (7, 8, (1, 1)),  # granted on the last day: the promise moved while it held
        (7, 18, (0, 1)),
        (8, 9, (0, 1)),  # granted on the day after: it was broken then, and stays so
        (8, 30, (0, 1)),
    ],
)
def test_only_more_time_that_was_granted_before_the_limit_moves_the_promise(
    cast, granted, answered, counted
):
    appeal = extended(cast, granted=granted)
    with on(answered):
        actions.finish(appeal, actor=cast.actors.handler, reply="换好了。")
    assert on_time(answered) == counted
    assert on_time(90) == counted


def test_the_figure_of_a_past_day_is_the_same_before_and_after_a_late_grant(cast):
    with on(0):
        appeal = in_hand(cast)
    with on(6):
        appeal = actions.ask_extension(
            appeal, actor=cast.actors.handler, days=10, reason="灯杆要定做。"
        )
    before = [on_time(day) for day in range(10)]
    with on(9):
        actions.grant_extension(appeal, actor=cast.actors.lead, reason="同意。")
    assert [on_time(day) for day in range(10)] == before == [(0, 0)] * LIMIT + [(0, 1)] * 3
    assert [on_time(day) for day in (12, 19, 40)] == [(0, 1)] * 3


def test_the_clock_may_stand_after_a_late_grant_and_the_promise_is_broken_all_the_same(cast):
    appeal = extended(cast, granted=8)
    with on(9):
        actions.pause(
            appeal,
            actor=cast.actors.handler,
            whom="outside",
            reason="等停电。",
            review_on=days_on(20),
        )
    assert [on_time(day) for day in (9, 15, 40)] == [(0, 1)] * 3


def test_withdrawn_after_a_late_grant_it_still_counts_as_late(cast):
    appeal = extended(cast, granted=8)
    with on(9):
        actions.withdraw(appeal, actor=cast.actors.resident, reason="自己修好了")
    assert on_time(40) == (0, 1)


def test_a_late_one_is_not_made_punctual_by_being_merged_or_taken_apart(cast):
    with on(0):
        late = in_hand(cast)
    with on(9):
        main = in_hand(cast, reporter=person(cast, "neighbour"))
        late = actions.merge(late, actor=cast.actors.clerk, main=main)
        actions.finish(now_of(main), actor=cast.actors.handler, reply="一并修好了。")
    assert on_time(40) == (1, 2)


def test_a_repeat_is_taken_apart_too_late_for_the_promise_that_it_shared(cast):
    with on(0):
        main = in_hand(cast)
        repeat = actions.accept(
            reported(cast, reporter=person(cast, "neighbour")), actor=cast.actors.clerk
        )
        repeat = actions.merge(repeat, actor=cast.actors.clerk, main=main)
    with on(9):
        repeat = actions.unmerge(repeat, actor=cast.actors.clerk, reason="不是一回事。")
        actions.answer_at_once(repeat, actor=cast.actors.clerk, reply="修好了。")
    assert on_time(9) == (0, 2)


def test_more_time_granted_late_does_not_whiten_the_repeats_either(cast):
    with on(0):
        repeat = actions.accept(
            reported(cast, reporter=person(cast, "neighbour")), actor=cast.actors.clerk
        )
        main = in_hand(cast)
        actions.merge(repeat, actor=cast.actors.clerk, main=main)
    with on(6):
        main = actions.ask_extension(
            now_of(main), actor=cast.actors.handler, days=10, reason="灯杆要定做。"
        )
    with on(9):
        main = actions.grant_extension(main, actor=cast.actors.lead, reason="同意。")
        actions.finish(main, actor=cast.actors.handler, reply="换好了。")
    assert on_time(9) == (0, 2)


def test_a_day_that_came_while_the_clock_stood_breaks_no_promise(cast):
    with on(0):
        appeal = in_hand(cast)
    with on(2):
        appeal = actions.pause(
            appeal,
            actor=cast.actors.handler,
            whom="outside",
            reason="等停电。",
            review_on=days_on(20),
        )
    with on(12):
        appeal = actions.resume(appeal, actor=cast.actors.handler)
        appeal = actions.ask_extension(
            appeal, actor=cast.actors.handler, days=3, reason="还要定做。"
        )
        appeal = actions.grant_extension(appeal, actor=cast.actors.lead, reason="同意。")
    with on(19):
        actions.finish(appeal, actor=cast.actors.handler, reply="换好了。")
    assert on_time(40) == (1, 1)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(granted=st.integers(6, 20), days=st.integers(1, 30), answered=st.integers(0, 40))
def test_whenever_it_is_granted_the_promise_at_the_limit_decides(cast, granted, days, answered):
    """On time: answered by the limit as it stood when that limit came."""
    before = on_time(90)
    appeal = extended(cast, granted=granted, days=days)
    limit = LIMIT + days if granted <= LIMIT else LIMIT
    answered = max(answered, granted)
    with on(answered):
        actions.finish(appeal, actor=cast.actors.handler, reply="换好了。")
    after = on_time(90)
    assert (after[0] - before[0], after[1] - before[1]) == (int(answered <= limit), 1)
