"""What do programs read and write of casework?

The same as the people they speak for: one's own cases without a word of them, and services.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import Known, ServiceTerms
from jinlin.domains.casework.actions.correcting import LONGEST_REASON
from jinlin.domains.casework.models import CASE_ROLES, READERS, Case, Point, Service
from jinlin.domains.casework.models.serving import ServiceRows
from jinlin.domains.casework.queries.choices import agencies_of
from jinlin.ground.accounts.api import caller
from jinlin.ground.places.queries import meant
from jinlin.shell.bodies import Body, Day
from jinlin.shell.requests import Request

READ, WRITE = "casework:read", "casework:write"
router = Router(tags=["casework"])


class CaseOut(Schema):
    id: UUID
    number: str
    method: str
    field: str
    state: str
    phase: str
    due_at: Any


class Cases(Schema):
    items: list[CaseOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class ServiceOut(Schema):
    id: UUID
    on: date
    field: str
    form: str
    place_code: str
    title: str
    minutes: int
    person_times: int
    fund: str
    spent: Decimal
    struck_at: datetime | None = Field(None, description="Since when it counts no longer.")
    struck_reason: str = ""
    corrects: UUID | None = Field(None, description="The line in whose stead this one stands.")


class Services(Schema):
    items: list[ServiceOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class PersonIn(Body):
    name: str
    phone: str = ""
    citizen_id: str = ""


class ServiceIn(Body):
    id: UUID = Field(description="Made by the client: the same id again is the same service.")
    agency: UUID
    point: UUID | None = None
    place: str = Field(description="The code of a town, village or community.")
    on: date
    field: str
    form: str
    title: str
    minutes: int = Field(60, ge=1, le=1440)
    fund: str = Field("", description="fiscal, lottery, gifts, other; empty: nothing to pay.")
    spent: Decimal = Field(Decimal(0), ge=0, le=10_000_000, decimal_places=2, description="Yuan.")
    heads: int = Field(1, ge=1, le=100_000, description="Everybody who was there, known or not.")
    people: list[PersonIn] = Field(
        default_factory=list, description="Kept only as marks, so that each is counted once."
    )


class StrikeIn(Body):
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)


class CorrectionIn(ServiceIn):
    """The service as it really was; without `people` those stay counted who were counted."""

    reason: str = Field(min_length=1, max_length=LONGEST_REASON)


@router.get("/cases", response=Cases)
def cases(request: Request, after: str = "") -> Any:
    """The cases on whose team the caller is: where they stand, and no word of them."""
    rows = Case.objects.for_desk(caller(request, READ))
    page = paging.page(rows, order=("due_at", "id"), after=after)
    return {"items": [_case(row) for row in page.rows], "next": page.next}


@router.get("/services", response=Services)
def services(request: Request, after: str = "", since: Day | None = None) -> Any:
    """Services without a case, of the caller's agency or places, without those struck out."""
    actor = caller(request, READ)
    rows = _services(actor).standing()
    rows = rows.filter(on__gte=since) if since else rows
    page = paging.page(rows, order=("-on", "-id"), after=after)
    return {"items": [_service(row) for row in page.rows], "next": page.next}


@router.post("/services", response={201: ServiceOut})
def serve(request: Request, body: ServiceIn) -> Any:
    """A service is written down; 404 for an agency that the caller does not work for."""
    actor = caller(request, WRITE)
    agency = next((each for each in agencies_of(actor) if each.pk == body.agency), None)
    if agency is None:
        raise NotHere
    return Status(201, _service(actions.serve(agency, _terms(body, actor), actor=actor)))


@router.get("/services/{uuid:service}", response=ServiceOut)
def service(request: Request, service: UUID) -> Any:
    """One service without a case, also one that was struck out."""
    return _service(_one(caller(request, READ), service))


@router.post("/services/{uuid:service}/strike", response=ServiceOut)
def strike(request: Request, service: UUID, body: StrikeIn) -> Any:
    """The service counts no longer; it stays, with the reason."""
    actor = caller(request, WRITE)
    return _service(actions.strike(_one(actor, service), reason=body.reason, actor=actor))


@router.post("/services/{uuid:service}/correct", response={201: ServiceOut})
def correct(request: Request, service: UUID, body: CorrectionIn) -> Any:
    """The service as it really was stands in the stead of this one, which counts no longer."""
    actor = caller(request, WRITE)
    row = _one(actor, service)
    if body.agency != row.agency_id:
        raise Unusable(_("A service stays with its agency."), field="agency")
    terms = _terms(body, actor)
    return Status(201, _service(actions.correct(row, terms, reason=body.reason, actor=actor)))


def _services(actor: Actor) -> ServiceRows:
    rows = Service.objects.for_desk(actor).filter(case=None)
    return rows if actor.holds(*CASE_ROLES, *READERS) else rows.none()


def _one(actor: Actor, key: UUID) -> Service:
    row = _services(actor).select_related("agency").filter(pk=key).first()
    if row is None:
        raise NotHere
    return row


def _terms(body: ServiceIn, actor: Actor) -> ServiceTerms:
    place = meant(body.place)
    if place is None:
        raise Unusable(field="place")
    return ServiceTerms(
        field=body.field,
        form=body.form,
        place=place,
        on=body.on,
        title=body.title,
        heads=body.heads,
        minutes=body.minutes,
        people=[Known(each.name, each.phone, each.citizen_id) for each in body.people],
        point=Point.objects.open().of(actor).filter(pk=body.point).first() if body.point else None,
        fund=body.fund,
        spent=body.spent,
        key=body.id,
    )


def _case(row: Case) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": row.number,
        "method": row.method,
        "field": row.field,
        "state": row.state,
        "phase": row.present_phase.name,
        "due_at": row.due_at,
    }


def _service(row: Service) -> dict[str, Any]:
    names = (
        *("on", "field", "form", "place_code", "title", "minutes", "person_times"),
        *("fund", "spent", "struck_at", "struck_reason"),
    )
    return {
        "id": row.pk,
        "corrects": row.corrects_id,
        **{name: getattr(row, name) for name in names},
    }
