"""How does the wish wall hang on a station's door?"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from jinlin.core import clock
from jinlin.documents import printing
from jinlin.places.models import Place
from jinlin.wishes.forms.filters import WallForm
from jinlin.wishes.queries.wall import ORDER, Asked, cards, wall

MOST = 8


@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """One sheet of A4: the wishes that are still open at a place, and the way to the wall. Only released words, as on the wall."""
    place = WallForm(request.GET).asked().place
    rows = list(wall(Asked("open", "", place)).order_by(*ORDER)[:MOST])
    here = Place.objects.present().filter(code=place).first() if place else None
    address = settings.SITE_URL.rstrip("/") + reverse("wishes:all") + (f"?place={place}" if here else "")
    context = {
        "here": here,
        "cards": cards(rows),
        "today": clock.today(),
        "address": address,
        "qr": mark_safe(printing.drawn(address)),  # noqa: S308 - drawn by us from our own address
    }
    return render(request, "wishes/portal/poster.html", context)
