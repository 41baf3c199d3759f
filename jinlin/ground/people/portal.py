"""Which households do I look after, and how do I reach them? And what is known here about me?

One page for residents and staff, in the shell of each.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.ground.accounts import doors
from jinlin.ground.people import actions
from jinlin.ground.people.models import CareLink, Consent, Household, Person
from jinlin.ground.people.queries import care
from jinlin.shell.requests import cursor


@doors.signed_in
@require_safe
def mine(request: Any) -> HttpResponse:
    """The households that somebody looks after, masked."""
    rows = care.households_of(request.actor.user_id).select_related("place")
    page = paging.page(rows, order=care.ORDER, after=cursor(request))
    return render(
        request,
        "people/care/mine.html",
        {"face": _face(request), "page": page, "homes": care.homes(page.rows)},
    )


@doors.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def household(request: Any, pk: UUID) -> HttpResponse:
    """One of them, masked; after a tap in clear, and the look is kept.

    A tap, because programs open addresses by themselves.
    """
    here = care.households_of(request.actor.user_id).select_related("place").filter(pk=pk).first()
    if here is None:
        raise NotHere
    is_clear = request.method == "POST"
    if is_clear:
        actions.look_in(here, actor=request.actor)
    home = care.homes([here])[0]
    links = [seat.link for seat in home.seats if seat.link]
    own = next(link for link in links if link.user_id == request.actor.user_id)
    context = {
        "face": _face(request),
        "home": home,
        "own": own,
        "others": [seat for seat in home.seats if seat.link and seat.link.pk != own.pk],
        "is_clear": is_clear,
        "address": here.shown_address(clear=is_clear),
        "people": [_shown(member, is_clear=is_clear and member.agrees) for member in home.members],
        "note": own.follows.note if is_clear and own.follows else "",
    }
    return render(request, "people/care/mine_one.html", context)


@doors.signed_in
@require_safe
def own_data(request: Any) -> HttpResponse:
    """What the county keeps about whoever asks, whom they agreed to what, and who looks after
    them.
    """
    persons = list(Person.objects.filter(user_id=request.actor.user_id).order_by("county"))
    homes = Household.objects.filter(memberships__person__in=persons, memberships__until=None)
    links = CareLink.objects.open().filter(household__in=homes).select_related("user")
    context = {
        "face": _face(request),
        "persons": [
            {
                "name": person.shown_name(clear=True),
                "phone": person.shown_phone(clear=False),
                "born": person.birth_year,
            }
            for person in persons
        ],
        "homes": homes.select_related("place").distinct(),
        "carers": links.order_by("since", "pk").distinct(),
        "consents": Consent.objects.filter(person__in=persons).order_by("-given_at", "pk"),
    }
    return render(request, "people/own_data.html", context)


def _shown(member: care.Member, *, is_clear: bool) -> dict[str, Any]:
    """Who did not agree stays masked, and their number is not there at all."""
    return {
        "name": member.person.shown_name(clear=is_clear),
        "phone": member.person.shown_phone(clear=True) if is_clear else "",
        "groups": member.groups if is_clear else [],
        "agrees": member.agrees,
    }


def _face(request: Any) -> str:
    return "desk.html" if request.actor.is_staff else "portal.html"
