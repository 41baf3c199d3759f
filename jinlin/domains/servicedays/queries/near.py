"""What does everybody see of the days nearby? Only what was announced or released."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, Sum

from jinlin.core.actor import within
from jinlin.core.time import clock
from jinlin.domains.servicedays.lifecycle import State
from jinlin.domains.servicedays.models import HelpAsk, Kind, Session, Shift, Stall, Stop
from jinlin.domains.servicedays.queries.reasons import why_not
from jinlin.ground.places.models import CODE_LENGTHS, Level, Place
from jinlin.ground.places.queries import whole
from jinlin.services.seats.models import LIVE, Hold, Seat
from jinlin.services.volunteers.models import Volunteer

WITH = ("series__place", "series__organiser", "unit", "activity")
OFFERED = (
    Prefetch("stalls", Stall.objects.order_by("kind", "pk")),
    Prefetch("shifts", Shift.objects.select_related("unit").order_by("starts_at", "pk")),
)


def ahead(place: Place, days: int = 60) -> list[Session]:
    """The live days of a neighbourhood, soonest first."""
    rows = Session.objects.live().filter(
        within(place.codes), on__gte=clock.today(), on__lte=clock.today() + timedelta(days=days)
    )
    return list(rows.select_related(*WITH).prefetch_related(*OFFERED).order_by("on", "pk")[:6])


def next_day(place: Place) -> Session | None:
    """The next day of a neighbourhood, in one statement."""
    rows = Session.objects.live().filter(within(place.codes), on__gte=clock.today())
    return rows.select_related("series__place").order_by("on", "pk").first()


def called_off(place: Place) -> list[Session]:
    rows = Session.objects.filter(within(place.codes), state=State.CANCELLED, on__gte=clock.today())
    return list(rows.select_related(*WITH).order_by("on", "pk")[:3])


def days_with_summary(place: Place) -> list[Session]:
    """The last days with a released summary."""
    rows = Session.objects.filter(within(place.codes), state=State.HELD, is_released=True)
    return list(rows.select_related(*WITH).order_by("-on", "-pk")[:3])


def stops(county: str, place: Place | None = None) -> list[Stop]:
    """The vehicles' stops ahead."""
    rows = Stop.objects.filter(county=county, cancelled_on=None, leaves_at__gt=clock.now())
    if place:
        rows = rows.filter(within(place.codes))
    return list(rows.select_related("vehicle", "place", "unit").order_by("arrives_at", "pk")[:50])


def helps(place: Place) -> list[HelpAsk]:
    """The small helps that volunteers can take on here: released words only."""
    rows = HelpAsk.objects.offered().filter(within(whole(place.code[: CODE_LENGTHS[Level.TOWN]])))
    return list(rows.select_related("place").order_by("wanted_on", "pk")[:10])


@dataclass(frozen=True)
class Chance:
    """A shift as a volunteer sees it: their seat, or why there is none for them."""

    shift: Shift
    seat: Seat | None
    reason: Any

    @property
    def is_open(self) -> bool:
        return self.reason is None and not (self.seat and self.seat.state in LIVE)

    @property
    def holds(self) -> bool:
        return bool(self.seat and self.seat.state in LIVE)

    @property
    def is_offered(self) -> bool:
        return bool(self.seat and self.seat.state == Hold.OFFERED)

    @property
    def waits(self) -> bool:
        return bool(self.shift.unit and self.shift.unit.free <= 0)


def chances(session: Session, volunteer: Volunteer | None) -> list[Chance]:
    found = []
    for shift in session.shifts.select_related("unit", "session").order_by("starts_at", "pk"):
        seat = (
            Seat.objects.filter(unit=shift.unit, person=volunteer.person_id).first()
            if volunteer
            else None
        )
        found.append(Chance(shift, seat, why_not(shift, volunteer)))
    return found


@dataclass(frozen=True)
class Count:
    """How many received one kind of service."""

    word: Any
    people: int
    kind: str


def counts(session: Session) -> list[Count]:
    rows = session.tallies.standing().values("kind").annotate(sum=Sum("people")).order_by("kind")
    return [Count(Kind(row["kind"]).label, row["sum"], row["kind"]) for row in rows]
