"""What does somebody do who looks after a household, signs in by phone, and goes to its door?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere, Refusal
from jinlin.domains.visits import actions
from jinlin.domains.visits.calendars import own_days
from jinlin.domains.visits.models import Door, Phone, VisitFeed
from jinlin.domains.visits.permissions import can_carry
from jinlin.domains.visits.queries.carried import COOKIE, known_phone
from jinlin.domains.visits.queries.mine import carried_by
from jinlin.domains.visits.queries.own import own_visit
from jinlin.domains.visits.questions import GIVEN
from jinlin.ground.accounts import doors
from jinlin.shell import own_calendar
from jinlin.shell.requests import Request


@doors.able(can_carry)
@never_cache
@require_safe
def mine(request: Request) -> HttpResponse:
    """The doors of the households one looks after, and one's own phones."""
    phones = Phone.objects.filter(user=request.user.pk).order_by("-seen_at", "-pk")[:20]
    context = {"rows": carried_by(request.actor), "phones": phones}
    return render(request, "visits/portal/mine.html", context)


@doors.able(can_carry)
@ensure_csrf_cookie
@require_safe
def phone(request: Request) -> HttpResponse:
    """The page in a stairwell, as at the desk."""
    context = {"known": known_phone(request.COOKIES.get(COOKIE), request.user.pk), "given": GIVEN}
    return render(request, "visits/portal/phone.html", context)


@doors.able(can_carry)
@require_POST
def take(request: Request, pk: UUID) -> HttpResponse:
    """The door is on one's own list."""
    row = Door.objects.of_carer(request.actor).filter(pk=pk).first()
    if row is None:
        raise NotHere
    reason = _("Whoever looks after the household goes there.")
    try:
        actions.take_over(row, reason=reason, actor=request.actor)
        messages.success(request, _("The door is on your list. Take the list along before you go."))
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        messages.error(request, str(refusal))
    return redirect("visits:mine")


@doors.able(can_carry)
@require_POST
def shut_out(request: Request, pk: UUID) -> HttpResponse:
    """One's own phone that was lost gets no list any more."""
    row = Phone.objects.filter(pk=pk, user=request.user.pk).first()
    if row is None:
        raise NotHere
    try:
        actions.shut_out(row, actor=request.actor)
        messages.success(request, _("The phone is shut out. Please sign out everywhere, too."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("visits:mine")


@doors.signed_in
@never_cache
@require_safe
def visit_to_me(request: Request, pk: UUID) -> HttpResponse:
    """A visit to one's own home: that it was, and what came of what was found for oneself."""
    return render(request, "visits/portal/told.html", {"row": own_visit(pk, request.actor)})


@doors.able(can_carry)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Request) -> HttpResponse:
    """My last days; posted, my calendar has a new address, or none any more."""
    return own_calendar.page(
        request,
        VisitFeed,
        "visits/portal/calendar.html",
        feed="visits:own_feed",
        days=lambda user_id: {"days": own_days(user_id)},
    )
