"""Which lessons does a calendar program read, for a class?"""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from jinlin.core.feeds import MEDIA_TYPE
from jinlin.domains.training.calendars import feed
from jinlin.domains.training.portal.near import announced
from jinlin.shell.requests import Request


@require_safe
def of_class(request: Request, pk: UUID) -> HttpResponse:
    """The timetable; a lesson that moves or falls out is told by its entry."""
    return HttpResponse(feed(announced(pk)), content_type=MEDIA_TYPE)
