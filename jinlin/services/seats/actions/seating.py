"""How does somebody get a seat, wait for one, and give it up?"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.services.seats.actions.serving import LARGEST_PARTY, serve
from jinlin.services.seats.models import HOLDING, LIVE, Hold, Seat, Unit
from jinlin.services.seats.reasons import Reason, require_open


@transaction.atomic
def take(unit: Unit, person: Person, *, actor: Actor) -> Seat:
    """The person has a seat, or stands at the end of the waiting list when none is free. Asked
    again, the same.
    """
    return take_together(unit, [person], actor=actor)[0]


@transaction.atomic
def take_together(unit: Unit, people: Sequence[Person], *, actor: Actor) -> list[Seat]:
    """All of them have a seat, or all stand behind each other on the waiting list. Whoever has or
    waits for a seat already is left as they are.
    """
    if len(people) > LARGEST_PARTY:
        raise Unusable(_("At most %(number)d can come together.") % {"number": LARGEST_PARTY})
    unit = Unit.objects.held(unit)
    require_open(unit)
    former = _former(unit, people)
    known = {key: seat for key, seat in former.items() if seat.state in LIVE}
    fresh = [each for each in people if each.pk not in known]
    has_room = unit.free >= len(fresh) and not unit.places.waiting().exists()
    if fresh and not has_room and clock.now() >= unit.starts_at:
        raise NotNow(Reason.FULL.label, detail={"reason": Reason.FULL})
    party = uuid7() if len(fresh) > 1 else None
    for each in fresh:
        seat = former.get(each.pk) or Seat(county=unit.county, unit=unit, person=each)
        _seated(unit, seat, has_room=has_room, party=party).save()
        timeline.record(seat, "take" if has_room else "wait", actor=actor)
        known[each.pk] = seat
    unit.save(update_fields=["taken", "last_turn"])
    return [known[each.pk] for each in people]


@transaction.atomic
def take_list(unit: Unit, people: Sequence[Person]) -> list[Seat]:
    """Everybody on the list has a seat, in its order, and those for whom none is left wait: a few
    statements, however long the list. The caller keeps on record who brought it.
    """
    unit = Unit.objects.held(unit)
    require_open(unit)
    former = _former(unit, people)
    known = {key: seat for key, seat in former.items() if seat.state in LIVE}
    waits, made = unit.places.waiting().exists(), []
    for each in people:
        if each.pk not in known:
            seat = former.get(each.pk) or Seat(county=unit.county, unit=unit, person=each)
            made.append(_seated(unit, seat, has_room=unit.free > 0 and not waits))
            known[each.pk] = seat
    again = [seat for seat in made if seat.person_id in former]
    fields = ["state", "turn", "party", "offered_until", "asked_at", "changed_at"]
    Seat.objects.bulk_update(again, fields)
    Seat.objects.bulk_create([seat for seat in made if seat not in again])
    unit.save(update_fields=["taken", "last_turn"])
    return [known[each.pk] for each in people]


def _former(unit: Unit, people: Sequence[Person]) -> dict[UUID, Seat]:
    """How they stand to the unit or stood to it once, by person."""
    rows = Seat.objects.filter(unit=unit, person__in=[each.pk for each in people])
    return {seat.person_id: seat for seat in rows}


def _seated(unit: Unit, seat: Seat, *, has_room: bool, party: UUID | None = None) -> Seat:
    """The row as it is to be saved; the unit counts it."""
    seat.asked_at = seat.changed_at = clock.now()
    seat.offered_until, seat.party = None, party
    if has_room:
        seat.state, seat.turn = Hold.TAKEN, None
        unit.taken += 1
    else:
        unit.last_turn += 1
        seat.state, seat.turn = Hold.WAITING, unit.last_turn
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
