"""What does somebody see of one wish, and how do they take it on, or follow their own?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor, county_of
from jinlin.core.errors import NotHere
from jinlin.domains.wishes import queries
from jinlin.domains.wishes.actions import see_address
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.models import Claim, Wish
from jinlin.domains.wishes.moves import MOVES
from jinlin.domains.wishes.permissions import can_see_address, is_looking_on, is_wisher
from jinlin.domains.wishes.queries import matters
from jinlin.domains.wishes.queries.mine import Own
from jinlin.domains.wishes.queries.wall import ORDER, WallFilters, cards, shown, stands_of, wall
from jinlin.ground.accounts import doors
from jinlin.ground.places.queries import stations_of
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.drafts import MOST_PHOTOS
from jinlin.shell.moves import Attempt
from jinlin.shell.requests import Request, cursor

WISHERS = ("answer_back", "confirm", "dispute", "thank", "remark", "withdraw")
CLAIMERS = ("fulfil", "give_back", "step_out", "remark")
RESIDENTS = frozenset({*WISHERS, *CLAIMERS, "claim", "share"})
DONE = {
    "claim": _("It is yours now. Thank you! The station calls you about the hand-over."),
    "share": _("You take part. Thank you!"),
    "give_back": _("It is open to others again. Thank you for saying so."),
    "step_out": _("You stepped out; the others know."),
    "fulfil": _("Wonderful. The person is asked whether it has arrived."),
    "answer_back": _("Your answer is with the station now."),
    "confirm": _("Thank you. It is on record that it has arrived."),
    "dispute": _("The station and whoever took it on know now that something is missing."),
    "thank": _("Your thanks are on their way."),
    "remark": _("Added."),
    "withdraw": _("You took it back. You can wish again at any time."),
}
PAGE, BESIDE = 24, 3


@require_safe
def wish(request: Request, pk: UUID) -> HttpResponse:
    """One wish:

    to whom it is theirs whole, to whoever took it on what they need, to everybody else what was
    released. Staff are led to the desk.
    """
    actor: Actor = request.actor
    row = MOVES.in_scope(actor, pk)
    if is_wisher(actor, row):
        return render(request, "wishes/portal/own.html", _own(row, actor))
    if actor.is_staff and is_looking_on(actor, row):
        return redirect("wishes:desk_wish", pk)
    if claims := list(Claim.objects.made_by(actor).filter(wish=row)):
        return render(request, "wishes/portal/claimed.html", _taken_on(row, actor, claims))
    return render(request, "wishes/portal/wish.html", _public(row, actor))


@doors.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Any, pk: UUID, move: str) -> HttpResponse:
    """One step of a resident's: its form; sent, it is made, or comes back with the reason and all
    that was typed.
    """
    if move not in RESIDENTS:
        raise NotHere
    row = MOVES.in_scope(request.actor, pk)
    tried = MOVES.tried(request, row, move)
    _fill_in_name(tried, request)
    return answer_move(request, MOVES, tried, STEP)


@doors.signed_in
@require_POST
def address(request: Any, pk: UUID) -> HttpResponse:
    """Where to bring it, for whoever took it on, once; the look is on record."""
    row = MOVES.in_scope(request.actor, pk)
    words = see_address(row, actor=request.actor)
    claims = list(Claim.objects.made_by(request.actor).filter(wish=row))
    return render(
        request,
        "wishes/portal/claimed.html",
        {**_taken_on(row, request.actor, claims), "address": words},
    )


@doors.signed_in
@require_safe
def claims(request: Any) -> HttpResponse:
    """What this person or their organisation took on."""
    page = paging.page(
        queries.my_claims(request.actor),
        order=("-claimed_at", "-id"),
        after=cursor(request),
        size=PAGE,
    )
    return render(request, "wishes/portal/claims.html", {"page": page, "claims": page.rows})


def _own(row: Wish, actor: Actor) -> dict[str, Any]:
    lines = queries.story(row, actor=actor)
    open_moves = [move for move in matters.moves_open_to(actor, row) if move.name in WISHERS]
    return {
        "wish": row,
        "own": Own(row),
        "clock": matters.clock_of(row),
        "photos": matters.pictures(row),
        "handed": matters.pictures(row, handover=True) if row.fulfilled_at else [],
        "handover": row.handovers.filter(disputed_on=None).last() if row.fulfilled_at else None,
        "entries": matters.toned(lines),
        "question": next((line.sentence for line in reversed(lines) if line.verb == "ask_back"), "")
        if row.state == State.ASKED
        else "",
        "card": cards(shown(row.pk))[0] if row.public_title and shown(row.pk) else None,
        "moves": sorted(open_moves, key=lambda move: (move.danger, move.name == "remark")),
    }


def _taken_on(row: Wish, actor: Actor, claims: list[Claim]) -> dict[str, Any]:
    open_moves = [move for move in matters.moves_open_to(actor, row) if move.name in CLAIMERS]
    found = cards(shown(row.pk))
    return {
        "wish": row,
        "card": found[0] if found else None,
        "claim": claims[-1],
        "is_standing": any(claim.ended_at is None for claim in claims),
        "person": row.for_person.shown_name(),
        "stations": list(stations_of(row.place)[:3]),
        "may_see_address": can_see_address(actor, row),
        "is_kept": any(claim.ending == "kept" for claim in claims),
        "entries": matters.toned(queries.story(row, actor=actor)),
        "moves": sorted(open_moves, key=lambda move: (move.danger, move.name == "remark")),
    }


def _public(row: Wish, actor: Actor) -> dict[str, Any]:
    """Raises NotHere for what does not stand on the wall."""
    found = cards(shown(row.pk))
    if not found:
        raise NotHere
    beside = [
        each
        for each in wall(WallFilters("open", "", county_of(row.public_code))).order_by(*ORDER)[
            : BESIDE + 1
        ]
        if each.pk != row.pk
    ]
    return {
        "card": found[0],
        "entries": [
            each
            for each in matters.toned(queries.story(row, actor=actor))
            if each.line.verb in {"publish", "claim", "fulfil", "thank"}
        ],
        "beside": cards(beside[:BESIDE]),
    }


def _stands(tried: Attempt[Wish], actor: Actor) -> str:
    """How it stands now, for whoever came too late."""
    if tried.move.name in {"claim", "share"} and stands_of(tried.row) != "open":
        return gettext(
            "Somebody was a moment quicker. Thank you for wanting to help: other wishes on the "
            "wall are still open."
        )
    return queries.next_sentence(tried.row) if is_wisher(actor, tried.row) else ""


def _fill_in_name(tried: Attempt[Wish], request: Any) -> None:
    """Nothing asks for what is known already: the name and phone of the signed-in resident stand in
    the form.
    """
    if tried.move.name in {"claim", "share"} and not tried.form.is_bound:
        tried.form.initial.update({"name": request.user.name, "phone": request.user.phone})


def _more(request: Request, tried: Attempt[Wish]) -> dict[str, Any]:
    row = tried.row
    return {
        "title": row.title if is_wisher(request.actor, row) else row.public_title,
        "stands": _stands(tried, request.actor),
        "most": MOST_PHOTOS,
    }


STEP = MovePage[Wish](
    "wishes/portal/move.html",
    "wish",
    lambda row: reverse("wishes:wish", args=[row.pk]),
    more=_more,
    says=lambda tried: DONE[tried.move.name],
    onward=lambda _request, tried: f"{reverse('wishes:wish', args=[tried.row.pk])}?done",
    part="",
)
