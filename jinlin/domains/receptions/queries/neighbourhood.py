"""When is the next reception day of a place, and which times are free there?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from jinlin.core.actor import within
from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import BookingState, State
from jinlin.domains.receptions.models import Booking, Session, SessionQuerySet, Sitting
from jinlin.ground.places.models import Place

AHEAD = 8
WITH_PLACE = ("series__place", "series__organiser")


@dataclass(frozen=True)
class Ahead:
    """A session that one can come to, with its free times."""

    session: Session
    free: list[datetime]


def next_for(place: Place) -> Session | None:
    """The next session in this place, or the one that is going on: for 'this week nearby'.

    One statement.
    """
    return _coming(place).first()


def ahead(place: Place, *, count: int = AHEAD) -> list[Ahead]:
    """The next sessions in this place with their free times: three statements, with who sits read
    along.
    """
    rows = _coming(place).prefetch_related(
        Prefetch("sittings", Sitting.objects.select_related("organisation").order_by("order", "pk"))
    )
    return with_free_times(list(rows[:count]))


def called_off(place: Place, *, count: int = AHEAD) -> list[Session]:
    """Sessions ahead that were cancelled, with the reason that everybody reads: nobody shall come
    in vain.
    """
    rows = Session.objects.announced().filter(
        within(place.codes), state=State.CANCELLED, ends_at__gte=clock.now()
    )
    return list(rows.select_related(*WITH_PLACE).order_by("starts_at", "id")[:count])


def with_free_times(sessions: Sequence[Session]) -> list[Ahead]:
    """One statement for all of them."""
    now, taken = clock.now(), set[tuple[object, datetime | None]]()
    rows = Booking.objects.filter(session__in=sessions, slot_at__isnull=False).exclude(
        state=BookingState.CANCELLED
    )
    taken.update(rows.values_list("session_id", "slot_at"))
    return [
        Ahead(
            each,
            [
                slot
                for slot in each.slots
                if each.is_bookable and slot > now and (each.pk, slot) not in taken
            ],
        )
        for each in sessions
    ]


def last_held(place: Place) -> Session | None:
    """The session in this place that was held last."""
    rows = Session.objects.announced().filter(within(place.codes), state=State.HELD)
    return rows.select_related(*WITH_PLACE).order_by("-starts_at", "-id").first()


def _coming(place: Place) -> SessionQuerySet:
    rows = Session.objects.announced().live().filter(within(place.codes), ends_at__gte=clock.now())
    return rows.select_related(*WITH_PLACE).order_by("starts_at", "id")
