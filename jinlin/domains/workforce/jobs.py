"""What does the register do by itself? Awards when a notice is over; months that fall due."""

from datetime import timedelta

from jinlin.core.errors import Refusal
from jinlin.core.time import clock
from jinlin.domains.workforce.actions import award, fall_due
from jinlin.domains.workforce.lifecycle import State
from jinlin.domains.workforce.models import Application, Award, Policy


def award_after_notice() -> int:
    """Whose notice is over without an objection is awarded. Safe to run twice."""
    given = 0
    over = Application.objects.filter(state=State.ON_NOTICE, notice_to__lt=clock.today())
    for application in over.order_by("notice_to", "pk").iterator():
        try:
            award(application)
        except Refusal:
            continue  # somebody else was faster, or the certificate was awarded elsewhere
        given += 1
    return given


def let_months_fall_due() -> int:
    """What monthly awards owe until today is owed, each month once."""
    rows = Award.objects.filter(policy__kind=Policy.Kind.MONTHLY).select_related("policy")
    return sum(fall_due(each, clock.today()) for each in rows.iterator())


PERIODIC = [
    ("award_after_notice", timedelta(hours=1), award_after_notice),
    ("let_months_fall_due", timedelta(days=1), let_months_fall_due),
]
