"""Who is on duty tonight and in these days, and how does a lead plan it?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable
from jinlin.core.secrets.masking import Sensitive, shown
from jinlin.core.time import clock
from jinlin.core.time.workdays import ONE_DAY
from jinlin.ground.accounts import actions, doors, queries
from jinlin.ground.accounts.forms import DutyForm, RosterForm, SwapForm, WhyForm
from jinlin.ground.accounts.models import Shift
from jinlin.ground.accounts.permissions import can_plan_duty
from jinlin.ground.accounts.roles import WORKERS, Role
from jinlin.ground.places.models import Organisation, Place

A_WEEK = timedelta(days=7)
workers, leads = doors.role(*WORKERS), doors.role(Role.LEAD)


@dataclass(frozen=True)
class Span:
    """The days that the page shows: one week, or one month in whole weeks."""

    is_month: bool
    first: date
    until: date
    before: str
    after: str
    month: int = 0

    @property
    def days(self) -> list[date]:
        return [self.first + ONE_DAY * number for number in range((self.until - self.first).days)]


@workers
@require_safe
def duty(request: Any) -> HttpResponse:
    """Tonight on top, then a week as a table or a month as a sheet."""
    span = span_of(request.GET)
    rows = list(queries.roster(request.actor, span.first, span.until))
    days = [_on(span, day, rows) for day in span.days]
    today = clock.today()
    around_now = queries.roster(request.actor, today - ONE_DAY, today + ONE_DAY)
    tonight = list(around_now.at(queries.the_night(clock.now())))
    context = {
        "span": span,
        "days": days,
        "weeks": [days[start : start + 7] for start in range(0, len(days), 7)],
        "tonight": [
            {"shift": row, "phone": shown(row.user.phone, Sensitive.PHONE, clear=False)}
            for row in tonight
        ],
        "today": today,
        "may_plan": can_plan_duty(request.actor),
    }
    return render(request, "accounts/duty.html", context)


def _on(span: Span, day: date, rows: list[Shift]) -> dict[str, Any]:
    shifts = [row for row in rows if row.day == day]
    return {"day": day, "shifts": shifts, "is_out": _is_out(span, day)}


@workers
@require_safe
def one(request: Any, pk: UUID) -> HttpResponse:
    return _show(request, _visible(request, pk))


@workers
@require_POST
def phone(request: Any, pk: UUID) -> HttpResponse:
    """The same page once with the number, after a reason was given and kept."""
    shift, form = _visible(request, pk), WhyForm(request.POST)
    if not form.is_valid():
        return _show(request, shift, phone_form=form, status=422)
    return _show(
        request,
        shift,
        number=actions.see_phone(shift, actor=request.actor, why=form.cleaned_data["reason"]),
    )


@leads
@require_POST
def swap(request: Any, pk: UUID) -> HttpResponse:
    shift = _visible(request, pk)
    form = SwapForm(request.POST, shift=shift)
    if form.is_valid() and _done(
        form, lambda: actions.swap(shift, actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("The two duties are swapped."))
        return redirect("accounts:duty")
    return _show(request, shift, swap_form=form, status=422)


@leads
@require_POST
def off(request: Any, pk: UUID) -> HttpResponse:
    shift, form = _visible(request, pk), WhyForm(request.POST)
    if form.is_valid() and _done(
        form,
        lambda: actions.take_off(shift, actor=request.actor, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("Taken off. Please put somebody else on duty."))
        return redirect("accounts:duty")
    return _show(request, shift, off_form=form, status=422)


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any) -> HttpResponse:
    """Put one person on duty."""
    context, at = _home(request)
    form = DutyForm(request.POST or None, at=at) if at else None
    if (
        at
        and form
        and form.is_valid()
        and _done(form, lambda: _put(form.cleaned_data, at, request.actor))
    ):
        messages.success(request, _("Put on duty."))
        return redirect("accounts:duty")
    return render(
        request,
        "accounts/duty_add.html",
        {**context, "form": form},
        status=422 if form and form.errors else 200,
    )


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Any) -> HttpResponse:
    """The days off between two days: first a preview, then the same plan made."""
    context, at = _home(request)
    form, found, changed = (RosterForm(request.POST or None, at=at) if at else None), None, False
    if at and form and form.is_valid():
        what = {name: form.cleaned_data[name] for name in ("people", "first", "last")} | {
            "people": list(form.cleaned_data["people"])
        }
        found = _try(form, lambda: queries.plan_of(at, **what))
        goes = found if "go" in request.POST else None
        changed = bool(goes and goes.signature != form.cleaned_data["seen"])
        act = partial(actions.plan_days_off, at, **what, actor=request.actor)
        if goes and not changed and _done(form, act):
            messages.success(request, _("Planned: %(number)d duties.") % {"number": goes.new})
            return redirect(f"{reverse('accounts:duty')}?month={form.cleaned_data['first']:%Y-%m}")
    status = 409 if changed else 422 if form and form.errors else 200
    context |= {"form": form, "plan": found, "changed": changed}
    return render(request, "accounts/duty_plan.html", context, status=status)


def _put(fields: dict[str, Any], at: Place | Organisation, actor: Actor) -> Shift:
    return actions.put_on_duty(
        fields["user"],
        at=at,
        kind=fields["kind"],
        day=fields["day"],
        note=fields["note"],
        actor=actor,
    )


def span_of(query: QueryDict) -> Span:
    """What the address asks for: ?month=2026-10, ?week=2026-10-01 (any day of it), else this week.

    What cannot be read is this week too.
    """
    if query.get("month"):
        start = (_day(f"{query['month']}-01") or clock.today()).replace(day=1)
        end = (start + timedelta(days=31)).replace(day=1)
        monday = start - ONE_DAY * start.weekday()
        until = end + ONE_DAY * (-end.weekday() % 7)
        return Span(True, monday, until, f"{start - ONE_DAY:%Y-%m}", f"{end:%Y-%m}", start.month)
    day = _day(query.get("week", "")) or clock.today()
    monday = day - ONE_DAY * day.weekday()
    return Span(False, monday, monday + A_WEEK, str(monday - A_WEEK), str(monday + A_WEEK))


def _is_out(span: Span, day: date) -> bool:
    return span.is_month and day.month != span.month


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if abs((day - clock.today()).days) < 3660 else None


def _visible(request: Any, pk: UUID) -> Shift:
    row = (
        Shift.objects.visible_to(request.actor)
        .select_related("user", "place", "organisation")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise NotHere
    return row


def _home(request: Any) -> tuple[dict[str, Any], Place | Organisation | None]:
    """The places and units to choose from, and the chosen one: the only one, or what the address
    names.
    """
    homes = queries.duty_homes(request.actor)
    key = request.GET.get("at", "") or next(iter(homes), "")
    if key and key not in homes:
        raise NotHere
    return {
        "homes": [(each, str(home)) for each, home in homes.items()],
        "at": key,
        "home": homes.get(key),
    }, homes.get(key)


def _show(
    request: Any, shift: Shift, *, number: str = "", status: int = 200, **forms_sent: Any
) -> HttpResponse:
    is_ahead = shift.taken_off_at is None and shift.ends_at > clock.now()
    context = {
        "shift": shift,
        "phone": number or shown(shift.user.phone, Sensitive.PHONE, clear=False),
        "is_clear": bool(number),
        "may_change": is_ahead
        and can_plan_duty(request.actor, shift.place_code, unit=shift.organisation_id),
        "phone_form": WhyForm(auto_id="phone-%s"),
        "swap_form": SwapForm(shift=shift, auto_id="swap-%s"),
        "off_form": WhyForm(auto_id="off-%s"),
        **forms_sent,
    }
    return render(request, "accounts/duty_one.html", context, status=status)


def _done(form: forms.Form, act: Callable[[], Any]) -> bool:
    return _try(form, act) is not None


def _try(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What the action gives back, or None with its refusal on the form."""
    try:
        return act()
    except (Unusable, NotNow) as no:
        form.add_error(
            no.field if isinstance(no, Unusable) and no.field in form.fields else None, str(no)
        )
        return None
