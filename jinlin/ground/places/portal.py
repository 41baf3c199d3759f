"""Where does a resident say which neighbourhood they live in?"""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.actor import county_of
from jinlin.core.errors import NotHere, Unusable
from jinlin.ground.places.finding import find, near
from jinlin.ground.places.forms import SearchForm
from jinlin.ground.places.models import Place, Station
from jinlin.ground.places.points import Point, on_the_map, point_of
from jinlin.ground.places.queries import COOKIE, HOMES, chosen, chosen_here, code_here, present
from jinlin.shell.requests import Request, flag, onward

# the name of the chosen one, so that the top of every page can say it without asking the database
SESSION_KEY = "neighbourhood"
RECENT, MOST_RECENT = "places_before", 5
ONE_YEAR = 365 * 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request) -> HttpResponse:
    """Search for a neighbourhood; a POST chooses one and goes on."""
    if request.method == "POST":
        place = chosen(request.POST.get("code", ""))
        if place is None:
            raise Unusable(
                _("This neighbourhood is not known here. Please search for it again."), field="code"
            )
        return _remember(request, place, redirect(_next(request)))
    form = SearchForm(request.GET)
    words = form.words
    context = {
        "form": form,
        "words": words,
        **offered(request, words),
        "next": _next(request),
        "here": chosen_here(request),
    }
    part = "found" if request.headers.get("HX-Request") else "choose"
    return render(request, f"places/{part}.html", context, status=form.status)


def to_own(request: Request, *, page: str, template: str) -> HttpResponse:
    """On to the page of one's own neighbourhood, an address that takes its code; without one, or to
    see another, it is found by its name.
    """
    form = SearchForm(request.GET)
    words, here = form.words, chosen_here(request)
    if here and not words and form.is_valid() and not flag(request, "other"):
        return redirect(page, here.code)
    context = {**offered(request, words), "words": words, "here": here, "filter_form": form}
    return render(request, template, context, status=form.status)


@require_safe
def station_door(request: Request, code: str) -> HttpResponse:
    """What a station's QR code opens: the neighbourhood is chosen, and the resident can start to
    tell.
    """
    station = Station.objects.filter(code=code).select_related("place__successor").first()
    place = station and present(station.place)
    if not place or not place.is_open or place.level not in HOMES:
        raise NotHere(
            _("This code is not known here. Please choose your neighbourhood by its name.")
        )
    return _remember(request, place, redirect(_report_address()))


def _here(request: Request) -> Point | None:
    """Where the phone says it is, for this one answer: nothing of it is kept."""
    point = point_of(request.GET.get("at", ""))
    return on_the_map(point) if point and request.GET.get("of") == "gps" else point


def _remember(request: Request, place: Place, response: HttpResponse) -> HttpResponse:
    request.session[SESSION_KEY] = {"code": place.code, "name": place.name}
    before = [code for code in request.session.get(RECENT, []) if code != place.code]
    request.session[RECENT] = [place.code, *before][:MOST_RECENT]
    response.set_cookie(
        COOKIE,
        place.code,
        max_age=ONE_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def offered(request: Request, words: str, *, but: Place | None = None) -> dict[str, Any]:
    """What the words mean, in one's own county first; without any, what lies near, or what was
    chosen before, `but` one that the page offers anyway.
    """
    here = None if words else _here(request)
    recent = [] if words or here else [each for each in _recent(request) if each != but]
    own = county_of(code_here(request))
    places = recent or (near(here) if here else find(words, first=own))
    return {"places": places, "are_recent": bool(recent), "at": here}


def _recent(request: Request) -> list[Place]:
    """What this browser chose before, the latest first."""
    found = (chosen(code) for code in request.session.get(RECENT, []))
    return [place for place in found if place is not None]


def _next(request: Request) -> str:
    """Where the resident came from, when that is one of our own pages."""
    wanted = onward(request)
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


def _report_address() -> str:
    try:
        return reverse("appeals:report")
    except NoReverseMatch:
        return "/report/"
