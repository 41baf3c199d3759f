"""What can programs do with points? Check the chain, read the shelves, hand orders out."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Query, Router, Schema

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.ground.accounts.api import caller
from jinlin.services.points import actions
from jinlin.services.points.models import Head, Item, Order, Receiver, Transfer
from jinlin.services.points.queries import boards
from jinlin.shell.programs import Call, Door, Moving, add_moves
from jinlin.shell.requests import Request

READ, WRITE = "points:read", "points:write"
router = Router(tags=["points"])
orders_router = Router(tags=["points"])


class HeadOut(Schema):
    day: date
    seq: int
    hash: str
    count: int
    amount: int


class Heads(Schema):
    items: list[HeadOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class ItemOut(Schema):
    id: UUID
    store: str = Field(alias="store.name")
    place_code: str
    name: str
    price: int
    free: int


class Items(Schema):
    items: list[ItemOut]
    next: str = ""


class OrderOut(Schema):
    id: UUID
    item: str
    place_code: str
    count: int
    points: int
    state: str
    due_at: datetime
    version: int


class Orders(Schema):
    items: list[OrderOut]
    next: str = ""


class TransferOut(Schema):
    seq: int
    kind: str
    amount: int
    on: date
    previous: str
    hash: str


class Transfers(Schema):
    items: list[TransferOut]
    next: str = ""


@router.get("/heads", response=Heads, auth=None, summary="The published ends of the chain")
def heads(request: Request, county: str, after: str = "") -> Any:
    rows = Head.objects.filter(county=county)
    page = paging.page(rows, order=("-day", "-id"), after=after)
    return {"items": page.rows, "next": page.next}


@router.get("/items", response=Items, auth=None, summary="What the stores of a county offer")
def items(request: Request, county: str, after: str = "") -> Any:
    rows = Item.objects.offered().filter(county=county).select_related("store")
    page = paging.page(rows, order=("place_code", "name", "id"), after=after)
    return {"items": page.rows, "next": page.next}


@router.get("/transfers", response=Transfers, summary="The transfers of your places, without names")
def transfers(request: Request, after: str = "", limit: int = Query(50, ge=1, le=200)) -> Any:
    rows = Transfer.objects.visible_to(caller(request, READ))
    page = paging.page(rows, order=("on", "id"), after=after, size=limit)
    return {"items": page.rows, "next": page.next}


@orders_router.get("", response=Orders, summary="The orders of your stores")
def orders(request: Request, state: str = "", after: str = "") -> Any:
    actor = caller(request, READ)
    rows = boards.orders(actor, state)
    page = paging.page(rows, order=("-ordered_at", "-id"), after=after)
    return {"items": [_shown(row, actor) for row in page.rows], "next": page.next}


@orders_router.get("/{uuid:pk}", response=OrderOut, summary="One order")
def order(request: Request, pk: UUID) -> Any:
    actor = caller(request, READ)
    return _shown(_in_scope(actor, pk), actor)


def _in_scope(actor: Actor, pk: UUID) -> Order:
    rows = Order.objects.for_desk(actor).select_related("item__store", "account__person")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _shown(order: Order, _actor: Actor) -> dict[str, Any]:
    names = ("id", "place_code", "count", "points", "state", "due_at", "version")
    return {**{name: getattr(order, name) for name in names}, "item": order.item.name}


class HandOutIn(Moving):
    received_by: Receiver = Receiver.SELF


class CancelIn(Moving):
    reason: str


add_moves(
    orders_router,
    {"hand_out": Call(HandOutIn, actions.hand_out), "cancel": Call(CancelIn, actions.cancel)},
    Door[Order](
        caller=lambda request: caller(request, WRITE),
        fetch=_in_scope,
        after=_in_scope,
        show=_shown,
        response=OrderOut,
    ),
)
