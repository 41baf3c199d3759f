"""Does a day off that is declared later move the terms in working days that reach it?"""

from datetime import date, timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.time import calendar, clock
from jinlin.core.timeline import Entry
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.tests.cast import (
    LATER,
    at,
    cast_of_volunteers,
    now_of,
    planned,
    proposed,
    recorded,
    requested,
)

pytestmark = pytest.mark.django_db


def declare(*more: date) -> None:
    """The year's notice once more, with further days off."""
    days = {kind: set(_days(kind)) for kind in calendar.DayKind}
    off = days[calendar.DayKind.OFF] | set(more)
    calendar.publish_year(2025, off=off, makeup=days[calendar.DayKind.MAKEUP], actor=SYSTEM)


def _days(kind: str) -> list[date]:
    rows = calendar.CalendarDay.objects.filter(kind=kind, date__year=2025)
    return list(rows.values_list("date", flat=True))


def day_of(row) -> date:
    return clock.local_day(now_of(row).due_at)


@pytest.mark.parametrize("told", [planned, proposed, requested])
def test_ten_working_days_stay_ten_working_days(told):
    cast = cast_of_volunteers()
    row = told(cast)
    actions.follow_calendar()
    before, entries = day_of(row), Entry.objects.count()
    off = before - timedelta(days=1)
    while not calendar.calendar().is_workday(off):
        off -= timedelta(days=1)
    with at(9, day=LATER):
        declare(off)
        assert (actions.follow_calendar(), actions.follow_calendar()) == (1, 0)
        moved = day_of(row)
        assert moved == calendar.calendar().workday_after(before, 1)[0]
    assert Entry.objects.count() == entries


def test_the_volunteers_own_month_is_no_term_in_working_days():
    cast = cast_of_volunteers()
    row = recorded(cast)
    actions.follow_calendar()
    before = now_of(row).due_at
    with at(9, day=LATER):
        declare(date(2025, 4, 24))
        actions.follow_calendar()
    assert now_of(row).due_at == before
