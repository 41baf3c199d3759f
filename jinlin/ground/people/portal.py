"""Which households do I look after, and how do I reach them? And what is known here about me?

One page for residents and staff, in the shell of each.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging, timeline
from jinlin.core.errors import NotHere, NotNow
from jinlin.ground.accounts import doors
from jinlin.ground.people import actions
from jinlin.ground.people.models import CareLink, Consent, Household, Mandate, Person
from jinlin.ground.people.models.consents import Purpose
from jinlin.ground.people.queries import care, needs_of
from jinlin.ground.places.queries import intake_unit
from jinlin.shell.requests import cursor

MOST_LOOKS = 30
# What stops, for whoever is about to take a consent back.
STOPS = {
    Purpose.ACTING: gettext_lazy("Staff can no longer do things in your name."),
    Purpose.CONTACT: gettext_lazy("You are no longer called or visited on the strength of it."),
    Purpose.CARE: gettext_lazy("Those who look after you no longer see your name and phone."),
    Purpose.SHARING: gettext_lazy(
        "Wishes that were published on the strength of it leave the wall."
    ),
}


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
    """What the county keeps about whoever asks, what they agreed to, who looks after them, acts for
    them and looked at their numbers.
    """
    persons = Person.objects.filter(user_id=request.actor.user_id).order_by("county")
    consents = Consent.objects.filter(person__in=persons).order_by("-given_at", "pk")
    known = [_known(person) for person in persons]
    offices = {unit for one in known for home in one["homes"] if (unit := intake_unit(home.place))}
    context = {
        "face": _face(request),
        "known": known,
        "consents": [(each, STOPS[Purpose(each.purpose)]) for each in consents],
        "offices": sorted(offices, key=lambda unit: unit.name),
    }
    return render(request, "people/own_data.html", context)


@doors.signed_in
@require_POST
def take_back(request: Any, pk: UUID) -> HttpResponse:
    """Whoever agreed takes it back themselves: whoever acted on it has stopped."""
    own = Consent.objects.filter(person__user_id=request.actor.user_id)
    try:
        actions.withdraw_consent(get_object_or_404(own, pk=pk), actor=request.actor)
        messages.success(request, _("The consent is withdrawn; whoever acted on it has stopped."))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("people:own-data")


def _known(person: Person) -> dict[str, Any]:
    """One county's record of a person, as the person reads it: numbers stay masked, a shared phone
    shows them to others.
    """
    homes = list(
        Household.objects.filter(memberships__person=person, memberships__until=None)
        .select_related("place")
        .distinct()
    )
    keys = [person.pk, *(home.pk for home in homes)]
    mandates = Mandate.objects.in_force().filter(person=person).select_related("user")
    return {
        "name": person.shown_name(clear=True),
        "phone": person.shown_phone(clear=False),
        "other_phones": [each.shown() for each in person.other_phones.waiting()],
        "citizen_id": person.shown_citizen_id(clear=False),
        "born": person.birth_year,
        "groups": [each.group.name for each in needs_of(person)],
        "homes": homes,
        "carers": CareLink.objects.open().filter(household__in=homes).order_by("since", "pk"),
        "mandates": mandates.order_by("ends_at", "pk"),
        "looks": timeline.Access.objects.filter(subject_id__in=keys).order_by("-at")[:MOST_LOOKS],
    }


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
