"""When is an appeal due, by its county's policies and calendar?"""

from datetime import datetime, timedelta

from jinlin.core.editions import ask_once
from jinlin.core.time import clock
from jinlin.core.time.calendar import calendar
from jinlin.domains.appeals import deadlines
from jinlin.domains.appeals.deadlines import Due, Grade, Step
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.models.reference import terms_of


@ask_once()
def promise(appeal: Appeal, step: Step, now: datetime) -> Due:
    """The due moment of a step that starts now, by the policy in force today."""
    today = clock.local_day(now)
    rules = terms_of(appeal.county)
    category = appeal.category_id or ""
    term = deadlines.term(rules, step=step, grade=Grade(appeal.grade), category=category, day=today)
    return deadlines.due(term, now, calendar=calendar())


def judge_by(now: datetime, days: int) -> datetime:
    """Until when a finished appeal waits for the resident's word."""
    return clock.end_of(clock.local_day(now) + timedelta(days=days))
