"""Which teams are there, and which hours were written afterwards? For everybody."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere, NotNow
from jinlin.ground.accounts import doors
from jinlin.ground.places.asking import of_one_county
from jinlin.ground.places.queries import chosen_here, county_here
from jinlin.services.volunteers import actions, queries
from jinlin.services.volunteers.models import Team, Volunteer
from jinlin.shell.boards import MonthForm
from jinlin.shell.requests import Request, cursor


@never_cache
@require_safe
@of_one_county
def teams(request: Request) -> HttpResponse:
    """The teams of the county, those of one's own neighbourhood first; names of teams, and of
    nobody.
    """
    after, here = cursor(request), chosen_here(request)
    rows = Team.objects.present().filter(county=county_here(request)).select_related("place")
    mine_here = Q(place_code__in=here.codes) if here else Q(pk__in=[])
    own = [] if after else list(rows.filter(mine_here))
    others = rows.exclude(mine_here)
    page = paging.page(others, order=("place_code", "id"), after=after, size=30)
    mine = Volunteer.objects.own(request.actor).present().first()
    lines = queries.with_standing([*own, *page.rows], mine)
    context = {"page": page, "lines": lines, "mine": mine}
    return render(request, "volunteers/portal/teams.html", context)


@doors.signed_in
@require_POST
def join(request: Request, pk: UUID) -> HttpResponse:
    """A volunteer asks a team to be taken in."""
    team = Team.objects.present().filter(pk=pk).first()
    if team is None:
        raise NotHere
    volunteer = Volunteer.objects.own(request.actor).filter(county=team.county).first()
    if volunteer is None:
        raise NotNow(_("Please register as a volunteer first."))
    actions.ask_to_join(team, volunteer, actor=request.actor)
    messages.success(request, _("Asked. The team decides and you hear from it."))
    return redirect("volunteers:mine")


@never_cache
@require_safe
def exceptions(request: Request) -> HttpResponse:
    """The hours of a month that were written afterwards: how many, by whom organised, why."""
    form = MonthForm(request.GET)
    month = form.first
    before = (month - timedelta(days=1)).replace(day=1)
    rows = queries.exceptions(county_here(request), month)
    context = {"rows": rows, "month": month, "minutes": sum(row.minutes for row in rows)}
    context |= {"before": before, "filter_form": form}
    return render(request, "volunteers/portal/exceptions.html", context, status=form.status)
