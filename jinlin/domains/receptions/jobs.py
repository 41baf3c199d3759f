"""Which work on reception days is due without anybody asking?

Safe to run twice: what is done already is not open any more.
"""

from datetime import timedelta

from jinlin.core.actor import SYSTEM
from jinlin.core.sweeping import sweep
from jinlin.core.time import calendar, clock
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.lifecycle import ConversationState, State
from jinlin.domains.receptions.models import Conversation, ReceptionRule, Series, Session


def lay_out() -> int:
    """Every series has its sessions for the weeks ahead that its county wants, statutory days off
    left out. Returns how many are new.
    """
    actions.settle_days()
    today, work, weeks, done = clock.today(), calendar.calendar(), dict[str, int](), 0
    for series in list(Series.objects.current(today).order_by("county", "id")):
        if series.county not in weeks:
            weeks[series.county] = ReceptionRule.of(series.county, today).weeks_ahead
        until = today + timedelta(weeks=weeks[series.county])
        done += len(actions.lay_out(series, until=until, actor=SYSTEM, work=work))
    return done


def remind() -> int:
    """Of tomorrow's sessions, everybody who booked or sits there is told, once."""
    rows = Session.objects.filter(
        state=State.PLANNED, on=clock.today() + timedelta(days=1), reminded_on=None
    )
    return sum(actions.remind(session) for session in list(rows.order_by("starts_at", "id")))


def lapse_unopened() -> int:
    """Sessions that nobody opened for days are on record as not held."""
    return sweep(
        Session.objects.filter(state=State.PLANNED, ends_at__lt=clock.now()),
        actions.lapse,
        order=("ends_at", "id"),
    )


def lapse_silent() -> int:
    """Answers to which the resident said nothing for the county's days:
    the silence is on record.
    """
    return sweep(
        Conversation.objects.filter(state=ConversationState.ANSWERED, due_at__lt=clock.now()),
        actions.lapse_conversation,
    )


PERIODIC = [
    ("lay-out-sessions", timedelta(hours=6), lay_out),
    ("remind-of-sessions", timedelta(hours=1), remind),
    ("lapse-unopened-sessions", timedelta(hours=6), lapse_unopened),
    ("lapse-silent-conversations", timedelta(hours=1), lapse_silent),
]
