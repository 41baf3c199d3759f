"""What can programs of partners do with the courses and the work that they offer?"""

from typing import Any
from uuid import UUID

from ninja import Router, Status

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable
from jinlin.domains.training import actions
from jinlin.domains.training.actions import Offered, Work
from jinlin.domains.training.api.door import LIMIT, READ, WRITE
from jinlin.domains.training.models import Module, Supply, Teacher, Vacancy
from jinlin.domains.training.permissions import can_offer_work, can_supply
from jinlin.domains.training.queries.shown import out_of_offer, out_of_own_work
from jinlin.domains.training.schemas import offers as s
from jinlin.ground.accounts.api import caller
from jinlin.ground.places.models import Organisation
from jinlin.ground.places.queries import meant
from jinlin.shell.programs import Key, Sending, act_once, made
from jinlin.shell.requests import Request

offers = Router(tags=["training"])
own_work = Router(tags=["training"])
OF_OFFERS, OF_WORK = ("provider", "module", "teacher"), ("organisation", "place", "module")


@offers.get("", response=s.OfferPage, summary="Courses on offer that you see, newest first")
def courses_on_offer(
    request: Request, ended: bool = False, after: str = "", limit: int = LIMIT
) -> Any:
    rows = Supply.objects.visible_to(caller(request, READ)).select_related(*OF_OFFERS)
    rows = rows if ended else rows.current()
    page = paging.page(rows, order=("-valid_from", "-id"), after=after, size=limit)
    return {"items": [out_of_offer(row) for row in page.rows], "next": page.next}


@offers.post(
    "", response={201: s.OfferOut}, summary="Put a course on the county's list of what can be given"
)
def offer_course(request: Request, sent: s.OfferIn, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    provider = _own(actor, sent.provider, can_supply, field="provider")
    offered = _offered(sent, provider.county)

    def act() -> Supply:
        return actions.supply(provider, offered, actor=actor)

    sending = Sending(actor, request.path, key)
    row = made(Supply, sent, provider.place_code, make=act, sending=sending)
    return Status(201, out_of_offer(_offer(actor, row.pk)))


@offers.post("/{uuid:pk}/change", response=s.OfferOut, summary="Say a course on offer anew, whole")
def change_course(request: Request, pk: UUID, sent: s.OfferTerms, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    row = _offer(actor, pk)
    offered = _offered(sent, row.county)

    def act() -> str:
        return str(actions.change_supply(row, offered, actor=actor).pk)

    act_once(Sending(actor, request.path, key), act, sent.model_dump(mode="json"))
    return out_of_offer(_offer(actor, pk))


@offers.post(
    "/{uuid:pk}/withdraw",
    response=s.OfferOut,
    summary="Take a course off the list after today; once more changes nothing",
)
def withdraw_course(request: Request, pk: UUID, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    row = _offer(actor, pk)

    def act() -> str:
        return str(actions.end_supply(row, actor=actor).pk)

    act_once(Sending(actor, request.path, key), act, {})
    return out_of_offer(_offer(actor, pk))


@own_work.get("/own", response=s.WorkPage, summary="Work on offer that you see, soonest over first")
def work_on_offer(
    request: Request, closed: bool = False, after: str = "", limit: int = LIMIT
) -> Any:
    rows = Vacancy.objects.for_desk(caller(request, READ)).select_related(*OF_WORK)
    rows = rows if closed else rows.current()
    page = paging.page(rows, order=("valid_until", "id"), after=after, size=limit)
    return {"items": [out_of_own_work(row) for row in page.rows], "next": page.next}


def offer_work(request: Request, sent: s.WorkIn, key: str = Key) -> Any:
    """Answers at the address at which everybody reads which work is offered."""
    actor = caller(request, WRITE)
    enterprise = _own(actor, sent.organisation, can_offer_work, field="organisation")
    work = _work(sent, enterprise.county)

    def act() -> Vacancy:
        return actions.offer_work(enterprise, work, actor=actor)

    sending = Sending(actor, request.path, key)
    row = made(Vacancy, sent, work.place.code, make=act, sending=sending)
    return Status(201, out_of_own_work(_vacancy(actor, row.pk)))


@own_work.post("/{uuid:pk}/change", response=s.OwnWorkOut, summary="Say work on offer anew, whole")
def change_work(request: Request, pk: UUID, sent: s.WorkTerms, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    row = _vacancy(actor, pk)
    work = _work(sent, row.county)

    def act() -> str:
        return str(actions.change_work(row, work, actor=actor).pk)

    act_once(Sending(actor, request.path, key), act, sent.model_dump(mode="json"))
    return out_of_own_work(_vacancy(actor, pk))


@own_work.post(
    "/{uuid:pk}/withdraw",
    response=s.OwnWorkOut,
    summary="Offer the work no longer; once more changes nothing",
)
def withdraw_work(request: Request, pk: UUID, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    row = _vacancy(actor, pk)

    def act() -> str:
        return str(actions.close_work(row, actor=actor).pk)

    act_once(Sending(actor, request.path, key), act, {})
    return out_of_own_work(_vacancy(actor, pk))


def _own(actor: Actor, pk: UUID, may: Any, *, field: str) -> Organisation:
    """The organisation for which this program may offer something. Raises Unusable for any
    other, as for one that there is not.
    """
    found = Organisation.objects.open().filter(pk=pk).first()
    if found is None or not may(actor, found):
        raise Unusable(detail={"field": field}, field=field)
    return found


def _offered(sent: Any, county: str) -> Offered:
    facts = sent.model_dump(exclude={"id", "provider"})
    facts["hours"], facts["times"] = facts.pop("lesson_hours"), frozenset(facts["times"])
    facts["module"] = _one(Module, county, sent.module, field="module")
    facts["teacher"] = _one(Teacher, county, sent.teacher, field="teacher")
    return Offered(**facts)


def _work(sent: Any, county: str) -> Work:
    facts = sent.model_dump(exclude={"id", "organisation"})
    facts["module"] = _one(Module, county, sent.module, field="module")
    place = meant(sent.place, county)
    if place is None:
        raise Unusable(detail={"field": "place"}, field="place")
    return Work(**{**facts, "place": place})


def _one(model: Any, county: str, pk: UUID | None, *, field: str) -> Any:
    """One of the county's that are in use; None when none is named."""
    found = pk and model.objects.filter(county=county, is_open=True, pk=pk).first()
    if pk and not found:
        raise Unusable(detail={"field": field}, field=field)
    return found or None


def _offer(actor: Actor, pk: UUID) -> Supply:
    row = Supply.objects.visible_to(actor).select_related(*OF_OFFERS).filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _vacancy(actor: Actor, pk: UUID) -> Vacancy:
    row = Vacancy.objects.for_desk(actor).select_related(*OF_WORK).filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row
