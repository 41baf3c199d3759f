"""Which vehicles come, who has no phone to book, and which small helps are to be looked at?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere, require
from jinlin.core.story import shown_lines
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.desk.series import hosts, readers, setters
from jinlin.domains.servicedays.forms.typed import CallOffForm, StopForm
from jinlin.domains.servicedays.models import HelpAsk, Stop
from jinlin.domains.servicedays.moves import HELPS
from jinlin.domains.servicedays.permissions import HELP_RULES, is_host
from jinlin.domains.servicedays.queries.lists import HELP_TABS, HelpLine, helps_at_desk
from jinlin.domains.servicedays.queries.story import story_of_help
from jinlin.ground.people import actions as people
from jinlin.services.seats.models import HOLDING, LIVE, Seat
from jinlin.shell.answers import MovePage, answer_move, post_made, post_once
from jinlin.shell.boards import TabForm
from jinlin.shell.requests import Request, cursor


@readers
@never_cache
@require_safe
def vehicles(request: Request) -> HttpResponse:
    """The stops ahead, with who booked."""
    rows = Stop.objects.visible_to(request.actor).filter(
        cancelled_on=None, leaves_at__gt=clock.now()
    )
    page = paging.page(
        rows.select_related("vehicle", "place", "unit"),
        order=("arrives_at", "id"),
        after=cursor(request),
    )
    booked = Seat.objects.filter(unit__in=[s.unit_id for s in page.rows], state__in=LIVE)
    seats: dict[object, list[Seat]] = {}
    for seat in booked.select_related("person").order_by("asked_at"):
        seats.setdefault(seat.unit_id, []).append(seat)
    for stop in page.rows:
        stop.may_end = is_host(request.actor, stop)  # type: ignore[attr-defined]
    context = {
        "page": page,
        "rows": [(stop, seats.get(stop.unit_id, [])) for stop in page.rows],
        "holding": HOLDING,
    }
    return render(request, "servicedays/desk/vehicles.html", context)


@setters
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_stop(request: Request) -> HttpResponse:
    """A vehicle comes somewhere."""
    status = 200
    form = StopForm(request.POST or None, actor=request.actor)
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Stop,
            lambda: form.cleaned_data["place"].code,
            lambda: _stop(form, request),
        )
        if posted.is_done:
            return redirect("servicedays:desk_vehicles")
        status = posted.status
    return render(request, "servicedays/desk/new_stop.html", {"form": form}, status=status)


def _stop(form: StopForm, request: Request) -> Stop:
    fields = form.cleaned_data
    return actions.stop(
        fields["vehicle"],
        fields["place"],
        form.times(),
        spot=fields["spot"],
        seats_there=fields["seats"],
        actor=request.actor,
    )


@hosts
@sensitive_post_parameters()
@require_POST
def book(request: Request, pk: UUID) -> HttpResponse:
    """Staff book for somebody without a phone of their own."""
    stop = Stop.objects.visible_to(request.actor).select_related("unit").filter(pk=pk).first()
    name = request.POST.get("name", "").strip()[:60]
    if stop is None:
        raise NotHere
    if not name:
        messages.error(request, _("Please write the name."))
        return redirect("servicedays:desk_vehicles")
    person = people.know(
        stop.county, name=name, phone=request.POST.get("phone", "")[:40], actor=request.actor
    )
    seat = actions.book(stop, person, actor=request.actor)
    messages.success(request, seat.get_state_display())
    return redirect("servicedays:desk_vehicles")


@hosts
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: Request, pk: UUID) -> HttpResponse:
    """A vehicle does not come: everybody who booked is told why."""
    rows = Stop.objects.visible_to(request.actor).select_related("vehicle", "place", "unit")
    stop, status = rows.filter(pk=pk).first(), 200
    if stop is None:
        raise NotHere
    require(is_host(request.actor, stop))
    form = CallOffForm(request.POST or None)
    if form.is_bound:
        posted = post_once(request, form, lambda: _called_off(stop, form, request))
        if posted.is_done:
            messages.success(request, _("Called off. Everybody who booked is told."))
            return redirect("servicedays:desk_vehicles")
        status = posted.status
    context = {"form": form, "stop": stop}
    return render(request, "servicedays/desk/call_off.html", context, status=status)


def _called_off(stop: Stop, form: CallOffForm, request: Request) -> str:
    reason = form.cleaned_data["reason"]
    return str(actions.call_off_stop(stop, reason=reason, actor=request.actor).pk)


@readers
@never_cache
@require_safe
def helps(request: Request) -> HttpResponse:
    """The small helps of one's places, those to be looked at first."""
    form = TabForm(request.GET, states=HELP_TABS)
    page = paging.page(
        helps_at_desk(request.actor, form.tab), order=("due_at", "id"), after=cursor(request)
    )
    context = {
        **form.head(),
        "page": page,
        "rows": [HelpLine(row) for row in page.rows],
        "tabs": form.counted(lambda tab: helps_at_desk(request.actor, tab)),
    }
    return render(request, "servicedays/desk/helps.html", context, status=form.status)


@readers
@never_cache
@require_safe
def help_one(request: Request, pk: UUID) -> HttpResponse:
    """One small help, for staff."""
    row = _for_desk(request, pk)
    context = {
        "ask": row,
        "line": HelpLine(row),
        "moves": HELP_RULES.open_to(request.actor, row),
        "entries": shown_lines(row, story_of_help(row, actor=request.actor), tones={}),
    }
    return render(request, "servicedays/desk/help.html", context)


def _back(row: HelpAsk) -> str:
    return reverse("servicedays:help_one", args=[row.pk])


PAGE = MovePage(template="servicedays/desk/help_move.html", row="ask", back=_back)


@readers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def help_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """Show it to volunteers, or say where it belongs."""
    row = _for_desk(request, pk)
    return answer_move(request, HELPS, HELPS.tried(request, row, move), PAGE)


def _for_desk(request: Request, pk: UUID) -> HelpAsk:
    rows = HelpAsk.objects.for_desk(request.actor)
    row = rows.select_related("place", "person", "volunteer__person").filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row
