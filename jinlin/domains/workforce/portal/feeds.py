"""How do the days of the register come into somebody's own calendar?"""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import feeds, limits
from jinlin.core.errors import require
from jinlin.core.time import clock
from jinlin.domains.workforce.calendars import days_of, feed
from jinlin.domains.workforce.models import RegisterFeed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.actors import actor_for
from jinlin.shell.requests import Request


@require_safe
def of_person(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address: the days that concern its owner."""
    user = feeds.owner_of(RegisterFeed, token, who=limits.by_address(request))
    return feeds.sent(request, feed(actor_for(user)), is_public=False)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Request) -> HttpResponse:
    """The days ahead; posted, my calendar has a new address, or none any more."""
    user_id, address = request.actor.user_id, ""
    require(user_id is not None)
    assert user_id is not None
    if request.method == "POST":
        if "revoke" in request.POST:
            feeds.revoke(RegisterFeed, user_id)
            messages.success(request, _("The address opens nothing any more."))
            return redirect("workforce:own_feed_made")
        address = reverse("workforce:own_feed", args=[feeds.make(RegisterFeed, user_id)])
    context = {
        "days": [day for day in days_of(request.actor) if day.on >= clock.today()][:40],
        "address": request.build_absolute_uri(address) if address else "",
        "has_feed": RegisterFeed.objects.filter(user=user_id, revoked_at=None).exists(),
    }
    return render(request, "workforce/portal/calendar.html", context)
