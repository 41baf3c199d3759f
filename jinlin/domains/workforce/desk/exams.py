"""How far did candidates come, who may sit next, and how do lists and results come in?"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.errors import Refusal
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.actions.exam_lists import Taken
from jinlin.domains.workforce.actions.exams import Exam
from jinlin.domains.workforce.forms.filters import WAYS, ExamForm
from jinlin.domains.workforce.forms.keeping import STAGE_WORDS, ExamListForm
from jinlin.domains.workforce.models import Candidacy, Level
from jinlin.domains.workforce.queries import keeping
from jinlin.domains.workforce.queries.counts import funnel
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import put_problem
from jinlin.shell.requests import Request, cursor


@doors.role(Role.REGISTRAR)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def exams(request: Request) -> HttpResponse:
    """The funnel of a year by unit, class or year; posted, a list of candidates or results."""
    actor, taken = request.actor, None
    form = ExamListForm(request.POST or None, request.FILES or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            taken = _take(form.cleaned_data, request)
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            put_problem(form, refusal)
        else:
            messages.success(request, _("The list was taken in."))
    seen = ExamForm(request.GET)
    context = {"form": form, "taken": taken, "filter_form": seen, **_funnel(request, seen)}
    status = 422 if form.errors else 200 if taken else seen.status
    return render(request, "workforce/desk/exams.html", context, status=status)


@doors.role(Role.REGISTRAR, Role.PARTNER)
@require_safe
def prospects(request: Request) -> HttpResponse:
    """Who may sit for a level in a year, and what the others lack; not who holds it."""
    seen = ExamForm(request.GET)
    year, level, _by = seen.exam()
    page = paging.page(
        keeping.without_level(request.actor, level),
        order=("county", "place_code", "id"),
        after=cursor(request),
        size=100,
    )
    context = {
        "page": page,
        "rows": keeping.prospects(page.rows, level=level, year=year),
        "year": year,
        "level": level,
        "levels": Level.choices,
        "filter_form": seen,
    }
    return render(request, "workforce/desk/prospects.html", context, status=seen.status)


def _funnel(request: Request, seen: ExamForm) -> dict[str, Any]:
    """How far candidates came, as the address asks."""
    year, level, by = seen.exam()
    rows = Candidacy.objects.visible_to(request.actor).standing().filter(level=level)
    rows = rows if by == "year" else rows.filter(year=year)
    return {
        "stages": [word for _name, word in STAGE_WORDS],
        "rows": funnel(rows, by),
        "year": year,
        "level": level,
        "by": by,
        "ways": WAYS,
        "levels": Level.choices,
    }


def _take(fields: dict[str, Any], request: Request) -> Taken:
    exam = Exam(fields["county"], fields["year"], fields["level"])
    name = "list.csv" if fields["file"].name.lower().endswith(".csv") else "list.xlsx"
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(fields["file"].read())
        return actions.take_list(exam, fields["stage"], path, on=fields["on"], actor=request.actor)
