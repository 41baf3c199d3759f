"""What do programs read of consultations, and may they hand in topics and move them?

No program ever casts a vote, or reads how one stands before its result is published.
"""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from jinlin.core import paging
from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Raised
from jinlin.domains.consultations.models import ActionItem, Meeting, Topic, Vote
from jinlin.domains.consultations.models.topics import Origin
from jinlin.domains.consultations.moves import ITEM_MOVES, MOVES
from jinlin.domains.consultations.permissions import RULES
from jinlin.ground.accounts.api import caller
from jinlin.ground.places.queries import meant, whole
from jinlin.shell.bodies import Body
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


class TopicIn(Body):
    id: UUID = Field(description="Made by the client: the same id again is the same topic.")
    place: str = Field(description="The code of the place.")
    title: str = ""
    text: str


class Choice(Schema):
    words: str
    count: int
    area: float | None = Field(None, description="In m², where owners voted.")


class VoteOut(Schema):
    id: UUID
    question: str
    state: str
    due_at: Any
    eligible: int
    roll_mark: str = Field(description="SHA-256 of the roll, fixed when the vote opened.")
    took_part: int | None = Field(None, description="Empty before closing.")
    by_area: bool = Field(description="Owners: carried by heads and by area.")
    area: float = Field(description="Of all who may vote, in m².")
    area_took_part: float | None = None
    is_carried: bool | None = None
    result: list[Choice] = Field(description="Empty before the result is published.")


class DecisionOut(Schema):
    id: UUID
    text: str
    how: str = Field(description="consent, hands or vote")
    eligible: int
    present: int
    in_favour: int
    against: int
    abstained: int
    decided_on: date
    objections_until: date
    is_reopened: bool = Field(description="An objection opened the topic again: it holds no more.")
    came_of_it: str = Field(description="What everybody was told a month later.")


class MeetingOut(Schema):
    id: UUID
    title: str
    place_code: str
    state: str
    starts_at: Any
    where: str
    topics: list[UUID] = Field(description="On its agenda, in order.")


class Meetings(Schema):
    items: list[MeetingOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class ItemOut(Schema):
    id: UUID
    version: int
    what: str
    owner: str
    state: str
    due_on: date
    ended_on: date | None
    went_number: str


class Why(Moving):
    reason: str


class Ended(Moving):
    outcome: str = Field(description="What came of it; everybody reads it.")


class PutOff(Why):
    due_on: date


class Refused(Why):
    instead: str = ""


class ReportBody(Moving):
    text: str


@router.get("", response=Topics)
def topics(request: Request, place: str = "", state: str = "", after: str = "") -> Any:
    """The topics of the places that the caller works at, the most urgent first."""
    actor = caller(request, READ)
    rows = Topic.objects.for_desk(actor).select_related("place", "unit")
    rows = rows.filter(within(whole(place))) if place else rows
    rows = rows.filter(state=state) if state else rows
    page = paging.page(rows, order=("due_at", "id"), after=after)
    return {"items": [_out(row, actor) for row in page.rows], "next": page.next}


@router.post("", response={201: TopicOut})
def raise_one(request: Request, body: TopicIn) -> Any:
    """A topic as it was raised at a station; 409 when other words came under the same id."""
    actor = caller(request, WRITE)
    place = meant(body.place)
    if place is None:
        raise NotHere
    proposal = Raised(place, body.text, title=body.title, origin=Origin.STAFF, key=body.id)
    topic = made(Topic, body, place.code, make=lambda: actions.raise_topic(proposal, actor=actor))
    return Status(201, _out(topic, actor))


@router.get("/meetings", response=Meetings)
def meetings(request: Request, place: str = "", state: str = "", after: str = "") -> Any:
    """The meetings of the places that the caller works at, the next step's day first."""
    actor = caller(request, READ)
    rows = Meeting.objects.for_desk(actor).prefetch_related("lines")
    rows = rows.filter(within(whole(place))) if place else rows
    rows = rows.filter(state=state) if state else rows
    page = paging.page(rows, order=("due_at", "id"), after=after)
    return {"items": [_meeting(row) for row in page.rows], "next": page.next}


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


@router.get("/{pk}/decisions", response=list[DecisionOut])
def decisions(request: Request, pk: UUID) -> Any:
    """What was decided, the last one that holds and those that were opened again."""
    topic = MOVES.in_scope(caller(request, READ), pk)
    plain = [*DecisionOut.model_fields]
    rows = topic.resolutions.order_by("decided_on", "pk")
    return [{name: getattr(row, name) for name in plain} for row in rows]


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
        "by_area": vote.by_area,
        "area": vote.area / 100,
        "area_took_part": None if vote.area_took_part is None else vote.area_took_part / 100,
        "is_carried": vote.is_carried,
        "result": [_choice(vote, each) for each in vote.choices] if vote.counts else [],
    }


def _choice(vote: Vote, each: dict[str, str]) -> dict[str, Any]:
    key, counts, areas = each["key"], vote.counts or {}, vote.area_counts
    area = None if areas is None else areas.get(key, 0) / 100
    return {"words": each["words"], "count": counts.get(key, 0), "area": area}


def _meeting(row: Meeting) -> dict[str, Any]:
    plain = ("title", "place_code", "state", "starts_at", "where")
    lines = sorted(row.lines.all(), key=lambda line: (line.order, line.pk))
    topics = [line.topic_id for line in lines]
    return {"id": row.pk, "topics": topics, **{name: getattr(row, name) for name in plain}}


def _item(item: ActionItem) -> dict[str, Any]:
    return {
        "id": item.pk,
        "version": item.version,
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
        "report": Call(ReportBody, actions.report),
    },
    Door(
        caller=lambda request: caller(request, WRITE),
        fetch=MOVES.in_scope,
        after=MOVES.in_scope,
        show=_out,
        response=TopicOut,
    ),
)

item_moves = Router(tags=["consultations"])
add_moves(
    item_moves,
    {
        "finish": Call(Ended, actions.finish),
        "put_off": Call(PutOff, actions.put_off),
        "drop": Call(Why, actions.drop),
    },
    Door(
        caller=lambda request: caller(request, WRITE),
        fetch=ITEM_MOVES.in_scope,
        after=ITEM_MOVES.in_scope,
        show=lambda item, _actor: _item(item),
        response=ItemOut,
    ),
)
router.add_router("/items", item_moves)
