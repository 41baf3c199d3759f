"""When is which neighbourhood received, and where do I sit?"""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.receptions.desk.cells import written
from jinlin.domains.receptions.models import FeedLink
from jinlin.domains.receptions.queries.exported import COLUMNS, exported
from jinlin.domains.receptions.queries.month import Month, sheet
from jinlin.domains.receptions.queries.seats import seats_ahead
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import WORKERS, Role
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.shell import own_calendar
from jinlin.shell.boards import MonthForm, check_for_a_file
from jinlin.shell.requests import Request, place_code


@doors.role(*WORKERS)
@require_safe
def month(request: Request) -> HttpResponse:
    """A month of all neighbourhoods that one looks after or sits in, town by town."""
    actor: Actor = request.actor
    form, town = MonthForm(request.GET), place_code(request, "town")
    here = Month(form.first)
    found = sheet(actor, here, town=town)
    context = {
        "month": here,
        "sheet": found,
        "towns": [(each, written(each.rows)) for each in found.towns],
        "town": town,
        "today": clock.today(),
        "filter_form": form,
        "may_set_up": actor.looks_after(Role.LEAD),
    }
    return render(request, "receptions/desk/month.html", context, status=form.status)


@doors.role(*WORKERS)
@require_safe
def export(request: Request, kind: str) -> HttpResponseBase:
    """The month that is shown as a file: each session with what came of its conversations."""
    form = MonthForm(request.GET)
    check_for_a_file(form)
    found = sheet(request.actor, Month(form.first), town=place_code(request, "town"))
    name = f"{_('Reception days')}-{form.first:%Y-%m}"
    return taken_out(request, COLUMNS, exported(found), name=name, kind=kind)


@doors.role(*WORKERS)
@require_safe
def mine(request: Request) -> HttpResponse:
    """The sessions in which one sits, and the secret address of one's own calendar, shown once when
    it is made.
    """
    return _own_page(request)


@doors.role(*WORKERS)
@require_POST
def feed(request: Request) -> HttpResponse:
    """A new address, or none any more."""
    return _own_page(request)


def _own_page(request: Request) -> HttpResponse:
    return own_calendar.page(
        request,
        FeedLink,
        "receptions/desk/mine.html",
        feed="receptions:own_feed",
        days=lambda _user: {"seats": seats_ahead(request.actor), "today": clock.today()},
        back="receptions:mine",
    )
