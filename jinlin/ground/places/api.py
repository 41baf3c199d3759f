"""Which places and units can programs name?

accounts lies above places: the caller's actor is on the request already.
"""

from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema

from jinlin.ground.places.finding import find
from jinlin.ground.places.models import Organisation
from jinlin.shell.requests import Request

router = Router(tags=["places"])


class PlaceFound(Schema):
    code: str
    name: str
    level: str
    path: str


class UnitFound(Schema):
    id: UUID
    name: str
    kind: str
    place: str


@router.get("/places", response=list[PlaceFound], summary="Neighbourhoods and communities by name")
def places(
    request: Request,
    q: str = Query(min_length=1, max_length=40),
    county: str = Query("", pattern=r"^(\d{6})?$"),
) -> Any:
    found = find(q, county=county)
    return [
        {
            "code": p.code,
            "name": p.name,
            "level": p.level,
            "path": " ".join(each.name for each in (p.parent.parent, p.parent) if each),
        }
        for p in found
        if p.parent
    ]


@router.get("/units", response=list[UnitFound], summary="The open organisations of your counties")
def units(request: Request) -> Any:
    rows = Organisation.objects.open().visible_to(request.actor).order_by("county", "kind", "name")
    return [
        {"id": unit.pk, "name": unit.name, "kind": unit.kind, "place": unit.place_code}
        for unit in rows
    ]
