"""How does a day begin, end, move, and not take place?"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Unusable
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.servicedays.actions.series import unit_terms
from jinlin.domains.servicedays.actions.steps import address_of, keep
from jinlin.domains.servicedays.lifecycle import State
from jinlin.domains.servicedays.models import Series, Session, Shift
from jinlin.domains.servicedays.permissions import RULES
from jinlin.services.seats import actions as seats
from jinlin.services.seats.actions.laying import Terms
from jinlin.services.seats.models import Presence
from jinlin.services.volunteers import actions as volunteers
from jinlin.services.volunteers.actions import Helper
from jinlin.services.volunteers.deadlines import to_minute
from jinlin.services.volunteers.models import ServiceRecord, Volunteer
from jinlin.services.volunteers.permissions import is_self


@transaction.atomic
def open_(session: Session, *, actor: Actor) -> Session:
    """The day has begun: people can check in and are counted."""
    session = RULES.begin(session, "open_", actor)
    keep(session, "open_", actor=actor, by=actor.face)
    return session


@transaction.atomic
def hold(session: Session, *, actor: Actor) -> Session:
    """The day is over and counts; the hours of every volunteer who was there are on record and wait
    for their check. Who has another service at that time is left out, and the trail says how many.
    """
    session = RULES.begin(session, "hold", actor)
    session.held_on = session.on
    helpers, left_out = _helpers(session, actor)
    activity = session.activity
    if activity and helpers:
        volunteers.confirm_sheet(activity, helpers, actor=actor)
    keep(
        session,
        "hold",
        actor=actor,
        people=session.people,
        helpers=len(helpers),
        left_out=left_out,
    )
    return session


def _helpers(session: Session, actor: Actor) -> tuple[list[Helper], int]:
    """Every volunteer who was noted: from when they came until they left, within the day."""
    end, found, left_out = min(session.ends_at, clock.now()), [], 0
    rows = Presence.objects.filter(unit=session.unit, person__volunteer__isnull=False)
    for row in rows.select_related("person__volunteer__person").order_by("came_at", "pk"):
        volunteer: Volunteer = row.person.volunteer  # type: ignore[union-attr]
        begins = to_minute(max(row.came_at, session.starts_at))
        ends = to_minute(min(row.left_at or end, end))
        is_free = not ServiceRecord.objects.overlapping(volunteer, begins, ends).exists()
        if is_free and (ends - begins).total_seconds() >= 60 and not is_self(actor, volunteer):
            found.append(Helper(volunteer, begins, ends, scanned=row.is_witnessed_by_self))
        else:
            left_out += 1
    return found, left_out


@transaction.atomic
def reschedule(
    session: Session, *, starts_at: datetime, ends_at: datetime, reason: str, actor: Actor
) -> Session:
    """The day is at another time; everybody who signed up was told, and calendars learn it. Days of
    one series that are moved at once are serialised by its row.
    """
    Series.objects.held(session.series_id)  # before the day, as whoever lays out does
    session = RULES.begin(session, "reschedule", actor)
    if starts_at <= clock.now() or ends_at <= starts_at:
        raise Unusable(_("Please choose a time that is still ahead."), field="on")
    on, before = clock.local_day(starts_at), spoken.moment(session.starts_at)
    others = session.series.sessions.filter(on=on).exclude(pk=session.pk)
    if others.exclude(state=State.CANCELLED).exists():
        raise Unusable(_("There is another day of this series then."), field="on")
    by = starts_at - session.starts_at
    session.on, session.starts_at, session.ends_at = on, starts_at, ends_at
    session.reason, session.changed_at = needed(reason, field="reason", limit=300), clock.now()
    session.calendar_sequence += 1
    if session.unit:
        seats.change_unit(session.unit, unit_terms(session))
    _move_shifts(session, by)
    if session.activity:
        volunteers.shift(session.activity, starts_at, ends_at, actor=SYSTEM)
    keep(
        session,
        "reschedule",
        actor=actor,
        reason=session.reason,
        before=before,
        day=spoken.moment(starts_at),
    )
    return session


def _move_shifts(session: Session, by: timedelta) -> None:
    for shift in session.shifts.select_related("unit"):
        times = moved_within(shift, by, session.starts_at, session.ends_at)
        shift.starts_at, shift.ends_at = times
        shift.save(update_fields=["starts_at", "ends_at"])
        if shift.unit:
            terms = Terms(shift.unit.seats, *times, shift.unit.title, address_of(session))
            seats.change_unit(shift.unit, terms)


def moved_within(
    shift: Shift, by: timedelta, starts_at: datetime, ends_at: datetime
) -> tuple[datetime, datetime]:
    """A shift goes with its day; one that would begin when a shorter day is over is its end."""
    begins, ends = shift.starts_at + by, min(shift.ends_at + by, ends_at)
    if begins >= ends:
        begins = max(starts_at, ends - (shift.ends_at - shift.starts_at))
    return begins, ends


@transaction.atomic
def cancel(session: Session, *, reason: str, actor: Actor) -> Session:
    """The day does not take place; everybody who signed up was told why."""
    return _call_off(session, "cancel", needed(reason, field="reason", limit=300), actor)


@transaction.atomic
def lapse(session: Session) -> Session:
    """Nobody began it: it is on record as not held."""
    return _call_off(session, "lapse", _("It was not held."), SYSTEM)


def _call_off(session: Session, verb: str, reason: str, actor: Actor) -> Session:
    session = RULES.begin(session, verb, actor)
    session.reason, session.changed_at = reason, clock.now()
    session.calendar_sequence += 1
    for shift in session.shifts.select_related("unit"):
        if shift.unit:
            seats.close_unit(shift.unit, reason=reason, actor=actor)
    if session.unit:
        seats.close_unit(session.unit, reason=reason, actor=actor)
    if session.activity:
        volunteers.cancel(session.activity, reason=reason, actor=SYSTEM)
    keep(session, verb, actor=actor, reason=reason)
    return session
