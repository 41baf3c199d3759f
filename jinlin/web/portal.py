"""What does a resident find on the first page?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jinlin.appeals.queries import matters
from jinlin.core.actor import Actor
from jinlin.core.one_list import one_list
from jinlin.places.models import Level, Place
from jinlin.places.queries import chosen
from jinlin.receptions.queries.neighbourhood import next_for
from jinlin.web import lists, rooms
from jinlin.web.context import NEIGHBOURHOOD
from jinlin.wishes.queries.wall import counts

MINE_SHOWN, MINE_SIZE = 3, 20


@dataclass(frozen=True)
class Tile:
    """One of the four micros. Without an address it is not a link, and says that it is being prepared. `count` says how much waits there."""

    name: Any
    says: Any
    icon: str
    href: str = ""
    count: str = ""


MICROS = (
    (_("Micro-wishes"), _("A small wish, a helping hand"), "star", "wishes:all"),
    (_("Micro-consultation"), _("Neighbours talk it over"), "users", "consultations:all"),
    (_("Micro-services"), _("Service days near you"), "hands", "servicedays:all"),
    (_("Micro-pacts"), _("What we agree to keep"), "scroll", "pacts:all"),
)


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page of 小区e家."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    here = chosen(request.COOKIES.get("place", ""))
    if here and not request.session.get(
        NEIGHBOURHOOD
    ):  # the cookie lives longer than the session; the top of every page names the place from there
        request.session[NEIGHBOURHOOD] = {"code": here.code, "name": here.name}
    area = here or only_county()
    context = {
        "here": here,
        "area": area,
        "figures": matters.here(area.codes) if area else None,
        "mine": lists.latest(actor, MINE_SHOWN) if actor.is_signed_in or actor.tracks else [],
        "tiles": list(tiles(area)),
        "reception": next_for(here) if here else None,
    }
    return render(request, "home.html", context)


def tiles(area: Place | None) -> Iterator[Tile]:
    """The four micros; those that are here say how much waits in the area."""
    for name, says, icon, url in MICROS:
        waits = counts(area.code)["open"] if area and url == "wishes:all" else 0
        count = ngettext("%(n)s wish waits for somebody", "%(n)s wishes wait for somebody", waits) % {"n": waits} if waits else ""
        yield Tile(name, says, icon, rooms.address(url), count)


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that is this person's, from every domain, newest first."""
    page = one_list(lists.own(request.actor), after=request.GET.get("after", ""), size=MINE_SIZE)  # type: ignore[attr-defined]
    return render(request, "mine.html", {"page": page})


def only_county() -> Place | None:
    """Where a visitor who chose nothing is, when there is only one possibility."""
    counties = list(Place.objects.present().filter(level=Level.COUNTY)[:2])
    return counties[0] if len(counties) == 1 else None
