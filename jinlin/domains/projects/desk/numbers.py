"""What stands behind a number of a project or a task, and how is one counted by hand?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere, Refusal, require
from jinlin.core.files import uploads
from jinlin.domains.projects import actions
from jinlin.domains.projects.desk.boards import STAFF
from jinlin.domains.projects.desk.money import papers_of
from jinlin.domains.projects.forms.doing import CountForm
from jinlin.domains.projects.forms.tasks import DayForm
from jinlin.domains.projects.models import Indicator, Project, Reading, Task
from jinlin.domains.projects.moves import fetch, fetch_task
from jinlin.domains.projects.permissions import can_write, is_unit
from jinlin.domains.projects.queries.counting import behind, lines_of
from jinlin.ground.accounts import doors
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, cursor


@doors.role(*STAFF)
@require_safe
def indicator(request: Request, pk: UUID) -> HttpResponse:
    """The rows behind the number of a day, as far as this person may open them."""
    found, owner = _in_scope(request, pk)
    form = DayForm(request.GET)
    day = form.day()
    basis = behind(found, as_of=day, actor=request.actor)
    page = paging.page(basis.rows, order=basis.order, after=cursor(request))
    files = uploads.of_each(page.rows) if basis.measure is None else {}
    lines = [(line, files.get(line.key)) for line in lines_of(basis, page.rows)]
    context = {
        "indicator": found,
        "owner": owner,
        "is_task": isinstance(owner, Task),
        "basis": basis,
        "day": day,
        "filter_form": form,
        "page": page,
        "lines": lines,
        "may_count": _may_count(request, owner) and not found.is_figure,
    }
    return render(request, "projects/desk/indicator.html", context, status=form.status)


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: Request, pk: UUID) -> HttpResponse:
    """So many more, with what shows it."""
    found, owner = _in_scope(request, pk)
    require(_may_count(request, owner))
    form = CountForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Reading, owner.place_code, lambda: _count(request, found, form)
        )
        if posted.is_done:
            messages.success(request, _("It is counted."))
            return redirect("projects:indicator", pk)
        status = posted.status
    is_task = isinstance(owner, Task)
    context = {"indicator": found, "owner": owner, "is_task": is_task, "form": form}
    return render(request, "projects/desk/count.html", context, status=status)


@doors.role(*STAFF)
@require_POST
def uncount(request: Request, pk: UUID, reading: UUID) -> HttpResponse:
    """A count is taken back, with the reason."""
    found, owner = _in_scope(request, pk)
    require(_may_count(request, owner))
    rows = Reading.objects.select_related("indicator__project", "indicator__task")
    row = get_object_or_404(rows, pk=reading, indicator=found)
    try:
        actions.uncount(row, reason=request.POST.get("reason", ""), actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("projects:indicator", pk)


def _in_scope(request: Request, pk: UUID) -> tuple[Indicator, Project | Task]:
    found = Indicator.objects.filter(pk=pk).select_related("project", "task").first()
    owner: Project | Task | None = None
    if found is not None and found.project is not None:
        owner = fetch(request.actor, found.project.pk)
    elif found is not None and found.task is not None:
        owner = fetch_task(request.actor, found.task.pk)
    if found is None or owner is None:
        raise NotHere
    return found, owner


def _may_count(request: Request, owner: Project | Task) -> bool:
    if isinstance(owner, Project):
        return can_write(request.actor, owner)
    return is_unit(request.actor, owner)


def _count(request: Request, found: Indicator, form: CountForm) -> Reading:
    fields = form.cleaned_data
    files = papers_of(request, "evidence", found.county)
    details = {name: fields[name] for name in ("amount", "on", "note")}
    return actions.count(found, files=files, actor=request.actor, **details)
