"""What do the pages of papers of figures read from who asks?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core.errors import NotHere, Unusable
from jinlin.ground.places.models import Place
from jinlin.metrics.forms import VersionForm
from jinlin.metrics.papers.rows import WRITERS
from jinlin.metrics.permissions import can_draw_up, can_sign
from jinlin.metrics.queries import readable_place
from jinlin.services.documents.models import Document
from jinlin.shell.requests import Request, place_code


def version_of(request: Request) -> int:
    """Which version of the paper somebody has before them."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Unusable(_("Please open this page again."))
    version: int = form.cleaned_data["version"]
    return version


def place_of(request: Request) -> Place:
    """The place asked for, else this person's own."""
    own = sorted(request.actor.codes(*WRITERS), key=len)
    place = readable_place(request.actor, place_code(request) or own[0])
    if place is None or not can_draw_up(request.actor, place.code):
        raise NotHere
    return place


def open_to(request: Request, found: Any, kind: str) -> dict[str, Any]:
    """What this person may do with the paper, and the numbered one that it became."""
    is_open, place_code = not found.is_signed, found.place_code
    return {
        "may_change": is_open and can_draw_up(request.actor, place_code),
        "may_sign": is_open and can_sign(request.actor, place_code),
        "paper": Document.objects.filter(kind=kind, about_id=found.pk).first(),
    }
