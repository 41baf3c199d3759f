"""How is a session moved or cancelled, so that nobody comes in vain?"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import spoken
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.text import needed
from jinlin.core.time import calendar, clock
from jinlin.domains.receptions.actions.series import require_seats
from jinlin.domains.receptions.actions.steps import LONGEST_REASON, keep, keep_booking
from jinlin.domains.receptions.deadlines import span
from jinlin.domains.receptions.lifecycle import (
    UNTALKED,
    BookingState,
    State,
)
from jinlin.domains.receptions.models import ReceptionRule, Series, Session
from jinlin.domains.receptions.permissions import BOOKING_RULES, RULES

WHY_CANCEL = gettext_lazy("Please say why it is cancelled; everybody reads it.")
WHY_MOVE = gettext_lazy("Please say why it is moved; everybody reads it.")


@transaction.atomic
def cancel(session: Session, *, reason: str, actor: Actor) -> Session:
    """It does not take place, with a reason for everybody to read; those who booked are told and
    can take the next one with one tap.
    """
    session = RULES.begin(session, "cancel", actor)
    call_off(
        session,
        "cancel",
        reason=needed(reason, field="reason", words=WHY_CANCEL, limit=LONGEST_REASON),
        actor=actor,
    )
    return session


@transaction.atomic
def lapse(session: Session) -> Session:
    """Nobody opened it within the days that the county gives: it is on record as not held.

    Raises NotNow before that.
    """
    session = RULES.begin(session, "lapse", SYSTEM)
    rule = ReceptionRule.of(session.county, session.on)
    if clock.today() <= session.on + timedelta(days=rule.open_days):
        raise NotNow
    call_off(session, "lapse", reason=_("It was not held"), actor=SYSTEM)
    return session


def call_off(session: Session, verb: str, *, reason: str, actor: Actor) -> None:
    """A step of cancelling: all who still wait for the session are cancelled too, and calendars
    take it out.
    """
    session.reason, session.cancelled_on, session.changed_at = reason, clock.today(), clock.now()
    session.calendar_sequence += 1
    keep(session, verb, actor=actor, reason=reason)
    drop_waiting(session, reason)


def drop_waiting(session: Session, reason: str) -> None:
    """Whoever booked and was not heard has no booking there any more."""
    for booking in (
        session.bookings.filter(state__in=UNTALKED).select_related("person").order_by("number")
    ):
        booking.session = session
        dropped = BOOKING_RULES.enter(booking, "drop", SYSTEM)
        keep_booking(dropped, "drop", actor=SYSTEM, reason=reason)


@transaction.atomic
def reschedule(
    session: Session,
    *,
    on: date,
    reason: str,
    actor: Actor,
    from_time: time | None = None,
    to_time: time | None = None,
) -> Session:
    """It takes place at another time under the same number and calendar entry; those who booked
    keep their turn, moved along, and are told.

    Raises Unusable for a day that is over, a statutory day off, a day on which the series meets
    already, or a time too short for those who booked.
    """
    Series.objects.locked(session.series_id)  # before the session, as whoever lays out does
    session = RULES.begin(session, "reschedule", actor)
    reason = needed(reason, field="reason", words=WHY_MOVE, limit=LONGEST_REASON)
    here = [
        moment.astimezone(clock.CHINA).time() for moment in (session.starts_at, session.ends_at)
    ]
    begin, end = span(on, from_time or here[0], to_time or here[1])
    _require_free(session, on, begin, end)
    before, was = spoken.moment(session.starts_at), session.starts_at
    session.is_provisional = on.year not in calendar.calendar().years
    session.on, session.starts_at, session.ends_at = on, begin, end
    session.reason, session.changed_at, session.reminded_on = reason, clock.now(), None
    session.calendar_sequence += 1
    keep(session, "reschedule", actor=actor, reason=reason, before=before, day=spoken.moment(begin))
    _shift_bookings(session, begin - was)
    return session


def _require_free(session: Session, on: date, begin: datetime, end: datetime) -> None:
    if begin <= clock.now():
        raise Unusable(_("Please choose a time that is still ahead."), field="on")
    if on in calendar.calendar().days_off:
        raise Unusable(
            _("%(day)s is a public holiday. Please choose another day.") % {"day": spoken.day(on)},
            field="on",
        )
    if end <= begin:
        raise Unusable(_("It must end after it begins."), field="to_time")
    others = (
        Session.objects.filter(series=session.series_id, on=on)
        .exclude(pk=session.pk)
        .exclude(state=State.CANCELLED)
    )
    if others.exists():
        raise Unusable(
            _("On %(day)s there is a session of this series already.") % {"day": spoken.day(on)},
            field="on",
        )
    require_seats(begin, end, minutes=session.minutes_each, seats=session.seats)


def _shift_bookings(session: Session, by: timedelta) -> None:
    """Backwards or forwards in an order in which no two ever hold the same time."""
    booked = session.bookings.filter(state=BookingState.BOOKED).select_related("person")
    for booking in booked.order_by("-slot_at" if by > timedelta(0) else "slot_at"):
        booking.session = session
        booking.slot_at = (booking.slot_at or session.starts_at) + by
        keep_booking(booking, "shift", actor=SYSTEM, time=spoken.moment(booking.slot_at))
