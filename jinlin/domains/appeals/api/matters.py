"""How does a program take appeals up, find them and read them?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from ninja import File, Form, Query, Status, UploadedFile

from jinlin.core.actor import Actor, county_of
from jinlin.core.errors import NotHere, Unusable, require
from jinlin.core.files import serving as files
from jinlin.core.files import uploads
from jinlin.core.idempotency import once
from jinlin.core.keys import uuid7
from jinlin.core.offline import Sent, made_once
from jinlin.domains.appeals import actions, queries
from jinlin.domains.appeals import schemas as s
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.api.door import as_left, category_of, router, shown
from jinlin.domains.appeals.conditions import know_it_is_new
from jinlin.domains.appeals.models import Appeal, Identity
from jinlin.domains.appeals.moves import MOVES
from jinlin.domains.appeals.permissions import can_register, can_see_keeper
from jinlin.domains.appeals.queries.veiling import all_veiled
from jinlin.ground.accounts.api import caller
from jinlin.ground.accounts.queries import members_of
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.people import actions as people
from jinlin.ground.people.numbers import phone_or_note
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import open_at
from jinlin.shell.programs import Key
from jinlin.shell.requests import Request


@router.get(
    "",
    response=s.AppealPage,
    summary="The appeals you see, filtered as on the board",
)
def list_appeals(
    request: Request,
    filters: Query[s.FilterIn],
    after: str = "",
    limit: int = Query(50, ge=1, le=200),
) -> Any:
    actor = caller(request, "appeals:read")
    chosen = filters.model_dump()
    wanted = queries.Filters(**{**chosen, "unit": str(chosen["unit"] or "")})
    page = queries.board_page(actor, wanted, after=after, size=limit)
    return {"items": all_veiled(page.rows, actor=actor), "next": page.next}


@router.post(
    "",
    response={201: s.AppealDetail},
    summary="Report an appeal for a resident",
)
def report(request: Request, body: s.ReportIn, key: str = Key) -> Any:
    actor = caller(request, "appeals:write")
    place = open_at(body.place, actor=actor)
    if place is None:
        raise Unusable(detail={"field": "place"}, field="place")
    require(can_register(actor, place))
    return Status(201, shown(_made(body, place, actor, key), actor))


@router.post(
    "/photos",
    response={201: s.PhotoOut},
    summary="Send a photo, to be named in a report or move",
)
def send_photo(
    request: Request,
    photo: UploadedFile = File(...),  # noqa: B008 - ninja's way
    place: str = Form("", description=s.PHOTO_PLACE),
) -> Any:
    actor = caller(request, "appeals:write")
    codes = [
        code
        for code in actor.posts(*WORKERS)
        if county_of(code) == county_of(place or code) and len(code) >= 6
    ]
    require(bool(codes))
    return Status(201, uploads.receive(photo, county=county_of(codes[0]), actor=actor))


@router.get(
    "/{uuid:pk}/photos/{uuid:key}",
    summary="One photo of an appeal you see",
)
def one_photo(request: Request, pk: UUID, key: UUID) -> Any:
    appeal = MOVES.in_scope(caller(request, "appeals:read"), pk)
    if not uploads.of(appeal).filter(pk=key).exists():
        raise NotHere
    return files.file(request, key=key)


@router.get(
    "/{uuid:pk}/colleagues",
    response=list[s.ColleagueOut],
    summary="Who can keep it for its unit",
)
def colleagues(request: Request, pk: UUID) -> Any:
    actor = caller(request, "appeals:read")
    appeal = MOVES.in_scope(actor, pk)
    require(can_see_keeper(actor, appeal))
    return members_of(appeal.unit_id)


@router.get(
    "/{uuid:pk}",
    response=s.AppealDetail,
    summary="One appeal with its trail and the moves open to you",
)
def one_appeal(request: Request, pk: UUID) -> Any:
    actor = caller(request, "appeals:read")
    return shown(MOVES.in_scope(actor, pk), actor)


def _made(body: s.ReportIn, place: Place, actor: Actor, key: str) -> Appeal:
    """The appeal that this report is: once for its own id, or once for the key of its sending. A
    new one is seen by whoever registers at its place, and is not read again.
    """
    own, new = body.id or uuid7(), list[Appeal]()

    def make() -> Appeal:
        new.append(_report(body, place, actor, key=own))
        return new[0]

    if body.id:
        sent = Sent(own, body.model_dump(mode="json", exclude={"id"}), place.code)
        made = made_once(Appeal, sent, make=make).pk
    else:
        content = body.model_dump(exclude={"id"})
        made = _once(content, actor, key, make=lambda: str(make().pk), likely=str(own))
    if new and made == own == new[0].pk:
        return know_it_is_new(as_left(new[0], actor), new[0])
    return MOVES.in_scope(actor, made)


def _once(
    content: dict[str, Any], actor: Actor, key: str, *, make: Callable[[], str], likely: str
) -> UUID:
    asker = f"api:{actor.user_id}"
    made, _again = once(actor_key=asker, key=key, body=content, act=make, likely=likely)
    return UUID(made)


def _report(body: s.ReportIn, place: Place, actor: Actor, *, key: UUID | None) -> Appeal:
    known = (
        body.source_ref
        and Appeal.objects.filter(county=place.county_code, source_ref=body.source_ref).first()
    )
    if known:
        return known
    name, (phone, contact) = body.reporter_name.strip(), phone_or_note(body.reporter_phone)
    if body.identity == Identity.ANONYMOUS:  # whoever they are, it is not kept
        name = contact = ""
    reporter = (
        people.know(place.county_code, name=body.reporter_name, phone=phone, actor=actor)
        if name
        else None
    )
    words = Report(
        place=place,
        text=body.text,
        channel=body.channel,
        title=body.title,
        spot=body.spot,
        category=category_of(body.category),
        grade=body.grade,
        reporter=reporter,
        contact=contact,
        identity=body.identity,
        source_ref=body.source_ref,
        photos=uploads.pick(body.photos, actor=actor),
        key=key,
        is_stranger=reporter is not None and people.is_entered_now(reporter),
    )
    return actions.report(words, actor=actor)
