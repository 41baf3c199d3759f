"""On which days is the exam, according to which notice, and who compared them?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.forms.keeping import ExamDayForm
from jinlin.domains.workforce.models import ExamDay
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request

YEARS_BACK = 3


@doors.role(Role.REGISTRAR)
@require_http_methods(["GET", "HEAD", "POST"])
def exam_days(request: Request) -> HttpResponse:
    """The days of these years; posted, a day is confirmed or struck out, or a further one named."""
    if request.method == "POST" and request.POST.get("decision"):
        messages.success(request, _decided(request))
        return redirect("workforce:exam_days")
    form, status = ExamDayForm(request.POST or None), 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _name(form, request))
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("workforce:exam_days")
        status = posted.status
    rows = ExamDay.objects.filter(on__year__gte=clock.today().year - YEARS_BACK)
    context = {"form": form, "rows": rows, "since": clock.today().year - YEARS_BACK}
    return render(request, "workforce/desk/exam_days.html", context, status=status)


def _decided(request: Request) -> str:
    try:
        key = UUID(request.POST.get("day", ""))
    except ValueError as problem:
        raise NotHere from problem
    if request.POST["decision"] == "strike":
        actions.strike_day(key, actor=request.actor)
        return _("The day was struck out.")
    actions.confirm_day(key, actor=request.actor)
    return _("The day is confirmed.")


def _name(form: ExamDayForm, request: Request) -> str:
    fields = form.cleaned_data
    made = actions.name_day(
        fields["what"], fields["on"], source=fields["source"], actor=request.actor
    )
    return str(made.pk)
