"""Which days did I sign up for, and how do they come into my own calendar?"""

from datetime import timedelta

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jinlin.core.time import clock
from jinlin.domains.servicedays.models import FeedLink
from jinlin.domains.servicedays.queries.signed import signed_up
from jinlin.ground.accounts import doors
from jinlin.shell import own_calendar
from jinlin.shell.requests import Request

BACK, AHEAD = timedelta(days=60), timedelta(days=120)


@doors.signed_in
@never_cache
@require_safe
def mine(request: Request) -> HttpResponse:
    """What one signed up for, and the address of one's own calendar."""
    return _page(request)


@doors.signed_in
@never_cache
@require_POST
def make_feed(request: Request) -> HttpResponse:
    """A new address, or none any more."""
    return _page(request)


def _page(request: Request) -> HttpResponse:
    now = clock.now()
    return own_calendar.page(
        request,
        FeedLink,
        "servicedays/portal/mine.html",
        feed="servicedays:own_feed",
        days=lambda user: {"rows": signed_up(user, since=now - BACK, until=now + AHEAD)},
        back="servicedays:mine",
    )
