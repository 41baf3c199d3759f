"""How does a calendar program fetch the days of a neighbourhood, or one's own?"""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from jinlin.domains.servicedays.calendars import feed, own_feed
from jinlin.domains.servicedays.models import FeedLink
from jinlin.ground.places.calendars import sent_of_place
from jinlin.shell import own_calendar
from jinlin.shell.requests import Request


@require_safe
def of_neighbourhood(request: Request, code: str) -> HttpResponseBase:
    """For everybody: when, where, and what is offered; 304 when the program has it already."""
    return sent_of_place(request, code, feed)


@require_safe
def of_helper(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address: the days for which its owner signed up."""
    return own_calendar.read(request, FeedLink, token, lambda user: own_feed(user.pk))
