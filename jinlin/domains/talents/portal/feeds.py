"""By which secret address does a calendar program read the days of somebody's craft?"""

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.domains.talents.calendars import held, own_feed, planned
from jinlin.domains.talents.models import CraftFeed
from jinlin.ground.accounts import doors
from jinlin.shell import own_calendar
from jinlin.shell.requests import Request


@require_safe
def of_person(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address."""
    return own_calendar.read(request, CraftFeed, token, lambda user: own_feed(user.pk))


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Request) -> HttpResponse:
    """My days; posted, my calendar has a new address, or none any more."""
    return own_calendar.page(
        request,
        CraftFeed,
        "talents/portal/calendar.html",
        feed="talents:own_feed",
        days=lambda user_id: {"pairs": planned(user_id), "certificates": held(user_id)},
    )
