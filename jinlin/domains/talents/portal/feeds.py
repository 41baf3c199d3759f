"""By which secret address does a calendar program read the days of somebody's craft?"""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import feeds, limits
from jinlin.core.errors import require
from jinlin.domains.talents.calendars import held, own_feed, planned
from jinlin.domains.talents.models import CraftFeed
from jinlin.ground.accounts import doors
from jinlin.shell.requests import Request


@require_safe
def of_person(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address."""
    user = feeds.owner_of(CraftFeed, token, who=limits.by_address(request))
    return feeds.sent(request, own_feed(user.pk), is_public=False)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Request) -> HttpResponse:
    """My days; posted, my calendar has a new address, or none any more."""
    user_id, address = request.actor.user_id, ""
    require(user_id is not None)
    assert user_id is not None
    if request.method == "POST":
        if "revoke" in request.POST:
            feeds.revoke(CraftFeed, user_id)
            messages.success(request, _("The address opens nothing any more."))
            return redirect("talents:calendar")
        address = reverse("talents:own_feed", args=[feeds.make(CraftFeed, user_id)])
    context = {
        "pairs": planned(user_id),
        "certificates": held(user_id),
        "address": request.build_absolute_uri(address) if address else "",
        "has_feed": CraftFeed.objects.filter(user=user_id, revoked_at=None).exists(),
    }
    return render(request, "talents/portal/calendar.html", context)
