"""How does a resident get a time, find it again, give it back, and take the next one?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere, NotNow, Refusal
from jinlin.core.story import shown_lines
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.drafts import Draft
from jinlin.domains.receptions.drafts import send as book_once
from jinlin.domains.receptions.forms.bookings import SendForm, WhatForm, WhenForm
from jinlin.domains.receptions.forms.fields import written
from jinlin.domains.receptions.lifecycle import BookingState, ConversationState
from jinlin.domains.receptions.models import Booking, Session
from jinlin.domains.receptions.moves import BOOKINGS
from jinlin.domains.receptions.permissions import CONVERSATION_RULES, is_booker
from jinlin.domains.receptions.queries import story_of_conversation, with_free_times
from jinlin.domains.receptions.queries.mine import Mine, own_bookings
from jinlin.domains.receptions.queries.onward import page
from jinlin.ground.accounts import doors
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.requests import Request

AGAIN = frozenset({BookingState.CANCELLED, BookingState.MISSED})
TONES = {
    "answer": "inhand",
    "refer": "ended",
    "confirm": "done",
    "dispute": "waiting",
    "settle": "done",
    "withdraw": "ended",
}


@require_http_methods(["GET", "HEAD", "POST"])
def when(request: Request, pk: UUID) -> HttpResponse:
    """The first question: which of the free times?"""
    session = announced(pk)
    draft, free = Draft.of(request, session), with_free_times([session])[0].free
    if not free:
        status = 409 if request.method == "POST" else 200
        return render(request, "receptions/portal/full.html", {"session": session}, status=status)
    form = WhenForm(
        request.POST if request.method == "POST" else None,
        session=session,
        free=free,
        initial={"slot_at": draft.slot_at},
    )
    if form.is_bound and form.is_valid():
        draft.slot_at = written(form.cleaned_data["slot_at"])
        draft.keep(request)
        return redirect("receptions:what", pk)
    return render(
        request,
        "receptions/portal/when.html",
        {"session": session, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def what(request: Request, pk: UUID) -> HttpResponse:
    """The second question: about what, so that the right people sit there.

    What was typed is kept before anything is judged.
    """
    session = announced(pk)
    draft = Draft.of(request, session)
    if request.method != "POST" and not draft.slot_at:
        return redirect("receptions:when", pk)
    typed = {"topic": draft.topic, "words": draft.words}
    form = WhatForm(request.POST) if request.method == "POST" else WhatForm(initial=typed)
    if form.is_bound:
        is_whole = form.is_valid()
        draft.topic, draft.words = (
            form.cleaned_data.get(name, typed[name]) for name in ("topic", "words")
        )
        draft.keep(request)
        if is_whole:
            return redirect("receptions:send" if draft.slot_at else "receptions:when", pk)
    return render(
        request,
        "receptions/portal/what.html",
        {"session": session, "form": form, "draft": draft},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: Any, pk: UUID) -> HttpResponse:
    """Check it and book it. Signing in comes here, when everything else is said."""
    session = announced(pk)
    draft, asks = Draft.of(request, session), request.actor.is_signed_in and not request.user.name
    if request.method != "POST":
        whole = draft.slot_at and draft.topic
        return (
            show_send(request, session, SendForm(asks_name=asks, initial=vars(draft)))
            if whole
            else redirect("receptions:when", pk)
        )
    if not request.actor.is_signed_in:
        return doors.sign_in_first(request, sign_in="accounts:sign-in")
    form, status = SendForm(request.POST, asks_name=asks), 422
    if form.is_valid():
        try:
            made = book_once(request, session, form.cleaned_data)
            return redirect(f"{reverse('receptions:booking', args=[made])}?done")
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            form.add_error(refusal.field if refusal.field == "name" else None, str(refusal))
            status = refusal.status
    return show_send(request, session, form, status=status)


def show_send(request: Any, session: Session, form: SendForm, *, status: int = 200) -> HttpResponse:
    """What is shown is what will be sent: the form's own values."""
    values = {name: str(form[name].value() or "") for name in ("slot_at", "topic", "words")}
    draft = Draft(str(session.pk), **values)
    return render(
        request,
        "receptions/portal/send.html",
        {"session": session, "form": form, "draft": draft},
        status=status,
    )


@require_safe
def one(request: Any, pk: UUID) -> HttpResponse:
    """One's own booking, and what came of it.

    Staff who follow a message to it are led to the desk.
    """
    row = own_bookings(request.actor).filter(pk=pk).first()
    if row is None:
        seen = BOOKINGS.in_scope(request.actor, pk)
        return redirect("receptions:session", seen.session_id)
    return render(request, "receptions/portal/booking.html", shown(row, request.actor))


def shown(row: Booking, actor: Any) -> dict[str, Any]:
    mine = Mine(row)
    talk = mine.conversation
    lines = story_of_conversation(talk, actor=actor) if talk else []
    moves = {move.name for move in CONVERSATION_RULES.open_to(actor, talk)} if talk else set()
    return {
        "booking": row,
        "session": row.session,
        "mine": mine,
        "talk": talk,
        "entries": shown_lines(talk, lines, tones=TONES) if talk else [],
        "is_asked": bool(talk) and talk.state == ConversationState.ANSWERED if talk else False,
        "may_withdraw": "withdraw" in moves,
        "may_cancel": row.state == BookingState.BOOKED,
        "may_book_again": row.state in AGAIN,
        "appeal": page("appeals:appeal", talk.appeal_id) if talk and talk.appeal_id else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Any, pk: UUID) -> HttpResponse:
    """The time is given back."""
    row = BOOKINGS.in_scope(request.actor, pk)
    if not is_booker(request.actor, row):
        raise NotHere
    return answer_move(request, BOOKINGS, BOOKINGS.tried(request, row, "cancel"), CANCELLING)


CANCELLING = MovePage[Booking](
    "receptions/portal/cancel.html",
    "booking",
    lambda row: reverse("receptions:booking", args=[row.pk]),
    more=lambda _request, tried: {"session": tried.row.session},
    says=lambda _tried: _("Cancelled. Somebody else can have this time now."),
    onward=lambda _request, tried: reverse("receptions:booking", args=[tried.row.pk]),
    part="",
)


@require_POST
def again(request: Any, pk: UUID) -> HttpResponse:
    """One tap: the first free time of the next session, for the same topic."""
    row = BOOKINGS.in_scope(request.actor, pk)
    if not is_booker(request.actor, row):
        raise NotHere
    try:
        made = actions.book_next(row, actor=request.actor)
    except NotNow as no:
        messages.warning(request, str(no))
        return redirect("receptions:booking", pk)
    messages.success(request, _("You have the next free time."))
    return redirect("receptions:booking", made.pk)


def announced(pk: UUID) -> Session:
    row = (
        Session.objects.announced()
        .select_related("series__place", "series__organiser")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise NotHere
    return row
