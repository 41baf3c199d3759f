"""How does staff give numbers, call them, and write down what was said?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Refusal, require
from jinlin.core.idempotency import once
from jinlin.core.keys import uuid7
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.desk.day import show
from jinlin.domains.receptions.forms.bookings import WalkInForm
from jinlin.domains.receptions.models import Booking, Conversation, Outcome, Session
from jinlin.domains.receptions.moves import BOOKINGS, SESSIONS
from jinlin.domains.receptions.permissions import can_see_people, can_walk_in
from jinlin.domains.receptions.queries.onward import to_appeal
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.people import actions as people
from jinlin.shell.answers import to
from jinlin.shell.moves import Attempt, actor_key
from jinlin.shell.requests import Request

NOT_SENT = {"csrfmiddlewaretoken", "key"}


@doors.role(*WORKERS)
@sensitive_post_parameters()
@require_POST
def walk_in(request: Request, pk: UUID) -> HttpResponse:
    """Somebody came by: they have the next number, to be called out and written on a slip."""
    actor: Actor = request.actor
    row, form = SESSIONS.in_scope(actor, pk), WalkInForm(request.POST, auto_id="walk-in-%s")
    require(can_walk_in(actor, row))
    if not form.is_valid():
        return show(request, row, walk_in=form, status=422)
    body = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_SENT)
    key = f"walk-in:{form.cleaned_data['key']}"
    try:
        number, _again = once(
            actor_key=actor_key(request),
            key=key,
            body=[str(pk), body],
            act=lambda: _give_number(row, form, actor),
        )
    except Refusal as refusal:
        return _refused(request, row, form, refusal)
    messages.success(
        request,
        _("Number %(number)s. Please tell it to the resident; it is on the screen now.")
        % {"number": number},
    )
    return redirect(f"{reverse('receptions:session', args=[pk])}#queue")


@doors.role(*WORKERS)
@require_POST
def call_next(request: Request, pk: UUID) -> HttpResponse:
    """The next number stands on the screen. Pressed twice with one key, one number is called."""
    actor: Actor = request.actor
    row, key = SESSIONS.in_scope(actor, pk), request.POST.get("key", "")
    try:
        number, _again = once(
            actor_key=actor_key(request),
            key=f"call:{key}" if key else "",
            body=str(pk),
            act=lambda: actions.call_next(row, actor=actor).number,
        )
        messages.success(request, _("Number %(number)s is called.") % {"number": number})
    except NotNow:
        messages.warning(request, _("Nobody is waiting to be called."))
    return redirect(f"{reverse('receptions:session', args=[pk])}#queue")


@doors.role(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move of a place in the queue: a button, and a page when something stands in its way."""
    actor: Actor = request.actor
    row = BOOKINGS.in_scope(actor, pk)
    tried = BOOKINGS.tried(request, row, move)
    if tried.done:
        return _after(request, tried)
    context = {
        **BOOKINGS.shown(tried, actor),
        "booking": tried.row,
        "session": tried.row.session,
        "who": tried.row.person.shown_name()
        if tried.row.person and can_see_people(actor, tried.row)
        else "",
        "action": request.path,
        "back": reverse("receptions:session", args=[tried.row.session_id]),
    }
    page = "receptions/desk/record.html" if move == "talk" else "receptions/desk/turn.html"
    return render(request, page, context, status=tried.status)


def _after(request: Request, tried: Attempt[Booking]) -> HttpResponse:
    """Back to the queue; from a conversation on to it, or to where it becomes an appeal."""
    if tried.move.name != "talk":
        messages.success(
            request,
            _("Done: number %(number)s, %(move)s.")
            % {"number": tried.row.number, "move": tried.move.label},
        )
        return to(request, f"{reverse('receptions:session', args=[tried.row.session_id])}#queue")
    talk = Conversation.objects.get(booking=tried.row.pk)
    onward = to_appeal(talk.pk) if tried.form.cleaned_data["outcome"] == Outcome.APPEAL else ""
    return redirect(onward or f"{reverse('receptions:talk', args=[talk.pk])}?done={tried.row.pk}")


def _give_number(session: Session, form: WalkInForm, actor: Actor) -> int:
    told = form.cleaned_data
    person = (
        people.know(session.county, name=told["name"], phone=told["phone"], actor=actor)
        if told["name"]
        else None
    )
    return actions.walk_in(
        session, topic=told["topic"], person=person, words=told["words"], actor=actor
    ).number


def _refused(
    request: Request, session: Session, form: WalkInForm, refusal: Refusal
) -> HttpResponse:
    """What stood in the way; a used key is renewed, everything else stays as typed."""
    if refusal.status in {403, 404}:
        raise refusal
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    if isinstance(refusal, NotNow):
        typed: dict[str, Any] = {name: form.data.get(name, "") for name in form.fields}
        form.data = typed | {"key": str(uuid7())}
    return show(
        request, SESSIONS.in_scope(request.actor, session.pk), walk_in=form, status=refusal.status
    )
