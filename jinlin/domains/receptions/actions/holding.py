"""How does a session begin, and how does it end with its minutes?"""

from django.db import transaction

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.time import clock
from jinlin.domains.receptions.actions.minutes import issue_minutes
from jinlin.domains.receptions.actions.steps import keep, keep_booking
from jinlin.domains.receptions.lifecycle import (
    BOOKING_LIFECYCLE,
    UNTALKED,
)
from jinlin.domains.receptions.models import Session, Sitting, SittingState
from jinlin.domains.receptions.permissions import RULES


@transaction.atomic
def open_(session: Session, *, actor: Actor) -> Session:
    """Residents are received: people arrive, take numbers and are called.

    Raises NotNow before its day.
    """
    session = RULES.begin(session, "open_", actor)
    session.opened_at = clock.now()
    keep(session, "open_", actor=actor)
    return session


@transaction.atomic
def close(session: Session, *, actor: Actor, note: str = "") -> Session:
    """It was held, and its numbered minutes are issued.

    Who booked and did not come is on record as that, and of everybody on the roster it is known
    whether they came.

    Raises NotNow while a conversation has no outcome yet.
    """
    session = RULES.begin(session, "close", actor)
    for booking in (
        session.bookings.filter(state__in=UNTALKED).select_related("person").order_by("number")
    ):
        booking.session = session
        booking.state = BOOKING_LIFECYCLE.target("miss", booking.state)
        keep_booking(booking, "miss", actor=SYSTEM)
    Sitting.objects.filter(session=session, state=SittingState.EXPECTED).update(
        state=SittingState.ABSENT
    )
    session.held_at = clock.now()
    session.held_on = session.on
    document = issue_minutes(session, actor=actor, note=note)
    keep(
        session, "close", actor=actor, note=note, number=document.number, document=str(document.pk)
    )
    return session
