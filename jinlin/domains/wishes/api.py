"""What can programs do with wishes?

Everybody reads the wall; staff's programs make the desk's moves.
"""

from typing import Any
from uuid import UUID

from ninja import Query, Router

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.domains.wishes import actions, queries
from jinlin.domains.wishes import schemas as s
from jinlin.domains.wishes.actions import Record, Shown
from jinlin.domains.wishes.forms.filters import WallForm
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.moves import WITH
from jinlin.domains.wishes.queries.board import ORDERS, Filters
from jinlin.domains.wishes.queries.matters import moves_open_to
from jinlin.domains.wishes.queries.wall import ORDER, cards, wall
from jinlin.ground.accounts.api import caller
from jinlin.shell.programs import Call, Door, add_moves, as_sent
from jinlin.shell.requests import Request

router = Router(tags=["wishes"])


@router.get(
    "",
    response=s.WallPage,
    auth=None,
    summary="The wish wall, for everybody",
)
def wish_wall(request: Request, after: str = "", limit: int = Query(24, ge=1, le=100)) -> Any:
    page = paging.page(wall(WallForm(request.GET).filters()), order=ORDER, after=after, size=limit)
    return {"items": cards(page.rows), "next": page.next}


@router.get(
    "/desk",
    response=s.WishPage,
    summary="The wishes you see at the desk, most urgent first",
)
def desk_wishes(
    request: Request, state: str = "open", after: str = "", limit: int = Query(50, ge=1, le=200)
) -> Any:
    actor = caller(request, "wishes:read")
    rows = queries.board(actor, Filters(state="" if state == "all" else state))
    page = paging.page(rows, order=ORDERS["due"], after=after, size=limit)
    return {"items": [listed(row) for row in page.rows], "next": page.next}


@router.get(
    "/{uuid:pk}", response=s.WishDetail, summary="One wish with its trail and the moves open to you"
)
def one_wish(request: Request, pk: UUID) -> Any:
    actor = caller(request, "wishes:read")
    return shown(in_scope(actor, pk), actor)


def in_scope(actor: Actor, pk: UUID) -> Wish:
    """The wish, if it stands at a place where this actor works. Raises NotHere."""
    wish = Wish.objects.for_desk(actor).select_related(*WITH).filter(pk=pk).first()
    if wish is None:
        raise NotHere
    return wish


def shown(wish: Wish, actor: Actor) -> dict[str, Any]:
    """The wish with what belongs to it, masked."""
    return {
        **listed(wish),
        "text": wish.text,
        "person": wish.for_person.shown_name(),
        "moves": [move.name for move in moves_open_to(actor, wish)],
        "trail": queries.story(wish, actor=actor),
    }


def listed(wish: Wish) -> dict[str, Any]:
    own = {
        name: getattr(wish, name)
        for name in s.WishOut.model_fields
        if name not in {"place", "unit"}
    }
    return {**own, "place": wish.place_code, "unit": wish.unit.name}


def _published(sent: Any, wish: Wish, actor: Actor) -> dict[str, Any]:
    return {"shown": Shown(**{**as_sent(sent, wish, actor), "band": sent.band or ""})}


def _fulfilled(sent: Any, wish: Wish, actor: Actor) -> dict[str, Any]:
    return {"record": Record(**as_sent(sent, wish, actor))}


CALLS: dict[str, Call[Wish]] = {
    "publish": Call(s.PublishIn, actions.publish, _published),
    "ask_back": Call(s.AskBackIn, actions.ask_back),
    "decline": Call(s.DeclineIn, actions.decline),
    "release": Call(s.ReasonIn, actions.release),
    "fulfil": Call(s.FulfilIn, actions.fulfil, _fulfilled),
    "remark": Call(s.RemarkIn, actions.remark),
}
DOOR = Door[Wish](
    caller=lambda request: caller(request, "wishes:write"),
    fetch=in_scope,
    after=in_scope,
    show=shown,
    response=s.WishDetail,
)
add_moves(router, CALLS, DOOR)
