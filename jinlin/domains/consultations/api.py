"""What do programs read of consultations, and may they hand in topics and move them?

No program ever casts a vote, or reads how one stands before its result is published.
"""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Raised
from jinlin.domains.consultations.models import ActionItem, Topic, Vote
from jinlin.domains.consultations.models.topics import Origin
from jinlin.domains.consultations.moves import MOVES
from jinlin.domains.consultations.permissions import RULES
from jinlin.domains.consultations.queries.public import result_of
from jinlin.ground.accounts.api import caller
from jinlin.ground.places.models import Place
from jinlin.shell.programs import Call, Door, Moving, add_moves, made
from jinlin.shell.requests import Request

READ, WRITE = "consultations:read", "consultations:write"
router = Router(tags=["consultations"])


class TopicOut(Schema):
    id: UUID
    version: int
    title: str
    place: str
    place_code: str
    state: str
    due_at: Any
    raised_on: date
    decided_on: date | None
    moves: list[str] = Field(description="What this caller may do with it now.")


class Topics(Schema):
    items: list[TopicOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class TopicIn(Schema):
    id: UUID = Field(description="Made by the client: the same id again is the same topic.")
    place: str = Field(description="The code of the place.")
    title: str = ""
    text: str


class Choice(Schema):
    words: str
    count: int


class VoteOut(Schema):
    id: UUID
    question: str
    state: str
    due_at: Any
    eligible: int
    roll_mark: str = Field(description="SHA-256 of the roll, fixed when the vote opened.")
    took_part: int | None = Field(None, description="Empty before closing.")
    is_carried: bool | None = None
    result: list[Choice] = Field(description="Empty before the result is published.")


class ItemOut(Schema):
    id: UUID
    what: str
    owner: str
    state: str
    due_on: date
    ended_on: date | None
    went_number: str


class Why(Moving):
    reason: str


class Refused(Why):
    instead: str = ""


class Told(Moving):
    text: str


@router.get("", response=Topics)
def topics(request: Request, place: str = "", state: str = "", after: str = "") -> Any:
    """The topics of the places that the caller works at, the most urgent first."""
    actor = caller(request, READ)
    rows = Topic.objects.for_desk(actor).select_related("place", "unit")
    rows = rows.filter(place_code__startswith=place) if place else rows
    rows = rows.filter(state=state) if state else rows
    page = paging.page(rows, order=("due_at", "id"), after=after)
    return {"items": [_out(row, actor) for row in page.rows], "next": page.next}


@router.post("", response={201: TopicOut})
def raise_one(request: Request, said: TopicIn) -> Any:
    """A topic as it was raised at a station; 409 when other words came under the same id."""
    actor = caller(request, WRITE)
    place = Place.objects.present().filter(code=said.place).first()
    if place is None:
        raise NotHere
    told = Raised(place, said.text, title=said.title, origin=Origin.STAFF, key=said.id)
    topic = made(Topic, said, place.code, make=lambda: actions.raise_topic(told, actor=actor))
    return 201, _out(topic, actor)


@router.get("/{pk}", response=TopicOut)
def one(request: Request, pk: UUID) -> Any:
    """One topic in the caller's scope."""
    actor = caller(request, READ)
    return _out(MOVES.in_scope(actor, pk), actor)


@router.get("/{pk}/votes", response=list[VoteOut])
def votes(request: Request, pk: UUID) -> Any:
    """The votes on a topic, with their results once these are published."""
    topic = MOVES.in_scope(caller(request, READ), pk)
    return [_vote(each) for each in topic.votes.order_by("opened_at", "pk")]


@router.get("/{pk}/items", response=list[ItemOut])
def items(request: Request, pk: UUID) -> Any:
    """Who does what until when."""
    topic = MOVES.in_scope(caller(request, READ), pk)
    return [_item(each) for each in topic.items.select_related("owner").order_by("due_on", "pk")]


def _out(row: Topic, actor: Actor) -> dict[str, Any]:
    return {
        "id": row.pk,
        "version": row.version,
        "title": row.title,
        "place": row.place.name,
        "place_code": row.place_code,
        "state": row.state,
        "due_at": row.due_at,
        "raised_on": row.raised_on,
        "decided_on": row.decided_on,
        "moves": [move.name for move in RULES.open_to(actor, row)],
    }


def _vote(vote: Vote) -> dict[str, Any]:
    return {
        "id": vote.pk,
        "question": vote.question,
        "state": vote.state,
        "due_at": vote.due_at,
        "eligible": vote.eligible,
        "roll_mark": vote.roll_mark,
        "took_part": vote.took_part,
        "is_carried": vote.is_carried,
        "result": [{"words": words, "count": n} for words, n in result_of(vote)],
    }


def _item(item: ActionItem) -> dict[str, Any]:
    return {
        "id": item.pk,
        "what": item.what,
        "owner": item.owner.name,
        "state": item.state,
        "due_on": item.due_on,
        "ended_on": item.ended_on,
        "went_number": item.went_number,
    }


add_moves(
    router,
    {
        "take_up": Call(Moving, actions.take_up),
        "refuse": Call(Refused, actions.refuse),
        "withdraw": Call(Why, actions.withdraw),
        "take_off": Call(Why, actions.take_off),
        "stand_by": Call(Why, actions.stand_by),
        "reopen": Call(Why, actions.reopen),
        "report": Call(Told, actions.report),
    },
    Door(
        caller=lambda request: caller(request, WRITE),
        fetch=MOVES.in_scope,
        after=MOVES.in_scope,
        show=_out,
        response={200: TopicOut},
    ),
)
