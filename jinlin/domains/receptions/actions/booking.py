"""How does somebody get a place in the queue of a session?"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.receptions.actions.steps import keep_booking
from jinlin.domains.receptions.lifecycle import BookingState, State
from jinlin.domains.receptions.models import Booking, Session, Topic
from jinlin.domains.receptions.permissions import (
    BOOKING_RULES,
    can_book,
    can_walk_in,
)
from jinlin.ground.people.models import Person

LONGEST_WORDS = 200
TOO_LATE = gettext_lazy(
    "This session cannot be booked any more. Please come by and take a number, or choose the next "
    "one."
)


@transaction.atomic
def book(
    session: Session,
    *,
    person: Person,
    topic: str,
    slot_at: datetime,
    actor: Actor,
    words: str = "",
) -> Booking:
    """The person has this time to themselves, and a number.

    Of two who want the last one at once, one has it and the other is told (NotNow).
    """
    session = locked_queue(session)
    require(can_book(actor, session, person))
    if not session.is_bookable:
        raise NotNow(TOO_LATE)
    if slot_at not in session.slots or slot_at <= clock.now():
        raise Unusable(_("Please choose one of the times that are offered."), field="slot_at")
    if person.county != session.county:
        raise Unusable(_("Please choose a reception day in your own county."), field="person")
    taken = session.bookings.exclude(state=BookingState.CANCELLED).filter(slot_at__isnull=False)
    if taken.filter(person=person).exists():
        raise NotNow(_("You have an appointment in this session already."))
    if taken.filter(slot_at=slot_at).exists():
        raise NotNow(_("Somebody else took this time just now. Please choose another one."))
    return _enter(
        session,
        BookingState.BOOKED,
        actor=actor,
        verb="book",
        person=person,
        topic=topic,
        words=words,
        slot_at=slot_at,
    )


@transaction.atomic
def walk_in(
    session: Session, *, topic: str, actor: Actor, person: Person | None = None, words: str = ""
) -> Booking:
    """Whoever came without an appointment has the next number and waits to be called.

    Nobody has to say who they are.
    """
    session = locked_queue(session)
    require(can_walk_in(actor, session))
    if session.state != State.OPEN:
        raise NotNow(_("Numbers are given while the session is going on."))
    if person is not None and person.county != session.county:
        raise Unusable(_("Please choose a person of this county."), field="person")
    now = clock.now()
    came = {"turn_at": now, "arrived_at": now}
    return _enter(
        session,
        BookingState.ARRIVED,
        actor=actor,
        verb="walk_in",
        person=person,
        topic=topic,
        words=words,
        **came,
    )


@transaction.atomic
def cancel_booking(booking: Booking, *, actor: Actor) -> Booking:
    """The time is free for somebody else; the number stays used."""
    booking = BOOKING_RULES.begin(booking, "cancel", actor)
    keep_booking(booking, "cancel", actor=actor)
    return booking


@transaction.atomic
def book_next(booking: Booking, *, actor: Actor) -> Booking:
    """Instead of a booking that was cancelled or missed: the first free time of the series' next
    session, for the same topic.

    Raises NotNow while the booking still holds, and when nothing is free.
    """
    old = Booking.objects.locked(booking)
    if old.person is None or old.state not in {BookingState.CANCELLED, BookingState.MISSED}:
        raise NotNow
    ahead = Session.objects.filter(
        series=old.session.series_id, state=State.PLANNED, starts_at__gt=clock.now()
    )
    for session in ahead.exclude(pk=old.session_id).order_by("starts_at", "id"):
        if free := free_slots(session):
            return book(
                session,
                person=old.person,
                topic=old.topic,
                slot_at=free[0],
                actor=actor,
                words=old.words,
            )
    raise NotNow(
        _("No time is free in the sessions that are laid out. Please come by and take a number.")
    )


def free_slots(session: Session) -> list[datetime]:
    """The appointed times that nobody has and that are still ahead."""
    now = clock.now()
    taken = set(
        session.bookings.exclude(state=BookingState.CANCELLED).values_list("slot_at", flat=True)
    )
    return [slot for slot in session.slots if slot not in taken and slot > now]


def locked_queue(session: Session) -> Session:
    """The session as it is now, locked, so that its numbers follow each other.

    Whoever books need not know its latest version.
    """
    return (
        Session.objects.select_for_update(of=("self",))
        .select_related("series__place", "series__organiser")
        .get(pk=session.pk)
    )


def _enter(
    session: Session, state: str, *, actor: Actor, verb: str, topic: str, **details: Any
) -> Booking:
    if topic not in Topic.values:
        raise Unusable(_("Please choose a topic."), field="topic")
    person, now = details.pop("person"), clock.now()
    session.last_number += 1
    Session.objects.filter(pk=session.pk).update(last_number=session.last_number)
    is_own = (
        isinstance(person, Person)
        and person.user_id == actor.user_id
        and person.user_id is not None
    )
    booking = Booking(
        county=session.county,
        session=session,
        place_code=session.place_code,
        number=session.last_number,
        person=person,
        topic=topic,
        state=state,
        booked_at=now,
        booked_on=clock.local_day(now),
        registered_by=None if is_own else actor.user_id,
        **{**details, "words": tidy(str(details["words"]))[:LONGEST_WORDS]},
    )
    try:
        with transaction.atomic():
            booking.save(force_insert=True)
    except IntegrityError as error:
        raise NotNow(
            _("Somebody else took this time just now. Please choose another one.")
        ) from error
    keep_booking(booking, verb, actor=actor, number=booking.number)
    return booking
