"""Which lessons does a calendar program read, for a class and for one person?"""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import feeds
from jinlin.domains.training.calendars import feed, own_feed, own_lessons
from jinlin.domains.training.models import LessonFeed
from jinlin.domains.training.portal.near import announced
from jinlin.ground.accounts import doors
from jinlin.shell import own_calendar
from jinlin.shell.requests import Request


@require_safe
def of_class(request: Request, pk: UUID) -> HttpResponseBase:
    """The timetable; a lesson that moves or falls out is told by its entry."""
    return feeds.sent(request, feed(announced(pk)), is_public=True)


@require_safe
def of_person(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address: the lessons that its owner attends or teaches."""
    return own_calendar.read(request, LessonFeed, token, lambda user: own_feed(user.pk))


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Request) -> HttpResponse:
    """My lessons; posted, my calendar has a new address, or none any more."""
    return own_calendar.page(
        request,
        LessonFeed,
        "training/portal/calendar.html",
        feed="training:own_feed",
        days=lambda user_id: {"lessons": own_lessons(user_id), "user_id": user_id},
    )
