"""What does a craftsman see of themselves, and what do the two of a help or a pair see?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere, require
from jinlin.core.story import shown_lines
from jinlin.domains.talents import actions
from jinlin.domains.talents.models import Application, Help, Pair, Talent
from jinlin.domains.talents.moves import MOVES
from jinlin.domains.talents.permissions import is_asker, is_craftsman
from jinlin.domains.talents.queries import matters
from jinlin.domains.talents.queries.listed import WITH, lines
from jinlin.domains.talents.sending import apply_page, pair_page, receive_evidence
from jinlin.ground.accounts import doors
from jinlin.ground.people.queries import speaks_for
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.requests import Request

ME = ("describe", "rest", "come_back", "leave")
OF_HELP = ("accept", "decline", "give_up", "finish", "tell", "call_off")
OF_PAIR = ("agree", "meet", "plan", "reach", "complete", "end")
OF_APPLICATION = ("answer_back", "take_back")
MOST = 50


@doors.signed_in
@never_cache
@require_safe
def me(request: Request) -> HttpResponse:
    """Myself as a talent: profile, certificates, who asks me for help, whom I bring on."""
    actor = request.actor
    talent = _mine(request)
    pairs = Pair.objects.own(actor).select_related(*WITH["pair"]).order_by("-proposed_at")
    context: dict[str, Any] = {"talent": talent, "pairs": lines("pair", pairs[:MOST])}
    if talent:
        requests = Help.objects.for_craftsman(actor).select_related(*WITH["help"])
        moves = MOVES["talent"].rules.open_to(actor, talent)
        context |= {
            **matters.of_talent(talent, actor),
            "line": lines("talent", [talent])[0],
            "helps": lines("help", requests.order_by("-asked_at")[:MOST]),
            "moves": [move for move in moves if move.name in ME],
            "applications": _applications(request, talent),
        }
        context["pairs"] = lines("pair", pairs[:MOST])
    return render(request, "talents/portal/me.html", context)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def me_move(request: Request, move: str) -> HttpResponse:
    """Change my profile, rest, come back, leave."""
    talent = _mine(request)
    if talent is None or move not in ME:
        raise NotHere
    page = MovePage[Any]("talents/portal/move.html", "row", _to_me, part="")
    return answer_move(request, MOVES["talent"], MOVES["talent"].tried(request, talent, move), page)


@doors.signed_in
@require_POST
def add_evidence(request: Request) -> HttpResponse:
    """Photos and papers of what I can do."""
    talent = _mine(request)
    if talent is None:
        raise NotHere
    receive_evidence(request, talent)
    return redirect("talents:me")


@doors.signed_in
@require_POST
def drop_evidence(request: Request, pk: UUID) -> HttpResponse:
    """One of them goes."""
    talent = _mine(request)
    if talent is None:
        raise NotHere
    actions.drop_evidence(talent, pk, actor=request.actor)
    messages.success(request, _("Taken out."))
    return redirect("talents:me")


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request) -> HttpResponse:
    """I want to be certified."""
    talent = _mine(request)
    if talent is None:
        raise NotHere
    return apply_page(request, talent, "talents/portal/apply.html", "talents:own_application")


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def pair(request: Request) -> HttpResponse:
    """I bring somebody on."""
    talent = _mine(request)
    if talent is None:
        raise NotHere
    return pair_page(request, talent, "talents/portal/new_pair.html", "talents:own_pair")


@doors.signed_in
@never_cache
@require_safe
def help_(request: Request, pk: UUID) -> HttpResponse:
    """One help, for the two of it: the phones only after the yes."""
    row, actor = MOVES["help"].in_scope(request.actor, pk), request.actor
    require(is_asker(actor, row) or is_craftsman(actor, row))
    context = {
        "mine": is_craftsman(actor, row),
        **_shown("help", row, request, OF_HELP),
        **matters.of_help(row, actor),
    }
    return render(request, "talents/portal/help.html", context)


@doors.signed_in
@never_cache
@require_safe
def own_pair(request: Request, pk: UUID) -> HttpResponse:
    """Mentor and learner see their goals and sessions."""
    row, actor = MOVES["pair"].in_scope(request.actor, pk), request.actor
    require(speaks_for(actor, row.learner) or speaks_for(actor, row.mentor.person))
    context = {**_shown("pair", row, request, OF_PAIR), **matters.of_pair(row, actor)}
    return render(request, "talents/portal/pair.html", context)


@doors.signed_in
@never_cache
@require_safe
def own_application(request: Request, pk: UUID) -> HttpResponse:
    """My application, and where it stands."""
    row, actor = MOVES["application"].in_scope(request.actor, pk), request.actor
    require(speaks_for(actor, row.talent.person))
    context = _shown("application", row, request, OF_APPLICATION)
    return render(request, "talents/portal/application.html", context)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_move(request: Request, kind: str, pk: UUID, move: str) -> HttpResponse:
    """A move of one of the two, or of the applicant."""
    allowed, back = OWN_MOVES[kind]
    if move not in allowed:
        raise NotHere
    row = MOVES[kind].in_scope(request.actor, pk)
    page = MovePage[Any](
        "talents/portal/move.html", "row", lambda row: reverse(back, args=[row.pk]), part=""
    )
    return answer_move(request, MOVES[kind], MOVES[kind].tried(request, row, move), page)


OWN_MOVES = {
    "help": (OF_HELP, "talents:help"),
    "pair": (OF_PAIR, "talents:own_pair"),
    "application": (OF_APPLICATION, "talents:own_application"),
}


def _shown(kind: str, row: Any, request: Request, own: tuple[str, ...]) -> dict[str, Any]:
    actor = request.actor
    moves = MOVES[kind].rules.open_to(actor, row)
    return {
        "row": row,
        "kind": kind,
        "line": lines(kind, [row])[0],
        "moves": [move for move in moves if move.name in own],
        "entries": shown_lines(row, MOVES[kind].story(row, actor=actor), tones={}),
    }


def _mine(request: Request) -> Talent | None:
    rows = Talent.objects.own(request.actor).select_related("place", "person")
    return rows.order_by("found_at").first()


def _to_me(_row: Talent) -> str:
    return reverse("talents:me")


def _applications(request: Request, talent: Talent) -> list[Any]:
    rows = Application.objects.own(request.actor).filter(talent=talent).select_related("skill")
    return lines("application", rows.order_by("-applied_at")[:MOST])
