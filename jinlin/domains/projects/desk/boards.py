"""Which projects stand where, and how is a new one proposed?"""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging, sheets
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Proposal
from jinlin.domains.projects.forms.plans import ProposeForm
from jinlin.domains.projects.forms.tasks import STATES, FilterForm
from jinlin.domains.projects.models import ServiceKind
from jinlin.domains.projects.models.project import OWNERS, READERS
from jinlin.domains.projects.queries import listed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Level, Organisation, Place
from jinlin.ground.places.queries import way_down
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request

STAFF = (*READERS, Role.HANDLER, Role.PARTNER, Role.VOLUNTEER_LEADER, Role.ORGANISER)
SIZE, MOST_OFFERED = 30, 300
LEVELS = (Level.COUNTY, Level.TOWN, Level.COMMUNITY, Level.NEIGHBOURHOOD)


@doors.role(*STAFF)
@require_safe
def board(request: Request) -> HttpResponse:
    """The projects under the filters in the address, the most urgent first."""
    actor: Actor = request.actor
    filters = FilterForm(request.GET).filters()
    rows = listed.board(actor, filters)
    after = request.GET.get("after", "")
    page = paging.page(rows, order=listed.ORDERS["due"], after=after, size=SIZE)
    tally = listed.tally(actor)
    context = {
        "filters": filters,
        "tabs": [(value, word, tally.get(value)) for value, word in STATES],
        "places": ways_of(actor, filters.place),
        "kinds": _kinds(actor),
        "page": page,
        "rows": listed.listed(page.rows, actor=actor),
        "may_propose": actor.holds(*OWNERS),
        "query": request.GET.urlencode(),
    }
    return render(request, "projects/desk/board.html", context)


@doors.role(*STAFF)
@require_safe
def export(request: Request, kind: str) -> HttpResponseBase:
    """The rows of the board under the filters in the address as a file, streamed."""
    if kind not in sheets.CONTENT:
        raise NotHere
    rows = listed.board(request.actor, FilterForm(request.GET).filters())
    lines = listed.exported(rows, order=listed.ORDERS["due"])
    file, _written = (
        sheets.as_xlsx(listed.COLUMNS, lines, name=_("Service projects"))
        if kind == "xlsx"
        else sheets.as_csv(listed.COLUMNS, lines)
    )
    name = f"{_('Service projects')}-{clock.now():%Y%m%d-%H%M}.{kind}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=sheets.CONTENT[kind])


@doors.role(*OWNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request) -> HttpResponse:
    """The form of a new project; sent twice, there is one."""
    form = ProposeForm(request.POST or None, offered=_offered(request.actor))
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _draft(form, request.actor))
        if posted.is_done:
            return redirect("projects:plan", posted.made)
        status = posted.status
    return render(request, "projects/desk/propose.html", {"form": form}, status=status)


def ways_of(actor: Actor, code: str) -> list[tuple[str, str]]:
    """The way down to a place, for whoever looks after places at all."""
    codes = actor.codes(*READERS)
    return way_down(codes, code) if codes else []


def _draft(form: ProposeForm, actor: Actor) -> str:
    said = form.cleaned_data
    told = Proposal(
        title=said["title"],
        kind=ServiceKind.objects.get(pk=said["kind"]),
        serves=said["serves"],
        unit=Organisation.objects.get(pk=said["unit"]),
        year=said["year"],
    )
    place = Place.objects.present().get(code=said["place"])
    return str(actions.draft(place, told, actor=actor).pk)


def _kinds(actor: Actor) -> list[ServiceKind]:
    return list(ServiceKind.objects.filter(county__in=actor.counties()))


def _offered(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """Where this actor may propose, which kinds, and which units may carry it out."""
    places = Place.objects.present().visible_to(actor).filter(level__in=LEVELS)
    codes = actor.codes(Role.CLERK, Role.LEAD)
    own = Organisation.objects.open().filter(pk__in=actor.organisations(*OWNERS))
    units = Organisation.objects.open().filter(county__in=actor.counties()) if codes else own
    near = places.inside(codes[0]) if len(codes) == 1 else places
    return {
        "place": [(each.code, each.name) for each in near.order_by("code")[:MOST_OFFERED]],
        "kind": [(str(each.pk), each.name) for each in _kinds(actor) if each.is_offered],
        "unit": [(str(each.pk), each.name) for each in units.order_by("name")[:MOST_OFFERED]],
    }
