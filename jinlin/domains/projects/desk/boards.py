"""Which projects stand where, and how is a new one proposed?"""

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging, sheets
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Proposal
from jinlin.domains.projects.forms.plans import ProposeForm
from jinlin.domains.projects.forms.tasks import STATES, FilterForm
from jinlin.domains.projects.models import Project, ServiceKind
from jinlin.domains.projects.models.project import OWNERS, READERS
from jinlin.domains.projects.queries import listed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.ground.places.choosing import SUGGESTED, suggested
from jinlin.ground.places.models import Level, Organisation, Place
from jinlin.ground.places.queries import way_down
from jinlin.shell.answers import post_made
from jinlin.shell.boards import check_for_a_file, head, standing
from jinlin.shell.requests import Request, cursor, place_code

STAFF = (*READERS, Role.HANDLER, Role.PARTNER, Role.VOLUNTEER_LEADER, Role.ORGANISER)
SIZE, MOST_OFFERED = 30, 300
LEVELS = (Level.COUNTY, Level.TOWN, Level.COMMUNITY, Level.NEIGHBOURHOOD)


@doors.role(*STAFF)
@require_safe
def board(request: Request) -> HttpResponse:
    """The projects under the filters in the address, the most urgent first."""
    actor: Actor = request.actor
    places, kinds = ways_of(actor, place_code(request)), _kinds(actor)
    form = FilterForm(
        request.GET, places=places, kinds=[(str(kind.pk), kind.name) for kind in kinds]
    )
    filters = form.filters()
    rows = partial(listed.board, actor)
    order = listed.ORDERS["due"]
    page = paging.page(rows(filters), order=order, after=cursor(request), size=SIZE)
    context = {
        **head(form, request.GET, STATES, standing(Project, filters, rows)),
        "filters": filters,
        "places": places,
        "kinds": kinds,
        "page": page,
        "rows": listed.listed(page.rows, actor=actor),
        "may_propose": actor.holds(*OWNERS),
    }
    return render(request, "projects/desk/board.html", context, status=form.status)


@doors.role(*STAFF)
@require_safe
def export(request: Request, kind: str) -> HttpResponseBase:
    """The rows of the board under the filters in the address as a file, streamed."""
    if kind not in sheets.CONTENT:
        raise NotHere
    form = FilterForm(request.GET)
    check_for_a_file(form)
    rows = listed.board(request.actor, form.filters())
    lines = listed.exported(rows, order=listed.ORDERS["due"])
    return taken_out(request, listed.COLUMNS, lines, name=_("Service projects"), kind=kind)


@doors.role(*OWNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request) -> HttpResponse:
    """The form of a new project; sent twice, there is one."""
    form = ProposeForm(request.POST or None, offered=_offered(request.actor))
    status = 200
    if request.method == "POST":
        posted = post_made(
            request,
            form,
            Project,
            lambda: form.cleaned_data["place"],
            lambda: _draft(form, request.actor),
        )
        if posted.is_done:
            return redirect("projects:plan", posted.made)
        status = posted.status
    return render(request, "projects/desk/propose.html", {"form": form}, status=status)


def ways_of(actor: Actor, code: str) -> list[tuple[str, str]]:
    """The way down to a place, for whoever looks after places at all."""
    codes = actor.codes(*READERS)
    return way_down(codes, code) if codes else []


def _draft(form: ProposeForm, actor: Actor) -> Project:
    fields = form.cleaned_data
    proposal = Proposal(
        title=fields["title"],
        kind=ServiceKind.objects.get(pk=fields["kind"]),
        serves=fields["serves"],
        unit=Organisation.objects.get(pk=fields["unit"]),
        year=fields["year"],
    )
    place = Place.objects.present().get(code=fields["place"])
    return actions.draft(place, proposal, actor=actor)


def _kinds(actor: Actor) -> list[ServiceKind]:
    return list(ServiceKind.objects.filter(county__in=actor.counties()))


def _offered(actor: Actor) -> dict[str, list[tuple[Any, Any]]]:
    """Where this actor may propose, which kinds, and which units may carry it out."""
    places = Place.objects.present().visible_to(actor).filter(level__in=LEVELS)
    codes = actor.codes(Role.CLERK, Role.LEAD)
    own = Organisation.objects.open().filter(pk__in=actor.organisations(*OWNERS))
    units = Organisation.objects.open().filter(county__in=actor.counties()) if codes else own
    near = places.inside(codes[0]) if len(codes) == 1 else places
    named = units.order_by("name").values_list("pk", "name")[:MOST_OFFERED]
    able = {str(pk): name for pk, name in named}
    first = suggested(Project.objects.all(), "unit", near.values_list("code", flat=True), able)
    return {
        "place": list(near.order_by("code").values_list("code", "name")[:MOST_OFFERED]),
        "kind": [(str(each.pk), each.name) for each in _kinds(actor) if each.is_offered],
        "unit": [*([(SUGGESTED, first)] if first else []), *able.items()],
    }
