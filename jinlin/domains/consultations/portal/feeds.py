"""How does a calendar program fetch the meetings of a neighbourhood, or one alone?"""

from uuid import UUID

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from jinlin.core import feeds
from jinlin.core.errors import NotHere
from jinlin.domains.consultations.calendars import feed, one_meeting
from jinlin.domains.consultations.models import Meeting
from jinlin.ground.places.queries import chosen
from jinlin.shell.requests import Request


@require_safe
def of_neighbourhood(request: Request, code: str) -> HttpResponseBase:
    """For everybody: when and where neighbours meet, and when votes close."""
    place = chosen(code)
    if place is None:
        raise NotHere
    return feeds.sent(request, feed(place), is_public=True)


@require_safe
def of_meeting(request: Request, pk: UUID) -> HttpResponseBase:
    """One meeting, to be put into one's own calendar."""
    found = Meeting.objects.announced().select_related("place").filter(pk=pk).first()
    if found is None:
        raise NotHere
    return feeds.sent(request, one_meeting(found), is_public=True)
