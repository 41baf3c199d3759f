"""Which lessons does a calendar program read, for a class and for one person?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import feeds, limits
from jinlin.core.errors import require
from jinlin.domains.training.calendars import feed, own_feed, own_lessons
from jinlin.domains.training.models import LessonFeed
from jinlin.domains.training.portal.near import announced
from jinlin.ground.accounts import doors
from jinlin.shell.requests import Request


@require_safe
def of_class(request: Request, pk: UUID) -> HttpResponseBase:
    """The timetable; a lesson that moves or falls out is told by its entry."""
    return feeds.sent(request, feed(announced(pk)), is_public=True)


@require_safe
def of_person(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address: the lessons that its owner attends or teaches."""
    user = feeds.owner_of(LessonFeed, token, who=limits.by_address(request))
    return feeds.sent(request, own_feed(user.pk), is_public=False)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Request) -> HttpResponse:
    """My lessons; posted, my calendar has a new address, or none any more."""
    user_id, address = request.actor.user_id, ""
    require(user_id is not None)
    assert user_id is not None
    if request.method == "POST":
        if "revoke" in request.POST:
            feeds.revoke(LessonFeed, user_id)
            messages.success(request, _("The address opens nothing any more."))
            return redirect("training:own_feed_made")
        address = reverse("training:own_feed", args=[feeds.make(LessonFeed, user_id)])
    context = {
        "lessons": own_lessons(user_id),
        "user_id": user_id,
        "address": request.build_absolute_uri(address) if address else "",
        "has_feed": LessonFeed.objects.filter(user=user_id, revoked_at=None).exists(),
    }
    return render(request, "training/portal/calendar.html", context)
