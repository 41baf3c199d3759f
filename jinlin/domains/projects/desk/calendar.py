"""Which days are ahead of a member of staff, and by which address does a calendar read them?"""

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import feeds, limits
from jinlin.core.errors import NotHere
from jinlin.domains.projects.calendars import own_days
from jinlin.domains.projects.calendars import own_feed as feed_of
from jinlin.domains.projects.desk.boards import STAFF
from jinlin.domains.projects.models import DeadlineFeed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.actors import actor_for
from jinlin.shell import own_calendar
from jinlin.shell.requests import Request


@doors.role(*STAFF)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Request) -> HttpResponse:
    """My deadlines; posted, my calendar has a new address, or none any more."""
    return own_calendar.page(
        request,
        DeadlineFeed,
        "projects/desk/calendar.html",
        feed="projects:own_feed",
        days=lambda _user_id: {"days": own_days(request.actor)},
    )


@require_safe
def own_feed(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address, while its owner is still a member of staff."""
    user = feeds.owner_of(DeadlineFeed, token, who=limits.by_address(request))
    actor = actor_for(user)
    if actor is None or not actor.is_staff:
        raise NotHere
    return feeds.sent(request, feed_of(actor), is_public=False)
