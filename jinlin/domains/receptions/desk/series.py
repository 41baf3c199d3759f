"""How does a lead set up the reception days of a neighbourhood, change and end them?"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.forms.series import EndForm, NewSeriesForm, SeatForm, TermsForm
from jinlin.domains.receptions.models import ReceptionRule, Series
from jinlin.domains.receptions.queries.rosters import places_for, series_kept_by, with_roster
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.requests import Request, cursor

leads = doors.keeper(Role.LEAD)


@leads
@require_safe
def listing(request: Request) -> HttpResponse:
    """All series where one leads."""
    page = paging.page(
        series_kept_by(request.actor),
        order=("place_code", "id"),
        after=cursor(request),
    )
    return render(
        request, "receptions/desk/series_list.html", {"page": page, "today": clock.today()}
    )


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """A series begins; its roster is the next page."""
    actor: Actor = request.actor
    form = NewSeriesForm(
        request.POST if request.method == "POST" else None, places=places_for(actor)
    )
    status = 200
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Series,
            lambda: form.cleaned_data["place"].code,
            lambda: _set_up(form, actor),
        )
        if posted.is_done:
            messages.success(request, _("The series stands. Now please say who sits there."))
            return redirect("receptions:one_series", posted.made)
        status = posted.status
    return render(request, "receptions/desk/series_new.html", {"form": form}, status=status)


def _set_up(form: NewSeriesForm, actor: Actor) -> Series:
    fields = form.cleaned_data
    terms = form.terms()
    return actions.set_up(
        fields["place"], terms=terms, actor=actor, valid_from=fields["valid_from"]
    )


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, pk: UUID) -> HttpResponse:
    """One series: when and where, who sits, and until when."""
    actor: Actor = request.actor
    row, status = visible(request, pk), 200
    form = TermsForm(request.POST if request.method == "POST" else None, series=row)
    if form.is_bound:
        status = post_once(
            request,
            form,
            lambda: str(actions.change_series(row, terms=form.terms(), actor=actor).pk),
        ).status
        if not status:
            messages.success(request, _("Kept. Sessions that are laid out from now on follow it."))
            return redirect("receptions:one_series", pk)
    return show(request, row, form=form, status=status)


@leads
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """No session is laid out after a day."""
    row, form = visible(request, pk), EndForm(request.POST, auto_id="end-%s")
    actor: Actor = request.actor
    posted = post_once(
        request,
        form,
        lambda: str(actions.end_series(row, on=form.cleaned_data["on"], actor=actor).pk),
    )
    if not posted.is_done:
        return show(request, row, end_form=form, status=posted.status)
    messages.success(
        request,
        _(
            "No session is laid out after that day. Please cancel those that are laid out "
            "already, one by one."
        ),
    )
    return redirect("receptions:one_series", pk)


@leads
@require_POST
def lay_out(request: Request, pk: UUID) -> HttpResponse:
    """The weeks ahead are laid out now instead of tonight."""
    row = visible(request, pk)
    until = clock.today() + timedelta(weeks=ReceptionRule.of(row.county, clock.today()).weeks_ahead)
    made = actions.lay_out(row, until=until, actor=request.actor)
    messages.success(request, _("Laid out: %(number)d sessions.") % {"number": len(made)})
    return redirect("receptions:one_series", pk)


def visible(request: Request, pk: UUID) -> Series:
    row = with_roster(request.actor, pk)
    if row is None:
        raise NotHere
    return row


def show(request: Request, row: Series, *, status: int = 200, **sent: forms.Form) -> HttpResponse:
    """The page of a series, with the form that could not be accepted, if there is one."""
    context: dict[str, Any] = {
        "series": row,
        "form": TermsForm(series=row),
        "seat_form": SeatForm(series=row, auto_id="seat-%s"),
        "end_form": EndForm(auto_id="end-%s", initial={"on": row.valid_until}),
        "ahead": row.sessions.live().from_day(clock.today()).order_by("on", "pk"),
        **sent,
    }
    return render(request, "receptions/desk/series_one.html", context, status=status)
