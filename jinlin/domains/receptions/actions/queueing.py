"""How does the queue of a session move?"""

from django.db import transaction

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.time import clock
from jinlin.domains.receptions.actions.booking import locked_queue
from jinlin.domains.receptions.actions.steps import keep_booking
from jinlin.domains.receptions.lifecycle import BookingState
from jinlin.domains.receptions.models import Booking, Session
from jinlin.domains.receptions.permissions import BOOKING_RULES, is_host


@transaction.atomic
def arrive(booking: Booking, *, actor: Actor) -> Booking:
    """Whoever booked is here and waits for their time; who comes after having been called in vain
    waits from now on.
    """
    held = Booking.objects.locked(booking)
    came_late = held.state == BookingState.MISSED
    booking = BOOKING_RULES.enter(held, "arrive", actor)
    booking.arrived_at = clock.now()
    booking.turn_at = booking.slot_at if booking.slot_at and not came_late else booking.arrived_at
    keep_booking(booking, "arrive", actor=actor)
    return booking


@transaction.atomic
def call(booking: Booking, *, actor: Actor) -> Booking:
    """The number stands on the screen in the hall."""
    booking = BOOKING_RULES.begin(booking, "call", actor)
    booking.called_at = clock.now()
    keep_booking(booking, "call", actor=actor, number=booking.number)
    return booking


@transaction.atomic
def call_next(session: Session, *, actor: Actor) -> Booking:
    """The one whose turn it is was called: by appointed time, or by when they came.

    Of two who call at once each calls another. Raises NotNow when nobody waits.
    """
    session = locked_queue(session)
    require(is_host(actor, session))
    booking = (
        session.bookings.filter(state=BookingState.ARRIVED).order_by("turn_at", "number").first()
    )
    if booking is None:
        raise NotNow
    return call(booking, actor=actor)


@transaction.atomic
def miss(booking: Booking, *, actor: Actor) -> Booking:
    """Was called and did not come; when they turn up after all, they can still arrive."""
    booking = BOOKING_RULES.begin(booking, "miss", actor)
    keep_booking(booking, "miss", actor=actor)
    return booking
