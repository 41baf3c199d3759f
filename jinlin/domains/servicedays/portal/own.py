"""Which days did I sign up for, and how do they come into my own calendar?"""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jinlin.core import feeds
from jinlin.core.errors import require
from jinlin.core.time import clock
from jinlin.domains.servicedays.models import FeedLink
from jinlin.domains.servicedays.queries.signed import signed_up
from jinlin.ground.accounts import doors
from jinlin.shell.requests import Request

BACK, AHEAD = timedelta(days=60), timedelta(days=120)


@doors.signed_in
@never_cache
@require_safe
def mine(request: Request) -> HttpResponse:
    """What one signed up for, and the address of one's own calendar."""
    return _page(request)


@doors.signed_in
@never_cache
@require_POST
def make_feed(request: Request) -> HttpResponse:
    """A new address, or none any more."""
    user_id = _myself(request)
    if "revoke" in request.POST:
        feeds.revoke(FeedLink, user_id)
        messages.success(request, _("The address opens nothing any more."))
        return redirect("servicedays:mine")
    raw = feeds.make(FeedLink, user_id)
    return _page(request, address=reverse("servicedays:own_feed", args=[raw]))


def _page(request: Request, *, address: str = "") -> HttpResponse:
    user_id, now = _myself(request), clock.now()
    context = {
        "rows": signed_up(user_id, since=now - BACK, until=now + AHEAD),
        "address": request.build_absolute_uri(address) if address else "",
        "has_feed": FeedLink.objects.filter(user=user_id, revoked_at=None).exists(),
    }
    return render(request, "servicedays/portal/mine.html", context)


def _myself(request: Request) -> UUID:
    user_id = request.actor.user_id
    require(user_id is not None)
    assert user_id is not None
    return user_id
