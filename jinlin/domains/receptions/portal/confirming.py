"""How does a resident say whether it is solved: on the portal, by the link in a text message, or on
the screen that staff hand over?
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.errors import NotHere
from jinlin.domains.receptions.actions.confirming import SCREEN, SMS, holds_link
from jinlin.domains.receptions.models import Conversation, How
from jinlin.domains.receptions.moves import moves_by
from jinlin.domains.receptions.permissions import is_resident
from jinlin.services.documents import links
from jinlin.services.documents.models import OneTimeLink
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.moves import By
from jinlin.shell.requests import Request

SAYS = frozenset({"confirm", "dispute"})
DONE = {
    "confirm": _("Thank you. It is on record as solved."),
    "dispute": _("Thank you for saying so. It becomes an appeal; you are told who takes it up."),
    "withdraw": _("You withdrew it. You can come again at any time."),
}
PORTAL, BY_SMS, ON_SCREEN = (moves_by(how) for how in (How.PORTAL, How.SMS, How.SCREEN))


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: Any, pk: UUID, move: str) -> HttpResponse:
    """One step of the resident's on the portal."""
    row = PORTAL.in_scope(request.actor, pk)
    if not is_resident(request.actor, row):
        raise NotHere
    return answer_move(request, PORTAL, PORTAL.tried(request, row, move), PAGE)


@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    """Solved, or not? One tap, once."""
    return _ask(request, token, purpose=SMS, page="receptions/portal/confirm.html")


@require_http_methods(["GET", "HEAD", "POST"])
def on_screen(request: Request, token: str) -> HttpResponse:
    """The same question, large, on a screen that belongs to somebody else: it shows this
    conversation and leads nowhere.
    """
    return _ask(request, token, purpose=SCREEN, page="receptions/portal/tablet.html")


@require_safe
def thanks(request: Request, way: str) -> HttpResponse:
    """The word has arrived."""
    page = {
        "screen": "receptions/portal/tablet_done.html",
        "link": "receptions/portal/confirm_done.html",
    }.get(way)
    if page is None:
        raise NotHere
    return render(request, page)


PAGE = MovePage[Conversation](
    "receptions/portal/say.html",
    "row",
    lambda row: reverse("receptions:booking", args=[row.booking_id]),
    says=lambda tried: DONE[tried.move.name],
    onward=lambda _request, tried: (
        f"{reverse('receptions:booking', args=[tried.row.booking_id])}?said={tried.row.pk}"
    ),
    part="",
)


def _ask(request: Request, token: str, *, purpose: str, page: str) -> HttpResponse:
    link = links.open(token, request=request, purpose=purpose)
    moves, by = (
        (ON_SCREEN if purpose == SCREEN else BY_SMS),
        By(holds_link(link.about_id), also=lambda: _use(link)),
    )
    row = moves.in_scope(by.actor, link.about_id)
    move = request.POST.get("move", "confirm")
    if move not in SAYS:
        raise NotHere
    tried = moves.tried(request, row, move, by=by)
    thanks_there = reverse("receptions:thanks", args=["screen" if purpose == SCREEN else "link"])
    shown = MovePage[Conversation](
        page,
        "row",
        lambda _row: thanks_there,
        more=lambda _request, tried: {"session": tried.row.session},
        says=lambda _tried: "",
        onward=lambda _request, _tried: thanks_there,
        part="",
    )
    response = answer_move(request, moves, tried, shown, by=by.actor)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _use(link: OneTimeLink) -> OneTimeLink:
    return links.use(link, actor=holds_link(link.about_id))
