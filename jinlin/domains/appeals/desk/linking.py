"""How does staff send a link to a unit without an account?"""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from jinlin.core import site
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.desk.board import WORKERS
from jinlin.domains.appeals.models import Appeal, Part
from jinlin.domains.appeals.moves import MOVES
from jinlin.ground.accounts import doors
from jinlin.services.documents import links, printing
from jinlin.shell.requests import Request


@doors.role(*WORKERS)
@require_POST
def send_link(request: Request, pk: UUID) -> HttpResponse:
    """The link, shown this once, to be copied or scanned."""
    actor: Actor = request.actor
    appeal = MOVES.in_scope(actor, pk)
    part = _part_of(appeal, request.POST.get("part", ""))
    raw = actions.send_link(appeal, actor=actor, part=part)
    address = site.whole(reverse("appeals:link", args=[raw]))
    context = {
        "appeal": appeal,
        "unit": part.unit if part else appeal.unit,
        "part": part,
        "address": address,
        "qr": mark_safe(printing.drawn(address)),  # noqa: S308 - drawn by us from our own address
        "until": clock.now() + timedelta(days=links.DAYS),
    }
    return render(request, "appeals/desk/link.html", context)


def _part_of(appeal: Appeal, key: str) -> Part | None:
    """The part that was named; none when none was."""
    if not key:
        return None
    part = next((part for part in appeal.parts.select_related("unit") if str(part.pk) == key), None)
    if part is None:
        raise NotHere
    return part
