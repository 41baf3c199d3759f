"""How do the days of the register come into somebody's own calendar?"""

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.time import clock
from jinlin.domains.workforce.calendars import days_of, feed
from jinlin.domains.workforce.models import RegisterFeed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.actors import actor_for
from jinlin.shell import own_calendar
from jinlin.shell.requests import Request


@require_safe
def of_person(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address: the days that concern its owner."""
    return own_calendar.read(request, RegisterFeed, token, lambda user: feed(actor_for(user)))


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Request) -> HttpResponse:
    """The days ahead; posted, my calendar has a new address, or none any more."""
    today = clock.today()
    return own_calendar.page(
        request,
        RegisterFeed,
        "workforce/portal/calendar.html",
        feed="workforce:own_feed",
        days=lambda _user_id: {
            "days": [day for day in days_of(request.actor) if day.on >= today][:40]
        },
    )
