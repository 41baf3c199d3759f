"""Which classes are there, and how is one planned?"""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.errors import require
from jinlin.domains.training import actions
from jinlin.domains.training.desk import planners, readers, teachers
from jinlin.domains.training.forms.filters import STATES, FilterForm
from jinlin.domains.training.forms.keyed import PLANNERS
from jinlin.domains.training.forms.planning import MaterialsForm, PlanForm, TermsForm
from jinlin.domains.training.models import Course
from jinlin.domains.training.moves import COURSES
from jinlin.domains.training.permissions import can_teach, is_host
from jinlin.domains.training.queries import board as boards
from jinlin.domains.training.queries.board import ORDERS, CourseLine
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.boards import head, standing
from jinlin.shell.requests import Request, cursor


@readers
@never_cache
@require_safe
def board(request: Request) -> HttpResponse:
    """The classes under the filters of the address; what cannot be used is named and left out."""
    form = FilterForm(request.GET)
    filters, status = form.filters(), form.status
    rows = partial(boards.board, request.actor)
    page = paging.page(rows(filters), order=ORDERS[filters.order], after=cursor(request))
    context = {
        "page": page,
        "rows": [CourseLine(row) for row in page.rows],
        **head(form, request.GET, STATES, standing(Course, filters, rows)),
        "may_plan": request.actor.holds(*PLANNERS),
    }
    return render(request, "training/desk/board.html", context, status=status)


@planners
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """A class is planned."""
    actor, status = request.actor, 200
    form = PlanForm(request.POST or None, actor=actor)
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Course,
            lambda: form.cleaned_data["place"].code,
            lambda: _plan(form, request),
        )
        if posted.is_done:
            return redirect("training:class", posted.made)
        status = posted.status
    return render(request, "training/desk/new.html", {"form": form}, status=status)


@planners
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: Request, pk: UUID) -> HttpResponse:
    """A class that is not announced yet has other terms."""
    actor, row, status = request.actor, COURSES.in_scope(request.actor, pk), 200
    require(is_host(actor, row))
    form = TermsForm(request.POST or None, actor=actor, course=row)
    if form.is_bound:
        posted = post_once(
            request, form, lambda: str(actions.change_terms(row, form.terms(), actor=actor).pk)
        )
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("training:class", pk)
        status = posted.status
    context = {"form": form, "course": row}
    return render(request, "training/desk/new_terms.html", context, status=status)


@teachers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def materials(request: Request, pk: UUID) -> HttpResponse:
    """Whoever teaches says what to read and to bring, also while the class goes on."""
    actor, row, status = request.actor, COURSES.in_scope(request.actor, pk), 200
    require(can_teach(actor, row))
    form = MaterialsForm(request.POST or None, initial={"materials": row.materials})
    if form.is_bound:
        posted = post_once(request, form, lambda: _materials(row, form, request))
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("training:class", pk)
        status = posted.status
    context = {"form": form, "course": row}
    return render(request, "training/desk/materials.html", context, status=status)


def _materials(row: Course, form: MaterialsForm, request: Request) -> str:
    text = form.cleaned_data["materials"]
    return str(actions.give_materials(row, text, actor=request.actor).pk)


def _plan(form: PlanForm, request: Request) -> Course:
    fields = form.cleaned_data
    return actions.plan(fields["place"], fields["organiser"], form.terms(), actor=request.actor)
