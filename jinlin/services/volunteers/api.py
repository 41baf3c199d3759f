"""What can programs do with volunteers? Read teams and records, confirm sheets, decide."""

from typing import Any
from uuid import UUID

from ninja import Query, Router

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.idempotency import once
from jinlin.ground.accounts.api import caller
from jinlin.services.volunteers import actions
from jinlin.services.volunteers import schemas as s
from jinlin.services.volunteers.models import ServiceRecord, Team, Volunteer
from jinlin.services.volunteers.moves import ACTIVITIES, RECORDS
from jinlin.services.volunteers.queries import boards
from jinlin.shell.programs import Call, Door, Key, add_moves
from jinlin.shell.requests import Request

router = Router(tags=["volunteers"])


@router.get("/teams", response=s.TeamPage, auth=None, summary="All teams")
def teams(request: Request, after: str = "", limit: int = Query(50, ge=1, le=200)) -> Any:
    page = paging.page(Team.objects.present(), order=("place_code", "id"), after=after, size=limit)
    return {"items": page.rows, "next": page.next}


@router.get(
    "/records",
    response=s.RecordPage,
    summary="The records you see at the desk",
)
def records(
    request: Request, state: str = "all", after: str = "", limit: int = Query(50, ge=1, le=200)
) -> Any:
    actor = caller(request, "volunteers:read")
    rows = boards.records(actor, state)
    page = paging.page(rows, order=("-served_on", "-id"), after=after, size=limit)
    return {"items": page.rows, "next": page.next}


@router.get("/records/{uuid:pk}", response=s.RecordOut, summary="One record")
def one(request: Request, pk: UUID) -> Any:
    return RECORDS.in_scope(caller(request, "volunteers:read"), pk)


@router.get("/activities", response=s.ActivityPage, summary="The activities you see at the desk")
def activities(
    request: Request, state: str = "all", after: str = "", limit: int = Query(50, ge=1, le=200)
) -> Any:
    actor = caller(request, "volunteers:read")
    rows = boards.activities(actor, state)
    page = paging.page(rows, order=("-starts_at", "-id"), after=after, size=limit)
    return {"items": page.rows, "next": page.next}


@router.get("/activities/{uuid:pk}", response=s.ActivityOut, summary="One activity")
def activity(request: Request, pk: UUID) -> Any:
    return ACTIVITIES.in_scope(caller(request, "volunteers:read"), pk)


@router.post(
    "/activities/{uuid:pk}/sheet",
    response=s.SheetOut,
    summary="Confirm who served",
)
def sheet(request: Request, pk: UUID, content: s.SheetIn, key: str = Key) -> Any:
    actor = caller(request, "volunteers:write")
    activity = ACTIVITIES.in_scope(actor, pk)
    activity.version = content.version
    found = {
        row.pk: row
        for row in Volunteer.objects.visible_to(actor)
        .filter(pk__in=[each.volunteer for each in content.helpers])
        .select_related("person")
    }
    if len(found) < len({each.volunteer for each in content.helpers}):
        raise NotHere
    helpers = [
        actions.Helper(found[each.volunteer], each.begins_at, each.ends_at)
        for each in content.helpers
    ]
    made, _again = once(
        actor_key=f"api:{actor.user_id}",
        key=key,
        body={"path": request.path, **content.model_dump()},
        act=lambda: [str(row.pk) for row in actions.confirm_sheet(activity, helpers, actor=actor)],
    )
    return {"records": made}


def _record(actor: Actor, pk: UUID) -> ServiceRecord:
    return RECORDS.in_scope(actor, pk)


def _shown(record: ServiceRecord, actor: Actor) -> Any:
    return record


records_moving = Router(tags=["volunteers"])
add_moves(
    records_moving,
    {
        "approve": Call(s.Moving, actions.approve),
        "grant": Call(s.Moving, actions.grant),
        "turn_down": Call(s.ReasonIn, actions.turn_down),
        "keep": Call(s.ReasonIn, actions.keep_),
        "correct": Call(s.CorrectIn, actions.correct),
        "allow": Call(s.Moving, actions.allow),
        "dismiss": Call(s.ReasonIn, actions.dismiss),
        "strike": Call(s.ReasonIn, actions.strike),
    },
    Door(
        caller=lambda request: caller(request, "volunteers:write"),
        fetch=_record,
        after=_record,
        show=_shown,
        response=s.RecordOut,
    ),
)
router.add_router("/records", records_moving)
