"""Until when do a visitor's doors wait, and by which secret address does a calendar read that?"""

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import feeds, limits
from jinlin.core.errors import NotHere
from jinlin.domains.visits.calendars import own_days
from jinlin.domains.visits.calendars import own_feed as feed_of
from jinlin.domains.visits.models import VisitFeed
from jinlin.domains.visits.models.round import KNOCKERS
from jinlin.domains.visits.permissions import can_carry
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.actors import actor_for
from jinlin.shell import own_calendar
from jinlin.shell.requests import Request


@doors.role(*KNOCKERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Request) -> HttpResponse:
    """My last days; posted, my calendar has a new address, or none any more."""
    return own_calendar.page(
        request,
        VisitFeed,
        "visits/desk/calendar.html",
        feed="visits:own_feed",
        days=lambda user_id: {"days": own_days(user_id)},
    )


@require_safe
def own_feed(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address, while its owner still knocks at doors."""
    actor = actor_for(feeds.owner_of(VisitFeed, token, who=limits.by_address(request)))
    if actor is None or not can_carry(actor):
        raise NotHere
    return feeds.sent(request, feed_of(actor), is_public=False)
