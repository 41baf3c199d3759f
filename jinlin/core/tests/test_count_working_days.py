"""Is the n-th working day the one that a clerk would find by turning the pages of the official
calendar?
"""

from datetime import date, timedelta

import chinese_calendar
import pytest
from chinese_calendar.constants import holidays, workdays
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.time.workdays import WorkCalendar

pytestmark = pytest.mark.one_engine

CALENDAR = WorkCalendar(frozenset(holidays), frozenset(workdays), frozenset(range(2004, 2027)))
DAYS = st.dates(date(2004, 1, 1), date(2026, 12, 30))
COUNTS = st.integers(0, 90)


def walked(day, n):
    """The library's own word, one page at a time; beyond its last year weekends are off."""
    while n:
        day += timedelta(days=1)
        n -= chinese_calendar.is_workday(day) if day.year < 2027 else day.weekday() < 5
    return day


@given(DAYS, COUNTS)
def test_the_nth_working_day_is_the_one_that_a_walk_day_by_day_finds(day, n):
    assert CALENDAR.workday_after(day, n)[0] == walked(day, n)


@given(DAYS, COUNTS)
def test_a_result_is_provisional_exactly_when_an_unpublished_year_was_crossed(day, n):
    found, provisional = CALENDAR.workday_after(day, n)
    assert provisional == (found.year > 2026)


@given(DAYS, st.integers(1, 90))
def test_the_result_is_a_working_day_and_counting_back_gives_n(day, n):
    found, _provisional = CALENDAR.workday_after(day, n)
    assert (CALENDAR.is_workday(found), CALENDAR.workdays_between(day, found)) == (True, n)


@given(DAYS, DAYS, DAYS)
def test_spans_add_up_and_backwards_is_negative(a, b, c):
    between = CALENDAR.workdays_between
    assert between(a, b) + between(b, c) == between(a, c)
    assert between(a, b) == -between(b, a)


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_n_days_and_then_m_days_are_n_plus_m_days(day, n, m):
    first, _ = CALENDAR.workday_after(day, n)
    assert CALENDAR.workday_after(first, m)[0] == CALENDAR.workday_after(day, n + m)[0]


@pytest.mark.parametrize(
    ("day", "n", "found"),
    [
        pytest.param(
            date(2025, 1, 24),
            1,
            date(2025, 1, 26),
            id="the Sunday before Spring Festival 2025 is worked",
        ),
        pytest.param(
            date(2025, 1, 27), 1, date(2025, 2, 5), id="Spring Festival 2025 is off to 4 February"
        ),
        pytest.param(date(2025, 2, 7), 1, date(2025, 2, 8), id="the Saturday after it is worked"),
        pytest.param(date(2024, 12, 31), 1, date(2025, 1, 2), id="New Year's Day is off"),
        pytest.param(
            date(2025, 9, 27),
            1,
            date(2025, 9, 28),
            id="a Sunday before National Day 2025 is worked",
        ),
        pytest.param(
            date(2025, 9, 30),
            1,
            date(2025, 10, 9),
            id="National Day and Mid-Autumn 2025 are off to 8 October",
        ),
        pytest.param(date(2025, 4, 18), 5, date(2025, 4, 25), id="an ordinary week"),
    ],
)
def test_make_up_days_and_days_off_count_as_the_state_council_declared(day, n, found):
    assert CALENDAR.workday_after(day, n) == (found, False)


def test_before_a_year_is_published_only_its_weekends_are_known():
    assert CALENDAR.workday_after(date(2026, 12, 31), 1) == (date(2027, 1, 1), True)
    assert CALENDAR.workday_after(date(2026, 12, 31), 2) == (date(2027, 1, 4), True)


def test_a_deadline_on_the_last_day_of_a_published_year_is_certain():
    assert CALENDAR.workday_after(date(2026, 12, 30), 1) == (date(2026, 12, 31), False)


def test_no_days_later_is_the_day_itself_even_on_a_sunday():
    assert CALENDAR.workday_after(date(2025, 4, 20), 0) == (date(2025, 4, 20), False)


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.workday_after(date(2025, 4, 18), -1)
