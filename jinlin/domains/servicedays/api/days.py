"""What can programs do with service days and small helps?

Everybody reads which days there are; staff's programs do what the organiser does.
"""

from functools import partial
from typing import Any
from uuid import UUID

from ninja import Query, Router, Status

from jinlin.core import paging
from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere, require
from jinlin.core.offline import Sent, keeping_both
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays import schemas as s
from jinlin.domains.servicedays.actions import Duty, Offer
from jinlin.domains.servicedays.lifecycle import HelpState, State
from jinlin.domains.servicedays.models import HelpAsk, Session, Shift, Stall, Tally
from jinlin.domains.servicedays.moves import SESSIONS
from jinlin.domains.servicedays.permissions import HELP_RULES, RULES, is_host
from jinlin.domains.servicedays.queries.board import six
from jinlin.domains.servicedays.queries.day import helpers_of, present_at, seated
from jinlin.domains.servicedays.queries.near import WITH, counts
from jinlin.domains.servicedays.queries.story import story
from jinlin.ground.accounts.api import caller
from jinlin.ground.places.queries import chosen
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means, Scan
from jinlin.services.seats.receipts import receipt
from jinlin.shell.bodies import Day
from jinlin.shell.programs import Call, Door, Key, Sending, act_once, add_moves, made
from jinlin.shell.requests import Request

READ, WRITE = "servicedays:read", "servicedays:write"
router = Router(tags=["servicedays"])


@router.get(
    "",
    response=s.DayPage,
    auth=None,
    summary="The days ahead at a place, for everybody",
)
def days(
    request: Request, place: str, after: str = "", limit: int = Query(50, ge=1, le=200)
) -> Any:
    here = chosen(place)
    if here is None:
        raise NotHere
    rows = Session.objects.announced().filter(within(here.codes), on__gte=clock.today())
    page = paging.page(
        rows.select_related(*WITH), order=("starts_at", "id"), after=after, size=limit
    )
    return {"items": [_out(row) for row in page.rows], "next": page.next}


@router.get(
    "/desk",
    response=s.DayPage,
    summary="The days you see at the desk, newest first",
)
def desk(
    request: Request,
    state: State | None = None,
    since: Day | None = None,
    until: Day | None = None,
    after: str = "",
    limit: int = Query(50, ge=1, le=200),
) -> Any:
    rows = Session.objects.visible_to(caller(request, READ))
    wanted = {"state": state, "on__gte": since, "on__lte": until}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    page = paging.page(
        rows.select_related(*WITH), order=("-starts_at", "-id"), after=after, size=limit
    )
    return {"items": [_out(row) for row in page.rows], "next": page.next}


@router.get("/helps", response=s.HelpPage, summary="Small helps")
def helps(
    request: Request,
    state: HelpState | None = None,
    after: str = "",
    limit: int = Query(50, ge=1, le=200),
) -> Any:
    rows = HelpAsk.objects.for_desk(caller(request, READ)).select_related("person")
    page = paging.page(
        rows.filter(state=state) if state else rows,
        order=("-asked_at", "-id"),
        after=after,
        size=limit,
    )
    return {"items": [_help_out(row) for row in page.rows], "next": page.next}


@router.get("/helps/{uuid:pk}", response=s.HelpOut, summary="One small help")
def one_help(request: Request, pk: UUID) -> Any:
    actor = caller(request, READ)
    return shown_help(help_in_scope(actor, pk), actor)


@router.get(
    "/{uuid:pk}", response=s.DayDetail, summary="One day with its trail and the moves open to you"
)
def one(request: Request, pk: UUID) -> Any:
    actor = caller(request, READ)
    return shown(SESSIONS.in_scope(actor, pk), actor)


@router.get(
    "/{uuid:pk}/helpers",
    response=list[s.HelperOut],
    summary="Who has a seat, and who is here",
)
def helpers(request: Request, pk: UUID) -> Any:
    lines = helpers_of(SESSIONS.in_scope(caller(request, READ), pk))
    names = ("name", "duty", "is_here", "has_left")
    return [{"seat": each.seat.pk, **{n: getattr(each, n) for n in names}} for each in lines]


@router.post(
    "/{uuid:pk}/entries",
    response=s.ReceiptOut,
    summary="Note who came or left, or count whom was served; once for each id",
)
def enter(request: Request, pk: UUID, sent: s.EntryIn) -> Any:
    actor = caller(request, WRITE)
    session = SESSIONS.in_scope(actor, pk)
    content = sent.model_dump(mode="json", exclude={"id", "sent_at"})
    sending = Sent(sent.id, content, session.place_code)
    if sent.what == "tally":
        kind, at = str(sent.kind or ""), clock.certain(sent.said_at, field="said_at")
        with keeping_both(Tally, sending):
            row = actions.tally(session, kind, sent.people, key=sent.id, actor=actor, at=at)
        digest = f"{row.kind}:{row.people}"
        return {"id": row.pk, "digest": digest, "outcome": "counted", "words": "", "is_counted": 1}
    sight = _sight(sent)
    with keeping_both(Scan, sending):
        if sent.what == "visit":
            return vars(receipt(actions.visit(session, sight, actor=actor)))
        who = seated(session, sent.seat)
        return vars(receipt(actions.arrive(session, who, sight, actor=actor)))


def _sight(sent: s.EntryIn) -> Sight:
    return Sight(
        sent.id,
        str(sent.id),
        Means.WALK_IN if sent.what == "visit" else Means.LIST,
        clock.certain(sent.said_at, field="said_at"),
        clock.certain(sent.sent_at, field="sent_at"),
        is_leaving=sent.what == "leave",
        ticket=sent.ticket,
    )


@router.get(
    "/{uuid:pk}/counts",
    response=list[s.CountedOut],
    summary="The counts of a day one by one, the latest first, those taken back too",
)
def counted(request: Request, pk: UUID) -> Any:
    rows = SESSIONS.in_scope(caller(request, READ), pk).tallies
    return list(rows.order_by("-counted_at", "-pk"))


@router.post(
    "/counts/{uuid:pk}/strike",
    response=s.DayDetail,
    summary="Take a wrong count back: it counts nowhere; asked again, the same",
)
def strike(request: Request, pk: UUID, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    row = tally_in_scope(actor, pk)

    def act() -> str:
        return str(actions.strike_count(row, actor=actor).pk)

    act_once(Sending(actor, request.path, key), act, {})
    return shown(SESSIONS.in_scope(actor, row.session_id), actor)


@router.post(
    "/{uuid:pk}/shifts",
    response={201: s.DayDetail},
    summary="Add a duty with seats",
)
def add_shift(request: Request, pk: UUID, sent: s.ShiftIn, key: str = Key) -> Any:
    duty, sending = Duty(**sent.words), Sending(caller(request, WRITE), request.path, key)
    return _added(pk, Shift, sent, sending, make=partial(actions.add_shift, duty=duty))


@router.post(
    "/{uuid:pk}/stalls",
    response={201: s.DayDetail},
    summary="Add what somebody offers",
)
def add_stall(request: Request, pk: UUID, sent: s.StallIn, key: str = Key) -> Any:
    offer, sending = Offer(**sent.words), Sending(caller(request, WRITE), request.path, key)
    return _added(pk, Stall, sent, sending, make=partial(actions.add_stall, offer=offer))


def _added(pk: UUID, model: Any, sent: s.Written, sending: Sending, *, make: Any) -> Any:
    actor = sending.actor
    row = SESSIONS.in_scope(actor, pk)
    require(is_host(actor, row))
    made(model, sent, row.place_code, make=lambda: make(row, actor=actor), sending=sending)
    return Status(201, shown(SESSIONS.in_scope(actor, pk), actor))


def shown(session: Session, actor: Actor) -> dict[str, Any]:
    """The day with what is on offer, who came, and what happened to it."""
    present = present_at(session)
    shifts = list(session.shifts.select_related("unit").order_by("starts_at", "pk"))
    stalls = list(session.stalls.order_by("kind", "pk"))
    session.duties, session.offers = len(shifts), len(stalls)  # type: ignore[attr-defined]
    settled = six(session.series, session)
    return {
        **_out(session),
        **{n: getattr(session, n) for n in ("version", "number", "summary", "is_released")},
        "lacks": [name for name, is_there in settled.items() if not is_there],
        "shifts": [_shift(each) for each in shifts],
        "stalls": stalls,
        "counts": [{"kind": each.kind, "people": each.people} for each in counts(session)],
        "checked_in": present.people,
        "came_by": present.visitors,
        "moves": [move.name for move in RULES.open_to(actor, session)],
        "trail": story(session, actor=actor),
    }


def tally_in_scope(actor: Actor, pk: UUID) -> Tally:
    """The count, if its day lies where this actor works. Raises NotHere."""
    visible = Session.objects.visible_to(actor).values("pk")
    row = Tally.objects.select_related("session").filter(session__in=visible, pk=pk).first()
    if row is None:
        raise NotHere
    return row


def help_in_scope(actor: Actor, pk: UUID) -> HelpAsk:
    """The small help, if it was asked for where this actor works: its words are for nobody else.
    Raises NotHere.
    """
    rows = HelpAsk.objects.for_desk(actor).select_related("person", "volunteer__person")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def shown_help(ask: HelpAsk, actor: Actor) -> dict[str, Any]:
    moves = [move.name for move in HELP_RULES.open_to(actor, ask)]
    return {**_help_out(ask), "moves": moves}


def _out(session: Session) -> dict[str, Any]:
    series, names = session.series, ("place_code", "state", "on", "starts_at", "ends_at", "theme")
    return {
        "id": session.pk,
        "name": series.name,
        "place": series.place.name,
        "venue": series.venue,
        "carrier": series.carrier,
        "reason": session.reason,
        **{name: getattr(session, name) for name in names},
    }


def _help_out(ask: HelpAsk) -> dict[str, Any]:
    names = set(s.HelpOut.model_fields) - {"person", "moves"}
    return {**{name: getattr(ask, name) for name in names}, "person": ask.person.shown_name()}


def _shift(shift: Any) -> dict[str, Any]:
    names = set(s.ShiftOut.model_fields) - {"seats", "taken"}
    unit = {"seats": shift.unit.seats, "taken": shift.unit.taken} if shift.unit else {}
    return {**{name: getattr(shift, name) for name in names}, "seats": 0, "taken": 0, **unit}


CALLS: dict[str, Call[Session]] = {
    "open_": Call(s.Moving, actions.open_),
    "hold": Call(s.Moving, actions.hold),
    "reschedule": Call(s.RescheduleIn, actions.reschedule),
    "cancel": Call(s.ReasonIn, actions.cancel),
}
HELP_CALLS: dict[str, Call[HelpAsk]] = {
    "release": Call(s.TextIn, actions.release),
    "decline": Call(s.ReasonIn, actions.decline),
    "finish": Call(s.Moving, actions.finish),
    "withdraw": Call(s.Moving, actions.withdraw),
}
_CALLER = {"caller": lambda request: caller(request, WRITE)}
add_moves(
    router,
    CALLS,
    Door(
        fetch=SESSIONS.in_scope,
        after=SESSIONS.in_scope,
        show=shown,
        response=s.DayDetail,
        **_CALLER,
    ),
)
HELP_ROUTER = Router(tags=["servicedays"])
add_moves(
    HELP_ROUTER,
    HELP_CALLS,
    Door(fetch=help_in_scope, after=help_in_scope, show=shown_help, response=s.HelpOut, **_CALLER),
)
router.add_router("/helps", HELP_ROUTER)
