"""Which pacts stand where, and how is a new one begun?"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.forms.writing import STATES, DraftForm, FilterForm
from jinlin.domains.pacts.models import Pact, Sample
from jinlin.domains.pacts.models.pact import READERS
from jinlin.domains.pacts.queries import listed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries.homes import registrable
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import way_down
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request

SIZE = 30
LEVELS = (Level.NEIGHBOURHOOD, Level.COMMUNITY)


@doors.keeper(*READERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """The pacts under the filters in the address, the most urgent first."""
    actor = request.actor
    form = FilterForm(request.GET)
    filters = form.filters()
    rows = listed.board(actor, filters)
    page = paging.page(
        rows, order=listed.ORDERS[filters.order], after=request.GET.get("after", ""), size=SIZE
    )
    tally = listed.tally(actor)
    context = {
        "filters": filters,
        "tabs": [(value, word, tally.get(value)) for value, word in STATES],
        "places": way_down(actor.codes(*READERS), filters.place),
        "page": page,
        "rows": listed.listed(page.rows, actor=actor),
        "may_draft": actor.holds(Role.CLERK, Role.LEAD),
    }
    return render(request, "pacts/desk/board.html", context)


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
    posted = post_once(request, form, lambda: _draft(form, samples, request))
    if not posted.is_done:
        return _page(request, form, posted.status)
    return redirect(reverse("pacts:text", args=[posted.made]))


def _draft(form: DraftForm, samples: dict[str, Sample], request: Request) -> str:
    said = form.cleaned_data
    texts = [samples[key].text for key in said.get("samples", ())]
    place = Place.objects.present().get(code=said["place"])
    return str(actions.draft(place, title=said["title"], clauses=texts, actor=request.actor).pk)


def places_for(request: Request, *, free: bool) -> list[tuple[str, str]]:
    """Where this actor may draft; offered are those where there is no pact yet."""
    rows = registrable(request.actor).filter(level__in=LEVELS).select_related("parent")
    if free:
        rows = rows.exclude(pk__in=Pact.objects.values("place"))
    return [(each.code, _named(each)) for each in rows.order_by("code")[:400]]


def _named(place: Place) -> str:
    return f"{place.name} · {place.parent.name}" if place.parent else place.name


def _samples(request: Request) -> list[Sample]:
    counties = {code[:6] for code in request.actor.codes(Role.CLERK, Role.LEAD)}
    return list(Sample.objects.filter(county__in=counties, is_offered=True))


def _page(request: Request, form: DraftForm, status: int) -> HttpResponse:
    empty = _("Every place of yours has a pact already.")
    context = {"form": form, "is_full": not form.fields["place"].choices, "empty": empty}  # type: ignore[attr-defined]
    return render(request, "pacts/desk/draft.html", context, status=status)
