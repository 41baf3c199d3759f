"""How does staff give numbers, call them, and write down what was said?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.idempotency import once
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
from jinlin.shell.answers import MovePage, answer_move, post_made
from jinlin.shell.moves import Attempt, actor_key
from jinlin.shell.requests import Request


@doors.role(*WORKERS)
@sensitive_post_parameters()
@require_POST
def walk_in(request: Request, pk: UUID) -> HttpResponse:
    """Somebody came by: they have the next number, to be called out and written on a slip."""
    actor: Actor = request.actor
    row, form = SESSIONS.in_scope(actor, pk), WalkInForm(request.POST, auto_id="walk-in-%s")
    require(can_walk_in(actor, row))
    posted = post_made(
        request, form, Booking, row.place_code, lambda: _give_number(row, form, actor)
    )
    if not posted.is_done:
        seen = SESSIONS.in_scope(actor, pk)
        return show(request, seen, walk_in=form, status=posted.status)
    messages.success(
        request,
        _("Number %(number)s. Please tell it to the resident; it is on the screen now.")
        % {"number": posted.row.number},
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
    row = BOOKINGS.in_scope(request.actor, pk)
    return answer_move(request, BOOKINGS, BOOKINGS.tried(request, row, move), PAGE)


def _queue(row: Booking) -> str:
    return reverse("receptions:session", args=[row.session_id])


def _who(request: Request, tried: Attempt[Booking]) -> dict[str, Any]:
    person = tried.row.person if can_see_people(request.actor, tried.row) else None
    return {"session": tried.row.session, "who": person.shown_name() if person else ""}


def _words_of(tried: Attempt[Booking]) -> str:
    if tried.move.name == "talk":
        return ""
    blanks = {"number": tried.row.number, "move": tried.move.label}
    return _("Done: number %(number)s, %(move)s.") % blanks


def _onward(request: Request, tried: Attempt[Booking]) -> str:
    """Back to the queue; from a conversation on to it, or to where it becomes an appeal."""
    if tried.move.name != "talk":
        return f"{_queue(tried.row)}#queue"
    talk = Conversation.objects.get(booking=tried.row.pk)
    onward = to_appeal(talk.pk) if tried.form.cleaned_data["outcome"] == Outcome.APPEAL else ""
    return onward or f"{reverse('receptions:talk', args=[talk.pk])}?done={tried.row.pk}"


PAGE = MovePage[Booking](
    lambda tried: f"receptions/desk/{'record' if tried.move.name == 'talk' else 'turn'}.html",
    "booking",
    _queue,
    more=_who,
    says=_words_of,
    onward=_onward,
    part="",
)


def _give_number(session: Session, form: WalkInForm, actor: Actor) -> Booking:
    fields = form.cleaned_data
    person = (
        people.know(session.county, name=fields["name"], phone=fields["phone"], actor=actor)
        if fields["name"]
        else None
    )
    return actions.walk_in(
        session, topic=fields["topic"], person=person, words=fields["words"], actor=actor
    )
