"""How does staff write down what somebody wishes, at a station, at a door or on a reception day?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Refusal
from jinlin.core.idempotency import once
from jinlin.core.keys import uuid7
from jinlin.domains.wishes.actions import Agreed, Post, post
from jinlin.domains.wishes.forms.register import RegisterForm
from jinlin.domains.wishes.models import Channel, Kind, Meeting, Wish
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries.homes import FEW, homes, registrable
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.places.queries import HOMES
from jinlin.shell.moves import actor_key
from jinlin.shell.requests import Request

LAST = "registered_wish"  # session key: channel and place of the last one, offered for the next
NOT_SENT = {"csrfmiddlewaretoken", "key", "find", "place_words"}


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
    if "find" in request.POST:
        typed = {name: request.POST.get(name) for name in form.fields}
        return _page(request, RegisterForm(actor=actor, initial=typed))
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        made = _once(request, form, actor)
    except Refusal as refusal:
        return _refused(request, form, refusal)
    request.session[LAST] = {
        "channel": form.cleaned_data["channel"],
        "place": form.cleaned_data["place"].code,
    }
    return redirect(f"{reverse('wishes:register')}?made={made}")


def write_down(told: dict[str, Any], *, actor: Actor) -> Wish:
    """The wish is registered for the person, whom the county knows from now on."""
    person = people.know(
        told["place"].county_code, name=told["name"], phone=told["phone"], actor=actor
    )
    said = Post(
        place=told["place"],
        kind=Kind(told["kind"]),
        text=told["text"],
        estimate=told["estimate"] or 0,
        for_person=person,
        channel=Channel(told["channel"]),
        band=told["band"],
        meeting=Meeting(told["meeting"]),
        agreed=Agreed(told["relation"], told["given_by"]) if told["relation"] else None,
    )
    return post(said, actor=actor)


def _once(request: Request, form: RegisterForm, actor: Actor) -> str:
    """The wish's key; written down once, however often the form arrives."""
    body = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_SENT)
    told = form.cleaned_data
    made, _was_made = once(
        actor_key=actor_key(request),
        key=str(told["key"]),
        body=body,
        act=lambda: str(write_down(told, actor=actor).pk),
    )
    return str(made)


def _offered(request: Request, actor: Actor) -> HttpResponse:
    """The empty form, or only the places found when a script asks for them."""
    if request.headers.get("HX-Request"):
        found = _found_places(
            actor, request.GET.get("place_words", ""), request.GET.get("place", "")
        )
        return render(request, "parts/homes.html", found)
    return _page(request, RegisterForm(actor=actor, initial=request.session.get(LAST)))


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
    found = _found_places(
        actor, request.POST.get("place_words", ""), str(form["place"].value() or "")
    )
    return render(
        request,
        "wishes/desk/register.html",
        {"form": form, "made": _made(request, actor), **found},
        status=status,
    )


def _found_places(actor: Actor, words: str, chosen: str) -> dict[str, Any]:
    """The places to choose from: the one chosen before, then those found; without words all of
    them, when they are few.
    """
    found = homes(actor, words, limit=FEW + 1)
    own = (
        registrable(actor).filter(code=chosen, level__in=HOMES).first()
        if chosen.isascii() and chosen.isdigit()
        else None
    )
    too_many = not words and len(found) > FEW
    offered = [] if too_many else found[:FEW]
    places = [*([own] if own and own not in offered else []), *offered]
    return {
        "places": places,
        "chosen": chosen,
        "words": words,
        "more": len(found) > FEW,
        "ask": too_many,
    }


def _made(request: Request, actor: Actor) -> Wish | None:
    """What was just registered, when the address says so and it is theirs to see."""
    try:
        return (
            Wish.objects.for_desk(actor)
            .select_related("unit")
            .filter(pk=UUID(request.GET["made"]))
            .first()
        )
    except (KeyError, ValueError):
        return None
