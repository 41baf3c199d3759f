"""Which topics stand where, how is one raised for somebody, and how do they leave as a table?"""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Raised
from jinlin.domains.consultations.desk.exporting import TABLES, TableForm
from jinlin.domains.consultations.forms.writing import STATES, DeskRaiseForm, FilterForm
from jinlin.domains.consultations.models import Topic
from jinlin.domains.consultations.models.topics import KEEPERS, READERS, Origin
from jinlin.domains.consultations.queries import listed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries.homes import registrable
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import way_down
from jinlin.shell.answers import file_kind, post_made
from jinlin.shell.boards import check_for_a_file, head, standing
from jinlin.shell.requests import Request, cursor, place_code, preset

SIZE = 30
LEVELS = (Level.NEIGHBOURHOOD, Level.COMMUNITY)


@doors.keeper(*READERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """The topics under the filters in the address, the most urgent first."""
    actor = request.actor
    places = way_down(actor.codes(*READERS), place_code(request))
    form = FilterForm(request.GET, places=places)
    filters = form.filters()
    rows, order = partial(listed.board, actor), listed.ORDERS[filters.order]
    page = paging.page(rows(filters), order=order, after=cursor(request), size=SIZE)
    context = {
        **head(form, request.GET, STATES, standing(Topic, filters, rows)),
        "filters": filters,
        "places": places,
        "page": page,
        "rows": listed.listed(page.rows, actor=actor),
        "tables": [(key, table.name) for key, table in TABLES.items() if key != "topics"],
        "may_raise": actor.looks_after(*KEEPERS),
    }
    return render(request, "consultations/desk/board.html", context, status=form.status)


@doors.keeper(*READERS)
@require_safe
def export(request: Request) -> HttpResponseBase:
    """The same list as a table, or another one of the room, row after row."""
    form = FilterForm(request.GET)
    check_for_a_file(form)
    filters = form.filters()
    which = TableForm(request.GET)
    check_for_a_file(which)
    table = TABLES[which.used["of"] or "topics"]
    rows = table.written(request.actor, filters)
    return taken_out(request, table.columns, rows, name=table.name, kind=file_kind(request))


@sensitive_post_parameters()
@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def raise_one(request: Request) -> HttpResponse:
    """A topic of the community, or of somebody at the station; sent twice, there is one."""
    form = DeskRaiseForm(
        request.POST or None,
        places=places_for(request),
        initial=preset(request, "place", "title", "text"),
    )
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Topic, lambda: form.cleaned_data["place"], lambda: _raise(request, form)
        )
        if posted.is_done:
            return redirect(reverse("consultations:desk_topic", args=[posted.made]))
        status = posted.status
    return render(request, "consultations/desk/raise.html", {"form": form}, status=status)


def places_for(request: Request) -> list[tuple[str, str]]:
    """Where this actor may plan and write down."""
    rows = registrable(request.actor).filter(level__in=LEVELS).order_by("code")[:400]
    return [
        (each.code, f"{each.name} · {each.parent.name}" if each.parent else each.name)
        for each in rows
    ]


def known(request: Request, county: str, name: str, phone: str) -> Person | None:
    """Whom staff writes down for, when anything of them is said."""
    if not (name or phone):
        return None
    return people.know(county, name=name, phone=phone, actor=request.actor)


def _raise(request: Request, form: DeskRaiseForm) -> Topic:
    fields = form.cleaned_data
    place = Place.objects.present().get(code=fields["place"])
    person = known(request, place.county_code, fields["name"], fields["phone"])
    proposal = Raised(
        place=place,
        text=fields["text"],
        title=fields["title"],
        person=person,
        origin=Origin.RESIDENT if person else Origin.STAFF,
    )
    return actions.raise_topic(proposal, actor=request.actor)
