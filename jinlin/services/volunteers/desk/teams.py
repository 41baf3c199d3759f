"""Which teams are there, who belongs to one, and who asks to join?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.desk.people import keepers, readers
from jinlin.services.volunteers.forms.entering import (
    BringForm,
    EndForm,
    LeaderForm,
    RefuseForm,
    TeamForm,
    offer_refusing,
)
from jinlin.services.volunteers.models import Membership, Team
from jinlin.services.volunteers.models.people import KEEPERS
from jinlin.services.volunteers.permissions import can_decide_joining, can_keep_team
from jinlin.services.volunteers.queries import boards
from jinlin.shell.answers import post_made, post_once
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
    return show(request, visible(request, pk))


def visible(request: Request, pk: UUID) -> Team:
    rows = Team.objects.visible_to(request.actor)
    team = rows.select_related("place", "leader__person").filter(pk=pk).first()
    if team is None:
        raise NotHere
    return team


def show(request: Request, team: Team, *, status: int = 200, **sent: Any) -> HttpResponse:
    """The team, with a form that could not be accepted, if there is one."""
    members = boards.members_of(team)
    offer_refusing(members, sent.get("refused"))
    may_keep = can_keep_team(request.actor, team) and team.ended_on is None
    context = {
        "team": team,
        "members": members,
        "former": boards.former_members_of(team),
        "activities": list(team.activities.select_related("place").order_by("-starts_at")[:20]),
        "held": team.activities.exclude(held_on=None).count(),
        "minutes": team.records.counted().minutes(),
        "may_decide": can_decide_joining(request.actor, team),
        "may_keep": may_keep,
        "bring_form": BringForm(auto_id="bring-%s", actor=request.actor),
        "leader_form": LeaderForm(auto_id="leader-%s", team=team) if may_keep else None,
        "end_form": EndForm(auto_id="end-%s"),
        **sent,
    }
    return render(request, "volunteers/desk/team.html", context, status=status)


@keepers
@never_cache
@require_POST
def settle(request: Request, pk: UUID, what: str) -> HttpResponse:
    """Somebody is brought into the team, leads it, or it ends."""
    team, actor = visible(request, pk), request.actor
    form: Any
    if what == "bring":
        form = BringForm(request.POST, auto_id="bring-%s", actor=actor)
    elif what == "leader":
        form = LeaderForm(request.POST, auto_id="leader-%s", team=team)
    elif what == "end":
        form = EndForm(request.POST, auto_id="end-%s")
    else:
        raise NotHere
    posted = post_once(request, form, lambda: _settled(team, what, form, actor))
    if not posted.is_done:
        return show(request, team, status=posted.status, **{f"{what}_form": form})
    messages.success(request, _("Noted."))
    return redirect("volunteers:team", pk)


def _settled(team: Team, what: str, form: Any, actor: Actor) -> str:
    fields = form.cleaned_data
    if what == "bring":
        actions.take_in(team, fields["who"], actor=actor)
    elif what == "leader":
        actions.appoint(team, fields["leader"], actor=actor)
    else:
        actions.end(team, reason=fields["reason"], actor=actor)
    return str(team.pk)


@keepers
@require_POST
def decide(request: Request, pk: UUID, way: str) -> HttpResponse:
    """Somebody is taken in, refused, or parts."""
    actor = request.actor
    rows = Membership.objects.filter(team__in=Team.objects.visible_to(actor).values("pk"))
    row = rows.select_related("team__leader__person", "volunteer__person").filter(pk=pk).first()
    if row is None or way not in {"take-in", "refuse", "part"}:
        raise NotHere
    if way == "take-in":
        actions.take_in(row.team, row.volunteer, actor=actor)
    elif way == "refuse":
        form = RefuseForm(request.POST, row=row)
        if not form.is_valid():
            return show(request, row.team, refused=form, status=422)
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
    rows = boards.pilots(request.actor)
    return render(request, "volunteers/desk/pilots.html", {"rows": rows})
