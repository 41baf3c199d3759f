"""Which teams are there, who belongs to one, and who asks to join?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.desk.people import keepers, readers
from jinlin.services.volunteers.forms.entering import ReasonOnly, TeamForm
from jinlin.services.volunteers.models import Membership, Pilot, Team
from jinlin.services.volunteers.models.people import KEEPERS
from jinlin.services.volunteers.permissions import can_decide_joining
from jinlin.services.volunteers.queries import boards
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, cursor


@readers
@never_cache
@require_safe
def board(request: Request) -> HttpResponse:
    """The teams of one's places."""
    page = paging.page(
        boards.teams(request.actor),
        order=("place_code", "id"),
        after=cursor(request),
    )
    context = {"page": page, "may_found": request.actor.holds(*KEEPERS)}
    return render(request, "volunteers/desk/teams.html", context)


@keepers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """A team is founded."""
    actor, status = request.actor, 200
    form = TeamForm(request.POST or None, actor=actor)
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Team,
            lambda: form.cleaned_data["place"].code,
            lambda: actions.found(form.cleaned_data["place"], form.terms(), actor=actor),
        )
        if posted.is_done:
            return redirect("volunteers:team", posted.made)
        status = posted.status
    context = {"form": form, "title": _("Found a team"), "back": "volunteers:teams"}
    return render(request, "volunteers/desk/form.html", context, status=status)


@readers
@never_cache
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    """The team, its members, and what it did."""
    team = Team.objects.visible_to(request.actor).select_related("place").filter(pk=pk).first()
    if team is None:
        raise NotHere
    context = {
        "team": team,
        "members": boards.members_of(team),
        "activities": list(team.activities.select_related("place").order_by("-starts_at")[:20]),
        "held": team.activities.exclude(held_on=None).count(),
        "minutes": team.records.counted().minutes(),
        "may_decide": can_decide_joining(request.actor, team),
    }
    return render(request, "volunteers/desk/team.html", context)


@keepers
@require_POST
def decide(request: Request, pk: UUID, way: str) -> HttpResponse:
    """Somebody is taken in, refused, or parts."""
    actor = request.actor
    rows = Membership.objects.filter(team__in=Team.objects.visible_to(actor).values("pk"))
    row = rows.select_related("team__leader__person", "volunteer__person").filter(pk=pk).first()
    form = ReasonOnly(request.POST)
    if row is None or way not in {"take-in", "refuse", "part"} or not form.is_valid():
        raise NotHere
    if way == "take-in":
        actions.take_in(row.team, row.volunteer, actor=actor)
    elif way == "refuse":
        actions.refuse(row, reason=form.cleaned_data["reason"], actor=actor)
    else:
        actions.part(row, actor=actor)
    messages.success(request, _("Noted."))
    return redirect("volunteers:team", row.team_id)


@readers
@never_cache
@require_safe
def pilots(request: Request) -> HttpResponse:
    """Where social workers and volunteers work together, each with its teams and figures."""
    rows = Pilot.objects.visible_to(request.actor).select_related("place", "organisation")
    shown = [
        {
            "pilot": pilot,
            "teams": list(pilot.teams.order_by("name")),
            "activities": pilot.activities.exclude(held_on=None).count(),
        }
        for pilot in rows.order_by("place_code", "since", "pk")[:50]
    ]
    return render(request, "volunteers/desk/pilots.html", {"rows": shown})
