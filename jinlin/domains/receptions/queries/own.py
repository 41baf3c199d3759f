"""Which of these sessions does this resident have an appointment in?"""

from collections.abc import Sequence
from typing import Any

from jinlin.core.actor import Actor
from jinlin.domains.receptions.lifecycle import UNTALKED
from jinlin.domains.receptions.models import Booking, Session


def held_by(actor: Actor, sessions: Sequence[Session]) -> dict[Any, Booking]:
    """By session: one statement."""
    rows = (
        Booking.objects.own(actor)
        .filter(session__in=sessions, state__in=UNTALKED)
        .order_by("number")
    )
    return {row.session_id: row for row in rows}
