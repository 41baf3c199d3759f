"""Which light does each key task show, and how does the year's list come in?"""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging, sheets
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import TaskTerms
from jinlin.domains.projects.desk.boards import MOST_OFFERED, STAFF, ways_of
from jinlin.domains.projects.forms.tasks import (
    TASK_STATES,
    LandForm,
    SendListForm,
    TaskFilterForm,
    TaskForm,
)
from jinlin.domains.projects.models import Task, TaskList
from jinlin.domains.projects.queries import listed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.ground.places.models import Organisation, Place
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.boards import check_for_a_file, head, standing
from jinlin.shell.requests import Request, cursor, place_code, preset

SIZE = 50
KEEPERS = (Role.LEAD, Role.APPROVER)


@doors.role(*STAFF)
@require_safe
def tasks(request: Request) -> HttpResponse:
    """The tasks under the filters in the address: each with its light and why."""
    actor: Actor = request.actor
    places = ways_of(actor, place_code(request))
    form = TaskFilterForm(request.GET, places=places)
    filters = form.filters()
    rows = partial(listed.task_board, actor)
    page = paging.page(rows(filters), order=listed.TASK_ORDER, after=cursor(request), size=SIZE)
    context = {
        **head(form, request.GET, TASK_STATES, standing(Task, filters, rows)),
        "filters": filters,
        "places": places,
        "page": page,
        "rows": listed.tasks_listed(page.rows, actor=actor),
        "may_list": actor.looks_after(*KEEPERS),
    }
    return render(request, "projects/desk/tasks.html", context, status=form.status)


@doors.role(*STAFF)
@require_safe
def export_tasks(request: Request, kind: str) -> HttpResponseBase:
    """The rows of the board under the filters in the address as a file, streamed."""
    if kind not in sheets.CONTENT:
        raise NotHere
    form = TaskFilterForm(request.GET)
    check_for_a_file(form)
    rows = listed.task_board(request.actor, form.filters())
    lines = listed.tasks_exported(rows, actor=request.actor)
    return taken_out(request, listed.TASK_COLUMNS, lines, name=_("Key tasks"), kind=kind)


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_task(request: Request) -> HttpResponse:
    """One task comes on the list; sent twice, once."""
    places, units = _places(request.actor), _units(request.actor)
    first = {"year": clock.today().year, **preset(request, "place", "title", "text")}
    form = TaskForm(request.POST or None, places=places, units=units, initial=first)
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Task, lambda: form.cleaned_data["place"], lambda: _put(request, form)
        )
        if posted.is_done:
            return redirect("projects:task", posted.made)
        status = posted.status
    return render(request, "projects/desk/new_task.html", {"form": form}, status=status)


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: Request) -> HttpResponse:
    """The lists sent so far, and a form to send one; sent, each line is shown before it lands."""
    actor: Actor = request.actor
    form = SendListForm(request.POST or None, request.FILES or None, places=_places(actor))
    status = 200
    if request.method == "POST":
        posted = post_made(
            request,
            form,
            TaskList,
            lambda: form.cleaned_data["place"],
            lambda: _send(request, form),
        )
        if posted.is_done:
            return redirect("projects:land", posted.made)
        status = posted.status
    rows = TaskList.objects.visible_to(actor).select_related("place").order_by("-sent_at", "-id")
    context = {"form": form, "rows": list(rows[:30])}
    return render(request, "projects/desk/lists.html", context, status=status)


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def land(request: Request, pk: UUID) -> HttpResponse:
    """Each line as it was understood; those picked become tasks, once."""
    sent = TaskList.objects.visible_to(request.actor).select_related("place").filter(pk=pk).first()
    if sent is None:
        raise NotHere
    form = LandForm(request.POST or None, sent=sent, units=_units(request.actor, sent.county))
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _land(request, sent, form))
        if posted.is_done:
            messages.success(request, _("On the list now: %(n)d tasks.") % {"n": posted.made})
            return redirect("projects:tasks")
        status = posted.status
    return render(request, "projects/desk/land.html", {"sent": sent, "form": form}, status=status)


def _put(request: Request, form: TaskForm) -> Task:
    place = Place.objects.present().get(code=form.cleaned_data["place"])
    return actions.put_on_list(place, TaskTerms(**form.terms()), actor=request.actor)


def _send(request: Request, form: SendListForm) -> TaskList:
    fields = form.cleaned_data
    place = Place.objects.present().get(code=fields["place"])
    return actions.send_list(fields["file"], place=place, year=fields["year"], actor=request.actor)


def _land(request: Request, sent: TaskList, form: LandForm) -> int:
    return actions.land(sent, form.picks(), actor=request.actor).landed


def _places(actor: Actor) -> list[tuple[str, str]]:
    """The places whose list this actor keeps, the largest first."""
    rows = Place.objects.present().filter(code__in=actor.codes(*KEEPERS))
    below = Place.objects.present().filter(parent__in=rows)
    found = sorted({*rows, *below}, key=lambda each: (len(each.code), each.code))
    return [(each.code, each.name) for each in found[:MOST_OFFERED]]


def _units(actor: Actor, county: str = "") -> dict[str, Organisation]:
    counties = [county] if county else actor.counties(*KEEPERS)
    rows = Organisation.objects.open().filter(county__in=counties).order_by("name")
    return {str(each.pk): each for each in rows}
