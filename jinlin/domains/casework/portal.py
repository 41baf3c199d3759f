"""What does everybody read of social work?"""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.calendars import own_feed
from jinlin.domains.casework.models import CaseFeed, Point
from jinlin.domains.casework.queries.public import sheet
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import chosen_here
from jinlin.shell import own_calendar
from jinlin.shell.boards import OneOfForm
from jinlin.shell.requests import Request, place_code

YEARS = 5


@require_safe
def services(request: Request) -> HttpResponse:
    """The last whole year, or an earlier one, of a county: the reader's own first, also where
    nobody serves yet. Another county's services would be taken for one's own.
    """
    here = chosen_here(request)
    served = set(Point.objects.open().values_list("county", flat=True).distinct())
    served |= {here.county_code} if here else set()
    counties = list(
        Place.objects.present().filter(code__in=served, level=Level.COUNTY).order_by("code")
    )
    code = place_code(request, "county") or (here.county_code if here else "")
    county = next((each for each in counties if each.code == code), None)
    county = county or (counties[0] if counties else None)
    last = actions.last_published(clock.today())
    years = [last - back for back in range(YEARS)]
    form = OneOfForm(request.GET, "year", _("Year"), of=years, usual=last)
    year = int(form.chosen)
    context = {
        "sheet": sheet(county, actions.say_year(county.code, year)) if county else None,
        "counties": counties,
        "years": years,
        "filter_form": form,
    }
    return render(request, "casework/portal/services.html", context, status=form.status)


@require_safe
def feed(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address: its owner's days, by number and without names."""
    return own_calendar.read(request, CaseFeed, token, own_feed)
