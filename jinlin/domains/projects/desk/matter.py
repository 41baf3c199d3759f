"""What does staff see of one project, how do they write its plan, and how do they move it?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import Refusal, require
from jinlin.core.story import shown_lines
from jinlin.domains.projects import actions
from jinlin.domains.projects.desk.boards import STAFF
from jinlin.domains.projects.forms.doing import SettleForm
from jinlin.domains.projects.forms.plans import PlanForm
from jinlin.domains.projects.models import Aside, Member, Project, Stage, Survey, Word
from jinlin.domains.projects.moves import MOVES
from jinlin.domains.projects.permissions import RULES, can_follow, can_write
from jinlin.domains.projects.queries.counting import values_of
from jinlin.domains.projects.queries.listed import listed
from jinlin.domains.projects.queries.money import sums_of
from jinlin.domains.projects.queries.story import story
from jinlin.ground.accounts import doors
from jinlin.shell.answers import MovePage, answer_move, post_once
from jinlin.shell.requests import Request

JUDGING = frozenset({"judge_midway", "evaluate"})
PAGE = MovePage[Project](
    "projects/desk/move.html",
    "project",
    lambda row: reverse("projects:project", args=[row.pk]),
    more=lambda _request, tried: {"heard": _heard(tried.row, tried.move.name)},
)
TONES = {
    **dict.fromkeys(("approve", "evaluate", "release"), "done"),
    **dict.fromkeys(("turn_down", "stop"), "ended"),
    **dict.fromkeys(("send_back", "ask_beyond", "ask_more"), "waiting"),
    "refuse_beyond": "late",
}


@doors.role(*STAFF)
@require_safe
def project(request: Request, pk: UUID) -> HttpResponse:
    """The page of one project: plan, numbers, money, team, judgements, what happened."""
    row = MOVES.in_scope(request.actor, pk)
    return render(request, "projects/desk/project.html", _shown(request, row))


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, pk: UUID) -> HttpResponse:
    """The plan as fields; what crossed somebody else's change is shown beside, and kept."""
    row = written_by(request, pk)
    form = PlanForm(request.POST or None, project=row)
    if request.method != "POST":
        return _plan_page(request, row, form, 200)
    posted = post_once(request, form, lambda: _write(request, row, form))
    if not posted.is_done:
        return _plan_page(request, row, form, posted.status)
    if posted.made:
        return _plan_page(request, row, PlanForm(project=MOVES.in_scope(request.actor, pk)), 409)
    messages.success(request, _("The plan stands as you wrote it."))
    return redirect("projects:project", pk)


@doors.role(*STAFF)
@require_POST
def settle(request: Request, pk: UUID, aside: UUID) -> HttpResponse:
    """What two people wrote on one thing is settled."""
    row = written_by(request, pk)
    found = get_object_or_404(Aside.objects.select_related("project"), pk=aside, project=row)
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["taken"][0]))
        return _plan_page(request, row, PlanForm(project=row), 422)
    try:
        is_taken = form.cleaned_data["taken"] == "yes"
        actions.settle(found, is_taken=is_taken, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("projects:plan" if row.is_planned else "projects:project", pk)


@doors.role(*STAFF)
@require_POST
def follow(request: Request, pk: UUID) -> HttpResponse:
    """Next year's proposal begins from this one."""
    row = written_by(request, pk)
    try:
        fresh = actions.follow(row, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("projects:project", pk)
    messages.success(request, _("Next year's proposal begins from this one."))
    return redirect("projects:plan", fresh.pk)


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    row = MOVES.in_scope(request.actor, pk)
    return answer_move(request, MOVES, MOVES.tried(request, row, move), PAGE)


def written_by(request: Request, pk: UUID) -> Project:
    """The project, for whoever writes it."""
    row = MOVES.in_scope(request.actor, pk)
    require(can_write(request.actor, row))
    return row


def _heard(row: Project, move: str) -> list[Survey]:
    """The questionnaires that somebody answered, for whoever judges."""
    if move not in JUDGING:
        return []
    rows = row.surveys.annotate(answers=Count("replies")).filter(answers__gt=0)
    return list(rows.order_by("-opens_on", "-id"))


def _shown(request: Request, row: Project) -> dict[str, Any]:
    actor = request.actor
    line = listed([row], actor=actor)[0]
    open_moves = RULES.open_to(actor, row)
    could = [name for name in ("apply", "finish") if RULES.could_make(actor, row, name)]
    waits = [RULES.missing(row, name) for name in could]
    return {
        "project": row,
        "row": line,
        "stages": list(Stage.objects.filter(project=row)),
        "values": values_of(row.indicators.all()),
        "sums": sums_of(row),
        "members": list(Member.objects.filter(project=row, ended_on=None)),
        "activities": list(row.activities.order_by("-on", "-id")[:10]),
        "evaluations": list(row.evaluations.order_by("judged_on", "is_final")),
        "asides": list(Aside.objects.filter(project=row, settled_at=None)),
        "words": list(Word.objects.filter(project=row).order_by("-said_on")[:20]),
        "entries": shown_lines(row, story(row, actor=actor), tones=TONES),
        "buttons": sorted(open_moves, key=lambda each: (each.danger, each != line.likely)),
        "missing": [when.otherwise for when in waits if when],
        "may_write": can_write(actor, row),
        "may_follow": row.state == "evaluated" and can_follow(actor, row),
    }


def _write(request: Request, row: Project, form: PlanForm) -> list[str]:
    """The keys of what crossed somebody else's change."""
    crossed = actions.write(row, form.changes(), actor=request.actor)
    return [str(each.pk) for each in crossed]


def _plan_page(request: Request, row: Project, form: PlanForm, status: int) -> HttpResponse:
    asides = list(Aside.objects.filter(project=row, settled_at=None))
    context = {"project": row, "form": form, "asides": asides}
    return render(request, "projects/desk/plan.html", context, status=status)
