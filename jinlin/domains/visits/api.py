"""What do programs do with rounds of visits?

Staff's moves in the reach of whoever owns the token; and what a phone does: take the list of the
day along, hand forms in, twice as once. What was said at a door is read by no program.
"""

import json
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from ninja import Query, Router, Status

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable, require
from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits import schemas as s
from jinlin.domains.visits.actions import Handed, Handset, Terms
from jinlin.domains.visits.lifecycle import DoorState
from jinlin.domains.visits.models import Aside, ChecklistVersion, Door, Finding, Round, Visit
from jinlin.domains.visits.moves import DOORS, ROUNDS
from jinlin.domains.visits.permissions import DOOR_RULES, ROUND_RULES, can_carry
from jinlin.domains.visits.queries import coverage, listed
from jinlin.domains.visits.queries.carried import carried
from jinlin.domains.visits.queries.offered import groups_offered, versions_offered
from jinlin.ground.accounts.api import caller
from jinlin.ground.accounts.models import User
from jinlin.ground.people.models import GroupInNeed
from jinlin.ground.places.queries import open_at
from jinlin.shell.programs import Call, Key, Sending, add_moves, made
from jinlin.shell.programs import Door as Way
from jinlin.shell.requests import Request

READ, WRITE = "visits:read", "visits:write"
LONGEST_FORM = 200_000  # letters of a form, without photos and voice
router, round_moves, door_moves = (Router(tags=["visits"]) for _each in range(3))


@router.get("/rounds", response=s.Rounds)
def rounds(request: Request, after: str = "") -> Any:
    """The rounds of the places that the caller works at, the newest first."""
    actor = caller(request, READ)
    rows = Round.objects.for_desk(actor).select_related("place")
    page = paging.page(rows, order=listed.ORDERS["newest"], after=after)
    lines = listed.listed(page.rows, actor=actor)
    return {"items": [_out(line) for line in lines], "next": page.next}


@router.post("/rounds", response={201: s.RoundDetail})
def plan(request: Request, sent: s.RoundIn, key: str = Key) -> Any:
    """A round is planned, with a door for each household of its groups."""
    actor = caller(request, WRITE)
    place = open_at(sent.place, actor=actor)
    if place is None:
        raise Unusable(detail={"field": "place"}, field="place")
    terms = Terms(
        sent.title,
        _groups(sent.groups, place.county_code),
        _newest(sent.checklist, place.county_code),
        sent.starts_on,
        sent.ends_on,
        sent.goes_first,
    )
    row = made(
        Round,
        sent,
        place.code,
        make=lambda: actions.plan(place, terms, actor=actor),
        sending=Sending(actor, request.path, key),
    )
    return Status(201, _round(ROUNDS.in_scope(actor, row.pk), actor))


@router.get("/rounds/{uuid:pk}", response=s.RoundDetail)
def one(request: Request, pk: UUID) -> Any:
    """One round, and the moves open to the caller."""
    actor = caller(request, READ)
    return _round(ROUNDS.in_scope(actor, pk), actor)


@router.get("/rounds/{uuid:pk}/coverage", response=s.CoveragesOut)
def covered(request: Request, pk: UUID) -> Any:
    """How many doors of a round were reached, by group and by place, and what was found."""
    round_ = ROUNDS.in_scope(caller(request, READ), pk)
    return {
        "whole": _row(coverage.whole(round_)),
        "groups": [_row(row) for row in coverage.by_group(round_)],
        "places": [_row(row) for row in coverage.by_place(round_)],
        "found": [{**vars(each), "kind": str(each.kind)} for each in coverage.outcomes(round_)],
    }


@router.get("/rounds/{uuid:pk}/doors", response=s.Doors)
def doors(
    request: Request,
    pk: UUID,
    state: Literal["all", "todo", "lead", "none"] | DoorState = "all",
    group: str = Query("", max_length=40),
    after: str = "",
    limit: int = Query(50, ge=1, le=200),
) -> Any:
    """The doors of a round, without addresses and names."""
    actor = caller(request, READ)
    round_ = ROUNDS.in_scope(actor, pk)
    group_ = GroupInNeed.objects.filter(code=group).first() if group else None
    if group and group_ is None:
        raise Unusable(field="group")
    filters = listed.DoorFilters(str(state), str(group_.pk) if group_ else "")
    rows = listed.doors_of(round_, actor, filters)
    page = paging.page(rows, order=listed.DOOR_ORDER, after=after, size=limit)
    lines = listed.listed_doors(page.rows, actor=actor)
    return {"items": [_door(line) for line in lines], "next": page.next}


@router.get("/doors/{uuid:pk}", response=s.DoorDetail)
def door(request: Request, pk: UUID) -> Any:
    """One door, and the moves open to the caller."""
    actor = caller(request, READ)
    return _one_door(DOORS.in_scope(actor, pk), actor)


@router.post("/list", response=dict[str, Any])
def take_along(request: Request, sent: s.ListIn) -> Any:
    """The caller's list of the day as a phone takes it along; whom it names is on record."""
    actor = caller(request, WRITE)
    with transaction.atomic():
        pack, found = actions.take_along(Handset(sent.phone, sent.name), actor=actor)
        written, persons = carried(pack, found)
        actions.record_looks(persons, actor=actor)
    return written


@router.post("/forms", response=s.FormOut)
def hand_in(request: Request, sent: s.FormIn) -> Any:
    """A form is safe here, once. What cannot count by itself is laid aside for a person."""
    actor = caller(request, WRITE)
    require(can_carry(actor))
    text = json.dumps(sent.content, ensure_ascii=False, sort_keys=True)
    if len(text) > LONGEST_FORM:
        raise Unusable(field="content")
    form = Handed(
        key=sent.id,
        content=sent.content,
        digest=sha256(text.encode()).hexdigest(),
        sent_at=sent.sent_at or clock.now(),
        sender=actor,
    )
    taken = actions.take(form)
    return {"id": sent.id, "state": taken.state, "found": _found(sent.id)}


@router.get("/forms/{uuid:pk}", response=s.FormOut)
def handed_in(request: Request, pk: UUID) -> Any:
    """How a form counts by now, and the numbers of what was found; nothing of what was said."""
    actor = caller(request, READ)
    visit = Visit.objects.visible_to(actor).filter(pk=pk).first()
    if visit is not None:
        return {"id": pk, "state": visit.standing, "found": _found(pk)}
    if not Aside.objects.visible_to(actor).filter(pk=pk).exists():
        raise NotHere
    return {"id": pk, "state": "aside", "found": []}


def _groups(codes: list[str], county: str) -> list[GroupInNeed]:
    found = [group for group in groups_offered([county]) if group.code in codes]
    if len(found) != len(set(codes)):
        raise Unusable(field="groups")
    return found


def _newest(checklist: UUID, county: str) -> ChecklistVersion:
    found = versions_offered([county]).filter(checklist=checklist).first()
    if found is None:
        raise Unusable(field="checklist")
    return found


def _found(visit: UUID) -> list[dict[str, Any]]:
    rows = Finding.objects.filter(visit=visit).order_by("found_at", "pk")
    names = ("kind", "state", "number")
    return [{"id": row.pk, **{name: getattr(row, name) for name in names}} for row in rows]


def _row(row: coverage.Row) -> dict[str, Any]:
    return {"name": str(row.name or ""), "doors": row.doors, **row.cells}


def _out(line: listed.RoundLine) -> dict[str, Any]:
    row = line.round
    names = ("title", "place_code", "state", "starts_on", "ends_on", "version")
    return {
        "id": row.pk,
        "place": row.place.name,
        **{name: getattr(row, name) for name in names},
        "doors": line.doors,
        "done": line.reached,
    }


def _round(row: Round, actor: Actor) -> dict[str, Any]:
    moves = [move.name for move in ROUND_RULES.open_to(actor, row)]
    return {**_out(listed.listed([row], actor=actor)[0]), "moves": moves}


def _door(line: listed.DoorLine) -> dict[str, Any]:
    row = line.door
    names = (
        *("place_code", "state", "version", "risk", "tries", "last_visited_on", "due_at"),
        *("is_urgent", "has_clash", "put_right_on"),
    )
    return {
        "id": row.pk,
        "round": row.round_id,
        "groups": line.groups,
        "visitor": str(row.visitor or ""),
        **{name: getattr(row, name) for name in names},
    }


def _one_door(row: Door, actor: Actor) -> dict[str, Any]:
    moves = [move.name for move in DOOR_RULES.open_to(actor, row)]
    return {**_door(listed.listed_doors([row], actor=actor)[0]), "moves": moves}


def _visitor(sent: s.GiveIn, _door_: Door, _actor: Actor) -> dict[str, Any]:
    found = User.objects.filter(pk=sent.visitor).first()
    if found is None:
        raise Unusable(field="visitor")
    return {"visitor": found}


ROUND_CALLS: dict[str, Call[Round]] = {
    "set_out": Call(s.Moving, actions.set_out),
    "extend": Call(s.UntilIn, actions.extend),
    "close": Call(s.CloseIn, actions.close),
    "drop": Call(s.ReasonIn, actions.drop),
}
DOOR_CALLS: dict[str, Call[Door]] = {
    "give": Call(s.GiveIn, actions.give, _visitor),
    "take_over": Call(s.DoorReasonIn, actions.take_over),
    "try_again": Call(s.DoorReasonIn, actions.try_again),
    "take_back": Call(s.DoorReasonIn, actions.take_back),
    "put_right": Call(s.DoorReasonIn, actions.put_right),
    "settle": Call(s.DoorReasonIn, actions.settle),
}
add_moves(
    round_moves,
    ROUND_CALLS,
    Way[Round](
        caller=lambda request: caller(request, WRITE),
        fetch=ROUNDS.in_scope,
        after=ROUNDS.in_scope,
        show=_round,
        response=s.RoundDetail,
    ),
)
add_moves(
    door_moves,
    DOOR_CALLS,
    Way[Door](
        caller=lambda request: caller(request, WRITE),
        fetch=DOORS.in_scope,
        after=DOORS.in_scope,
        show=_one_door,
        response=s.DoorDetail,
    ),
)
