"""Which work on appeals is due without anybody asking?

Safe to run twice: what is done already is not open any more.
"""

from datetime import timedelta

from jinlin.core.sweeping import sweep
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.hotline import exchange
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Hotline
from jinlin.domains.appeals.queries.keeping import unkept


def close_after_silence() -> int:
    """Finished appeals whose judging period is over are closed, with the silence on record."""
    return sweep(Appeal.objects.filter(state=State.FINISHED, due_at__lt=clock.now()), actions.lapse)


def escalate_late() -> int:
    """Late appeals are seen as high as they are late."""
    return sweep(Appeal.objects.overdue(clock.now()).filter(lateness__lt=2), actions.escalate)


def give_back_what_nobody_keeps() -> int:
    """What was kept by somebody who is gone is the whole unit's again."""
    return sweep(unkept(), actions.fall_back)


def reconcile_hotlines() -> int:
    """What differs between each hotline and this house stands on the lead's page."""
    return sum(exchange.reconcile(each) for each in Hotline.objects.usable())


PERIODIC = [
    ("reconcile-hotlines", timedelta(days=1), reconcile_hotlines),
    ("recompute-deadlines", timedelta(hours=1), actions.recompute_provisional),
    ("follow-calendar", timedelta(hours=1), actions.follow_calendar),
    ("close-after-silence", timedelta(hours=1), close_after_silence),
    ("escalate-late", timedelta(minutes=10), escalate_late),
    ("give-back-what-nobody-keeps", timedelta(days=1), give_back_what_nobody_keeps),
]
