"""Which cases are this person's, who waits for what in each, and how is somebody taken in?"""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.forms.cases import STATES, FilterForm, OpenForm, agency_choices
from jinlin.domains.casework.lifecycle import OVER
from jinlin.domains.casework.models import CASE_ROLES, Case, Destruction
from jinlin.domains.casework.permissions import can_destroy
from jinlin.domains.casework.queries import lists
from jinlin.domains.casework.queries.choices import agencies_of, places_of
from jinlin.ground.accounts import doors
from jinlin.ground.places.models import Place
from jinlin.shell.answers import post_made
from jinlin.shell.boards import head, standing
from jinlin.shell.requests import Request, cursor

SIZE = 30
case_door = doors.role(*CASE_ROLES)


@case_door
@require_safe
def board(request: Request) -> HttpResponse:
    """One's own cases under the filters in the address: whose step it is, in each."""
    form = FilterForm(request.GET)
    status = form.status
    filters, rows = lists.Filters(**form.used()), partial(lists.board, request.actor)
    order = lists.ORDERS[filters.order]
    page = paging.page(rows(filters), order=order, after=cursor(request), size=SIZE)
    context = {
        **head(form, request.GET, STATES, standing(Case, filters, rows)),
        "page": page,
        "rows": lists.listed(page.rows, actor=request.actor),
    }
    return render(request, "casework/desk/board.html", context, status=status)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def new(request: Request) -> HttpResponse:
    """Somebody is taken in; sent twice, once."""
    agencies = agencies_of(request.actor)
    choices = {"agencies": agency_choices(agencies), "places": places_of(agencies)}
    form = OpenForm(request.POST or None, **choices)
    if request.method != "POST":
        return _new_page(request, form, 200)
    posted = post_made(request, form, Case, "", lambda: _open(request, form))
    if not posted.is_done:
        return _new_page(request, form, posted.status)
    messages.success(request, _("Taken in. Next comes the consent."))
    return redirect("casework:case", posted.made)


@case_door
@require_safe
def register(request: Request) -> HttpResponse:
    """The register of destroyed files, of this person's teams; and those whose term is over, also
    sealed ones, by their number alone.
    """
    kept = Case.objects.kept_by(request.actor)
    rows = Destruction.objects.filter(case__in=kept.values("pk"))
    page = paging.page(rows, order=("-at", "-id"), after=cursor(request), size=SIZE)
    over = kept.filter(state__in=OVER, keep_until__lte=clock.today()).order_by("keep_until", "pk")
    due = [case for case in over[:100] if can_destroy(request.actor, case)]
    context = {"page": page, "rows": page.rows, "due": due}
    return render(request, "casework/desk/register.html", context)


@case_door
@require_POST
def destroy(request: Request, pk: UUID) -> HttpResponse:
    """A file whose term is over is destroyed, without being read once more."""
    case = get_object_or_404(Case.objects.kept_by(request.actor), pk=pk)
    actions.destroy(case, actor=request.actor)
    messages.success(request, _("Destroyed. The register says so."))
    return redirect("casework:register")


def _open(request: Request, form: OpenForm) -> Case:
    place = Place.objects.present().filter(code=form.cleaned_data["place"]).first()
    if place is None:
        raise NotHere
    key, intake = form.intake(place)
    agency = next(each for each in agencies_of(request.actor) if str(each.pk) == key)
    return actions.open_case(agency, intake, actor=request.actor)


def _new_page(request: Request, form: OpenForm, status: int) -> HttpResponse:
    return render(request, "casework/desk/new.html", {"form": form}, status=status)
