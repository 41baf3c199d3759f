"""Which pacts stand where, and how is a new one begun?"""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.forms.filters import STATES, FilterForm
from jinlin.domains.pacts.forms.writing import DraftForm
from jinlin.domains.pacts.models import Pact, Sample
from jinlin.domains.pacts.models.pact import READERS
from jinlin.domains.pacts.queries import listed
from jinlin.domains.pacts.queries.exported import COLUMNS, exported
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries.homes import registrable
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import counties, way_down
from jinlin.shell.answers import post_made
from jinlin.shell.boards import check_for_a_file, head, standing
from jinlin.shell.requests import Request, cursor, place_code

SIZE = 30
LEVELS = (Level.NEIGHBOURHOOD, Level.COMMUNITY)


@doors.keeper(*READERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """The pacts under the filters in the address, the most urgent first; what cannot be used of it
    is named and left out.
    """
    actor, form = request.actor, _form(request)
    status = form.status
    filters = form.filters()
    rows, order = partial(listed.board, actor), listed.ORDERS[filters.order]
    page = paging.page(rows(filters), order=order, after=cursor(request), size=SIZE)
    context = {
        **head(form, request.GET, STATES, standing(Pact, filters, rows)),
        "filters": filters,
        "page": page,
        "rows": listed.listed(page.rows, actor=actor),
        "may_draft": actor.looks_after(Role.CLERK, Role.LEAD),
    }
    return render(request, "pacts/desk/board.html", context, status=status)


@doors.keeper(*READERS)
@require_safe
def export(request: Request, kind: str) -> HttpResponseBase:
    """The rows of the board under the filters in the address as a file, streamed.

    A filter that cannot be used is a no: the file would hold more than was meant.
    """
    form = _form(request)
    check_for_a_file(form)
    filters = form.filters()
    rows = exported(listed.board(request.actor, filters), order=listed.ORDERS[filters.order])
    return taken_out(request, COLUMNS, rows, name=_("Pacts"), kind=kind)


def _form(request: Request) -> FilterForm:
    places = way_down(request.actor.codes(*READERS), place_code(request))
    return FilterForm(request.GET, places=[("", _("Everywhere I work")), *places])


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request) -> HttpResponse:
    """The form of a new pact; sent twice, there is one."""
    places = places_for(request, free=request.method != "POST")
    samples = {str(each.pk): each for each in _samples(request)}
    choices = [(key, f"{each.heading}：{each.text}") for key, each in samples.items()]
    form = DraftForm(request.POST or None, places=places, samples=choices)
    if request.method != "POST":
        return _page(request, form, 200)
    posted = post_made(
        request,
        form,
        Pact,
        lambda: form.cleaned_data["place"],
        lambda: _draft(form, samples, request),
    )
    if not posted.is_done:
        return _page(request, form, posted.status)
    return redirect(reverse("pacts:text", args=[posted.made]))


def _draft(form: DraftForm, samples: dict[str, Sample], request: Request) -> Pact:
    fields = form.cleaned_data
    texts = [samples[key].text for key in fields.get("samples", ())]
    place = Place.objects.present().get(code=fields["place"])
    return actions.draft(place, title=fields["title"], clauses=texts, actor=request.actor)


def places_for(request: Request, *, free: bool) -> list[tuple[str, str]]:
    """Where this actor may draft; offered are those where there is no pact yet."""
    rows = registrable(request.actor).filter(level__in=LEVELS).select_related("parent")
    if free:
        rows = rows.exclude(pk__in=Pact.objects.values("place"))
    return [(each.code, _named(each)) for each in rows.order_by("code")[:400]]


def _named(place: Place) -> str:
    return f"{place.name} · {place.parent.name}" if place.parent else place.name


def _samples(request: Request) -> list[Sample]:
    kept = counties(request.actor.codes(Role.CLERK, Role.LEAD))
    return list(Sample.objects.filter(county__in=kept, is_offered=True))


def _page(request: Request, form: DraftForm, status: int) -> HttpResponse:
    empty = _("Every place of yours has a pact already.")
    context = {"form": form, "is_full": not form.fields["place"].choices, "empty": empty}  # type: ignore[attr-defined]
    return render(request, "pacts/desk/draft.html", context, status=status)
