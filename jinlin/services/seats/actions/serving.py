"""Who gets a seat that has become free?"""

from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken, timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient
from jinlin.services.seats.models import Hold, Seat, Unit

LARGEST_PARTY = 8


def serve(unit: Unit) -> None:
    """Free seats are offered to those who wait, first come first, each told at once; the unit is
    locked by the caller. A party is served whole, and nobody passes one that waits for room. After
    it began nobody is called in any more.
    """
    now = clock.now()
    if unit.closed_at or now >= unit.starts_at:
        return
    if unit.free <= 0:
        return
    waiting = list(unit.places.waiting()[: unit.free + LARGEST_PARTY])
    for _party, together in groupby(waiting, key=lambda seat: seat.party or seat.pk):
        seats = list(together)
        if len(seats) > unit.free:
            break
        for seat in seats:
            _offer(unit, seat)
    unit.save(update_fields=["taken"])


def _offer(unit: Unit, seat: Seat) -> None:
    now = clock.now()
    seat.state, seat.turn, seat.changed_at = Hold.OFFERED, None, now
    seat.offered_until = min(now + timedelta(minutes=unit.offer_minutes), unit.starts_at)
    seat.save()
    unit.taken += 1
    timeline.record(seat, "offer", actor=SYSTEM, data={"until": seat.offered_until})
    _tell(unit, seat)


def _tell(unit: Unit, seat: Seat) -> None:
    with override(settings.LANGUAGE_CODE):
        until = spoken.moment(seat.offered_until or unit.starts_at)
        notices.tell(
            county=unit.county,
            event="seats.offer",
            title=_("A seat is free for you: {title}").format(title=unit.title),
            body=_("It is kept for you until {until}. After that the next one gets it.").format(
                until=until
            ),
            about=seat,
            url=unit.url,
            to=[Recipient(person_id=seat.person_id)],
        )
