"""When may a message go out, and when is it tried again?"""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.time import clock
from jinlin.services.notices.deadlines import BACK_OFF, LONGEST_WAIT, first_loud, is_quiet, next_try

pytestmark = pytest.mark.one_engine

NIGHT = (time(21), time(8))
zones = st.sampled_from([UTC, clock.CHINA, timezone(timedelta(hours=-7))])
days = st.integers(0, 4000)
seconds = st.integers(0, 86_399)
moments = st.builds(
    lambda day, second, zone: (
        datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=day, seconds=second)
    ).astimezone(zone),
    days,
    seconds,
    zones,
)
hours = st.times().map(lambda hour: hour.replace(microsecond=0))


def china(*parts):
    return datetime(*parts, tzinfo=clock.CHINA)


@pytest.mark.parametrize(
    ("moment", "loud"),
    [
        (china(2026, 4, 15, 20, 59, 59), china(2026, 4, 15, 20, 59, 59)),
        (china(2026, 4, 15, 21, 0), china(2026, 4, 16, 8, 0)),
        (china(2026, 4, 15, 23, 59, 59), china(2026, 4, 16, 8, 0)),
        (china(2026, 4, 16, 0, 0), china(2026, 4, 16, 8, 0)),
        (china(2026, 4, 16, 7, 59, 59), china(2026, 4, 16, 8, 0)),
        (china(2026, 4, 16, 8, 0), china(2026, 4, 16, 8, 0)),
        (china(2026, 12, 31, 22, 0), china(2027, 1, 1, 8, 0)),
        (
            datetime(2026, 4, 15, 13, 0, tzinfo=UTC),
            china(2026, 4, 16, 8, 0),
        ),  # 21:00 in China, afternoon on a server in UTC
        (datetime(2026, 4, 15, 23, 59, tzinfo=UTC), china(2026, 4, 16, 8, 0)),
        (
            datetime(2026, 4, 16, 0, 0, tzinfo=UTC),
            datetime(2026, 4, 16, 0, 0, tzinfo=UTC),
        ),  # midnight in UTC is 8:00 in China
    ],
)
def test_the_night_is_the_night_in_china(moment, loud):
    assert first_loud(moment, *NIGHT) == loud


@given(moments, hours, hours)
def test_the_first_loud_moment_is_loud_not_earlier_and_less_than_a_day_away(moment, begins, ends):
    loud = first_loud(moment, begins, ends)
    assert not is_quiet(loud, begins, ends)
    assert timedelta(0) <= loud - moment < timedelta(days=1)


@given(moments, hours, hours)
def test_until_the_first_loud_moment_everything_is_quiet(moment, begins, ends):
    loud = first_loud(moment, begins, ends)
    span = loud - moment
    assert all(is_quiet(moment + span * part / 8, begins, ends) for part in range(8) if span)


@given(moments, hours, hours)
def test_quiet_hours_and_their_complement_share_the_day(moment, begins, ends):
    if begins == ends:
        assert not is_quiet(moment, begins, ends)
    else:
        assert is_quiet(moment, begins, ends) != is_quiet(moment, ends, begins)


@given(moments, hours, hours)
def test_a_day_has_as_many_quiet_minutes_wherever_the_server_stands(moment, begins, ends):
    assert is_quiet(moment, begins, ends) == is_quiet(moment.astimezone(UTC), begins, ends)
    assert first_loud(moment, begins, ends) == first_loud(moment.astimezone(UTC), begins, ends)


def test_the_tries_come_after_1_5_30_minutes_2_and_8_hours_and_then_no_more():
    now = clock.at(date(2026, 4, 15), 12)
    waits = [next_try(now, attempts) for attempts in range(1, 7)]
    assert waits == [
        *(now + timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)),
        None,
    ]


@given(moments, st.integers(-3, 20), st.timedeltas(timedelta(0), timedelta(days=40)))
def test_a_gateway_is_left_alone_as_long_as_it_asks_but_never_more_than_a_day(
    moment, attempts, stay_away
):
    again = next_try(moment, attempts, stay_away=stay_away)
    if not 1 <= attempts <= len(BACK_OFF):
        assert again is None
    else:
        assert again - moment == max(BACK_OFF[attempts - 1], min(stay_away, LONGEST_WAIT))
