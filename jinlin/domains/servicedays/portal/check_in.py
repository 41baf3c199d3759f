"""How does somebody who scanned the screen check in, leave, or be counted as a visitor?"""

import hashlib
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import Unusable
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.actions.coming import is_on_screen
from jinlin.domains.servicedays.models import Session
from jinlin.domains.servicedays.portal.near import announced, volunteer_of
from jinlin.services.seats import codes
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means, Scan
from jinlin.services.seats.receipts import receipt
from jinlin.shell.moves import actor_key
from jinlin.shell.requests import Request


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: Request, pk: UUID, code: str) -> HttpResponse:
    """What the screen's code opens: a pass of a few minutes, then one tap. A code that is over
    says so.
    """
    session, whose = announced(pk), actor_key(request)
    volunteer = volunteer_of(request, session.county)
    context: dict[str, object] = {
        "session": session,
        "place": session.series.place,
        "volunteer": volunteer,
    }
    if request.method == "POST":
        return _note(request, session, code, context)
    if not is_on_screen(session, code, clock.now()):
        return render(request, "servicedays/portal/over.html", context, status=422)
    context["ticket"] = codes.give_pass(session.unit, whose=whose)  # type: ignore[arg-type]
    context["key"] = uuid7()
    return render(request, "servicedays/portal/check_in.html", context)


def _note(
    request: Request, session: Session, code: str, context: dict[str, object]
) -> HttpResponse:
    """The tap: its scan, once, with what came of it."""
    whose = actor_key(request)
    ticket = codes.read_pass(request.POST.get("pass", ""), session.unit, whose=whose)  # type: ignore[arg-type]
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        raise Unusable(_("Please scan the code again.")) from None
    scan = _scan(request, session, ticket.nonce, key, code)
    shown = {**context, "receipt": receipt(scan)}
    return render(request, "servicedays/portal/checked_in.html", shown)


def _scan(request: Request, session: Session, nonce: str, key: UUID, code: str) -> Scan:
    volunteer, known = volunteer_of(request, session.county), Scan.objects.filter(pk=key).first()
    now = known.said_at if known else clock.now()
    leaving = "leave" in request.POST
    if volunteer:
        sight = Sight(key, nonce, Means.CODE, now, clock.now(), is_leaving=leaving)
        return actions.arrive(session, volunteer.person, sight, actor=request.actor)
    seen = hashlib.sha256(f"{actor_key(request)}:{session.pk}".encode()).hexdigest()[:40]
    sight = Sight(key, nonce, Means.CODE, now, clock.now(), is_leaving=leaving, ticket=seen)
    return actions.visit(session, sight, actor=request.actor, code=code)
