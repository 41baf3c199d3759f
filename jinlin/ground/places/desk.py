"""What does staff see of a county's places and stations?"""

from uuid import UUID

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import site
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, require
from jinlin.core.paging import page
from jinlin.ground.places.actions import close_organisation
from jinlin.ground.places.forms import CloseForm
from jinlin.ground.places.holding import held_by
from jinlin.ground.places.models import Organisation, Place, Station
from jinlin.ground.places.permissions import can_close_organisation
from jinlin.ground.places.queries import (
    below,
    branches,
    organisations_of,
    path_of,
    present,
    roots,
    stations_of,
)
from jinlin.shell.answers import post_once
from jinlin.shell.boards import LONGEST_SEARCH
from jinlin.shell.requests import Request, cursor, searched

PAGE = 50


@login_required(login_url="account_login")
@require_safe
def tree(request: Request) -> HttpResponse:
    """The counties one works in; a single one opens at once."""
    counties = page(roots(_staff(request)), order=("code", "id"), after=cursor(request), size=PAGE)
    if len(counties.rows) == 1 and not (counties.previous or counties.next):
        return redirect("places:place", counties.rows[0].pk)
    return render(
        request, "places/tree.html", {"page": counties, "branches": branches(counties.rows)}
    )


@login_required(login_url="account_login")
@require_safe
def place(request: Request, pk: UUID) -> HttpResponse:
    """One place: what lies in it, who works for it, where its stations are."""
    here = Place.objects.visible_to(_staff(request)).filter(pk=pk).first()
    if here is None:
        raise NotHere
    if words := searched(request, longest=LONGEST_SEARCH):
        return _found(request, here, words)
    parts = page(here.children.present(), order=("code", "id"), after=cursor(request), size=PAGE)
    stations = page(
        stations_of(here),
        order=("place_code", "name", "id"),
        after=cursor(request, "stations"),
        size=PAGE,
    )
    context = {
        "place": here,
        "path": path_of(here),
        "page": parts,
        "branches": branches(parts.rows),
        "organisations": organisations_of(here),
        "stations": stations,
        "may_close": can_close_organisation(request.actor, Organisation(place_code=here.code)),
    }
    return render(request, "places/place.html", context)


@login_required(login_url="account_login")
@require_safe
def station(request: Request, pk: UUID) -> HttpResponse:
    """One station, with the sheet that is printed and hung at its door."""
    here = (
        Station.objects.visible_to(_staff(request))
        .select_related("place", "organisation")
        .filter(pk=pk)
        .first()
    )
    if here is None:
        raise NotHere
    address = site.whole(reverse("places:station-door", args=[here.code]))
    return render(
        request,
        "places/station.html",
        {"station": here, "path": path_of(here.place), "address": address, "qr": _drawn(address)},
    )


@login_required(login_url="account_login")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, pk: UUID) -> HttpResponse:
    """A unit is closed once, after it was said who goes on with what it has in hand."""
    unit = Organisation.objects.visible_to(_staff(request)).filter(pk=pk).first()
    if unit is None:
        raise NotHere
    require(can_close_organisation(request.actor, unit))
    held, status = held_by(unit), 200
    form = CloseForm(request.POST or None, unit=unit, held=held)
    if request.method == "POST":
        posted = post_once(request, form, lambda: _closed(request, unit, form))
        if posted.is_done:
            messages.success(request, _("%(unit)s is closed.") % {"unit": unit.name})
            return redirect("places:place", present(unit.place).pk)
        status = posted.status
    context = {"unit": unit, "path": path_of(unit.place), "held": held, "form": form}
    return render(request, "places/close.html", context, status=status)


def _found(request: Request, here: Place, words: str) -> HttpResponse:
    """What lies in this place and is called so."""
    may_close = can_close_organisation(request.actor, Organisation(place_code=here.code))
    context = {"place": here, "path": path_of(here), "words": words, "may_close": may_close}
    context |= {"found": below(here, words)}
    return render(request, "places/below.html", context)


def _closed(request: Request, unit: Organisation, form: CloseForm) -> str:
    return str(close_organisation(unit, to=form.heirs(), actor=request.actor).pk)


def _staff(request: Request) -> Actor:
    actor: Actor = request.actor
    require(actor.is_staff)
    return actor


def _drawn(address: str) -> str:
    return mark_safe(segno.make(address, error="m", micro=False).svg_inline(scale=8, border=2))  # noqa: S308 - drawn from our own address
