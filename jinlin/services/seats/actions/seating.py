"""How does somebody get a seat, wait for one, and give it up?"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow
from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.services.seats.actions.serving import serve
from jinlin.services.seats.models import HOLDING, LIVE, Hold, Seat, Unit
from jinlin.services.seats.reasons import Reason, require_open


@transaction.atomic
def take(unit: Unit, person: Person, *, actor: Actor) -> Seat:
    """The person has a seat, or stands at the end of the waiting list when none is free. Asked
    again, the same.
    """
    unit = Unit.objects.held(unit)
    require_open(unit)
    seat = Seat.objects.filter(unit=unit, person=person).first()
    if seat and seat.state in LIVE:
        return seat
    now = clock.now()
    seat = seat or Seat(county=unit.county, unit=unit, person=person)
    seat.asked_at = seat.changed_at = now
    seat.offered_until = None
    if unit.free > 0 and not unit.places.waiting().exists():
        seat.state, seat.turn = Hold.TAKEN, None
        unit.taken += 1
    elif now >= unit.starts_at:
        raise NotNow(Reason.FULL.label, detail={"reason": Reason.FULL})
    else:
        unit.last_turn += 1
        seat.state, seat.turn = Hold.WAITING, unit.last_turn
    seat.save()
    unit.save(update_fields=["taken", "last_turn"])
    timeline.record(seat, "take" if seat.state == Hold.TAKEN else "wait", actor=actor)
    return seat


@transaction.atomic
def accept_offer(seat: Seat, *, actor: Actor) -> Seat:
    """The offered seat is theirs."""
    Unit.objects.held(seat.unit)
    seat = Seat.objects.held(seat)
    if seat.state == Hold.TAKEN:
        return seat
    if seat.state != Hold.OFFERED or (seat.offered_until and seat.offered_until <= clock.now()):
        raise NotNow(_("This seat is not offered to you any more."))
    return _turn(seat, Hold.TAKEN, "accept", actor)


@transaction.atomic
def give_up(seat: Seat, *, actor: Actor) -> Seat:
    """The person neither has nor waits for a seat, and is not offered one again unless they ask;
    the next one is offered what became free.
    """
    unit = Unit.objects.held(seat.unit)
    seat = Seat.objects.held(seat)
    if seat.state not in LIVE:
        return seat
    return _free(unit, seat, Hold.GIVEN_UP, "give_up", actor)


@transaction.atomic
def lapse_offer(seat: Seat) -> bool:
    """An offer that nobody took in time is over, and the next one has it. Safe to run twice:
    whether it was lapsed now.
    """
    unit = Unit.objects.held(seat.unit)
    seat = Seat.objects.held(seat)
    is_over = seat.state == Hold.OFFERED and (seat.offered_until or clock.now()) <= clock.now()
    if is_over:
        _free(unit, seat, Hold.LAPSED, "lapse", SYSTEM)
    return is_over


def _free(unit: Unit, seat: Seat, to: Hold, verb: str, actor: Actor) -> Seat:
    if seat.state in HOLDING:
        unit.taken -= 1
        unit.save(update_fields=["taken"])
    seat = _turn(seat, to, verb, actor)
    serve(unit)
    return seat


def _turn(seat: Seat, to: Hold, verb: str, actor: Actor) -> Seat:
    seat.state, seat.turn, seat.offered_until, seat.changed_at = to, None, None, clock.now()
    seat.save()
    timeline.record(seat, verb, actor=actor)
    return seat
