"""How does something come to have seats, more or fewer of them, and none any more?"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Unusable
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient
from jinlin.services.seats.actions.serving import serve
from jinlin.services.seats.models import Hold, Seat, Unit


@dataclass(frozen=True)
class Terms:
    """What a unit offers: how many seats, when, and how people are told of it."""

    seats: int
    starts_at: datetime
    ends_at: datetime
    title: str
    url: str
    offer_minutes: int = 1440


@transaction.atomic
def open_unit(about: CountyRow, terms: Terms, *, place_code: str) -> Unit:
    """The row has seats."""
    unit = Unit(
        county=about.county,
        about_label=about._meta.label_lower,
        about_id=about.pk,
        place_code=place_code,
        **asdict(terms),
    )
    unit.save(force_insert=True)
    return unit


@transaction.atomic
def change_unit(unit: Unit, terms: Terms) -> Unit:
    """The unit has other terms; new seats went to those who wait. Nobody who has a seat loses it:
    fewer seats than are taken are refused.
    """
    unit = Unit.objects.held(unit)
    if terms.seats < unit.taken:
        raise Unusable(
            _("%(taken)d seats are taken already.") % {"taken": unit.taken}, field="seats"
        )
    for name, value in asdict(terms).items():
        setattr(unit, name, value)
    unit.save()
    serve(unit)
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, reason: str, actor: Actor = SYSTEM, is_told: bool = True) -> Unit:
    """It does not take place: nobody has or waits for a seat, and each of them was told why, where
    the calling verb does not tell them itself (`is_told`).
    """
    unit = Unit.objects.held(unit)
    if unit.closed_at:
        return unit
    unit.closed_at, unit.taken, now = clock.now(), 0, clock.now()
    unit.save(update_fields=["closed_at", "taken"])
    for seat in list(unit.places.live().order_by("pk")):
        seat.state, seat.turn, seat.offered_until, seat.changed_at = Hold.CLOSED, None, None, now
        seat.save()
        timeline.record(seat, "close", actor=actor, note=reason)
        if is_told:
            _tell(seat, unit, reason)
    return unit


def _tell(seat: Seat, unit: Unit, reason: str) -> None:
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=unit.county,
            event="seats.close",
            title=_("Does not take place: {title}").format(title=unit.title),
            body=reason,
            about=seat,
            url=unit.url,
            to=[Recipient(person_id=seat.person_id)],
        )
