"""From which page does staff name the matters that belong to a key task?"""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere, Refusal, require
from jinlin.domains.projects import actions as projects
from jinlin.domains.projects.models import Matter, Task
from jinlin.domains.projects.models.task import UNITS
from jinlin.domains.projects.moves import TASKS
from jinlin.domains.projects.permissions import can_plan_task
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.journeys.task_matters import name, offers
from jinlin.shell.move_forms import TidyField
from jinlin.shell.requests import Request


class WordsForm(forms.Form):
    q = TidyField(required=False, max_length=40)

    def words(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""


class MatterForm(forms.Form):
    label = forms.CharField(max_length=60)
    key = forms.UUIDField()


class GoneForm(forms.Form):
    gone = forms.UUIDField()


@doors.role(*UNITS, Role.APPROVER)
@require_http_methods(["GET", "HEAD", "POST"])
def task_matters(request: Request, pk: UUID) -> HttpResponse:
    """What may be named, and what is; each posted belongs to the task, or does no more."""
    row = TASKS.in_scope(request.actor, pk)
    require(can_plan_task(request.actor, row))
    text, status = WordsForm(request.GET).words(), 200
    if request.method == "POST":
        form, gone = MatterForm(request.POST), GoneForm(request.POST)
        if gone.is_valid() or form.is_valid():
            return _posted(request, row, form, gone)
        status = 422
    context = {
        "task": row,
        "text": text,
        "named": row.matters.order_by("id"),
        "offers": [] if row.is_ended else offers(row, text, actor=request.actor),
    }
    return render(request, "journeys/task_matters.html", context, status=status)


def _posted(request: Request, row: Task, form: MatterForm, gone: GoneForm) -> HttpResponse:
    try:
        if gone.is_valid():
            found = Matter.objects.filter(pk=gone.cleaned_data["gone"], task=row).first()
            if found is not None:
                projects.forget_matter(found, actor=request.actor)
        elif form.is_valid():
            text = WordsForm(request.GET).words()
            made = name(row, **form.cleaned_data, text=text, actor=request.actor)
            messages.success(request, _("It belongs to the task: %(name)s.") % {"name": made.title})
    except NotHere:
        messages.error(request, _("This is not offered any more."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("journeys:task_matters", row.pk)
