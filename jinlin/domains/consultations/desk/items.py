"""What does staff see of one action item, and how do they move it?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.story import shown_lines
from jinlin.domains.consultations.models import ActionItem
from jinlin.domains.consultations.models.topics import KEEPERS, READERS
from jinlin.domains.consultations.moves import ITEM_MOVES
from jinlin.domains.consultations.permissions import ITEM_RULES
from jinlin.domains.consultations.queries.listed import listed_items
from jinlin.domains.consultations.queries.story import story_of_item
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.requests import Request

PAGE = MovePage[ActionItem](
    "consultations/desk/item_move.html",
    "item",
    lambda item: reverse("consultations:desk_item", args=[item.pk]),
)


@doors.role(*READERS, Role.HANDLER)
@require_safe
def desk_item(request: Request, pk: UUID) -> HttpResponse:
    """One item: who does what until when, and what became of it."""
    actor = request.actor
    item = ITEM_MOVES.in_scope(actor, pk)
    context = {
        "item": item,
        "row": listed_items([item], actor=actor)[0],
        "entries": shown_lines(item, story_of_item(item, actor=actor), tones={"drop": "ended"}),
        "buttons": ITEM_RULES.open_to(actor, item),
        "may_keep": actor.holds(*KEEPERS, at=item.place_code),
        "may_read_topic": actor.holds(*READERS, at=item.place_code),
    }
    return render(request, "consultations/desk/item.html", context)


@doors.role(*READERS, Role.HANDLER)
@require_http_methods(["GET", "HEAD", "POST"])
def item_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    item = ITEM_MOVES.in_scope(request.actor, pk)
    return answer_move(request, ITEM_MOVES, ITEM_MOVES.tried(request, item, move), PAGE)
