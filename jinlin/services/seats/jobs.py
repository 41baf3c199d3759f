"""Which work on seats is due without anybody asking? Safe to run twice."""

from datetime import timedelta

from jinlin.core.time import clock
from jinlin.services.seats.actions import lapse_offer
from jinlin.services.seats.models import Hold, Seat


def lapse_offers() -> int:
    """Seats that were offered and not taken in time went to the next in line."""
    over = Seat.objects.filter(state=Hold.OFFERED, offered_until__lte=clock.now())
    return sum(
        lapse_offer(seat) for seat in list(over.select_related("unit").order_by("offered_until"))
    )


PERIODIC = [("lapse-offered-seats", timedelta(minutes=5), lapse_offers)]
