"""Who is to help on a day, who is here, and which code stands on the screen?"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import segno
from django.urls import reverse
from django.utils.safestring import mark_safe

from jinlin.core import site
from jinlin.core.errors import NotHere
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.time import clock
from jinlin.domains.servicedays.models import Photo, Session
from jinlin.ground.people.models import Person
from jinlin.services.seats import codes
from jinlin.services.seats.models import HOLDING, Presence, Seat


@dataclass(frozen=True)
class HelperLine:
    """One helper with a seat, masked, and whether they are here."""

    seat: Seat
    duty: str
    presence: Presence | None

    @property
    def name(self) -> str:
        return self.seat.person.shown_name()

    @property
    def is_here(self) -> bool:
        return self.presence is not None and self.presence.left_at is None

    @property
    def has_left(self) -> bool:
        return self.presence is not None and self.presence.left_at is not None


@dataclass(frozen=True)
class Present:
    """How many were noted on the day, by whether we know them."""

    people: int
    visitors: int


def helpers_of(session: Session) -> list[HelperLine]:
    """Three statements, however many."""
    duties = {shift.unit_id: shift.title for shift in session.shifts.all()}
    here = {row.person_id: row for row in Presence.objects.filter(unit=session.unit)}
    seats = Seat.objects.filter(unit__in=duties, state__in=HOLDING).select_related("person")
    return [
        HelperLine(seat, duties[seat.unit_id], here.get(seat.person_id))
        for seat in seats.order_by("unit__starts_at", "asked_at", "pk")
    ]


def seated(session: Session, seat: UUID | None) -> Person:
    """Who has this seat on this day. Raises NotHere."""
    units = session.shifts.values("unit")
    found = Seat.objects.filter(unit__in=units, pk=seat).select_related("person").first()
    if found is None:
        raise NotHere
    return found.person


def photos_of(session: Session, *, released: bool = False) -> list[tuple[Photo, Upload]]:
    """The photos of a day with their files, as they came: two statements."""
    rows = Photo.objects.filter(session=session)
    found = list((rows.released() if released else rows).order_by("sent_at", "pk"))
    files = uploads.of_each(found)
    return [(row, files[row.pk][0]) for row in found if row.pk in files]


def present_at(session: Session) -> Present:
    rows = Presence.objects.filter(unit=session.unit)
    return Present(rows.filter(ticket="").count(), rows.exclude(ticket="").count())


def screen_of(session: Session) -> dict[str, Any]:
    """The drawing of the address with the code of this half minute."""
    now = clock.now()
    code = codes.shown(session.unit, now)  # type: ignore[arg-type]
    address = site.whole(reverse("servicedays:check_in", args=[session.pk, code]))
    drawing = segno.make(address, error="m", micro=False).svg_inline(border=1, scale=8)
    return {
        "qr": mark_safe(drawing),  # noqa: S308 - drawn by us from our own address
        "code": code,
        "seconds": codes.seconds_left(now),
    }
