"""When is an appeal due, by its county's policies and calendar?"""

from datetime import datetime, timedelta

from django.db import transaction

from jinlin.appeals import deadlines
from jinlin.appeals.deadlines import Due, Grade, Step
from jinlin.appeals.models import Appeal, DeadlinePolicy, Round
from jinlin.core import clock
from jinlin.core.calendar import calendar

JUDGE_DAYS = 7  # how long a finished appeal waits for the resident's judgement


def promise(appeal: Appeal, step: Step, now: datetime) -> Due:
    """The due moment of a step that starts now, by the policy in force today."""
    today = clock.local_day(now)
    rules = [
        policy.rule for policy in DeadlinePolicy.objects.filter(county=appeal.county, step=step, grade=appeal.grade, valid_from__lte=today)
    ]
    category = appeal.category_id or ""
    term = deadlines.term(rules, step=step, grade=Grade(appeal.grade), category=category, day=today)
    return deadlines.due(term, now, calendar=calendar())


def judge_by(now: datetime) -> datetime:
    """Until when a finished appeal waits for the resident's word."""
    return clock.end_of(clock.local_day(now) + timedelta(days=JUDGE_DAYS))


@transaction.atomic
def recompute_provisional() -> int:
    """Deadlines that crossed an unpublished year are exact again wherever that year is published now. Returns how many changed; safe to run twice."""
    changed = 0
    for appeal in Appeal.objects.unanswered().filter(due_provisional=True).select_for_update().order_by("pk"):
        changed += _recompute(appeal)
    return changed


def _recompute(appeal: Appeal) -> bool:
    work = Round.objects.filter(appeal=appeal, ended_on=None, reopened_on=None).first()
    start, step = (work.started_at, Step.FINISH) if work else (appeal.reported_at, Step.RESPOND)
    due = promise(appeal, step, start)
    if due.provisional:
        return False
    Appeal.objects.filter(pk=appeal.pk).update(due_at=due.at, due_provisional=False, **({} if work else {"respond_by": due.at}))
    if work:
        Round.objects.filter(pk=work.pk).update(due_at=due.at, due_on=clock.local_day(due.at))
    return True
