"""What if the days off of a year are published after a deadline was promised?"""

from datetime import date
from uuid import UUID

from django.db import transaction

from jinlin.core.time import clock
from jinlin.core.time.calendar import calendar, follow
from jinlin.domains.appeals import deadlines
from jinlin.domains.appeals.actions.steps import promise_anew, share
from jinlin.domains.appeals.actions.terms import promise
from jinlin.domains.appeals.deadlines import Due, Step, Term, Unit
from jinlin.domains.appeals.models import Appeal, Round


def recompute_provisional() -> int:
    """Deadlines that crossed an unpublished year are exact again wherever that year is published
    now. Returns how many changed; safe to run twice, and in parallel.

    No entry stands on the trail: the promise is the same number of working days as before, only the
    calendar is known now.
    """
    keys = (
        Appeal.objects.unanswered()
        .filter(due_provisional=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    return sum(_recompute(key) for key in list(keys))


def follow_calendar() -> int:
    """Promises of working days that reach days which count otherwise since they were made are the
    same number of working days again. Returns how many changed; safe to run twice.
    """
    return follow("appeals", _recount_from)


def _recount_from(day: date) -> int:
    keys = (
        Appeal.objects.unanswered()
        .filter(due_at__gte=clock.at(day))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    return sum(_recount_one(key) for key in list(keys))


@transaction.atomic
def _recount_one(key: UUID) -> bool:
    appeal = Appeal.objects.unanswered().filter(pk=key).select_for_update().first()
    if appeal is None:
        return False
    work = appeal.rounds.filter(ended_on=None, reopened_on=None).first()
    if work is not None and work.workdays is None:
        return False
    due = _counted(appeal, work)
    if due.at == appeal.due_at or (work is None and due.workdays is None):
        return False
    _promise_again(appeal, work, due)
    _keep(appeal)
    return True


@transaction.atomic
def _recompute(key: UUID) -> bool:
    appeal = (
        Appeal.objects.unanswered().filter(pk=key, due_provisional=True).select_for_update().first()
    )
    if appeal is None or not recount(appeal):
        return False
    _keep(appeal)
    return True


def recount(appeal: Appeal) -> bool:
    """A step:

    a provisional promise is counted again from where it began, with what was added and paused
    since. True when it is exact now.
    """
    work = appeal.rounds.filter(ended_on=None, reopened_on=None).first()
    due = _counted(appeal, work)
    if due.provisional:
        return False
    _promise_again(appeal, work, due)
    return True


def _promise_again(appeal: Appeal, work: Round | None, due: Due) -> None:
    promise_anew(appeal, due)
    if work is None:
        appeal.respond_by = due.at


def _keep(appeal: Appeal) -> None:
    appeal.save(update_fields=["due_at", "due_provisional", "respond_by", "lateness"])
    share(appeal)


def _counted(appeal: Appeal, work: Round | None) -> Due:
    if work is None:
        return promise(appeal, Step.RESPOND, appeal.reported_at)
    if work.workdays is None or work.workdays_from is None:
        return promise(appeal, Step.FINISH, work.started_at)
    return deadlines.due(
        Term(work.workdays, Unit.WORKDAYS), work.workdays_from, calendar=calendar()
    )
