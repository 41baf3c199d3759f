"""How does staff write down what a resident says at a station, on the phone, at a door or a
counter?
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Refusal
from jinlin.core.idempotency import once
from jinlin.core.keys import uuid7
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.deadlines import Grade
from jinlin.domains.appeals.desk.beside import FILL, count_use, offered_replies, with_reply
from jinlin.domains.appeals.forms.register import RegisterForm
from jinlin.domains.appeals.models import Appeal, Channel, Identity
from jinlin.domains.appeals.moves import MOVES
from jinlin.domains.appeals.permissions import MAY
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries.homes import FEW, homes, registrable
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Place
from jinlin.shell.moves import actor_key
from jinlin.shell.requests import Request

LAST = "registered"  # session key: channel and place of the last one, offered for the next
NOT_SENT = {"csrfmiddlewaretoken", "key", "find", "place_words", "standard", "began_with"}


@doors.keeper(Role.CLERK, Role.LEAD)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request) -> HttpResponse:
    """The form; what was just registered stands above the next empty one.

    Words for the place bring the places found, everything typed kept.
    """
    actor: Actor = request.actor
    if request.method != "POST":
        return _offered(request, actor)
    form = RegisterForm(request.POST, actor=actor)
    if {"find", FILL} & set(request.POST):
        return _page(request, RegisterForm(actor=actor, initial=_typed(request, form)))
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        made = _once(request, form, actor)
    except Refusal as refusal:
        return _refused(request, form, refusal)
    count_use(request, **_said_of(form.cleaned_data["place"], actor))
    request.session[LAST] = {
        "channel": form.cleaned_data["channel"],
        "place": form.cleaned_data["place"].code,
    }
    return redirect(f"{reverse('appeals:register')}?made={made}")


def _offered(request: Request, actor: Actor) -> HttpResponse:
    """The empty form, or only the places found when a script asks for them."""
    if request.headers.get("HX-Request"):
        found = found_places(
            actor, request.GET.get("place_words", ""), chosen=request.GET.get("place", "")
        )
        return render(request, "parts/homes.html", found)
    return _page(request, RegisterForm(actor=actor, initial=request.session.get(LAST)))


def _once(request: Request, form: RegisterForm, actor: Actor) -> str:
    """The appeal's key; written down once, however often the form arrives."""
    body = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_SENT)
    key, told = str(form.cleaned_data["key"]), form.cleaned_data
    made, _was_made = once(
        actor_key=actor_key(request), key=key, body=body, act=lambda: write_down(told, actor=actor)
    )
    return str(made)


def write_down(told: dict[str, Any], *, actor: Actor) -> str:
    """The appeal is registered, and answered when it was answered on the spot; both or neither."""
    place = told["place"]
    said = Report(
        place=place,
        text=told["text"],
        channel=Channel(told["channel"]),
        spot=told.get("spot", ""),
        category=told["category"],
        grade=Grade(
            told.get("grade") or (told["category"].grade if told["category"] else Grade.ORDINARY)
        ),
        reporter=_reporter(told, place, actor),
        identity=Identity(told["identity"]),
    )
    appeal = actions.report(said, actor=actor)
    if told.get("answered"):
        appeal = actions.answer_at_once(
            appeal, actor=actor, reply=told["reply"], category=told["category"]
        )
    return str(appeal.pk)


def _typed(request: Request, form: RegisterForm) -> dict[str, Any]:
    """Everything as it was typed; the reply begins with a standard reply when one was asked for."""
    typed: dict[str, Any] = {name: request.POST.get(name) for name in form.fields}
    if FILL in request.POST:
        code = request.POST.get("place", "")
        place = (
            registrable(form.actor).filter(code=code).first()
            if code.isascii() and code.isdigit()
            else None
        )
        typed |= {"reply": with_reply(request, **_said_of(place, form.actor)), "answered": True}
    return typed


def _said_of(place: Place | None, actor: Actor) -> dict[str, str]:
    """What a standard reply says of a place and of who answers for it."""
    unit = (places.own_organisation(actor, place) or places.intake_unit(place)) if place else None
    county = place.county_code if place else min(actor.codes(Role.CLERK, Role.LEAD))[:6]
    return {
        "county": county,
        "unit": unit.name if unit else "",
        "place": place.name if place else "",
    }


def found_places(actor: Actor, words: str, *, chosen: str = "") -> dict[str, Any]:
    """The places to choose from: the one chosen before, then those found; without words all of
    them, when they are few.
    """
    found = homes(actor, words, limit=FEW + 1)
    own: Place | None = (
        registrable(actor).filter(code=chosen).first()
        if chosen.isascii() and chosen.isdigit()
        else None
    )
    too_many = not words and len(found) > FEW
    offered = [] if too_many else found[:FEW]
    return {
        "places": [*([own] if own and own not in offered else []), *offered],
        "chosen": chosen,
        "words": words,
        "more": len(found) > FEW,
        "ask": too_many,
    }


def _reporter(told: dict[str, Any], place: Place, actor: Actor) -> Person | None:
    if told["identity"] == Identity.ANONYMOUS:
        return None
    return people.know(place.county_code, name=told["name"], phone=told["phone"], actor=actor)


def _refused(request: Request, form: RegisterForm, refusal: Refusal) -> HttpResponse:
    """What stood in the way, beside the field it is about; a used key is renewed, everything else
    stays as typed.
    """
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    if isinstance(refusal, NotNow):
        form.data = {**{name: form.data.get(name, "") for name in form.fields}, "key": str(uuid7())}
    return _page(request, form, status=refusal.status)


def _page(request: Request, form: RegisterForm, *, status: int = 200) -> HttpResponse:
    actor: Actor = request.actor
    made = _made(request)
    words = request.POST.get("place_words", "")
    context = {
        "form": form,
        "made": made,
        "accept_now": bool(made and MAY["accept"](actor, made) and made.state == "reported"),
        **offered_replies(
            request,
            min(actor.codes(Role.CLERK, Role.LEAD))[:6],
            str(form["category"].value() or ""),
        ),
        **found_places(actor, words, chosen=str(form["place"].value() or "")),
    }
    return render(request, "appeals/desk/register.html", context, status=status)


def _made(request: Request) -> Appeal | None:
    """What was just registered, when the address says so and it is theirs to see."""
    try:
        return MOVES.in_scope(request.actor, UUID(request.GET["made"]))
    except (KeyError, ValueError, NotHere):
        return None
