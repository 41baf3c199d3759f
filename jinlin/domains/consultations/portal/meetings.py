"""What does everybody read of a meeting, and how does somebody in the room sign in?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.errors import NotHere, Refusal, Unusable
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.models import Meeting
from jinlin.domains.consultations.queries import public
from jinlin.ground.accounts import doors
from jinlin.ground.people.myself import myself
from jinlin.services.documents.models import Document
from jinlin.services.seats import codes
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means, Scan
from jinlin.shell.moves import actor_key
from jinlin.shell.requests import Request


@require_safe
def meeting(request: Request, pk: UUID) -> HttpResponse:
    """Where and when people sit together, about what, and what came of it."""
    row = _announced(pk)
    lines = row.lines.select_related("topic__place")
    context = {
        "card": public.meeting_card(row),
        "place": row.place,
        "lines": [(public.shown([line.topic])[0], line.outcome) for line in lines],
        "papers": Document.objects.filter(about_id=row.pk).order_by("issued_at"),
    }
    return render(request, "consultations/portal/meeting.html", context)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: Request, pk: UUID, code: str) -> HttpResponse:
    """What the code in the room opens: one tap, once. A code that is over says so."""
    row = _announced(pk)
    context: dict[str, object] = {"card": public.meeting_card(row)}
    if row.seats is None:
        raise NotHere
    if request.method != "POST":
        if not codes.is_shown(row.seats, code, clock.now()):
            return render(request, "consultations/portal/over.html", context, status=422)
        context["ticket"] = codes.give_pass(row.seats, whose=actor_key(request))
        context["key"] = uuid7()
        return render(request, "consultations/portal/check_in.html", context)
    try:
        _note(request, row)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        context["problem"] = str(refusal)
        return render(request, "consultations/portal/over.html", context, status=refusal.status)
    return render(request, "consultations/portal/checked_in.html", context)


def _announced(pk: UUID) -> Meeting:
    rows = Meeting.objects.announced().select_related("place", "unit", "seats")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _note(request: Request, row: Meeting) -> None:
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        raise Unusable(_("Please scan the code again.")) from None
    assert row.seats is not None
    whose = actor_key(request)
    ticket = codes.read_pass(request.POST.get("pass", ""), row.seats, whose=whose)
    known = Scan.objects.filter(pk=key).first()
    now = known.said_at if known else clock.now()
    sight = Sight(key, ticket.nonce, Means.CODE, now, clock.now())
    actions.scan_in(row, myself(request, row.county), sight, actor=request.actor)
