"""Which days are mine, and by which secret address does my calendar read them?"""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jinlin.domains.casework.calendars import own_lines
from jinlin.domains.casework.desk.caseload import case_door
from jinlin.domains.casework.models import CaseFeed
from jinlin.ground.accounts.models import User
from jinlin.shell import own_calendar
from jinlin.shell.requests import Request


@case_door
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Request) -> HttpResponse:
    """My appointments and follow-ups; posted, my calendar has a new address, or none any more."""
    return own_calendar.page(
        request,
        CaseFeed,
        "casework/desk/calendar.html",
        feed="casework:feed",
        days=lambda user_id: {"rows": own_lines(User.objects.get(pk=user_id))},
    )
