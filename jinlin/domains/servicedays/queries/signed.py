"""For which duties and stops did somebody sign up?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.servicedays.models import Shift, Stop
from jinlin.services.seats.models import LIVE, Hold, Seat
from jinlin.shell.one_list import Source

SHIFT, STOP = "servicedays.shift", "servicedays.stop"
TONES = {
    Hold.TAKEN: "done",
    Hold.WAITING: "waiting",
    Hold.OFFERED: "soon",
    Hold.GIVEN_UP: "ended",
    Hold.LAPSED: "ended",
    Hold.CLOSED: "ended",
}


@dataclass(frozen=True)
class Signed:
    """One seat that somebody asked for: what it is, when and where."""

    seat: Seat
    title: str
    where: str
    url: str
    reason: str
    changed_at: datetime

    @property
    def starts_at(self) -> datetime:
        return self.seat.unit.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.seat.unit.ends_at

    @property
    def is_off(self) -> bool:
        return self.seat.state not in LIVE or self.seat.unit.closed_at is not None

    @property
    def is_firm(self) -> bool:
        return self.seat.state == Hold.TAKEN

    @property
    def is_over(self) -> bool:
        return self.seat.unit.ends_at < clock.now()

    @property
    def word(self) -> Any:
        return self.seat.get_state_display()

    @property
    def tone(self) -> str:
        return TONES[Hold(self.seat.state)]

    @property
    def rank(self) -> int:
        """An offered seat waits for an answer; what is still ahead comes before what is over."""
        if self.seat.state == Hold.OFFERED:
            return 0
        return 3 if self.is_off or self.is_over else 2


def signed_up(user_id: UUID, *, since: datetime, until: datetime) -> list[Signed]:
    """Everything of these days, soonest first: three statements."""
    rows = _seats(user_id).filter(unit__ends_at__gte=since, unit__starts_at__lte=until)
    return lines(list(rows.order_by("unit__starts_at", "pk")))


def own(actor: Actor) -> Source:
    """What this person signed up for, the newest first."""
    rows = _seats(actor.user_id) if actor.user_id else Seat.objects.none()
    return Source(rows, ("-asked_at", "-id"), lines, "servicedays/portal/signed_line.html")


def lines(seats: list[Seat]) -> list[Signed]:
    """Each seat with what it is a seat of: two statements."""
    units = [seat.unit_id for seat in seats]
    shifts = {
        row.unit_id: row
        for row in Shift.objects.filter(unit__in=units).select_related("session__series__place")
    }
    stops = {
        row.unit_id: row
        for row in Stop.objects.filter(unit__in=units).select_related("vehicle", "place")
    }
    return [
        _of_shift(seat, shifts[seat.unit_id])
        if seat.unit_id in shifts
        else _of_stop(seat, stops[seat.unit_id])
        for seat in seats
    ]


def _seats(user_id: UUID) -> "QuerySet[Seat]":
    rows = Seat.objects.filter(person__user=user_id, unit__about_label__in=(SHIFT, STOP))
    return rows.select_related("unit")


def _of_shift(seat: Seat, shift: Shift) -> Signed:
    session = shift.session
    return Signed(
        seat,
        f"{session.series.name} {shift.title}",
        f"{session.series.place.name} {session.series.venue}".strip(),
        reverse("servicedays:day", args=[session.pk]),
        session.reason,
        max(seat.changed_at, session.changed_at),
    )


def _of_stop(seat: Seat, stop: Stop) -> Signed:
    title = stop.vehicle.name
    where = f"{stop.place.name} {stop.spot}"
    return Signed(seat, title, where, reverse("servicedays:vehicles"), "", seat.changed_at)
