"""On which days is the exam, according to which notice, and who compared them?"""

from datetime import date
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
from jinlin.domains.workforce.permissions import can_keep_exam_day
from jinlin.domains.workforce.queries import exam_days as queries
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
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
    places = [(place.code, place.name) for place in queries.kept_by(request.actor)]
    form, status = ExamDayForm(request.POST or None, places=places), 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _name(form, request))
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("workforce:exam_days")
        status = posted.status
    since = date(clock.today().year - YEARS_BACK, 1, 1)
    context = {"form": form, "rows": _rows(request, since), "since": since.year}
    return render(request, "workforce/desk/exam_days.html", context, status=status)


def _rows(request: Request, since: date) -> list[tuple[ExamDay, str, bool]]:
    """Each day with whose it is (nothing: the state's), and whether this registrar may strike it
    out or, where it is their own, confirm it.
    """
    found = queries.listed(request.actor, since)
    codes = {day.county for day in found}
    names = dict(Place.objects.present().filter(code__in=codes).values_list("code", "name"))
    return [
        (day, names.get(day.county, ""), can_keep_exam_day(request.actor, day.county))
        for day in found
    ]


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
        fields["what"],
        fields["on"],
        source=fields["source"],
        county=fields["county"],
        actor=request.actor,
    )
    return str(made.pk)
