"""How does a resident report something, follow it, and say whether it is solved?"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import limits, spoken
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Refusal, TooOften, require
from jinlin.core.lifecycle import Move
from jinlin.core.time import clock
from jinlin.domains.appeals import queries
from jinlin.domains.appeals.drafts import Draft, Sent, holder, send
from jinlin.domains.appeals.forms.report import TrackForm, WhatForm, WhoForm, fields_of, put_problem
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.moves import MOVES
from jinlin.domains.appeals.permissions import is_reporter
from jinlin.domains.appeals.queries import matters
from jinlin.domains.appeals.queries.buttons import moves_open_to
from jinlin.ground.accounts.queries import on_duty, the_night
from jinlin.ground.accounts.sessions import keep_track
from jinlin.ground.places.forms import SearchForm
from jinlin.ground.places.models import Place
from jinlin.ground.places.portal import offered
from jinlin.ground.places.queries import chosen, code_here, nobody_here
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.drafts import MOST_PHOTOS
from jinlin.shell.moves import Attempt, By
from jinlin.shell.requests import Request, counts_its_posts, keeps_a_draft

RESIDENTS = ("judge", "hurry", "add_information", "withdraw", "reopen")
DONE = {
    "hurry": _("The unit has been told that you are waiting."),
    "judge": _("Thank you. What you said is on record."),
    "add_information": _("Added. The unit that handles it sees it now."),
    "withdraw": _("You withdrew it. You can report it again at any time."),
    "reopen": _("It is being worked on again."),
}
TRACK, TRIES, TRIES_SECONDS = "track", 5, 15 * 60
TOO_MANY_TRIES = _("Several wrong tries from here. Please wait 15 minutes, or call 12345.")
NO_FIT = _("Number and tracking code do not fit together. Please compare both with what you noted.")


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request) -> HttpResponse:
    """The way in, from the first page's field, a button or a QR code: on to the first question that
    is still open.
    """
    draft = Draft.of(request)
    if request.method == "POST" and request.POST.get("text", "").strip():
        form = WhatForm({"text": request.POST["text"], "spot": draft.spot})
        if not form.is_valid():
            return ask_what(request, draft, form, status=422)
        draft.text = form.cleaned_data["text"]
        draft.keep(request)
    return redirect("appeals:report_what" if draft.where(request) else "appeals:report_place")


UNKNOWN = _("This place is not known here. Please choose it again; what you typed is kept.")


@keeps_a_draft
@require_http_methods(["GET", "HEAD", "POST"])
def report_place(request: Request) -> HttpResponse:
    """Where? The known neighbourhood is one tap; any other is found by its name."""
    draft, problem = Draft.of(request), ""
    if request.method == "POST":
        place = chosen(request.POST.get("code", ""))
        problem = nobody_here(place) if place else str(UNKNOWN)
        if place and not problem:
            _happen_at(request, draft, place)
            return redirect("appeals:report_what")
    form = SearchForm(request.POST if "q" in request.POST else request.GET)
    words, here = form.words, draft.where(request)
    status = 422 if problem else form.status
    context = {
        "words": words,
        "filter_form": form,
        **offered(request, words, but=here),
        "here": here,
        "problem": problem or nobody_here(here),
        "is_first": not code_here(request),
    }
    return render(request, "appeals/portal/place.html", context, status=status)


def _happen_at(request: Request, draft: Draft, place: Place) -> None:
    """The draft is about this place; photos stay in the county that they were sent to."""
    before = draft.where(request)
    if before and before.county != place.county and draft.photos:
        draft.photos = []
        again = _("The place is in another county now. Please choose the photos again.")
        messages.warning(request, again)
    draft.place = place.code
    draft.keep(request)


@keeps_a_draft
@require_http_methods(["GET", "HEAD", "POST"])
def report_what(request: Request) -> HttpResponse:
    """What happened, where exactly, and photos.

    All that was typed and sent is kept before anything is judged.
    """
    draft = Draft.of(request)
    place = draft.where(request)
    if request.method != "POST":
        if place is None or nobody_here(place):  # they learn it before they type
            return redirect("appeals:report_place")
        return ask_what(request, draft, WhatForm(initial={"text": draft.text, "spot": draft.spot}))
    form = WhatForm(request.POST)
    is_whole = form.is_valid()
    draft.text, draft.spot = (
        form.cleaned_data.get(name, getattr(draft, name)) for name in ("text", "spot")
    )
    draft.photos = [photo for photo in draft.photos if photo != request.POST.get("remove")]
    draft.place = place.code if place else ""
    problems = draft.take_photos(request, place.county) if place else []
    draft.keep(request)
    if "remove" in request.POST and is_whole:
        return redirect("appeals:report_what")
    if is_whole and not problems:
        return redirect("appeals:report_who" if place else "appeals:report_place")
    return ask_what(request, draft, form, problems=problems, status=422)


def ask_what(
    request: Request,
    draft: Draft,
    form: WhatForm,
    *,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "here": draft.where(request),
        "photos": draft.pictures(request),
        "most": MOST_PHOTOS,
        "problems": problems,
    }
    return render(request, "appeals/portal/what.html", context, status=status)


@counts_its_posts
@require_http_methods(["GET", "HEAD", "POST"])
def report_who(request: Any) -> HttpResponse:
    """By whom? The last question; answered, the appeal is sent."""
    draft = Draft.of(request)
    signed_in = {
        "is_signed_in": request.actor.is_signed_in,
        "asks_name": request.actor.is_signed_in and not request.user.name,
    }
    if request.method != "POST":
        return (
            ask_who(request, draft, signed_in)
            if draft.text and draft.where(request)
            else redirect("appeals:report")
        )
    form, status = WhoForm(request.POST, **signed_in), 422
    if form.is_valid():
        draft.key = str(form.cleaned_data["key"])
        try:
            send(request, draft, fields_of(form))
            return redirect("appeals:report_done")
        except Refusal as refusal:
            put_problem(form, refusal)
            status = refusal.status
    return show_who(request, draft, form, status=status)


def ask_who(request: Any, draft: Draft, signed_in: dict[str, bool]) -> HttpResponse:
    """The empty form; the draft is pinned to the place that the page names."""
    place = draft.where(request)
    draft.place = place.code if place else ""
    draft.keep(request)
    first = "named" if signed_in["is_signed_in"] else "anonymous"
    fields = {
        "identity": first,
        "text": draft.text,
        "spot": draft.spot,
        "place": draft.place,
        "key": draft.key,
    }
    return show_who(request, draft, WhoForm(initial=fields, **signed_in))


def show_who(request: Any, draft: Draft, form: WhoForm, *, status: int = 200) -> HttpResponse:
    """What is shown is what will be sent: the form's own values, not the session's."""
    text, spot, code = (str(form[name].value() or "") for name in ("text", "spot", "place"))
    context = {
        "form": form,
        "text": matters.folded(text),
        "words": text,
        "spot": spot,
        "here": chosen(code),
        "photos": draft.pictures(request),
    }
    return render(request, "appeals/portal/who.html", context, status=status)


@require_safe
def report_done(request: Any) -> HttpResponse:
    """Sent: the number, who takes it up, by when, and what happens next."""
    sent = Sent.of(request)
    if sent is None:
        return redirect("mine")
    row = MOVES.in_scope(request.actor, UUID(sent.pk))
    return render(
        request,
        "appeals/portal/done.html",
        {
            "appeal": row,
            "due": spoken.deadline(row.due_at),
            "code": sent.code,
            "is_anonymous": sent.anonymous,
            "duty": on_duty(row.place_code, the_night(clock.now()), units=[row.unit_id]).first(),
        },
    )


@require_safe
def appeal(request: Any, pk: UUID) -> HttpResponse:
    """One matter: how it stands, what happened, and what the resident can do now.

    Staff who follow a message to it are led to the desk.
    """
    row = MOVES.in_scope(request.actor, pk)
    if request.actor.is_staff and not is_reporter(request.actor, row):
        return redirect("appeals:desk_appeal", pk)
    return show(request, row)


def show(request: Any, row: Appeal, *, tried: Attempt[Appeal] | None = None) -> HttpResponse:
    """The page; when it is the resident's turn, with the three questions (or the refused try)."""
    lines = matters.trail(row, actor=request.actor)
    open_moves = _open_to(request.actor, row)
    can_judge = any(move.name == "judge" for move in open_moves)
    judging = tried or (MOVES.offer(request, row, "judge") if can_judge else None)
    context = {
        "appeal": row,
        "matter": matters.Matter(row),
        "text": matters.folded(row.text),
        "photos": lines[0].photos if lines else [],
        "entries": [*(replace(first, photos=[]) for first in lines[:1]), *lines[1:]],
        "answer": matters.answer_in(lines),
        "clock": matters.clock_of(row, row.rounds.order_by("-sequence").first()),
        "judging": judging,
        "standing": matters.standing(row, lines),
        "moves": [move for move in open_moves if move.name != "judge"],
    }
    status = tried.status if tried else 200
    return render(request, "appeals/portal/appeal.html", context, status=status)


def _speaker(actor: Actor, row: Appeal, move: str) -> By | None:
    """Whoever holds the code of an anonymous matter speaks as nobody in particular, so that their
    account stands nowhere; but they may not do so what they may not do as themselves.
    """
    if row.pk not in actor.tracks or row.reporter_id is not None:
        return None
    require(MOVES.rules.may[move](actor, row))
    return By(holder(actor))


def _open_to(actor: Actor, row: Appeal) -> list[Move]:
    """The resident's open steps; those that end something stand last."""
    open_moves = [
        move
        for move in moves_open_to(actor, row)
        if move.name in RESIDENTS and not matters.is_done_today(move, row)
    ]
    return sorted(open_moves, key=lambda move: move.danger)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Any, pk: UUID, move: str) -> HttpResponse:
    """One step of the resident's: its form; sent, it is made, or comes back with the reason."""
    if move not in RESIDENTS:
        raise NotHere
    row = MOVES.in_scope(request.actor, pk)
    tried = MOVES.tried(request, row, move, by=_speaker(request.actor, row, move))
    if tried.status == 422 and move == "judge":
        return show(request, tried.row, tried=tried)
    return answer_move(request, MOVES, tried, PAGE)


PAGE = MovePage[Appeal](
    "appeals/portal/move.html",
    "appeal",
    lambda row: reverse("appeals:appeal", args=[row.pk]),
    more=lambda _request, tried: {
        "stands": queries.next_sentence(tried.row),
        "asking": "appeals/portal/judging.html" if tried.move.name == "judge" else "",
        "most": MOST_PHOTOS,
    },
    says=lambda tried: DONE[tried.move.name],
    onward=lambda _request, tried: f"{reverse('appeals:appeal', args=[tried.row.pk])}?done",
    part="",
)


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: Request) -> HttpResponse:
    """Number and tracking code open an anonymous appeal in this browser."""
    form, status = TrackForm(request.POST or None), 200
    if request.method == "POST":
        status, who = 422, limits.by_address(request)
        if not limits.take(TRACK, who, limit=TRIES, seconds=TRIES_SECONDS):
            form.add_error(None, str(TooOften(TOO_MANY_TRIES)))
            status = 429
        elif not form.is_valid():
            limits.give_back(TRACK, who)
        elif pk := queries.tracked(form.cleaned_data["number"], form.cleaned_data["code"]):
            limits.give_back(TRACK, who)
            keep_track(request, pk)
            return redirect("appeals:appeal", pk)
        else:
            form.add_error(None, NO_FIT)
    return render(request, "appeals/portal/track.html", {"form": form}, status=status)
