"""What does staff see of one session, and how do they move it?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.actor import Actor
from jinlin.core.story import shown_lines
from jinlin.domains.receptions.forms.bookings import WalkInForm
from jinlin.domains.receptions.lifecycle import State
from jinlin.domains.receptions.models import Session
from jinlin.domains.receptions.moves import SESSIONS
from jinlin.domains.receptions.permissions import RULES, is_host
from jinlin.domains.receptions.queries.day import queue, sitters, standing, talks
from jinlin.domains.receptions.queries.last import what_came_of_last
from jinlin.domains.receptions.queries.story import story
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import WORKERS
from jinlin.services.documents.models import Document
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.requests import Request

LIKELY = {State.PLANNED: "open_", State.OPEN: ""}
TONES = {"cancel": "ended", "lapse": "late", "close": "done", "reschedule": "waiting"}


@doors.role(*WORKERS)
@require_safe
def session(request: Request, pk: UUID) -> HttpResponse:
    """The session's page:

    on its day the queue with the next number as the likely step; before it the bookings; after it
    what came of it.
    """
    row = SESSIONS.in_scope(request.actor, pk)
    return show(request, row)


@doors.role(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move of the session: its form, as a part of its page or as a page of its own; posted, it
    is made or comes back with the reason.
    """
    row = SESSIONS.in_scope(request.actor, pk)
    return answer_move(request, SESSIONS, SESSIONS.tried(request, row, move), PAGE)


def show(
    request: Request, row: Session, *, walk_in: WalkInForm | None = None, status: int = 200
) -> HttpResponse:
    """The page, with a walk-in form that could not be accepted, if there is one."""
    actor: Actor = request.actor
    open_moves = RULES.open_to(actor, row)
    context = {
        "session": row,
        "standing": standing(row),
        "queue": queue(row, actor=actor),
        "talks": talks(row, actor=actor),
        "sitters": sitters(row),
        "last": what_came_of_last(row),
        "entries": shown_lines(row, story(row, actor=actor), tones=TONES),
        "minutes": _minutes(row, actor),
        "moves": sorted(
            open_moves, key=lambda move: (move.name != LIKELY.get(State(row.state)), move.danger)
        ),
        "likely": LIKELY.get(State(row.state), ""),
        "is_host": is_host(actor, row),
        "walk_in": walk_in or WalkInForm(auto_id="walk-in-%s"),
        "forget": request.GET.get("done", ""),
    }
    return render(request, "receptions/desk/session.html", context, status=status)


def _minutes(row: Session, actor: Actor) -> Document | None:
    papers = Document.objects.visible_to(actor).filter(about_id=row.pk)
    return papers.order_by("-issued_at").first()


def _session(row: Session) -> str:
    return reverse("receptions:session", args=[row.pk])


PAGE = MovePage[Session](
    "receptions/desk/move.html",
    "session",
    _session,
    more=lambda _request, tried: {"standing": standing(tried.row)},
    onward=lambda _request, tried: f"{_session(tried.row)}?done={tried.row.pk}",
)
