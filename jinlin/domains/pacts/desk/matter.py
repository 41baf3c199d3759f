"""What does staff see of one pact, and how do they move it?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.story import shown_lines
from jinlin.domains.pacts.lifecycle import State
from jinlin.domains.pacts.models import Pact
from jinlin.domains.pacts.models.pact import READERS
from jinlin.domains.pacts.moves import MOVES
from jinlin.domains.pacts.permissions import RULES, is_keeper
from jinlin.domains.pacts.queries.listed import listed
from jinlin.domains.pacts.queries.public import sheet
from jinlin.domains.pacts.queries.story import story
from jinlin.ground.accounts import doors
from jinlin.services.documents.models import Document
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.requests import Request

PAGE = MovePage[Pact](
    "pacts/desk/move.html", "pact", lambda pact: reverse("pacts:desk_pact", args=[pact.pk])
)
TONES = {"adopt": "done", "turn_down": "late", "repeal": "ended", "drop": "ended"}


@doors.keeper(*READERS)
@require_safe
def desk_pact(request: Request, pk: UUID) -> HttpResponse:
    """The page of one pact: the text, its clock, what waits, what happened."""
    actor = request.actor
    pact = MOVES.in_scope(actor, pk)
    row = listed([pact], actor=actor)[0]
    open_moves = RULES.open_to(actor, pact)
    context = {
        "pact": pact,
        "row": row,
        "sheet": sheet(pact),
        "clauses": list(pact.clauses.all()),
        "has_clock": pact.state not in {State.REPEALED, State.DROPPED},
        "entries": shown_lines(pact, story(pact, actor=actor), tones=TONES),
        "papers": list(Document.objects.filter(about_id=pact.pk).order_by("issued_at")),
        "buttons": sorted(open_moves, key=lambda each: (each.danger, each != row.likely)),
        "may_keep": is_keeper(actor, pact),
    }
    return render(request, "pacts/desk/pact.html", context)


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    pact = MOVES.in_scope(request.actor, pk)
    return answer_move(request, MOVES, MOVES.tried(request, pact, move), PAGE)
