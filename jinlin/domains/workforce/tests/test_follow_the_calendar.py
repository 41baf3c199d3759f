"""Does a day off that is declared later move the terms of the register that reach it?"""

from datetime import date, timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.time import calendar, clock
from jinlin.core.time.calendar import CalendarDay, DayKind, publish_year
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.models import Application, Update
from jinlin.domains.workforce.tests.cast import cast_of_yangcheng, registered
from jinlin.domains.workforce.tests.test_pay_once import applied

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 1)


def declare(*more: date) -> None:
    """The year's notice once more, with further days off."""
    days = {
        kind: set(
            CalendarDay.objects.filter(kind=kind, date__year=2026).values_list("date", flat=True)
        )
        for kind in DayKind
    }
    publish_year(2026, off=days[DayKind.OFF] | set(more), makeup=days[DayKind.MAKEUP], actor=SYSTEM)


def test_applications_and_what_was_told_keep_their_working_days():
    cast = cast_of_yangcheng()
    calendar.seed()
    with clock.set_to(clock.at(MONDAY, 9)):
        one = registered(cast, "王社工", user=cast.users.worker)
        row = applied(cast, one)
        told = actions.tell(
            one,
            kind="education",
            facts={"hours": "3", "on": str(MONDAY), "subject": "课"},
            actor=cast.actors.worker,
        )
        actions.follow_calendar()
        before = {each.pk: clock.local_day(each.due_at) for each in (row, told)}
        declare(MONDAY + timedelta(days=1))
        assert (actions.follow_calendar(), actions.follow_calendar()) == (2, 0)
        after = [Application.objects.get(pk=row.pk), Update.objects.get(pk=told.pk)]
    work = calendar.calendar()
    for each in after:
        assert clock.local_day(each.due_at) == work.workday_after(before[each.pk], 1)[0]
