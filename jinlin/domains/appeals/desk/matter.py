"""What does staff see of one appeal, and how do they move it?"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.lifecycle import Move
from jinlin.core.story import shown_lines
from jinlin.domains.appeals import queries
from jinlin.domains.appeals.actions.looking import see_reporter as look_at_reporter
from jinlin.domains.appeals.desk.beside import known_before, shown_beside, try_move
from jinlin.domains.appeals.desk.board import WORKERS
from jinlin.domains.appeals.lifecycle import UNANSWERED, State
from jinlin.domains.appeals.models import Appeal, Identity, Round
from jinlin.domains.appeals.moves import MOVES
from jinlin.domains.appeals.permissions import can_see_reporter, is_intake
from jinlin.domains.appeals.queries import around
from jinlin.domains.appeals.queries.buttons import grouped, moves_open_to
from jinlin.domains.appeals.queries.keeping import keeper_of
from jinlin.domains.appeals.queries.listed import Listed, likely_move, who_waits
from jinlin.domains.appeals.queries.matters import LINE_TONES
from jinlin.domains.appeals.queries.story import way_of
from jinlin.ground.accounts import doors
from jinlin.ground.people import queries as people
from jinlin.ground.people.permissions import can_act_for
from jinlin.ground.places.queries import path_of
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.moves import Attempt
from jinlin.shell.requests import Request
from jinlin.shell.rings import Clock

LONG_TEXT = 600  # characters; a longer one is folded
COUNTY_LEVEL = 6


@doors.role(*WORKERS)
@require_safe
def desk_appeal(request: Request, pk: UUID) -> HttpResponse:
    """The matter's page."""
    appeal = MOVES.in_scope(request.actor, pk)
    return render(request, "appeals/desk/matter.html", matter(appeal, actor=request.actor))


@doors.role(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move:

    its form, as a part of the matter's page or as a page of its own; posted, it is made or comes
    back with the reason.
    """
    actor: Actor = request.actor
    appeal = MOVES.in_scope(actor, pk)
    return answer_move(request, MOVES, try_move(request, appeal, move), PAGE)


@doors.role(*WORKERS)
@require_POST
def see_reporter(request: Request, pk: UUID) -> HttpResponse:
    """The same page once with the reporter's name and phone in clear, after a reason was given and
    kept.
    """
    actor: Actor = request.actor
    appeal = MOVES.in_scope(actor, pk)
    why = request.POST.get("why", "")
    try:
        look_at_reporter(appeal, actor=actor, why=why)
    except Unusable as refusal:
        return render(
            request,
            "appeals/desk/matter.html",
            matter(appeal, actor=actor) | {"why": why, "why_problem": str(refusal)},
            status=422,
        )
    return render(request, "appeals/desk/matter.html", matter(appeal, actor=actor, clear=True))


def matter(appeal: Appeal, *, actor: Actor, clear: bool = False) -> dict[str, Any]:
    """Everything that the page shows, as far as this actor may see it."""
    rounds = list(appeal.rounds.select_related("unit"))
    lines = queries.story(appeal, actor=actor)
    story = shown_lines(appeal, lines, tones=LINE_TONES)
    open_moves = moves_open_to(actor, appeal)
    beside = around.around(appeal, actor=actor)
    likely = _likely(appeal, open_moves, beside, actor=actor)
    return {
        "appeal": appeal,
        "row": Listed(appeal, likely, who_waits(appeal, actor=actor)),
        "path": [place for place in path_of(appeal.place) if len(place.code) >= COUNTY_LEVEL],
        "photos": story[0].photos if story else [],
        "entries": [
            entry if number else replace(entry, photos=[]) for number, entry in enumerate(story)
        ],
        "is_long": len(appeal.text) > LONG_TEXT,
        "clock": clock_of(appeal, rounds),
        "rounds": len(rounds),
        "calls_left": rounds[-1].calls_left if appeal.state == State.FINISHED else 0,
        "moves": sorted(open_moves, key=lambda move: (move != likely, move.danger)),
        "likely": likely,
        "may_turn": appeal.reporter is not None
        and any(move.name == "reject" for move in open_moves),
        "may_send_to_help": is_intake(actor, appeal),
        "keeper": keeper_of(appeal, actor=actor),
        "buttons": grouped(open_moves, likely),
        "around": beside,
        "way": way_of(lines),
        **known_before(appeal, actor=actor),
        **reporter_of(appeal, actor=actor, clear=clear),
    }


def _likely(
    appeal: Appeal, open_moves: list[Move], beside: around.Around, *, actor: Actor
) -> Move | None:
    """A helper's own part comes before everything else."""
    by_name = {move.name: move for move in open_moves}
    if beside.own_parts and "answer_part" in by_name:
        return by_name["answer_part"]
    likely = likely_move(appeal, actor=actor)
    return by_name.get(likely.name) if likely else None


def reporter_of(appeal: Appeal, *, actor: Actor, clear: bool) -> dict[str, Any]:
    """The reporter as this actor may see them: masked, once in clear, or not at all."""
    person = appeal.reporter
    if person is None or not can_see_reporter(actor, appeal):
        return {"reporter": None, "is_hidden": appeal.identity == Identity.HIDDEN}
    return {
        "reporter": {
            "name": person.shown_name(clear=clear),
            "phone": person.shown_phone(clear=clear),
            "pk": person.pk,
        },
        "is_hidden": appeal.identity == Identity.HIDDEN,
        "is_clear": clear,
        "mandate": people.mandates_of(actor).filter(person=person).first(),
        "may_act": person.user_id is None and can_act_for(actor, person),
    }


def clock_of(appeal: Appeal, rounds: list[Round]) -> Clock:
    work = rounds[-1] if rounds else None
    since = work.started_at if work else appeal.reported_at
    if appeal.state in UNANSWERED | {State.WAITING, State.MERGED}:
        return Clock(appeal.due_at, since)
    if work is None:
        return Clock(appeal.respond_by, since, appeal.ended_at)
    if appeal.state == State.FINISHED and work.finished_at:
        return Clock(work.due_at, since, work.finished_at)
    return Clock(work.due_at, since, work.finished_at or appeal.ended_at)


def _beside(request: Request, tried: Attempt[Appeal]) -> dict[str, Any]:
    """What helps to fill the form in, while it can be sent."""
    found = shown_beside(request, tried) if tried.is_open else {}
    return {"beside": "appeals/desk/beside.html", **found}


def _onward(request: Request, tried: Attempt[Appeal]) -> str:
    """Back to the matter, which forgets the drafts of what was sent; whoever gave it away goes on
    to what waits for them.
    """
    is_seen = Appeal.objects.visible_to(request.actor).filter(pk=tried.row.pk).exists()
    return f"{_matter(tried.row)}?done=1" if is_seen else reverse("desk")


def _matter(appeal: Appeal) -> str:
    return reverse("appeals:desk_appeal", args=[appeal.pk])


PAGE = MovePage[Appeal]("appeals/desk/move.html", "appeal", _matter, more=_beside, onward=_onward)
