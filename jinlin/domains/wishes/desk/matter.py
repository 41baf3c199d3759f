"""What does staff see of one wish, and how do they move it?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.domains.wishes import actions, queries
from jinlin.domains.wishes.desk.board import READERS
from jinlin.domains.wishes.models import Claim, Wish
from jinlin.domains.wishes.moves import MOVES, WITH
from jinlin.domains.wishes.permissions import can_read_internal, can_transfer
from jinlin.domains.wishes.queries import matters
from jinlin.domains.wishes.queries.before import alike_before
from jinlin.domains.wishes.queries.listed import Listed, likely_move
from jinlin.ground.accounts import doors
from jinlin.ground.people import queries as people
from jinlin.ground.people.permissions import can_act_for
from jinlin.ground.places.queries import path_of
from jinlin.services.documents.models import Document
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.moves import Attempt
from jinlin.shell.requests import Request

EDITORS = frozenset(
    {"publish", "reword"}
)  # what is shown is written beside what was said: a page of its own
COUNTY_LEVEL = 6


@doors.keeper(*READERS)
@require_safe
def desk_wish(request: Request, pk: UUID) -> HttpResponse:
    """The matter's page."""
    actor: Actor = request.actor
    return render(request, "wishes/desk/matter.html", matter(in_scope(actor, pk), actor=actor))


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move:

    its form, as a part of the matter's page or as a page of its own; posted, it is made or comes
    back with the reason.
    """
    actor: Actor = request.actor
    wish = in_scope(actor, pk)
    return answer_move(request, MOVES, MOVES.tried(request, wish, move), _page_of(move))


@doors.keeper(*READERS)
@require_POST
def see_claimer(request: Request, pk: UUID, claim: UUID) -> HttpResponse:
    """The same page once with name and phone of whoever took it on;
    that it was looked at is kept.
    """
    actor: Actor = request.actor
    wish = in_scope(actor, pk)
    row = get_object_or_404(
        Claim.objects.select_related("wish", "organisation"), pk=claim, wish=wish
    )
    seen = actions.see_claimer(row, actor=actor, why=str(_("to arrange the hand-over")))
    return render(request, "wishes/desk/matter.html", {**matter(wish, actor=actor), "clear": seen})


def in_scope(actor: Actor, pk: UUID) -> Wish:
    """The wish, if it stands at a place where this actor works. Raises NotHere."""
    wish = Wish.objects.for_desk(actor).select_related(*WITH).filter(pk=pk).first()
    if wish is None:
        raise NotHere
    return wish


def matter(wish: Wish, *, actor: Actor) -> dict[str, Any]:
    """Everything that the page shows, as far as this actor may see it."""
    open_moves = matters.moves_open_to(actor, wish)
    likely = likely_move(wish, actor=actor)
    return {
        "wish": wish,
        "row": Listed(wish, likely, wish.for_person.shown_name()),
        "path": [place for place in path_of(wish.place) if len(place.code) >= COUNTY_LEVEL],
        "photos": matters.pictures(wish),
        "handed": matters.pictures(wish, handover=True),
        "handovers": list(wish.handovers.all()),
        "papers": list(Document.objects.filter(about_id=wish.pk).order_by("issued_at")),
        "entries": matters.toned(queries.story(wish, actor=actor)),
        "clock": matters.clock_of(wish),
        "claims": list(wish.claims.select_related("organisation")),
        "before": alike_before(wish, actor=actor) if can_read_internal(actor, wish) else [],
        "buttons": matters.grouped(open_moves, likely if likely in open_moves else None),
        "moves": open_moves,
        "transfer": _transfer_address(wish, actor),
        "mandate": people.mandates_of(actor).filter(person=wish.for_person).first(),
        "may_act": wish.for_person.user_id is None and can_act_for(actor, wish.for_person),
    }


def beside_the_editor(tried: Attempt[Wish], actor: Actor) -> dict[str, Any]:
    """What was said, beside the words that will be shown: the wish, its photos, and what was said
    before.
    """
    return {"photos": matters.pictures(tried.row), "before": alike_before(tried.row, actor=actor)}


def _transfer_address(wish: Wish, actor: Actor) -> str:
    """Where a wish that really is an appeal becomes one, when this house has that journey and the
    actor may.
    """
    if not (can_transfer(actor, wish) and wish.state in {"posted", "asked", "published"}):
        return ""
    try:
        return reverse("journeys:wish_to_appeal", args=[wish.pk])
    except NoReverseMatch:
        return ""


def _matter(wish: Wish) -> str:
    return reverse("wishes:desk_wish", args=[wish.pk])


def _editor(request: Request, tried: Attempt[Wish]) -> dict[str, Any]:
    return beside_the_editor(tried, request.actor)


PAGE = MovePage[Wish]("wishes/desk/move.html", "wish", _matter)
EDITOR = MovePage[Wish]("wishes/desk/screen.html", "wish", _matter, more=_editor, part="")


def _page_of(move: str) -> MovePage[Wish]:
    return EDITOR if move in EDITORS else PAGE
