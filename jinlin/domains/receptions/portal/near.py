"""When and where am I received, who sits there, and what came of the last time?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.receptions.models import Booking
from jinlin.domains.receptions.queries import ahead, called_off, last_held, what_came_of
from jinlin.domains.receptions.queries.day import faces
from jinlin.domains.receptions.queries.own import held_by
from jinlin.ground.places.portal import to_own
from jinlin.ground.places.queries import chosen
from jinlin.shell.requests import Request


@require_safe
def everywhere(request: Request) -> HttpResponse:
    """On to one's own neighbourhood; without one, or to see another, it is found by its name."""
    return to_own(request, page="receptions:neighbourhood", template="receptions/portal/all.html")


@require_safe
def neighbourhood(request: Request, code: str) -> HttpResponse:
    """The neighbourhood's page: the next session with who sits and what is free, those after it,
    what came of the last one.
    """
    place = chosen(code)
    if place is None:
        raise NotHere
    coming = ahead(place)
    own = bookings_in(request, [each.session for each in coming])
    held = last_held(place)
    context = {
        "place": place,
        "next": coming[0] if coming else None,
        "later": coming[1:],
        "own": own,
        "mine": own.get(coming[0].session.pk) if coming else None,
        "sitters": faces(list(coming[0].session.sittings.all())) if coming else [],
        "called_off": called_off(place),
        "last": what_came_of(held) if held else None,
        "today": clock.today(),
    }
    return render(request, "receptions/portal/neighbourhood.html", context)


def bookings_in(request: Any, sessions: list[Any]) -> dict[Any, Booking]:
    """The resident's own booking in each of these sessions, as far as it holds."""
    return held_by(request.actor, sessions) if sessions and request.actor.is_signed_in else {}
