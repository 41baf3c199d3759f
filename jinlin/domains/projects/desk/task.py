"""What does staff see of one key task, and how do they move it?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import Refusal, require
from jinlin.core.files import uploads
from jinlin.core.story import shown_lines
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Aim
from jinlin.domains.projects.desk.boards import STAFF
from jinlin.domains.projects.desk.money import papers_of
from jinlin.domains.projects.forms.tasks import AimForm, AsOfForm, ReachForm, StepForm
from jinlin.domains.projects.models import (
    Draft,
    Helping,
    Indicator,
    Milestone,
    Report,
    Supervision,
    Task,
)
from jinlin.domains.projects.moves import TASKS
from jinlin.domains.projects.permissions import (
    TASK_RULES,
    can_plan_task,
    can_report,
    is_keeper,
    is_unit,
)
from jinlin.domains.projects.queries.beside import matters_of
from jinlin.domains.projects.queries.counting import values_of
from jinlin.domains.projects.queries.listed import tasks_listed
from jinlin.domains.projects.queries.story import task_story
from jinlin.ground.accounts import doors
from jinlin.shell.answers import MovePage, answer_move, post_made, post_once
from jinlin.shell.requests import Request

PAGE = MovePage[Task](
    "projects/desk/task_move.html", "task", lambda row: reverse("projects:task", args=[row.pk])
)
TONES = {
    **dict.fromkeys(("judge_done", "reach", "sign"), "done"),
    **dict.fromkeys(("press", "postpone", "hand_over"), "waiting"),
    "judge_open": "late",
    "drop": "ended",
}


@doors.role(*STAFF)
@require_safe
def task(request: Request, pk: UUID) -> HttpResponse:
    """The page of one task: its light and why, steps, numbers, reports, supervision, the trail."""
    row = TASKS.in_scope(request.actor, pk)
    return render(request, "projects/desk/task.html", _shown(request, row))


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def steps(request: Request, pk: UUID) -> HttpResponse:
    """One more milestone, or one more figure."""
    row = TASKS.in_scope(request.actor, pk)
    require(can_plan_task(request.actor, row))
    is_aim = request.POST.get("what") == "aim"
    step = StepForm(None if is_aim else request.POST or None)
    aim = AimForm(request.POST if is_aim else None)
    status = 200
    if request.method == "POST":
        form = aim if is_aim else step
        makes = Indicator if is_aim else Milestone
        plan = _plan_aim if is_aim else _plan_step
        posted = post_made(request, form, makes, row.place_code, lambda: plan(request, row, form))
        if posted.is_done:
            return redirect("projects:task", pk)
        status = posted.status
    context = {"task": row, "step": step, "aim": aim}
    return render(request, "projects/desk/steps.html", context, status=status)


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: Request, pk: UUID, step: UUID) -> HttpResponse:
    """A milestone was reached, with what shows it."""
    row, found = _step(request, pk, step)
    form = ReachForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _reach(request, found, form))
        if posted.is_done:
            return redirect("projects:task", pk)
        status = posted.status
    context = {"task": row, "step": found, "form": form}
    return render(request, "projects/desk/reach.html", context, status=status)


@doors.role(*STAFF)
@require_POST
def unreach(request: Request, pk: UUID, step: UUID) -> HttpResponse:
    """A milestone was not reached after all."""
    _row, found = _step(request, pk, step)
    try:
        actions.unreach(found, reason=request.POST.get("reason", ""), actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("projects:task", pk)


@doors.role(*STAFF)
@require_POST
def strike(request: Request, pk: UUID, found: UUID) -> HttpResponse:
    """A milestone or a figure was laid out by mistake."""
    row = TASKS.in_scope(request.actor, pk)
    require(is_keeper(request.actor, row))
    reason, actor = request.POST.get("reason", ""), request.actor
    step = Milestone.objects.select_related("task").filter(pk=found, task=row).first()
    try:
        if step is not None:
            actions.strike_step(step, reason=reason, actor=actor)
        else:
            rows = Indicator.objects.select_related("task")
            figure = get_object_or_404(rows, pk=found, task=row)
            actions.strike_figure(figure, reason=reason, actor=actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("projects:task", pk)


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def task_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    row = TASKS.in_scope(request.actor, pk)
    return answer_move(request, TASKS, TASKS.tried(request, row, move), PAGE)


def _shown(request: Request, row: Task) -> dict[str, Any]:
    actor = request.actor
    line = tasks_listed([row], actor=actor)[0]
    open_moves = TASK_RULES.open_to(actor, row)
    found = list(Milestone.objects.filter(task=row))
    files = uploads.of_each(found)
    return {
        "task": row,
        "row": line,
        "steps": [(step, files.get(step.pk)) for step in found],
        "evidence": list(uploads.of(row)),
        "values": values_of(row.indicators.all()),
        "helpers": list(Helping.objects.filter(task=row).values_list("unit__name", flat=True)),
        "matters": matters_of(row),
        "supervisions": list(Supervision.objects.filter(task=row).order_by("-asked_on", "-id")),
        "reports": list(Report.objects.filter(task=row).order_by("-number")),
        "draft": Draft.objects.filter(task=row).first(),
        "as_of": AsOfForm(),
        "entries": shown_lines(row, task_story(row, actor=actor), tones=TONES),
        "buttons": sorted(open_moves, key=lambda each: (each.danger, each != line.likely)),
        "may_plan": can_plan_task(actor, row) and not row.is_ended,
        "may_strike": is_keeper(actor, row) and row.state in {"open", "working"},
        "may_reach": is_unit(actor, row) and row.state in {"open", "working"},
        "may_report": can_report(actor, row) and row.state in {"working", "judging"},
    }


def _step(request: Request, pk: UUID, step: UUID) -> tuple[Task, Milestone]:
    row = TASKS.in_scope(request.actor, pk)
    require(is_unit(request.actor, row))
    rows = Milestone.objects.select_related("task")
    return row, get_object_or_404(rows, pk=step, task=row)


def _plan_aim(request: Request, row: Task, form: Any) -> Indicator:
    details = {name: value for name, value in form.cleaned_data.items() if name != "key"}
    actions.plan_steps(row, aims=[Aim(**details)], actor=request.actor)
    return Indicator.objects.get(task=row, pk=form.cleaned_data["key"])


def _plan_step(request: Request, row: Task, form: Any) -> Milestone:
    steps = [(form.cleaned_data["title"], form.cleaned_data["due_on"])]
    actions.plan_steps(row, steps=steps, actor=request.actor)
    return Milestone.objects.get(task=row, pk=form.cleaned_data["key"])


def _reach(request: Request, found: Milestone, form: ReachForm) -> str:
    fields = form.cleaned_data
    files = papers_of(request, "paper", found.county)
    details = {name: fields[name] for name in ("on", "evidence")}
    return str(actions.reach(found, files=files, actor=request.actor, **details).pk)
