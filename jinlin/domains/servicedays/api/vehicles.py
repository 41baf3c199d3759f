"""What can programs do with the vehicles and their stops?

Everybody reads which vehicle comes where; staff's programs do what the organiser does: send one,
book for whoever has no phone, call it off.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from ninja import Query, Router, Status

from jinlin.core import paging
from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere, Unusable, require
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays import schemas as s
from jinlin.domains.servicedays.models import Stop, Vehicle
from jinlin.domains.servicedays.permissions import can_set_up, is_host
from jinlin.ground.accounts.api import caller
from jinlin.ground.people import actions as people
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import HOMES, chosen, meant
from jinlin.services.seats.models import LIVE, Seat
from jinlin.shell.programs import Key, Sending, act_once, made
from jinlin.shell.requests import Request

READ, WRITE = "servicedays:read", "servicedays:write"
WITH = ("vehicle", "place", "unit")
STOPS = Router(tags=["servicedays"])
VEHICLES = Router(tags=["servicedays"])


@VEHICLES.get("", response=list[s.DrivenOut], summary="The vehicles in use where you work")
def vehicles(request: Request) -> Any:
    there = within(caller(request, READ).counties(), "county")
    return list(Vehicle.objects.filter(there, is_open=True).order_by("county", "name"))


@STOPS.get("", response=s.StopPage, auth=None, summary="The stops ahead at a place, for everybody")
def stops(
    request: Request, place: str, after: str = "", limit: int = Query(50, ge=1, le=200)
) -> Any:
    here = chosen(place)
    if here is None:
        raise NotHere
    return _paged(Stop.objects.filter(within(here.codes)), after, limit)


@STOPS.get("/desk", response=s.StopPage, summary="The stops ahead that you see at the desk")
def stops_at_desk(request: Request, after: str = "", limit: int = Query(50, ge=1, le=200)) -> Any:
    return _paged(Stop.objects.visible_to(caller(request, READ)), after, limit)


@STOPS.get("/{uuid:pk}", response=s.StopDetail, summary="One stop, with who booked, masked")
def one_stop(request: Request, pk: UUID) -> Any:
    return shown(in_scope(caller(request, READ), pk))


@STOPS.post("", response={201: s.StopDetail}, summary="A vehicle comes somewhere")
def stop(request: Request, sent: s.StopIn, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    place = _place(actor, sent.place)
    vehicle = Vehicle.objects.filter(pk=sent.vehicle, county=place.county, is_open=True).first()
    if vehicle is None:
        raise Unusable(field="vehicle")

    def make() -> Stop:
        times = (sent.arrives_at, sent.leaves_at)
        return actions.stop(
            vehicle, place, times, spot=sent.spot, seats_there=sent.seats, actor=actor
        )

    row = made(Stop, sent, place.code, make=make, sending=Sending(actor, request.path, key))
    return Status(201, shown(in_scope(actor, row.pk)))


@STOPS.post(
    "/{uuid:pk}/book",
    response=s.StopDetail,
    summary="Book for somebody without a phone; without a free seat they wait in order",
)
def book(request: Request, pk: UUID, sent: s.BookIn, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    row = in_scope(actor, pk)
    require(is_host(actor, row))

    def make() -> Seat:
        person = people.know(row.county, name=sent.name, phone=sent.phone, actor=actor)
        return actions.book(row, person, actor=actor)

    made(Seat, sent, row.place_code, make=make, sending=Sending(actor, request.path, key))
    return shown(in_scope(actor, pk))


@STOPS.post(
    "/{uuid:pk}/call_off",
    response=s.StopDetail,
    summary="The vehicle does not come; everybody who booked is told why",
)
def call_off(request: Request, pk: UUID, sent: s.CallOffIn, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    row = in_scope(actor, pk)

    def act() -> str:
        return str(actions.call_off_stop(row, reason=sent.reason, actor=actor).pk)

    act_once(Sending(actor, request.path, key), act, sent.model_dump())
    return shown(in_scope(actor, pk))


def in_scope(actor: Actor, pk: UUID) -> Stop:
    """The stop, also one that was called off, if it lies where this actor works. Raises NotHere."""
    found = Stop.objects.visible_to(actor).select_related(*WITH).filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def shown(row: Stop) -> dict[str, Any]:
    """The stop with who has a seat there, waits for one or was offered one, in order."""
    seats = Seat.objects.filter(unit=row.unit_id, state__in=LIVE).select_related("person")
    booked = [
        {"seat": each.pk, "name": each.person.shown_name(), "state": each.state}
        for each in seats.order_by("asked_at", "pk")
    ]
    return {**_out(row), "booked": booked}


def _place(actor: Actor, code: str) -> Place:
    """Where vehicles can stop, and this actor may send one."""
    place = meant(code)
    if place is None or place.level not in HOMES:
        raise Unusable(field="place")
    require(can_set_up(actor, place))
    return place


def _paged(rows: Any, after: str, limit: int) -> dict[str, Any]:
    ahead = rows.filter(cancelled_on=None, leaves_at__gt=clock.now()).select_related(*WITH)
    page = paging.page(ahead, order=("arrives_at", "id"), after=after, size=limit)
    return {"items": list(_outs(page.rows)), "next": page.next}


def _outs(rows: Iterable[Stop]) -> Iterable[dict[str, Any]]:
    return (_out(row) for row in rows)


def _out(row: Stop) -> dict[str, Any]:
    names = ("place_code", "spot", "arrives_at", "leaves_at", "cancelled_on")
    unit = row.unit
    return {
        "id": row.pk,
        "vehicle": row.vehicle,
        "place": row.place.name,
        "seats": unit.seats if unit else 0,
        "free": unit.free if unit else 0,
        **{name: getattr(row, name) for name in names},
    }
