"""What can programs do with pacts?

Whatever staff do at the desk, in the reach of the member of staff who owns the token; talks about
breaches are for no program.
"""

from typing import Any, Literal
from uuid import UUID

from ninja import Query, Router, Status

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable
from jinlin.core.idempotency import once
from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts import schemas as s
from jinlin.domains.pacts.actions import Change, Say
from jinlin.domains.pacts.deadlines import Tally
from jinlin.domains.pacts.lifecycle import State
from jinlin.domains.pacts.models import Comment, Pact
from jinlin.domains.pacts.moves import MOVES
from jinlin.domains.pacts.permissions import RULES
from jinlin.domains.pacts.queries import listed
from jinlin.domains.pacts.queries.days import text_on, versions_of
from jinlin.domains.pacts.queries.story import story
from jinlin.ground.accounts.api import caller
from jinlin.ground.places.queries import open_at
from jinlin.shell.bodies import Day
from jinlin.shell.programs import Call, Door, Key, Sending, add_moves, as_sent, made
from jinlin.shell.requests import Request

READ, WRITE = "pacts:read", "pacts:write"
NUMBERS = ("eligible", "present", "in_favour", "against", "abstained")
router = Router(tags=["pacts"])


@router.get(
    "",
    response=s.PactPage,
    summary="The pacts you see at the desk, most urgent first",
)
def pacts(
    request: Request,
    state: Literal["all", "open", "late"] | State = "all",
    place: str = Query("", pattern="^([0-9]{2,18})?$"),
    text: str = Query("", max_length=60),
    after: str = "",
    limit: int = Query(50, ge=1, le=200),
) -> Any:
    filters = listed.Filters("" if state == "all" else str(state), place, text=text)
    rows = listed.board(caller(request, READ), filters)
    page = paging.page(rows, order=listed.ORDERS["due"], after=after, size=limit)
    return {"items": [_out(row) for row in page.rows], "next": page.next}


@router.post(
    "",
    response={201: s.PactDetail},
    summary="Draft the pact of a place that has none",
)
def draft(request: Request, sent: s.DraftIn, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    place = open_at(sent.place, actor=actor)
    if place is None:
        raise Unusable(detail={"field": "place"}, field="place")

    def act() -> Pact:
        return actions.draft(place, title=sent.title, clauses=sent.clauses, actor=actor)

    row = made(Pact, sent, place.code, make=act, sending=Sending(actor, request.path, key))
    return Status(201, shown(MOVES.in_scope(actor, row.pk), actor))


@router.get(
    "/{uuid:pk}", response=s.PactDetail, summary="One pact with its trail and the moves open to you"
)
def one(request: Request, pk: UUID) -> Any:
    actor = caller(request, READ)
    return shown(MOVES.in_scope(actor, pk), actor)


@router.get(
    "/{uuid:pk}/text",
    response=s.TextOut,
    summary="The text that held on a day, today when none is named",
)
def text(request: Request, pk: UUID, on: Day | None = None) -> Any:
    day = on or clock.today()
    held = text_on(MOVES.in_scope(caller(request, READ), pk), day)
    if held is None:
        return {"day": day, "clauses": []}
    return {"day": day, "version": held.number, "since": held.since, "clauses": held.clauses}


@router.get(
    "/{uuid:pk}/versions",
    response=list[s.VersionOut],
    summary="Every text there was, newest first",
)
def versions(request: Request, pk: UUID) -> Any:
    found = versions_of(MOVES.in_scope(caller(request, READ), pk))
    names = set(s.VersionOut.model_fields) - {"until"}
    return [{"until": end, **{name: getattr(row, name) for name in names}} for row, end in found]


@router.post(
    "/{uuid:pk}/text",
    response=s.Drafted,
    summary="Write the text that is worked on",
)
def write(request: Request, pk: UUID, sent: s.TextIn, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    pact = MOVES.in_scope(actor, pk)
    changes = [Change(each.text, each.order, each.clause, each.seen) for each in sent.clauses]

    def act() -> list[str]:
        kept = actions.write(pact, title=sent.title, changes=changes, actor=actor)
        return [str(each.pk) for each in kept]

    body = {"path": request.path, **sent.model_dump()}
    crossed, _again = once(actor_key=f"api:{actor.user_id}", key=key, body=body, act=act)
    rows = list(Comment.objects.filter(pk__in=crossed).order_by("written_at", "id"))
    return {"pact": shown(MOVES.in_scope(actor, pk), actor), "crossed": rows}


@router.get(
    "/{uuid:pk}/comments",
    response=s.CommentPage,
    summary="What was said of all its texts, newest first, without who said it",
)
def comments(
    request: Request, pk: UUID, after: str = "", limit: int = Query(50, ge=1, le=200)
) -> Any:
    pact = MOVES.in_scope(caller(request, READ), pk)
    rows = Comment.objects.filter(pact=pact)
    page = paging.page(rows, order=("-written_at", "-id"), after=after, size=limit)
    return {"items": page.rows, "next": page.next}


@router.post(
    "/{uuid:pk}/comments",
    response={201: s.CommentOut},
    summary="A comment as somebody said it at a station",
)
def comment(request: Request, pk: UUID, body: s.CommentIn) -> Any:
    actor = caller(request, WRITE)
    say = Say(body.text, clause=body.clause, key=body.id)
    return Status(201, actions.comment_once(MOVES.in_scope(actor, pk), say, actor=actor))


@router.post(
    "/{uuid:pk}/comments/{uuid:comment}/answer",
    response=s.CommentOut,
    summary="Answer a comment",
)
def answer(request: Request, pk: UUID, comment: UUID, sent: s.AnswerIn) -> Any:
    actor = caller(request, WRITE)
    pact = MOVES.in_scope(actor, pk)
    row = Comment.objects.select_related("pact").filter(pact=pact, pk=comment).first()
    if row is None:
        raise NotHere
    return actions.answer(row, answer=sent.answer, reason=sent.reason, actor=actor)


def shown(pact: Pact, actor: Actor) -> dict[str, Any]:
    """The pact with its text, what waits, and what happened to it."""
    return {
        **_out(pact),
        "clauses": list(pact.clauses.all()),
        "unanswered": pact.unanswered,
        "moves": [move.name for move in RULES.open_to(actor, pact)],
        "trail": story(pact, actor=actor),
    }


def _out(pact: Pact) -> dict[str, Any]:
    names = set(s.PactOut.model_fields) - {"place", "unit"}
    own = {name: getattr(pact, name) for name in names}
    return {**own, "place": pact.place.name, "unit": pact.unit.name}


def _counted(sent: Any, pact: Pact, actor: Actor) -> dict[str, Any]:
    """The hands of a meeting are one thing to the verb."""
    rest = {n: value for n, value in as_sent(sent, pact, actor).items() if n not in NUMBERS}
    return {"tally": Tally(**{name: getattr(sent, name) for name in NUMBERS}), **rest}


CALLS: dict[str, Call[Pact]] = {
    "publish": Call(s.UntilIn, actions.publish),
    "consolidate": Call(s.Moving, actions.consolidate),
    "ask_again": Call(s.UntilIn, actions.ask_again),
    "put_to_vote": Call(s.VoteIn, actions.put_to_vote),
    "adopt": Call(s.SinceIn, actions.adopt, _counted),
    "turn_down": Call(s.TallyIn, actions.turn_down, _counted),
    "amend": Call(s.Moving, actions.amend),
    "draft_anew": Call(s.Moving, actions.draft_anew),
    "review": Call(s.NoteIn, actions.review),
    "repeal": Call(s.SinceIn, actions.repeal, _counted),
    "keep_old": Call(s.ReasonIn, actions.keep_old),
    "drop": Call(s.ReasonIn, actions.drop),
}
DOOR = Door[Pact](
    caller=lambda request: caller(request, WRITE),
    fetch=MOVES.in_scope,
    after=MOVES.in_scope,
    show=shown,
    response=s.PactDetail,
)
add_moves(router, CALLS, DOOR)
