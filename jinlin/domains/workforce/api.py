"""What can programs do with the register and with subsidies?

They read masked, tell the register something that waits to be verified, and make the moves of an
application that their member of staff may make. Nothing is paid by a program.
"""

from typing import Any, Literal
from uuid import UUID

from ninja import Query, Router, Status

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.idempotency import once
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce import schemas as s
from jinlin.domains.workforce.lifecycle import OPEN, State
from jinlin.domains.workforce.models import Application, Candidacy, Professional, Update
from jinlin.domains.workforce.permissions import RULES, can_keep
from jinlin.domains.workforce.queries import counts
from jinlin.domains.workforce.queries.lists import WITH
from jinlin.domains.workforce.queries.standing import findings, holdings
from jinlin.domains.workforce.queries.story import story
from jinlin.ground.accounts.api import caller
from jinlin.shell.programs import Call, Door, Key, add_moves, made
from jinlin.shell.requests import Request

READ, WRITE = "workforce:read", "workforce:write"
COUNTY = Query(..., pattern="^[0-9]{6}$")
router = Router(tags=["workforce"])


@router.get(
    "/people",
    response=s.PersonPage,
    summary="The social workers whose register you see, masked",
)
def people(
    request: Request,
    county: str = Query("", pattern="^([0-9]{6})?$"),
    level: int | None = Query(None, ge=1, le=3),
    after: str = "",
    limit: int = Query(50, ge=1, le=200),
) -> Any:
    rows = _people(caller(request, READ))
    rows = rows.filter(county=county) if county else rows
    rows = rows.filter(level=level) if level else rows
    page = paging.page(rows, order=("-entered_on", "-id"), after=after, size=limit)
    return {"items": [_person(row) for row in page.rows], "next": page.next}


@router.get(
    "/people/{uuid:pk}",
    response=s.PersonDetail,
    summary="One social worker: how the certificates stand, what may be sat for",
)
def person(request: Request, pk: UUID, year: int = Query(0, ge=0, le=2100)) -> Any:
    one = _in_scope(caller(request, READ), pk)
    found = findings(one, year or clock.today().year)
    return {
        **_person(one),
        "holdings": [_holding(each) for each in holdings(one)],
        "findings": [_finding(each) for each in found],
    }


@router.post(
    "/people/{uuid:pk}/updates",
    response={201: s.UpdateOut},
    summary="Tell the register something; it waits to be verified",
)
def tell(request: Request, pk: UUID, sent: s.UpdateIn, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    one = _in_scope(actor, pk)

    def tell_it() -> Update:
        return actions.tell(one, kind=sent.kind, facts=sent.told, actor=actor)

    if sent.id is not None:
        return Status(201, made(Update, sent, one.county, make=tell_it))
    body = {"path": request.path, **sent.model_dump(exclude={"id"})}
    update, _again = once(
        actor_key=f"api:{actor.user_id}", key=key, body=body, act=lambda: str(tell_it().pk)
    )
    return Status(201, Update.objects.get(pk=update))


@router.get(
    "/posts",
    response=list[s.VacancyOut],
    summary="Approved, filled, vacant and wanted posts of a county you keep",
)
def posts(request: Request, county: str = COUNTY) -> Any:
    _check_kept(caller(request, READ), county)
    return counts.vacancies(county)


@router.get(
    "/exams",
    response=list[s.StageOut],
    summary="How far candidates came, by unit, class or year",
)
def exams(
    request: Request,
    year: int = Query(..., ge=2008, le=2100),
    level: int = Query(..., ge=1, le=3),
    by: Literal["unit", "class_name", "year"] = "unit",
) -> Any:
    rows = Candidacy.objects.visible_to(caller(request, READ)).standing().filter(level=level)
    rows = rows if by == "year" else rows.filter(year=year)
    names = ("mobilised", "registered", "sat", "passed", "certified")
    return [
        {"group": group, **dict(zip(names, numbers, strict=True))}
        for group, numbers in counts.funnel(rows, by)
    ]


@router.get(
    "/applications",
    response=s.ApplicationPage,
    summary="The applications you see, most urgent first",
)
def applications(
    request: Request,
    state: State | Literal["open"] = "open",
    after: str = "",
    limit: int = Query(50, ge=1, le=200),
) -> Any:
    rows = Application.objects.for_desk(caller(request, READ)).select_related(*WITH)
    rows = rows.filter(state__in=OPEN) if state == "open" else rows.filter(state=state)
    page = paging.page(rows, order=("due_at", "id"), after=after, size=limit)
    return {"items": [_application(row) for row in page.rows], "next": page.next}


@router.get(
    "/applications/{uuid:pk}",
    response=s.ApplicationDetail,
    summary="One application with its trail and the moves open to you",
)
def application(request: Request, pk: UUID) -> Any:
    actor = caller(request, READ)
    return shown(application_in_scope(actor, pk), actor)


def application_in_scope(actor: Actor, pk: UUID) -> Application:
    """Raises NotHere."""
    row = Application.objects.for_desk(actor).select_related(*WITH).filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def shown(row: Application, actor: Actor) -> dict[str, Any]:
    return {
        **_application(row),
        "moves": [move.name for move in RULES.open_to(actor, row)],
        "trail": story(row, actor=actor),
    }


def _people(actor: Actor) -> Any:
    rows = counts.layered(Professional.objects.for_desk(actor).standing())
    return rows.select_related("person")


def _in_scope(actor: Actor, pk: UUID) -> Any:
    one = _people(actor).filter(pk=pk).first()
    if one is None:
        raise NotHere
    return one


def _check_kept(actor: Actor, county: str) -> None:
    if not can_keep(actor, county):
        raise NotHere


def _person(one: Any) -> dict[str, Any]:
    names = ("county", "place_code", "level", "schooling", "entered_on")
    own = {name: getattr(one, name) for name in names}
    name = one.person.shown_name()
    return {**own, "id": one.pk, "name": name, "sector": one.sector or ""}


def _holding(each: Any) -> dict[str, Any]:
    has, wanted = each.hours
    return {
        "level": each.qualification.level,
        "standing": each.status.standing,
        "until": each.status.until,
        "hours": has,
        "hours_wanted": wanted,
    }


def _finding(each: Any) -> dict[str, Any]:
    best = each.best
    return {
        "level": each.level,
        "year": each.year,
        "is_held": each.is_held,
        "is_open": each.is_open,
        "months_short": best.short if best and best.has_months is not None else None,
        "lacks_level": best.lacks_level if best else None,
    }


def _application(row: Application) -> dict[str, Any]:
    names = set(s.ApplicationOut.model_fields) - {"person", "level", "policy"}
    own = {name: getattr(row, name) for name in names}
    return {
        **own,
        "person": row.professional.person.shown_name(),
        "level": row.qualification.level,
        "policy": row.policy.name,
    }


CALLS: dict[str, Call[Application]] = {
    "check": Call(s.NoteIn, actions.check),
    "ask_back": Call(s.QuestionIn, actions.ask_back),
    "review": Call(s.ReviewIn, actions.review),
    "approve": Call(s.NoteIn, actions.approve),
    "publish": Call(s.Moving, actions.publish),
    "object_to": Call(s.ObjectionIn, actions.object_to),
    "overrule": Call(s.ReasonIn, actions.overrule),
    "uphold": Call(s.ReasonIn, actions.uphold),
    "refuse": Call(s.ReasonIn, actions.refuse),
    "revoke": Call(s.ReasonIn, actions.revoke),
}
APPLICATIONS = Router(tags=["workforce"])
add_moves(
    APPLICATIONS,
    CALLS,
    Door(
        caller=lambda request: caller(request, WRITE),
        fetch=application_in_scope,
        after=application_in_scope,
        show=shown,
        response=s.ApplicationDetail,
    ),
)
router.add_router("/applications", APPLICATIONS)
