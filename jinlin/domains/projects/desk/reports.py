"""How is a report drafted, corrected, signed and read?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import Refusal, require
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions.papers import paper_for
from jinlin.domains.projects.desk.boards import STAFF
from jinlin.domains.projects.forms.tasks import AsOfForm, ReportForm
from jinlin.domains.projects.models import Draft, Report, Task
from jinlin.domains.projects.moves import TASKS
from jinlin.domains.projects.permissions import can_report
from jinlin.domains.projects.queries.drafting import beside_today, shown
from jinlin.ground.accounts import doors
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request


@doors.role(*STAFF)
@require_POST
def draft_report(request: Request, pk: UUID) -> HttpResponse:
    """A draft is written from the records of a day."""
    row = _reported_by(request, pk)
    form = AsOfForm(request.POST)
    form.is_valid()
    try:
        day = form.cleaned_data.get("as_of")
        actions.draft_report(row, as_of=day, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("projects:task", pk)
    return redirect("projects:report", pk)


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, pk: UUID) -> HttpResponse:
    """The draft with its numbers; corrected, or signed as it stands."""
    row = _reported_by(request, pk)
    draft = get_object_or_404(Draft.objects.select_related("task"), task=row)
    form = ReportForm(request.POST or None, draft=draft)
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _kept(request, draft, form))
        if posted.is_done:
            return _onward(request, pk, is_signed=posted.made != "kept")
        status = posted.status
    lines = form.rows(shown(draft.lines, row, as_of=draft.as_of))
    context = {"task": row, "draft": draft, "form": form, "lines": lines}
    return render(request, "projects/desk/report.html", context, status=status)


@doors.role(*STAFF)
@require_safe
def signed(request: Request, pk: UUID, report: UUID) -> HttpResponse:
    """A report as it was signed; where the records say something else today, that stands beside."""
    row = TASKS.in_scope(request.actor, pk)
    found = get_object_or_404(Report.objects.select_related("task"), pk=report, task=row)
    today = beside_today(found)
    lines = [(line, today.get(line["indicator"])) for line in found.lines]
    context = {"task": row, "report": found, "lines": lines, "paper": paper_for(found)}
    return render(request, "projects/desk/signed.html", context)


def _reported_by(request: Request, pk: UUID) -> Task:
    row = TASKS.in_scope(request.actor, pk)
    require(can_report(request.actor, row))
    return row


def _onward(request: Request, pk: UUID, *, is_signed: bool) -> HttpResponse:
    words = _("The report is signed.") if is_signed else _("Kept. Sign it when it is right.")
    messages.success(request, words)
    return redirect("projects:task" if is_signed else "projects:report", pk)


def _kept(request: Request, draft: Draft, form: ReportForm) -> str:
    """The words stand; with 'sign' the report does."""
    fields = form.cleaned_data
    kept = actions.correct(
        draft,
        wordings=form.wordings(),
        text=fields["text"],
        edition=fields["edition"],
        actor=request.actor,
    )
    if "sign" not in request.POST:
        return "kept"
    return str(actions.sign(kept, edition=kept.edition, actor=request.actor).pk)
