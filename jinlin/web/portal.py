"""What does a resident find on the first page?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.core.actor import Actor
from jinlin.demo.progress import of_the_story
from jinlin.domains.appeals.queries import matters
from jinlin.domains.receptions.queries.mine import today
from jinlin.domains.receptions.queries.neighbourhood import next_for
from jinlin.domains.servicedays.queries.near import next_day
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import chosen_here
from jinlin.shell.one_list import Line, one_list
from jinlin.shell.requests import Request, cursor, flag
from jinlin.web import domains, lists, rooms
from jinlin.web.context import NEIGHBOURHOOD
from jinlin.web.telling import LOOK, progress_page

MINE_SHOWN, MINE_SIZE = 3, 50
TURNS = (
    (_("Waits for you"), frozenset({0})),
    (_("Being done"), frozenset({1, 2})),
    (_("Done and over"), frozenset({3})),
)


@dataclass(frozen=True)
class Micro:
    """One tile as the page shows it.

    Without an address it is not a link, and says that it is being prepared. `count` says how much
    waits there.
    """

    name: Any
    says: Any
    icon: str
    href: str = ""
    count: str = ""


@require_safe
def home(request: Request) -> HttpResponse:
    """The first page of 小区e家; in a demo that is still being told, how far it is."""
    if not flag(request, LOOK) and (progress := of_the_story()):
        return progress_page(request, progress)
    actor: Actor = request.actor
    here = chosen_here(request)
    if here and not request.session.get(
        NEIGHBOURHOOD
    ):  # the cookie lives longer than the session; the top of every page names the place from there
        request.session[NEIGHBOURHOOD] = {"code": here.code, "name": here.name}
    area = here or only_county()
    context = {
        "here": here,
        "area": area,
        "figures": matters.here(area.codes) if area else None,
        "today": today(actor),
        "mine": lists.latest(actor, MINE_SHOWN) if actor.is_signed_in or actor.tracks else [],
        "tiles": list(tiles(area)),
        "reception": next_for(here) if here else None,
        "service_day": next_day(here) if here else None,
    }
    return render(request, "home.html", context)


def tiles(area: Place | None) -> Iterator[Micro]:
    """The four micros; those that are here say how much waits in the area."""
    for domain in domains.DOMAINS:
        if tile := domain.tile:
            is_here = domain.label in apps.app_configs
            count = domain.named(tile.count)(area.code) if area and is_here and tile.count else ""
            yield Micro(tile.name, tile.says, tile.icon, rooms.address(tile.url), count)


@require_safe
def mine(request: Request) -> HttpResponse:
    """Everything that is this person's, from every domain: on each page first what waits for them,
    then what is being done, then what is over; newest first in each.
    """
    page = one_list(lists.own(request.actor), after=cursor(request), size=MINE_SIZE)
    is_first = not flag(request, "after")
    context = {
        "page": page,
        "today": today(request.actor) if is_first else [],
        "sections": _by_turn(page.rows),
    }
    return render(request, "mine.html", context)


def _by_turn(lines: Sequence[Line]) -> list[tuple[Any, list[Line]]]:
    """Whose turn it is, and what stands there; nothing without a line."""
    found = [
        (heading, [line for line in lines if int(line.row.rank) in ranks])
        for heading, ranks in TURNS
    ]
    return [(heading, there) for heading, there in found if there]


def only_county() -> Place | None:
    """Where a visitor who chose nothing is, when there is only one possibility."""
    counties = list(Place.objects.present().filter(level=Level.COUNTY)[:2])
    return counties[0] if len(counties) == 1 else None
