"""What does staff see of one conversation, how does it go on, and how does the resident get to say
whether it is solved?
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.story import shown_lines
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.lifecycle import ConversationState
from jinlin.domains.receptions.models import Conversation
from jinlin.domains.receptions.moves import TALKS
from jinlin.domains.receptions.permissions import CONVERSATION_RULES, can_see_people, is_host
from jinlin.domains.receptions.queries.day import Talk
from jinlin.domains.receptions.queries.onward import page, to_appeal
from jinlin.domains.receptions.queries.story import story_of_conversation
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import WORKERS
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.requests import Request

APPEAL = "appeals:desk_appeal"
TO_PASS_ON = frozenset({ConversationState.OPEN, ConversationState.DISPUTED})
TONES = {
    "answer": "inhand",
    "refer": "ended",
    "confirm": "done",
    "dispute": "late",
    "settle": "done",
    "withdraw": "ended",
    "lapse": "ended",
}
LIKELY = {ConversationState.OPEN: "answer"}


@doors.role(*WORKERS)
@require_safe
def talk(request: Request, pk: UUID) -> HttpResponse:
    """The conversation's page."""
    actor: Actor = request.actor
    row = TALKS.in_scope(actor, pk)
    moves = CONVERSATION_RULES.open_to(actor, row)
    context = {
        **_about(row, actor),
        "entries": shown_lines(row, story_of_conversation(row, actor=actor), tones=TONES),
        "moves": sorted(
            (move for move in moves if move.name not in {"confirm", "dispute"}),
            key=lambda move: move.danger,
        ),
        "is_asked": row.state == ConversationState.ANSWERED and is_host(actor, row),
        "may_text": bool(row.person and row.person.phone),
        "onward": to_appeal(row.pk) if row.state in TO_PASS_ON and is_host(actor, row) else "",
        "appeal": page(APPEAL, row.appeal_id) if row.appeal_id else "",
        "likely": LIKELY.get(ConversationState(row.state), ""),
        "forget": request.GET.get("done", ""),
    }
    return render(request, "receptions/desk/talk.html", context)


@doors.role(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move of the conversation; what the resident said is noted here from the signed sheet."""
    row = TALKS.in_scope(request.actor, pk)
    return answer_move(request, TALKS, TALKS.tried(request, row, move), PAGE)


@doors.role(*WORKERS)
@require_POST
def hand_over(request: Request, pk: UUID) -> HttpResponse:
    """This screen becomes the resident's for one question.

    The member of staff is signed in on it no longer than the page is shown: it offers no way back.
    """
    row = TALKS.in_scope(request.actor, pk)
    raw = actions.hand_over_screen(row, actor=request.actor)
    return redirect("receptions:screen", raw)


@doors.role(*WORKERS)
@require_POST
def send_link(request: Request, pk: UUID) -> HttpResponse:
    """The resident gets a text message with one tap to answer."""
    row = TALKS.in_scope(request.actor, pk)
    try:
        actions.send_link(row, actor=request.actor)
        messages.success(request, _("The resident is sent a text message with the question."))
    except Unusable as no:
        messages.warning(request, str(no))
    return redirect("receptions:talk", pk)


@doors.role(*WORKERS)
@require_safe
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """The question on paper, to be signed."""
    actor: Actor = request.actor
    return render(request, "receptions/desk/sheet.html", _about(TALKS.in_scope(actor, pk), actor))


def _about(row: Conversation, actor: Actor) -> dict[str, Any]:
    who = row.person.shown_name() if row.person and can_see_people(actor, row) else ""
    return {"talk": Talk(row, who), "row": row, "session": row.session}


def _talk(row: Conversation) -> str:
    return reverse("receptions:talk", args=[row.pk])


PAGE = MovePage[Conversation](
    "receptions/desk/talk_move.html",
    "talk",
    _talk,
    more=lambda request, tried: _about(tried.row, request.actor),
    onward=lambda _request, tried: f"{_talk(tried.row)}?done={tried.row.pk}",
)
