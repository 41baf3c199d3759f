"""Does the calendar in use follow the table, whoever changed it?"""

from datetime import date, timedelta

import chinese_calendar
import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Unusable
from jinlin.core.time import calendar as calendars
from jinlin.core.time.calendar import (
    CalendarDay,
    PublishedYear,
    calendar,
    follow,
    publish_year,
    seed,
)

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2027, 1, 1)
WORKED = date(2027, 1, 3)  # a Sunday


def publish(year=2027, off=(NEW_YEAR,), makeup=(WORKED,)):
    publish_year(year, off, makeup, actor=SYSTEM, names={NEW_YEAR: "元旦"})


def test_the_seed_covers_2004_to_2026_and_agrees_with_the_library_on_every_day():
    seed()
    known, day = calendar(), date(2004, 1, 1)
    assert known.years == frozenset(range(2004, 2027))
    days = [day + timedelta(days=n) for n in range((date(2027, 1, 1) - day).days)]
    assert [day for day in days if known.is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_seeding_twice_adds_nothing_and_leaves_a_correction_alone():
    assert seed() == 23
    publish_year(2026, [date(2026, 1, 1)], [], actor=SYSTEM)
    assert (seed(), CalendarDay.objects.filter(date__year=2026).count()) == (0, 1)


def test_a_published_year_makes_its_deadlines_certain():
    seed()
    assert calendar().workday_after(date(2026, 12, 31), 1) == (NEW_YEAR, True)
    publish()
    assert calendar().workday_after(date(2026, 12, 31), 1) == (WORKED, False)


def test_publishing_again_replaces_the_year():
    publish()
    publish(off=[date(2027, 1, 2)], makeup=[])
    assert list(CalendarDay.objects.values_list("date", "kind")) == [(date(2027, 1, 2), "off")]
    assert calendar().years == frozenset({2027})


def test_a_make_up_day_in_the_december_before_belongs_to_the_notice_and_stays():
    worked = date(2026, 12, 27)
    publish(makeup=[worked])
    assert calendar().is_workday(worked)


def test_a_day_stays_with_the_notice_that_declared_it():
    worked = date(2026, 12, 27)
    publish(makeup=[worked])
    publish_year(2026, [date(2026, 1, 1)], [], actor=SYSTEM)
    assert calendar().is_workday(worked)
    publish_year(2026, [worked], [], actor=SYSTEM)  # the later notice knew better
    assert calendar().is_workday(worked)
    publish(makeup=[])
    assert not calendar().is_workday(worked)


def test_whoever_counted_with_the_calendar_counts_again_from_the_first_day_that_changed():
    seen: list[date] = []

    def recount(day):
        seen.append(day)
        return 7

    publish()
    assert follow("something", recount) == 0
    publish(off=[NEW_YEAR, date(2027, 5, 3)])
    assert (follow("something", recount), follow("something", recount)) == (7, 0)
    publish(off=[NEW_YEAR])
    publish_year(2026, [], [], actor=SYSTEM)
    assert follow("something", recount) == 7
    assert seen == [date(2027, 5, 3)] * 2


def test_a_change_by_another_process_is_seen(django_assert_num_queries):
    publish()
    calendar()
    CalendarDay.objects.filter(date=WORKED).delete()
    PublishedYear.objects.update(edition=calendars.uuid7())
    assert not calendar().is_workday(WORKED)
    with django_assert_num_queries(1):
        calendar()


@pytest.mark.parametrize(
    ("off", "makeup"),
    [
        pytest.param([WORKED], [WORKED], id="a day is both"),
        pytest.param([], [date(2027, 1, 4)], id="a Monday is no make-up day"),
        pytest.param([date(2028, 1, 1)], [], id="another year"),
        pytest.param([date(2026, 11, 30)], [], id="November of the year before"),
    ],
)
def test_a_notice_that_cannot_be_true_is_refused_and_changes_nothing(off, makeup):
    with pytest.raises(Unusable):
        publish(off=off, makeup=makeup)
    assert not PublishedYear.objects.exists()
