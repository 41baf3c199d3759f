"""What if a day off is declared after a term of working days began?"""

from datetime import date
from typing import Any

from django.db import transaction

from jinlin.core.time import calendar, clock
from jinlin.core.timeline import Entry
from jinlin.services.volunteers import deadlines
from jinlin.services.volunteers.lifecycle import ActivityState, State
from jinlin.services.volunteers.models import Activity, ServiceRecord, VolunteerRule

OURS = frozenset({State.PROPOSED, State.REQUESTED, State.DISPUTED, State.APPEALED})


def follow_calendar() -> int:
    """Terms of hours that wait for staff are the same number of working days again, also where a
    day in them counts otherwise by now. Returns how many changed; safe to run twice.
    """
    return calendar.follow("volunteers", _recount_from)


def _recount_from(day: date) -> int:
    since = clock.at(day)
    records = ServiceRecord.objects.filter(state__in=OURS, due_at__gte=since)
    activities = Activity.objects.filter(state=ActivityState.PLANNED, due_at__gte=since)
    return sum(_recount(record, _began(record)) for record in records.order_by("pk")) + sum(
        _recount(activity, clock.local_day(activity.ends_at))
        for activity in activities.order_by("pk")
    )


@transaction.atomic
def _recount(row: Any, began: date) -> bool:
    """No entry stands on the trail: it is the same term, only the calendar is another one."""
    days = VolunteerRule.of(row.county, _began(row)).record_workdays
    due_at = deadlines.record_by(began, workdays=days, work=calendar.calendar())
    if due_at == row.due_at:
        return False
    same = type(row).objects.filter(pk=row.pk, version=row.version, due_at=row.due_at)
    return bool(same.update(due_at=due_at))


def _began(row: Any) -> date:
    """The day of its last step, on which the term began."""
    entry: Entry = Entry.objects.get(subject_id=row.pk, seq=row.version)
    return entry.on
