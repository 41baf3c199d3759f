"""How does a vehicle come to stop somewhere, and how is a seat there booked?"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.servicedays.models import Stop, Vehicle
from jinlin.domains.servicedays.permissions import can_set_up, can_sign_up, is_host
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.services.notices import actions as notices
from jinlin.services.seats import actions as seats
from jinlin.services.seats.actions.laying import Terms
from jinlin.services.seats.models import Seat


@transaction.atomic
def stop(
    vehicle: Vehicle,
    place: Place,
    times: tuple[datetime, datetime],
    *,
    spot: str,
    seats_there: int,
    actor: Actor,
) -> Stop:
    """The vehicle stands there at that time and can be booked; it is nowhere else meanwhile."""
    require(can_set_up(actor, place))
    vehicle = Vehicle.objects.select_for_update(of=("self",)).get(pk=vehicle.pk)
    arrives_at, leaves_at = times
    if leaves_at <= arrives_at or arrives_at <= clock.now():
        raise Unusable(_("Please choose a time that is still ahead."), field="arrives_at")
    same = vehicle.stops.filter(
        cancelled_on=None, arrives_at__lt=leaves_at, leaves_at__gt=arrives_at
    )
    if same.exists():
        raise NotNow(_("The vehicle stands somewhere else at that time."))
    row = Stop.objects.create(
        county=place.county_code,
        vehicle=vehicle,
        place=place,
        place_code=place.code,
        spot=needed(spot, field="spot", limit=60),
        arrives_at=arrives_at,
        leaves_at=leaves_at,
        on=clock.local_day(arrives_at),
    )
    title = f"{vehicle.name} {place.name}"[:120]
    terms = Terms(seats_there, arrives_at, leaves_at, title, reverse("servicedays:vehicles"))
    row.unit = seats.open_unit(row, terms, place_code=place.code)
    row.save(update_fields=["unit"])
    timeline.record(row, "stop", actor=actor)
    _announce(row, "stop")
    return row


@transaction.atomic
def book(stop: Stop, person: Person, *, actor: Actor) -> Seat:
    """The person has a seat at the stop, by themselves or by staff for those without a phone."""
    require(can_sign_up(actor, stop, person))
    if stop.unit is None:
        raise NotNow
    return seats.take(stop.unit, person, actor=actor)


@transaction.atomic
def call_off_stop(stop: Stop, *, reason: str, actor: Actor) -> Stop:
    """The vehicle does not come; everybody who booked was told why."""
    stop = Stop.objects.select_for_update(of=("self",)).get(pk=stop.pk)
    require(is_host(actor, stop))
    reason = needed(reason, field="reason", limit=300)
    if stop.cancelled_on is None:
        if stop.leaves_at <= clock.now():
            raise NotNow(_("The vehicle has been there already."))
        stop.cancelled_on = clock.today()
        stop.save(update_fields=["cancelled_on"])
        if stop.unit:
            seats.close_unit(stop.unit, reason=reason)
        timeline.record(stop, "call_off", actor=actor, note=reason)
        _announce(stop, "call_off")
    return stop


def _announce(stop: Stop, verb: str) -> None:
    """Programs hear of it; whoever booked, with their seat."""
    notices.announce(
        county=stop.county,
        event=f"servicedays.{verb}",
        subject_id=stop.pk,
        payload={"place": stop.place_code, "on": stop.on.isoformat()},
    )
