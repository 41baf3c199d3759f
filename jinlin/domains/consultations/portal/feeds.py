"""How does a calendar program fetch the meetings of a neighbourhood, or one alone?"""

from uuid import UUID

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from jinlin.core import feeds
from jinlin.core.errors import NotHere
from jinlin.domains.consultations.calendars import feed, one_meeting
from jinlin.domains.consultations.models import Meeting
from jinlin.ground.places.calendars import sent_of_place
from jinlin.shell.requests import Request


@require_safe
def of_neighbourhood(request: Request, code: str) -> HttpResponseBase:
    """For everybody: when and where neighbours meet, and when votes close."""
    return sent_of_place(request, code, feed)


@require_safe
def of_meeting(request: Request, pk: UUID) -> HttpResponseBase:
    """One meeting, to be put into one's own calendar."""
    found = Meeting.objects.announced().select_related("place").filter(pk=pk).first()
    if found is None:
        raise NotHere
    return feeds.sent(request, one_meeting(found), is_public=True)
