"""What is on nearby, with what is offered, and how do I help?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jinlin.core.errors import NotHere, NotNow
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.models import Session, Shift, Stop
from jinlin.domains.servicedays.queries import near
from jinlin.domains.servicedays.queries.day import photos_of
from jinlin.ground.accounts import doors
from jinlin.ground.people.myself import myself, take_birth_year
from jinlin.ground.places.portal import to_own
from jinlin.ground.places.queries import chosen, chosen_here
from jinlin.services.seats import actions as seats
from jinlin.services.seats.models import Seat
from jinlin.services.seats.reasons import Reason
from jinlin.services.volunteers.models import Volunteer
from jinlin.shell.requests import Request


@never_cache
@require_safe
def everywhere(request: Request) -> HttpResponse:
    """On to one's own neighbourhood; without one it is found by its name."""
    return to_own(request, page="servicedays:neighbourhood", template="servicedays/portal/all.html")


@never_cache
@require_safe
def neighbourhood(request: Request, code: str) -> HttpResponse:
    """The next day with what is offered, those after it, what came of the last ones."""
    place = chosen(code)
    if place is None:
        raise NotHere
    coming = near.ahead(place)
    context = {
        "place": place,
        "coming": coming,
        "called_off": near.called_off(place),
        "summaries": [(each, near.counts(each)) for each in near.days_with_summary(place)],
        "stops": near.stops(place.county_code, place),
        "helps": near.helps(place),
        "today": clock.today(),
    }
    return render(request, "servicedays/portal/neighbourhood.html", context)


@never_cache
@require_safe
def day(request: Request, pk: UUID) -> HttpResponse:
    """One day: what is offered, and each duty with a seat for me, or why there is none."""
    session = announced(pk)
    context = {
        "session": session,
        "place": session.series.place,
        "stalls": list(session.stalls.order_by("kind", "pk")),
        "chances": near.chances(session, volunteer_of(request, session.county)),
        "counts": near.counts(session) if session.is_released else [],
        "photos": [upload for _photo, upload in photos_of(session, released=True)],
        "flow": session.series.flow.splitlines() if session.series.is_standard else [],
        "not_known": Reason.NOT_KNOWN,
        "age_unknown": Reason.AGE_UNKNOWN,
    }
    return render(request, "servicedays/portal/day.html", context)


@doors.signed_in
@require_POST
def shift(request: Request, pk: UUID, way: str) -> HttpResponse:
    """Sign up, take an offered seat, or give it up: one tap."""
    row = Shift.objects.select_related("unit", "session__series__place").filter(pk=pk).first()
    if row is None or way not in {"sign-up", "give-up", "accept"}:
        raise NotHere
    volunteer = volunteer_of(request, row.county)
    if volunteer is None:
        raise NotNow(Reason.NOT_KNOWN.label, detail={"reason": Reason.NOT_KNOWN.value})
    if way == "sign-up":
        take_birth_year(request, volunteer.person)
        seat = actions.sign_up(row, volunteer, actor=request.actor)
    else:
        seat = _own_seat(row.unit, volunteer.person_id)
        act = seats.give_up if way == "give-up" else seats.accept_offer
        seat = act(seat, actor=request.actor)
    messages.success(request, seat.get_state_display())
    return redirect("servicedays:day", row.session_id)


@never_cache
@require_safe
def vehicles(request: Request) -> HttpResponse:
    """When the vehicles come, and where."""
    here = chosen_here(request)
    context = {"here": here, "stops": near.stops(here.county_code) if here else []}
    return render(request, "servicedays/portal/vehicles.html", context)


@doors.signed_in
@require_POST
def book(request: Request, pk: UUID) -> HttpResponseBase:
    """A seat at a vehicle's stop."""
    stop = Stop.objects.select_related("unit").filter(pk=pk, cancelled_on=None).first()
    if stop is None:
        raise NotHere
    seat = actions.book(stop, myself(request, stop.county), actor=request.actor)
    messages.success(request, _("Booked: %(state)s.") % {"state": seat.get_state_display()})
    return redirect("servicedays:vehicles")


def announced(pk: UUID) -> Session:
    rows = Session.objects.announced().select_related(*near.WITH)
    session = rows.filter(pk=pk).first()
    if session is None:
        raise NotHere
    return session


def volunteer_of(request: Request, county: str) -> Volunteer | None:
    if not request.actor.is_signed_in:
        return None
    rows = Volunteer.objects.own(request.actor).present().filter(county=county)
    return rows.select_related("person").first()


def _own_seat(unit: Any, person_id: Any) -> Seat:
    rows = Seat.objects.select_related("unit").filter(unit=unit, person=person_id)
    seat = rows.first()
    if seat is None:
        raise NotHere
    return seat
