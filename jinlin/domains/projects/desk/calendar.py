"""Which days are ahead of a member of staff, and by which address does a calendar read them?"""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import feeds, limits
from jinlin.core.errors import NotHere, require
from jinlin.domains.projects.calendars import own_days
from jinlin.domains.projects.calendars import own_feed as feed_of
from jinlin.domains.projects.desk.boards import STAFF
from jinlin.domains.projects.models import DeadlineFeed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.actors import actor_for
from jinlin.shell.requests import Request


@doors.role(*STAFF)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Request) -> HttpResponse:
    """My deadlines; posted, my calendar has a new address, or none any more."""
    user_id, address = request.actor.user_id, ""
    require(user_id is not None)
    assert user_id is not None
    if request.method == "POST":
        if "revoke" in request.POST:
            feeds.revoke(DeadlineFeed, user_id)
            messages.success(request, _("The address opens nothing any more."))
            return redirect("projects:calendar")
        address = reverse("projects:own_feed", args=[feeds.make(DeadlineFeed, user_id)])
    context = {
        "days": own_days(request.actor),
        "address": request.build_absolute_uri(address) if address else "",
        "has_feed": DeadlineFeed.objects.filter(user=user_id, revoked_at=None).exists(),
    }
    return render(request, "projects/desk/calendar.html", context)


@require_safe
def own_feed(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address, while its owner is still a member of staff."""
    user = feeds.owner_of(DeadlineFeed, token, who=limits.by_address(request))
    actor = actor_for(user)
    if actor is None or not actor.is_staff:
        raise NotHere
    return feeds.sent(request, feed_of(actor), is_public=False)
