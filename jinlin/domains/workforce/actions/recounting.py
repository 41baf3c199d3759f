"""What if a day off is declared after a term of working days began?"""

from datetime import date

from django.db import transaction

from jinlin.core.time import clock
from jinlin.core.time.calendar import calendar, follow
from jinlin.core.timeline import Entry
from jinlin.domains.workforce import deadlines
from jinlin.domains.workforce.actions.steps import days_of
from jinlin.domains.workforce.lifecycle import ENDED, State
from jinlin.domains.workforce.models import Application, Update, UpdateState, WorkforceRule


def follow_calendar() -> int:
    """Terms of applications and of what people told are the same number of working days again, also
    where a day in them counts otherwise by now. Returns how many changed; safe to run twice.
    """
    return follow("workforce", _recount_from)


def _recount_from(day: date) -> int:
    since = clock.at(day)
    applications = Application.objects.exclude(state__in=[*ENDED, State.ON_NOTICE])
    updates = Update.objects.filter(state=UpdateState.SENT, due_at__gte=since)
    return sum(
        _recount_application(row) for row in applications.filter(due_at__gte=since).order_by("pk")
    ) + sum(_recount(row, clock.local_day(row.sent_at)) for row in updates.order_by("pk"))


def _recount_application(row: Application) -> bool:
    entry: Entry = Entry.objects.get(subject_id=row.pk, seq=row.version)
    return _recount(row, entry.on)


@transaction.atomic
def _recount(row: Application | Update, began: date) -> bool:
    """No entry stands on the trail: it is the same term, only the calendar is another one."""
    rule = WorkforceRule.of(row.county, began)
    days = days_of(row, rule) if isinstance(row, Application) else rule.step_days
    due_at = deadlines.due(began, days, calendar())
    if due_at == row.due_at:
        return False
    same = type(row)._default_manager.filter(pk=row.pk, version=row.version, due_at=row.due_at)
    return bool(same.update(due_at=due_at))
