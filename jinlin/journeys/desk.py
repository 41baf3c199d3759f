"""From which page does staff send a matter on its way to the other domain?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from jinlin.core.sight import Sight
from jinlin.domains.appeals import permissions as appeals
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.moves import fetch as fetch_appeal
from jinlin.domains.appeals.queries import story as story_of_appeal
from jinlin.domains.receptions.models import Conversation
from jinlin.domains.receptions.permissions import CONVERSATION_RULES
from jinlin.domains.receptions.queries.story import story_of_conversation
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.permissions import RULES as WISH_RULES
from jinlin.domains.wishes.queries.story import story as story_of_wish
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.journeys.forms import PassOnForm, TransferForm, TurnForm
from jinlin.journeys.reception_to_appeal import pass_on
from jinlin.journeys.wish_to_appeal import transfer, turn_into_wish
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.moves import Moves
from jinlin.shell.requests import Request


@dataclass(frozen=True)
class Way:
    """One journey as its page shows it: what it is called, the move that begins it, where it comes
    from, and what was said there.
    """

    title: Any
    move: str
    back: str
    says: str


fetch_conversation = Sight[Conversation](
    Conversation.objects.for_desk, joins=Conversation.objects.none().with_row
).first
fetch_wish = Sight[Wish](Wish.objects.visible_to, joins=Wish.objects.none().with_row).first
CONVERSATIONS = Moves(
    CONVERSATION_RULES,
    {"pass_on": (PassOnForm, pass_on)},
    fetch_conversation,
    story_of_conversation,
)
WISHES = Moves(WISH_RULES, {"transfer": (TransferForm, transfer)}, fetch_wish, story_of_wish)
APPEALS = Moves(
    appeals.RULES, {"reject": (TurnForm, turn_into_wish)}, fetch_appeal, story_of_appeal
)


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def reception_to_appeal(request: Request, pk: UUID) -> HttpResponse:
    """A conversation becomes an appeal with its ticket."""
    row = CONVERSATIONS.in_scope(request.actor, pk)
    way = Way(_("Make it an appeal"), "pass_on", reverse("receptions:talk", args=[pk]), row.said)
    return go(request, CONVERSATIONS, row, way, onward=_onward)


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def wish_to_appeal(request: Request, pk: UUID) -> HttpResponse:
    """A wish that is really something to be put right goes on as an appeal."""
    row = WISHES.in_scope(request.actor, pk)
    way = Way(
        _("Handle it as an appeal"), "transfer", reverse("wishes:desk_wish", args=[pk]), row.text
    )
    return go(request, WISHES, row, way, onward=_onward)


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_to_wish(request: Request, pk: UUID) -> HttpResponse:
    """An appeal that is really a wish goes on as one."""
    row = APPEALS.in_scope(request.actor, pk)
    way = Way(
        _("Handle it as a wish"), "reject", reverse("appeals:desk_appeal", args=[pk]), row.text
    )
    return go(request, APPEALS, row, way, onward=_onward)


def go(
    request: Request, moves: Moves[Any], row: Any, way: Way, *, onward: Callable[[Any], str]
) -> HttpResponse:
    """Its form; sent, it is done or comes back with the reason and all that was typed.

    Done, the page leads to where it goes on: `onward` of the row, if there is such a page.
    """
    page = MovePage[Any](
        "journeys/journey.html",
        "row",
        lambda _row: way.back,
        more=lambda _request, _tried: {"way": way, "button": way.title},
        says=lambda _tried: _("Done: %(move)s.") % {"move": way.title},
        onward=lambda _request, _tried: onward(row) or way.back,
    )
    return answer_move(request, moves, moves.tried(request, row, way.move), page)


def _onward(row: Any) -> str:
    """Where it goes on: the appeal that it has become, or the wish."""
    if isinstance(row, Appeal):
        wish = (
            Wish.objects.filter(appeal_id=row.pk)
            .order_by("-pk")
            .values_list("pk", flat=True)
            .first()
        )
        return reverse("wishes:desk_wish", args=[wish]) if wish else ""
    appeal = type(row).objects.filter(pk=row.pk).values_list("appeal_id", flat=True).first()
    return reverse("appeals:desk_appeal", args=[appeal]) if appeal else ""
