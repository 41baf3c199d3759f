"""What does the register do by itself? Awards when a notice is over; months that fall due."""

from datetime import timedelta

from jinlin.core.errors import Refusal
from jinlin.core.time import clock
from jinlin.domains.workforce.actions import award, fall_due, follow_calendar, remind
from jinlin.domains.workforce.lifecycle import State
from jinlin.domains.workforce.models import Application, Award, Policy, Professional
from jinlin.domains.workforce.queries.keeping import running_out


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


def remind_to_renew() -> int:
    """Whoever holds a registration that ends within 90 days was told, once."""
    counties = Professional.objects.order_by("county").values_list("county", flat=True).distinct()
    rows = (held for code in list(counties) for held in list(running_out(code, clock.today())))
    return sum(remind(held) for held in rows)


PERIODIC = [
    ("remind_to_renew", timedelta(days=1), remind_to_renew),
    ("award_after_notice", timedelta(hours=1), award_after_notice),
    ("let_months_fall_due", timedelta(days=1), let_months_fall_due),
    ("follow-calendar-in-the-register", timedelta(hours=1), follow_calendar),
]
