"""What do programs read of rounds of visits? Numbers and states; never what was said at a door."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.domains.visits.models import Round
from jinlin.domains.visits.queries import coverage, listed
from jinlin.ground.accounts.api import caller
from jinlin.shell.requests import Request

READ = "visits:read"
router = Router(tags=["visits"])


class RoundOut(Schema):
    id: UUID
    title: str
    place: str
    place_code: str
    state: str
    starts_on: date
    ends_on: date
    doors: int
    done: int = Field(description="Doors that need no further try.")


class Rounds(Schema):
    items: list[RoundOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class CoverageOut(Schema):
    name: str = Field(description="The group or the place; empty for all doors together.")
    doors: int
    visited: int
    refused: int
    moved: int
    settled: int
    not_home: int
    never: int


class FoundOut(Schema):
    kind: str
    found: int
    passed: int
    seen: int
    left: int
    waiting: int


class CoveragesOut(Schema):
    whole: CoverageOut
    groups: list[CoverageOut]
    places: list[CoverageOut]
    found: list[FoundOut]


@router.get("/rounds", response=Rounds)
def rounds(request: Request, after: str = "") -> Any:
    """The rounds of the places that the caller works at, the newest first."""
    actor = caller(request, READ)
    rows = Round.objects.for_desk(actor).select_related("place")
    page = paging.page(rows, order=listed.ORDERS["newest"], after=after)
    lines = listed.listed(page.rows, actor=actor)
    return {"items": [_out(line) for line in lines], "next": page.next}


@router.get("/rounds/{pk}/coverage", response=CoveragesOut)
def covered(request: Request, pk: UUID) -> Any:
    """How many doors of a round were reached, by group and by place, and what was found."""
    actor = caller(request, READ)
    round_ = Round.objects.for_desk(actor).filter(pk=pk).first()
    if round_ is None:
        raise NotHere
    return {
        "whole": _row(coverage.whole(round_)),
        "groups": [_row(row) for row in coverage.by_group(round_)],
        "places": [_row(row) for row in coverage.by_place(round_)],
        "found": [{**vars(each), "kind": str(each.kind)} for each in coverage.outcomes(round_)],
    }


def _row(row: coverage.Row) -> dict[str, Any]:
    return {"name": str(row.name or ""), "doors": row.doors, **row.cells}


def _out(line: listed.RoundLine) -> dict[str, Any]:
    row = line.round
    return {
        "id": row.pk,
        "title": row.title,
        "place": row.place.name,
        "place_code": row.place_code,
        "state": row.state,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "doors": line.doors,
        "done": line.reached,
    }
