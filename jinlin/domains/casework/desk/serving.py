"""Which services were given, how is one written down, and where are service points?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor, county_of, within
from jinlin.core.errors import NotHere, NotNow
from jinlin.core.sheets import Column
from jinlin.domains.casework import actions
from jinlin.domains.casework.desk.caseload import case_door
from jinlin.domains.casework.forms.cases import agency_choices
from jinlin.domains.casework.forms.serving import PointForm, ServiceFilterForm, ServiceForm
from jinlin.domains.casework.models import CASE_ROLES, READERS, Point, Service
from jinlin.domains.casework.queries.choices import agencies_of, places_of
from jinlin.domains.casework.queries.sums import added_up, served_at
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries import names_of
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import way_down, whole
from jinlin.shell.answers import post_made
from jinlin.shell.boards import check_for_a_file
from jinlin.shell.requests import Request, cursor, place_code

SIZE, MOST_POINTS = 50, 300
COLUMNS = (
    Column(gettext_lazy("Day"), 12),
    Column(gettext_lazy("Village or community"), 24),
    Column(gettext_lazy("Agency"), 24),
    Column(gettext_lazy("Service point"), 24),
    Column(gettext_lazy("Field of work"), 20),
    Column(gettext_lazy("Form of service"), 16),
    Column(gettext_lazy("What was done?"), 30),
    Column(gettext_lazy("How many minutes?"), 10),
    Column(gettext_lazy("Person-times"), 10),
    Column(gettext_lazy("Paid from"), 12),
    Column(gettext_lazy("Yuan"), 12),
    Column(gettext_lazy("Served by"), 14),
)
service_door = doors.role(*CASE_ROLES, *READERS)


@service_door
@require_safe
def services(request: Request) -> HttpResponse:
    """The services this person sees, newest first. What belongs to a case is counted with its case,
    and stands in no list.
    """
    form = _filters(request)
    rows = chosen(request.actor, form.used())
    page = paging.page(rows, order=("-on", "-id"), after=cursor(request), size=SIZE)
    context = {
        "form": form,
        "page": page,
        "rows": signed(page.rows),
        "may_write": request.actor.holds(*CASE_ROLES),
        "query": request.GET.urlencode(),
    }
    return render(request, "casework/desk/services.html", context, status=form.status)


@service_door
@require_safe
def sums(request: Request) -> HttpResponse:
    """The same services added up: by field, by service point, by where the money came from."""
    form = _filters(request)
    found = added_up(request.actor, form.used())
    context = {"form": form, "sums": found, "query": request.GET.urlencode()}
    return render(request, "casework/desk/sums.html", context, status=form.status)


@service_door
@require_safe
def export(request: Request, kind: str) -> HttpResponseBase:
    """The same rows as a table, streamed. A filter that cannot be used is a no."""
    form = _filters(request)
    check_for_a_file(form)
    rows = lines(chosen(request.actor, form.used()))
    return taken_out(request, COLUMNS, rows, name=_("Services"), kind=kind)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def new_service(request: Request) -> HttpResponse:
    """A service without a case is written down; sent twice, once."""
    agencies = agencies_of(request.actor)
    points_there = Point.objects.open().of(request.actor)
    form = ServiceForm(
        request.POST or None,
        county=agencies[0].county if agencies else "",
        agencies=agency_choices(agencies),
        points=[(str(each.pk), each.name) for each in points_there],
        places=places_of(agencies),
    )
    status = 200
    if request.method == "POST":
        posted = post_made(request, form, Service, "", lambda: _served(request, form))
        if posted.is_done:
            messages.success(request, _("The service is on record."))
            return redirect("casework:services")
        status = posted.status
    return render(request, "casework/desk/new_service.html", {"form": form}, status=status)


@service_door
@require_http_methods(["GET", "HEAD", "POST"])
def points(request: Request) -> HttpResponse:
    """Where social workers serve; a supervisor of an agency opens a further point."""
    agencies = agencies_of(request.actor, Role.CASE_SUPERVISOR)
    choices = {"agencies": agency_choices(agencies), "places": places_of(agencies)}
    form = PointForm(request.POST or None, **choices)
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Point, lambda: form.cleaned_data["place"], lambda: _opened(request, form)
        )
        if posted.is_done:
            messages.success(request, _("Social workers serve there from now on."))
            return redirect("casework:points")
        status = posted.status
    rows = Point.objects.visible_to(request.actor).select_related("agency", "place")
    context = {
        "form": form,
        "points": served_at(list(rows.order_by("until", "kind", "name", "pk")[:MOST_POINTS])),
        "may_keep": bool(agencies),
        "own": {each.pk for each in agencies},
    }
    return render(request, "casework/desk/points.html", context, status=status)


@case_door
@require_POST
def close_point(request: Request, point: UUID) -> HttpResponse:
    """Nobody serves there any more."""
    row = get_object_or_404(Point.objects.of(request.actor).select_related("agency"), pk=point)
    try:
        actions.close_point(row, actor=request.actor)
        messages.success(request, _("Nobody serves there any more."))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("casework:points")


def chosen(actor: Actor, used: dict[str, Any]) -> "QuerySet[Service]":
    """Services without a case, under these filters."""
    names = {"since": "on__gte", "until": "on__lte"}
    filters = {names.get(name, name): value for name, value in used.items() if name != "place"}
    rows = Service.objects.for_desk(actor).standing().filter(case=None, **filters)
    rows = rows.filter(within(whole(used["place"]))) if "place" in used else rows
    return rows.select_related("place", "agency", "point")


def signed(rows: Sequence[Service]) -> list[tuple[Service, str]]:
    """Each with the name of whoever served: one statement more."""
    names = names_of(row.by for row in rows)
    return [(row, names.get(row.by, "") if row.by else "") for row in rows]


def lines(rows: "QuerySet[Service]") -> Iterator[list[Any]]:
    names: dict[UUID | None, str] = {None: ""}
    for row in rows.order_by("-on", "-id").iterator(chunk_size=500):
        if row.by not in names:
            found = names_of([row.by])
            names[row.by] = next(iter(found.values()), "")
        yield [
            row.on,
            row.place.name,
            row.agency.name,
            row.point.name if row.point else "",
            str(row.get_field_display()),
            str(row.get_form_display()),
            row.title,
            row.minutes,
            row.person_times,
            str(row.get_fund_display()) if row.fund else "",
            row.spent or "",
            names[row.by],
        ]


def _filters(request: Request) -> ServiceFilterForm:
    actor = request.actor
    points_there = Point.objects.visible_to(actor).order_by("kind", "name", "pk")[:MOST_POINTS]
    counties = {county_of(code) for code in actor.codes(*READERS)}
    counties |= {agency.county for agency in agencies_of(actor)}
    return ServiceFilterForm(
        request.GET,
        points=[(str(each.pk), each.name) for each in points_there],
        places=way_down(actor.codes(*READERS) or sorted(counties), place_code(request)),
    )


def _served(request: Request, form: ServiceForm) -> Service:
    fields = form.cleaned_data
    agencies = agencies_of(request.actor)
    agency = next(each for each in agencies if str(each.pk) == fields["agency"])
    point = (
        Point.objects.of(request.actor).filter(pk=fields["point"]).first()
        if fields["point"]
        else None
    )
    terms = replace(
        form.service_terms(place_of(fields["place"]), point), key=None
    )  # the form keeps its key
    return actions.serve(agency, terms, actor=request.actor)


def _opened(request: Request, form: PointForm) -> Point:
    fields = form.terms()
    agencies = agencies_of(request.actor)
    agency = next(each for each in agencies if str(each.pk) == fields.pop("agency"))
    place = place_of(fields.pop("place"))
    return actions.open_point(agency, place, **fields, actor=request.actor)


def place_of(code: str) -> Place:
    place = Place.objects.present().filter(code=code).first()
    if place is None:
        raise NotHere
    return place
