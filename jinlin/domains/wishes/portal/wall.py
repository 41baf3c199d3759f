"""What stands on the wish wall, and how does it hang on a station's door?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.core import paging, site
from jinlin.core.actor import county_of
from jinlin.core.time import clock
from jinlin.domains.wishes.forms.filters import WallForm
from jinlin.domains.wishes.models import Kind
from jinlin.domains.wishes.queries.wall import (
    ICONS,
    ORDER,
    WORDS,
    WallFilters,
    cards,
    counts,
    places_on_wall,
    wall,
)
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import chosen_here
from jinlin.services.documents import printing
from jinlin.shell.requests import Request, cursor, place_code

ON_PAPER, PAGE = 8, 24


@require_safe
def all_wishes(request: Request) -> HttpResponse:
    """The wish wall, of the resident's own county when it is known."""
    filters = WallForm(request.GET).filters(home=_home(request))
    page = paging.page(wall(filters), order=ORDER, after=cursor(request), size=PAGE)
    context = {
        "filters": filters,
        "page": page,
        "cards": cards(page.rows),
        "counts": counts(filters.place),
        "stands": [("", _("All")), *WORDS.items()],
        "kinds": [
            ("", _("All kinds"), "star"),
            *((kind.value, kind.label, ICONS[kind]) for kind in Kind),
        ],
        "places": places_on_wall(county_of(filters.place)),
        "is_filtered": bool(filters.stands or filters.kind or filters.text or place_code(request)),
    }
    return render(request, "wishes/portal/wall.html", context)


@require_safe
def poster(request: Request) -> HttpResponse:
    """One sheet of A4: the wishes that are still open at a place, and the way to the wall.

    Only released words, as on the wall.
    """
    place = WallForm(request.GET).filters().place
    rows = list(wall(WallFilters("open", "", place)).order_by(*ORDER)[:ON_PAPER])
    here = Place.objects.present().filter(code=place).first() if place else None
    address = site.whole(reverse("wishes:all")) + (f"?place={place}" if here else "")
    context = {
        "here": here,
        "cards": cards(rows),
        "today": clock.today(),
        "address": address,
        "qr": mark_safe(printing.drawn(address)),  # noqa: S308 - drawn by us from our own address
    }
    return render(request, "wishes/portal/poster.html", context)


def _home(request: Request) -> str:
    """The county of the place that the resident chose."""
    place = chosen_here(request)
    return place.county_code if place else ""
