"""What does staff see of one talent, application, certificate, pair or help, and how do they move
it?
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.story import shown_lines
from jinlin.domains.talents.desk.kinds import KINDS
from jinlin.domains.talents.models.talent import READERS
from jinlin.domains.talents.moves import MOVES
from jinlin.domains.talents.permissions import is_keeper
from jinlin.domains.talents.queries import matters
from jinlin.domains.talents.queries.listed import MODELS, lines
from jinlin.domains.talents.sending import receive_evidence
from jinlin.ground.accounts import doors
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.requests import Request

TONES = {
    "certify": "done",
    "refuse": "late",
    "withdraw": "late",
    "uphold": "late",
    "leave": "ended",
}
PAGES: dict[str, MovePage[Any]] = {
    key: MovePage(
        "talents/desk/move.html",
        "row",
        lambda row, kind=kind: reverse(kind.matter, args=[row.pk]),  # type: ignore[misc]
        more=lambda request, tried, key=key: _beside(key, tried.row, request.actor),  # type: ignore[misc]
    )
    for key, kind in KINDS.items()
}


def _beside(kind: str, row: Any, actor: Actor) -> dict[str, Any]:
    """What whoever decides has to know stands beside the form."""
    story = f"talents/parts/{kind}.html"
    return {"kind": KINDS[kind], "story": story, **matters.MORE[kind](row, actor)}


@doors.keeper(*READERS)
@never_cache
@require_safe
def matter(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """The page of one row: what it is, its clock, what can be done, what happened."""
    actor = request.actor
    row = _for_desk(kind, actor, pk)
    buttons = MOVES[kind].rules.open_to(actor, row)
    likely = KINDS[kind].likely.get(row.state)
    context = {
        "kind": KINDS[kind],
        "row": row,
        "line": lines(kind, [row])[0],
        "buttons": sorted(buttons, key=lambda move: (move.danger, move.name != likely)),
        "entries": shown_lines(row, MOVES[kind].story(row, actor=actor), tones=TONES),
        "may_keep": is_keeper(actor, row),
        **matters.MORE[kind](row, actor),
    }
    return render(request, f"talents/desk/{kind}.html", context)


@doors.keeper(*READERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, kind: str, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    row = _for_desk(kind, request.actor, pk)
    return answer_move(request, MOVES[kind], MOVES[kind].tried(request, row, move), PAGES[kind])


@doors.keeper(*READERS)
@require_POST
def add_evidence(request: Request, pk: UUID) -> HttpResponse:
    """Photos and papers that staff was shown stand beside the talent."""
    talent = _for_desk("talent", request.actor, pk)
    receive_evidence(request, talent)
    return redirect("talents:desk_talent", pk)


def _for_desk(kind: str, actor: Actor, pk: UUID) -> Any:
    """Raises NotHere for what does not stand at a place of theirs."""
    if not MODELS[kind].objects.for_desk(actor).filter(pk=pk).exists():
        raise NotHere
    return MOVES[kind].in_scope(actor, pk)
