"""Is a business day the date in China, wherever the server stands?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.time import clock
from jinlin.core.time.months import last_of_term, month_of, months_later, names_until

pytestmark = pytest.mark.one_engine

MOMENTS = st.datetimes(datetime(2004, 1, 1), datetime(2030, 1, 1), timezones=st.timezones())  # noqa: DTZ001 - hypothesis adds the zone


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 4, 28, 15, 59, 59, tzinfo=UTC), date(2025, 4, 28)),
        (datetime(2025, 4, 28, 16, 0, 0, tzinfo=UTC), date(2025, 4, 29)),
    ],
)
def test_the_day_changes_at_midnight_in_china(moment, day):
    assert clock.local_day(moment) == day


@given(MOMENTS)
def test_a_moment_lies_between_its_days_start_and_end(moment):
    day = clock.local_day(moment)
    assert clock.at(day) <= moment < clock.start_of_next(day)


@given(st.dates(date(2004, 1, 1), date(2030, 1, 1)))
def test_a_promise_is_kept_until_the_last_second_of_its_day(day):
    assert clock.end_of(day) + timedelta(seconds=1) == clock.start_of_next(day)
    assert clock.local_day(clock.end_of(day)) == day


def test_a_told_time_holds_inside_only_and_may_be_told_again():
    with clock.set_to(clock.at(date(2024, 9, 2), 9)):
        with clock.set_to(datetime(2024, 9, 2, 16, tzinfo=UTC)):
            assert clock.today() == date(2024, 9, 3)
        assert clock.now() == clock.at(date(2024, 9, 2), 9)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(hours=1)


def test_now_is_aware_and_in_china():
    assert clock.now().utcoffset() == timedelta(hours=8)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(-240, 240))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months):
    later = months_later(day, months)
    between = (later.year - day.year) * 12 + later.month - day.month
    assert (between, later.day) == (months, min(day.day, month_of(later)[1].day))


def test_months_are_named_backwards_over_the_new_year():
    assert names_until(date(2026, 2, 28), 4) == ["2026-02", "2026-01", "2025-12", "2025-11"]
    assert month_of(date(2028, 2, 9)) == (date(2028, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("since", "months", "last"),
    [
        (date(2025, 5, 1), 36, date(2028, 4, 30)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2025, 3, 31), 6, date(2025, 9, 30)),
        (date(2024, 12, 31), 2, date(2025, 2, 28)),
        (date(2025, 1, 1), 12, date(2025, 12, 31)),
        (date(2025, 3, 1), 12, date(2026, 2, 28)),
    ],
)
def test_a_term_has_all_its_days_wherever_it_begins(since, months, last):
    assert last_of_term(since, months) == last
