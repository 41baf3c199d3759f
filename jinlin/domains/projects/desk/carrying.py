"""Who carries a project out, what was done, and what do people need?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core.errors import Refusal
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Asking, Doing, Joining
from jinlin.domains.projects.desk.boards import MOST_OFFERED, STAFF
from jinlin.domains.projects.desk.matter import written_by
from jinlin.domains.projects.forms.doing import HoldForm, JoinForm, ReplyForm, SurveyForm
from jinlin.domains.projects.models import Activity, Member, Project, Reply, Survey
from jinlin.domains.projects.moves import MOVES
from jinlin.domains.projects.permissions import can_write
from jinlin.domains.projects.queries.needs import figures_beside, heard
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.models import Grant, User
from jinlin.services.volunteers.models import Team
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: Request, pk: UUID) -> HttpResponse:
    """Who is in the team, and the form of one more."""
    row = written_by(request, pk)
    people, teams = _people(row)
    offered = [*((f"u{u.pk}", u.name) for u in people), *((f"t{t.pk}", t.name) for t in teams)]
    form = JoinForm(request.POST or None, offered=offered)
    status = 200
    if request.method == "POST":
        posted = post_made(request, form, Member, row.place_code, lambda: _join(request, row, form))
        if posted.is_done:
            return redirect("projects:team", pk)
        status = posted.status
    members = list(Member.objects.filter(project=row).order_by("ended_on", "since", "id"))
    context = {"project": row, "form": form, "members": members}
    return render(request, "projects/desk/team.html", context, status=status)


@doors.role(*STAFF)
@require_POST
def leave(request: Request, pk: UUID, member: UUID) -> HttpResponse:
    """They are in the team no more."""
    row = written_by(request, pk)
    found = get_object_or_404(Member.objects.select_related("project"), pk=member, project=row)
    try:
        actions.leave(found, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("projects:team", pk)


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def activities(request: Request, pk: UUID) -> HttpResponse:
    """What was done for the project, and the form of one more activity of its own."""
    row = MOVES.in_scope(request.actor, pk)
    form = HoldForm(request.POST or None, project=row)
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Activity, row.place_code, lambda: _hold(request, row, form)
        )
        if posted.is_done:
            return redirect("projects:activities", pk)
        status = posted.status
    rows = Activity.objects.filter(project=row).select_related("stage").order_by("-on", "-id")
    may_hold = can_write(request.actor, row) and row.is_running
    context = {"project": row, "form": form, "rows": list(rows[:200]), "may_hold": may_hold}
    return render(request, "projects/desk/activities.html", context, status=status)


@doors.role(*STAFF)
@require_POST
def unhold(request: Request, pk: UUID, activity: UUID) -> HttpResponse:
    """It was noted by mistake."""
    row = written_by(request, pk)
    found = get_object_or_404(Activity.objects.select_related("project"), pk=activity, project=row)
    try:
        actions.unhold(found, reason=request.POST.get("reason", ""), actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("projects:activities", pk)


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: Request, pk: UUID) -> HttpResponse:
    """What people answered, the figures of the place beside, and a new questionnaire."""
    row = MOVES.in_scope(request.actor, pk)
    form = SurveyForm(request.POST or None)
    status = 200
    if request.method == "POST":
        posted = post_made(request, form, Survey, row.place_code, lambda: _ask(request, row, form))
        if posted.is_done:
            return redirect("projects:needs", pk)
        status = posted.status
    context = {
        "project": row,
        "form": form,
        "heard": [heard(each) for each in row.surveys.order_by("-opens_on", "-id")[:5]],
        "beside": figures_beside(row),
        "may_write": can_write(request.actor, row),
    }
    return render(request, "projects/desk/needs.html", context, status=status)


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def at_door(request: Request, pk: UUID, survey: UUID) -> HttpResponse:
    """What somebody answers at the door, one after the other."""
    row = written_by(request, pk)
    found = get_object_or_404(Survey.objects.select_related("project"), pk=survey, project=row)
    form = ReplyForm(request.POST or None, survey=found)
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Reply, found.project.place_code, lambda: _reply(request, found, form)
        )
        if posted.is_done:
            messages.success(request, _("Written down. The next one, please."))
            return redirect("projects:at_door", pk, survey)
        status = posted.status
    context = {"project": row, "survey": found, "form": form}
    return render(request, "projects/desk/at_door.html", context, status=status)


def _people(row: Project) -> tuple[list[User], list[Team]]:
    """Who works for the unit today, and which teams the county has."""
    grants = Grant.objects.current().filter(organisation=row.unit).values("user")
    users = User.objects.filter(pk__in=grants, is_active=True).order_by("name")
    teams = Team.objects.present().filter(county=row.county).order_by("name")
    return list(users[:MOST_OFFERED]), list(teams[:MOST_OFFERED])


def _join(request: Request, row: Project, form: JoinForm) -> Member:
    fields = form.cleaned_data
    who = fields["who"]
    user = User.objects.filter(pk=who[1:]).first() if who.startswith("u") else None
    group = Team.objects.filter(pk=who[1:]).first() if who.startswith("t") else None
    name = fields["name"] or (user.name if user else "") or (group.name if group else "")
    joining = Joining(fields["part"], name, user, group)
    return actions.join(row, joining, actor=request.actor)


def _hold(request: Request, row: Project, form: HoldForm) -> Activity:
    fields = form.cleaned_data
    stage = row.stages.filter(pk=fields["stage"]).first() if fields["stage"] else None
    doing = Doing(fields["title"], fields["on"], fields["people"], stage=stage)
    return actions.hold(row, doing, actor=request.actor)


def _ask(request: Request, row: Project, form: SurveyForm) -> Survey:
    fields = form.cleaned_data
    asking = Asking(fields["title"], form.questions(), fields["opens_on"], fields["closes_on"])
    return actions.ask_needs(row, asking, actor=request.actor)


def _reply(request: Request, survey: Survey, form: ReplyForm) -> Reply:
    key = form.cleaned_data["key"]
    return actions.reply(survey, form.answers(), key=key, actor=request.actor)
