"""Who of a round's groups has no household, and how do they get a door all the same?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.actor import within
from jinlin.core.errors import NotHere, require
from jinlin.domains.visits import actions
from jinlin.domains.visits.actions import Whereabouts
from jinlin.domains.visits.forms.writing import HousingForm
from jinlin.domains.visits.lifecycle import ENDED
from jinlin.domains.visits.models import Door, Round
from jinlin.domains.visits.moves import ROUNDS
from jinlin.domains.visits.permissions import can_keep
from jinlin.domains.visits.queries.unhoused import ORDER, shown, unhoused
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, cursor

SIZE, MOST_PLACES = 30, 400


@doors.keeper(Role.CLERK, Role.LEAD)
@never_cache
@require_safe
def without_a_household(request: Request, pk: UUID) -> HttpResponse:
    """Those of the round's groups for whom no door could be laid out."""
    row = _kept(request, pk)
    page = paging.page(unhoused(row, request.actor), order=ORDER, after=cursor(request), size=SIZE)
    context = {
        "round": row,
        "page": page,
        "rows": shown(row, page.rows),
        "goes_on": row.state not in ENDED,
    }
    return render(request, "visits/desk/unhoused.html", context)


@doors.keeper(Role.CLERK, Role.LEAD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def bring_in(request: Request, pk: UUID, person: UUID) -> HttpResponse:
    """Where somebody without a household is to be found; sent twice, once."""
    row = _kept(request, pk)
    found = Person.objects.visible_to(request.actor).filter(pk=person, county=row.county).first()
    if found is None:
        raise NotHere
    form = HousingForm(request.POST or None, places=_places(row))
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Door, row.place_code, lambda: _bring_in(request, row, found, form)
        )
        if posted.is_done:
            messages.success(request, _("They have a door in this round."))
            return redirect("visits:door", posted.made)
        status = posted.status
    context = {"round": row, "person": found, "form": form}
    return render(request, "visits/desk/bring_in.html", context, status=status)


def _kept(request: Request, pk: UUID) -> Round:
    row = ROUNDS.in_scope(request.actor, pk)
    require(can_keep(request.actor, row))
    return row


def _places(row: Round) -> list[tuple[str, str]]:
    rows = Place.objects.present().filter(within([row.place_code], "code"))
    found = rows.select_related("parent").order_by("code")[:MOST_PLACES]
    return [
        (each.code, f"{each.name} · {each.parent.name}" if each.parent else each.name)
        for each in found
    ]


def _bring_in(request: Request, row: Round, person: Person, form: HousingForm) -> Door:
    place = Place.objects.present().get(code=form.cleaned_data["place"])
    where = Whereabouts(place, form.cleaned_data["address"])
    return actions.bring_in(row, person, where, actor=request.actor)
