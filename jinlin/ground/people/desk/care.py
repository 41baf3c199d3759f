"""Which households in need lack somebody who looks after them, and how does staff give them into
care?
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import within
from jinlin.core.errors import NotHere, require
from jinlin.core.time import clock
from jinlin.ground.accounts import doors
from jinlin.ground.people import actions, permissions
from jinlin.ground.people.forms.care import SHOWS, CareForm, HouseholdForm, MemberForm
from jinlin.ground.people.forms.persons import ClearForm
from jinlin.ground.people.models import READERS, WRITERS, Household, HouseholdRows, Person
from jinlin.ground.people.queries import care
from jinlin.ground.places.models import Place
from jinlin.shell.answers import post_made
from jinlin.shell.boards import check_for_a_file
from jinlin.shell.requests import cursor

SHEET = 200  # rows that one printed list takes


@doors.keeper(*READERS)
@require_safe
def households(request: Any) -> HttpResponse:
    """The households of a place by what they lack, with the numbers of the places inside it."""
    form = CareForm(request.GET)
    context = _listed(request, form, size=50)
    return render(request, "people/care/households.html", context, status=form.status)


@doors.keeper(*READERS)
@require_safe
def print_list(request: Any) -> HttpResponse:
    """The same on paper, masked as on the screen. A filter that cannot be used is a no."""
    form = CareForm(request.GET)
    check_for_a_file(form)
    context = {**_listed(request, form, size=SHEET), "now": clock.now(), "size": SHEET}
    return render(request, "people/care/print.html", context)


@sensitive_post_parameters()
@doors.keeper(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Any) -> HttpResponse:
    """A household in need comes on record; one that is known already is led to."""
    form, status = HouseholdForm(sent(request), actor=request.actor), 200
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Household,
            lambda: form.cleaned_data["place"].code,
            lambda: _register(request, form),
        )
        if posted.is_done:
            return redirect("people:household", posted.made)
        status = posted.status
    return render(request, "people/care/register.html", {"form": form}, status=status)


@doors.keeper(*READERS)
@require_safe
def household(request: Any, pk: UUID) -> HttpResponse:
    """One household, masked."""
    return _page(request, in_scope(request, pk))


@doors.keeper(*READERS)
@require_POST
def clear(request: Any, pk: UUID) -> HttpResponse:
    """The same page once with clear text, after a reason was given and kept."""
    here, form = in_scope(request, pk), ClearForm(request.POST)
    if not form.is_valid():
        return _page(request, here, clear_form=form, status=422)
    return _page(
        request,
        actions.see_household_clear(here, why=form.cleaned_data["why"], actor=request.actor),
        is_clear=True,
    )


@sensitive_post_parameters()
@doors.keeper(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: Any, pk: UUID) -> HttpResponse:
    """Somebody else lives there too."""
    here, status = in_scope(request, pk), 200
    require(permissions.can_add_member(request.actor, here))
    form = MemberForm(sent(request))
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Person,
            here.place_code,
            lambda: actions.add_member(here, form.member(), actor=request.actor),
        )
        if posted.is_done:
            messages.success(request, _("It is on record that they live here."))
            return redirect("people:household", here.pk)
        status = posted.status
    return render(
        request, "people/care/add_member.html", {"form": form, "household": here}, status=status
    )


def sent(request: Any) -> Any:
    """What was sent, also when nothing was filled in; None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def _listed(request: Any, form: CareForm, *, size: int) -> dict[str, Any]:
    """What the list and its print show. Raises NotHere for a place that is not theirs."""
    actor, show = request.actor, form.used.get("show", "")
    place = care.place_for(actor, form.used.get("place", ""))
    if place is None:
        raise NotHere
    above = place.parent
    rows = _rows(request, show).filter(within(place.codes)).select_related("place")
    page = paging.page(rows, order=care.ORDER, after=cursor(request), size=size)
    return {
        "filter_form": form,
        "place": place,
        "above": above if above and actor.holds(*READERS, at=above.code) else None,
        "own_places": care.own_places(actor),
        "show": show,
        "show_words": dict(SHOWS)[show],
        "shows": [(value, words, _address(place, value)) for value, words in SHOWS],
        "kept": _address(place, show),
        "page": page,
        "homes": care.homes(page.rows),
        "gaps": care.gaps(actor, place),
        "may_register": actor.looks_after(*WRITERS),
    }


def _address(place: Place, show: str) -> str:
    return urlencode({"place": place.code, **({"show": show} if show else {})})


def _rows(request: Any, show: str) -> HouseholdRows:
    own = {
        "all": care.households_in_need,
        "leavers": care.households_with_leavers,
        "over": care.households_no_longer_in_need,
    }
    return own[show](request.actor) if show in own else care.households_without(request.actor, show)


def _page(
    request: Any,
    here: Household,
    *,
    is_clear: bool = False,
    status: int = 200,
    clear_form: ClearForm | None = None,
) -> HttpResponse:
    home = care.homes([here])[0]
    context = {
        "home": home,
        "household": here,
        "is_clear": is_clear,
        "address": here.shown_address(clear=is_clear),
        "members": [
            (each, each.person.shown_name(clear=is_clear), each.person.shown_phone(clear=is_clear))
            for each in home.members
        ],
        "history": care.history_of(here),
        "leavers": {link.pk for link in here.care_links.by_leavers()},
        "may_link": permissions.can_link(request.actor, here),
        "clear_form": clear_form or ClearForm(),
    }
    return render(request, "people/care/household.html", context, status=status)


def in_scope(request: Any, pk: UUID) -> Household:
    here = Household.objects.for_desk(request.actor).select_related("place").filter(pk=pk).first()
    if here is None:
        raise NotHere
    return here


def _register(request: Any, form: HouseholdForm) -> Household:
    fields = form.cleaned_data
    return actions.register_household(
        fields["place"], form.member(), address=fields["address"], actor=request.actor
    )
