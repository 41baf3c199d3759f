"""Which days are mine, and by which secret address does my calendar read them?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jinlin.core import feeds
from jinlin.core.errors import NotAllowed
from jinlin.domains.casework.calendars import own_lines
from jinlin.domains.casework.desk.caseload import case_door
from jinlin.domains.casework.models import CaseFeed
from jinlin.ground.accounts.models import User
from jinlin.shell.requests import Request


@case_door
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Request) -> HttpResponse:
    """My appointments and follow-ups; posted, my calendar has a new address, or none any more."""
    user_id, address = request.actor.user_id, ""
    if user_id is None:
        raise NotAllowed
    if request.method == "POST":
        if "revoke" in request.POST:
            feeds.revoke(CaseFeed, user_id)
            messages.success(request, _("The address opens nothing any more."))
            return redirect("casework:calendar")
        address = reverse("casework:feed", args=[feeds.make(CaseFeed, user_id)])
    context = {
        "rows": own_lines(User.objects.get(pk=user_id)),
        "address": request.build_absolute_uri(address) if address else "",
        "has_feed": CaseFeed.objects.filter(user=user_id, revoked_at=None).exists(),
    }
    return render(request, "casework/desk/calendar.html", context)
