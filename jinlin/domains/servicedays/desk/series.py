"""Which neighbourhood's day lacks what, and how does a series begin and change?"""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.deadlines import AHEAD
from jinlin.domains.servicedays.forms.typed import SETTERS, EndForm, SetUpForm, TermsForm
from jinlin.domains.servicedays.models import Series
from jinlin.domains.servicedays.models.series import HOSTS, READERS
from jinlin.domains.servicedays.permissions import can_set_up
from jinlin.domains.servicedays.queries import board as boards
from jinlin.domains.servicedays.queries import days as listed
from jinlin.domains.servicedays.queries import exported
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.boards import TabForm, check_for_a_file
from jinlin.shell.requests import Request, cursor, flag

readers, hosts, setters = doors.role(*READERS), doors.role(*HOSTS), doors.role(*SETTERS)
LATELY = timedelta(days=62)


@readers
@never_cache
@require_safe
def board(request: Request) -> HttpResponse:
    """三定三有: one row for each neighbourhood, with what its next day lacks."""
    everyone, lacking = boards.series_of(request.actor), flag(request, "lacking")
    found = boards.lacking(everyone) if lacking else everyone
    page = paging.page(found, order=boards.BY_PLACE, after=cursor(request))
    complete, whole = boards.settled(everyone)
    context = {
        "page": page,
        "rows": boards.rows_of(page.rows),
        "complete": complete,
        "whole": whole,
        "lacking": lacking,
        "heads": [word for _name, word in boards.SIX],
        "may_set_up": request.actor.holds(*SETTERS),
    }
    return render(request, "servicedays/desk/board.html", context)


@readers
@require_safe
def export(request: Request, kind: str) -> HttpResponseBase:
    """The board of 三定三有 as a file, streamed; only what lacks something, where the board
    shows no more.
    """
    lacking = flag(request, "lacking")
    rows = exported.board(boards.series_of(request.actor), lacking=lacking)
    return taken_out(request, exported.BOARD, rows, name=_("Three settled, three there"), kind=kind)


@readers
@never_cache
@require_safe
def days(request: Request) -> HttpResponse:
    """The days of one's places: those that come, that were held, that were called off."""
    form = _chosen(request)
    actor, tab, text = request.actor, form.tab, form.words
    page = paging.page(
        listed.days(actor, tab, text),
        order=listed.order_of(tab),
        after=cursor(request),
    )
    context = {
        "page": page,
        "rows": listed.lines(page.rows),
        "tab": tab,
        "text": text,
        "tabs": form.counted(lambda tab: listed.days(actor, tab, text)),
        **form.head(),
    }
    return render(request, "servicedays/desk/days.html", context, status=form.status)


@readers
@require_safe
def export_days(request: Request, kind: str) -> HttpResponseBase:
    """The days under the filters in the address as a file, streamed, with what came of each."""
    form = _chosen(request)
    check_for_a_file(form)
    found = listed.days(request.actor, form.tab, form.words)
    rows = exported.days(found, listed.order_of(form.tab))
    return taken_out(request, exported.DAYS, rows, name=_("Service days"), kind=kind)


def _chosen(request: Request) -> TabForm:
    return TabForm(request.GET, states=list(listed.TABS.items()), has_words=True)


@setters
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """A neighbourhood begins its day; whoever sets it up is in charge."""
    actor, status = request.actor, 200
    form = SetUpForm(request.POST or None, actor=actor)
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Series,
            lambda: form.cleaned_data["place"].code,
            lambda: _set_up(form, request),
        )
        if posted.is_done:
            return redirect("servicedays:series_one", posted.made)
        status = posted.status
    return render(request, "servicedays/desk/new.html", {"form": form}, status=status)


@readers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, pk: UUID) -> HttpResponse:
    """One series: its six, its flow sheet, its days."""
    actor, status = request.actor, 200
    row = visible(request, pk)
    form = TermsForm(request.POST or None, actor=actor, series=row)
    if form.is_bound:
        posted = post_once(request, form, lambda: _change(form, row, request))
        if posted.is_done:
            messages.success(request, _("Kept. Days that are laid out from now on follow it."))
            return redirect("servicedays:series_one", pk)
        status = posted.status
    return show(request, row, form=form, status=status)


def show(request: Request, row: Series, *, status: int = 200, **sent: object) -> HttpResponse:
    """The series, with a form that could not be accepted, if there is one."""
    actor = request.actor
    context = {
        "series": row,
        "form": sent.get("form") or TermsForm(actor=actor, series=row),
        "end_form": sent.get("end_form") or EndForm(auto_id="end-%s"),
        "row": boards.rows_of([row])[0],
        "days": list(row.sessions.filter(on__gte=clock.today() - LATELY).order_by("-on")[:12]),
        "may_change": can_set_up(actor, row.place),
        "may_lay_out": can_set_up(actor, row.place) and not has_ended(row),
    }
    return render(request, "servicedays/desk/series.html", context, status=status)


@setters
@never_cache
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """The day comes back no more; days that were laid out after its last are cancelled."""
    row, form = visible(request, pk), EndForm(request.POST, auto_id="end-%s")
    posted = post_once(request, form, lambda: _ended(form, row, request))
    if not posted.is_done:
        return show(request, row, end_form=form, status=posted.status)
    messages.success(request, _("It ends. Everybody who signed up for a later day is told."))
    return redirect("servicedays:series_one", pk)


def _ended(form: EndForm, row: Series, request: Request) -> str:
    fields, actor = form.cleaned_data, request.actor
    return str(actions.end_series(row, on=fields["on"], reason=fields["reason"], actor=actor).pk)


def has_ended(row: Series) -> bool:
    """No day of it is to come."""
    return row.valid_until is not None and row.valid_until < clock.today()


@setters
@require_POST
def lay_out(request: Request, pk: UUID) -> HttpResponse:
    """The days ahead are laid out now instead of tonight."""
    row = visible(request, pk)
    made = actions.lay_out(row, until=clock.today() + AHEAD, actor=request.actor)
    messages.success(request, _("Laid out: %(number)d days.") % {"number": len(made)})
    return redirect("servicedays:series_one", pk)


def visible(request: Request, pk: UUID) -> Series:
    rows = Series.objects.visible_to(request.actor)
    row = rows.select_related("place", "organiser", "team", "in_charge").filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _change(form: TermsForm, row: Series, request: Request) -> str:
    terms = form.terms(row.in_charge or request.user)
    return str(actions.change_series(row, terms, actor=request.actor).pk)


def _set_up(form: SetUpForm, request: Request) -> Series:
    fields = form.cleaned_data
    return actions.set_up(
        fields["place"], fields["organiser"], form.terms(request.user), actor=request.actor
    )
