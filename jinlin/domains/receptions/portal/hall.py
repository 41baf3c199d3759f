"""What stands on the screen in the hall?"""

from functools import lru_cache
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from jinlin.core import site
from jinlin.core.errors import NotHere
from jinlin.domains.receptions.models import Session
from jinlin.domains.receptions.queries import what_came_of_last
from jinlin.domains.receptions.queries.hall import hall
from jinlin.services.documents.printing import drawn
from jinlin.shell.requests import Request


@require_safe
def screen(request: Request, pk: UUID) -> HttpResponse:
    """Numbers and organisations, for everybody in the room.

    It names no resident, whoever opens it.
    """
    session = (
        Session.objects.announced()
        .select_related("series__place", "series__organiser")
        .filter(pk=pk)
        .first()
    )
    if session is None:
        raise NotHere
    context = {
        "hall": hall(session),
        "last": what_came_of_last(session),
        "qr": way_to(session.series.place.code),
    }
    return render(request, "receptions/hall.html", context)


@lru_cache(maxsize=256)
def way_to(code: str) -> SafeString:
    """The address of a neighbourhood's page as a QR code."""
    address = site.whole(reverse("receptions:neighbourhood", args=[code]))
    return mark_safe(drawn(address))  # noqa: S308 - drawn by us from our own address
