"""What do programs read of pacts, and may they hand in comments?"""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.actions import Say
from jinlin.domains.pacts.models import Pact
from jinlin.domains.pacts.queries import public
from jinlin.domains.pacts.queries.days import text_on
from jinlin.ground.accounts.api import caller
from jinlin.shell.requests import Request

READ, WRITE = "pacts:read", "pacts:write"
router = Router(tags=["pacts"])


class PactOut(Schema):
    id: UUID
    title: str
    place: str
    place_code: str
    state: str
    version: int | None = Field(
        None, description="The last adopted version; /text says what holds on a day."
    )
    due_at: Any


class Pacts(Schema):
    items: list[PactOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class TextOut(Schema):
    day: date
    version: int | None = None
    since: date | None = None
    clauses: list[str] = Field(description="Empty where no text held on the day.")


class CommentIn(Schema):
    id: UUID = Field(description="Made by the client: the same id again is the same comment.")
    text: str
    clause: UUID | None = None


class CommentOut(Schema):
    id: UUID
    answer: str


@router.get("", response=Pacts)
def pacts(request: Request, place: str = "", after: str = "") -> Any:
    """The released pacts of the places that the caller works at."""
    actor = caller(request, READ)
    rows = Pact.objects.for_desk(actor).released().select_related("place")
    if place:
        rows = rows & public.cards(place)
    page = paging.page(rows, order=public.ORDER, after=after)
    return {"items": [_out(row) for row in page.rows], "next": page.next}


@router.get("/{pk}/text", response=TextOut)
def text(request: Request, pk: UUID, on: date | None = None) -> Any:
    """The text that held on a day (today when none is named)."""
    pact = _in_scope(request, pk, READ)
    day = on or clock.today()
    held = text_on(pact, day)
    if held is None:
        return {"day": day, "clauses": []}
    return {"day": day, "version": held.number, "since": held.since, "clauses": held.clauses}


@router.post("/{pk}/comments", response={201: CommentOut})
def comment(request: Request, pk: UUID, said: CommentIn) -> Any:
    """A comment as somebody said it at a station; 409 when no comments are taken, or when other
    words came under the same id.
    """
    pact = _in_scope(request, pk, WRITE)
    say = Say(said.text, clause=said.clause, key=said.id)
    made = actions.comment(pact, say, actor=request.actor)
    return 201, {"id": made.pk, "answer": made.answer}


def _in_scope(request: Request, pk: UUID, scope: str) -> Pact:
    actor = caller(request, scope)
    rows = Pact.objects.for_desk(actor).released().select_related("place", "unit")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def _out(row: Pact) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "place": row.place.name,
        "place_code": row.place_code,
        "state": row.state,
        "version": row.holds,
        "due_at": row.due_at,
    }
