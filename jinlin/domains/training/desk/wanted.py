"""What is wanted where and when, who could give it, and how are orders written down?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere, Unusable, require
from jinlin.domains.training import actions
from jinlin.domains.training.actions import Wanted
from jinlin.domains.training.desk import keepers, suppliers, watchers
from jinlin.domains.training.forms.keyed import PLANNERS, ReasonForm
from jinlin.domains.training.forms.typed import (
    ChangeSupplyForm,
    CounterOrderForm,
    SortForm,
    SupplyForm,
)
from jinlin.domains.training.models import HOSTS, Order, Supply
from jinlin.domains.training.permissions import can_supply
from jinlin.domains.training.queries.pool import pool, supplies_of, unsorted
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.requests import Request


@watchers
@never_cache
@require_safe
def wanted(request: Request) -> HttpResponse:
    """社区建档: the pool, most wanted first, with what is on its way and who could give it."""
    actor = request.actor
    may_sort = actor.holds(*HOSTS)
    context = {
        "rows": pool(actor),
        "unsorted": [
            (order, SortForm(county=order.county, auto_id=f"sort-{number}-%s"))
            for number, order in enumerate(unsorted(actor).order_by("ordered_at", "pk")[:50])
        ],
        "may_sort": may_sort,
    }
    return render(request, "training/desk/wanted.html", context)


@keepers
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_order(request: Request) -> HttpResponse:
    """Somebody at the counter or at the door orders a course."""
    form, status = CounterOrderForm(request.POST or None, actor=request.actor), 200
    if form.is_bound:
        place = form.cleaned_data["place"].code if form.is_valid() else ""
        posted = post_made(request, form, Order, place, lambda: _order(form, request))
        if posted.is_done:
            messages.success(request, _("Ordered. It counts in the community's pool."))
            return redirect("training:new_order")
        status = posted.status
    return render(request, "training/desk/new_order.html", {"form": form}, status=status)


@keepers
@require_POST
def sort(request: Request, pk: UUID) -> HttpResponse:
    """Somebody's own words are counted for a module."""
    order = _unsorted(request, pk)
    form = SortForm(request.POST, county=order.county)
    posted = post_once(request, form, lambda: _sort(order, form, request))
    if not posted.is_done:
        raise Unusable(_("Please choose a module of this county."), field="module")
    return redirect("training:wanted")


@keepers
@require_POST
def dismiss(request: Request, pk: UUID) -> HttpResponse:
    """What somebody wants cannot be had here; they read why."""
    order = _unsorted(request, pk)
    form = ReasonForm(request.POST)
    posted = post_once(request, form, lambda: _dismiss(order, form, request))
    if not posted.is_done:
        raise Unusable(_("Please say why."), field="reason")
    messages.success(request, _("They were told."))
    return redirect("training:wanted")


@suppliers
@never_cache
@require_safe
def supply(request: Request) -> HttpResponse:
    """课程供给清单 by '6+X' modules."""
    actor = request.actor
    context = {
        "modules": [
            (module, [(row, can_supply(actor, row.provider)) for row in rows])
            for module, rows in supplies_of(actor)
        ],
        "may_supply": actor.holds(*PLANNERS, Role.PARTNER),
    }
    return render(request, "training/desk/supply.html", context)


@suppliers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_supply(request: Request) -> HttpResponse:
    """A course is put on the list."""
    form, status = SupplyForm(request.POST or None, actor=request.actor), 200
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Supply,
            lambda: form.cleaned_data["provider"].county,
            lambda: _supply(form, request),
        )
        if posted.is_done:
            return redirect("training:supply")
        status = posted.status
    return render(request, "training/desk/new_supply.html", {"form": form}, status=status)


@suppliers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_supply(request: Request, pk: UUID) -> HttpResponse:
    """A course is offered for another cost, with other seats, or longer."""
    row, status = _offered(request, pk), 200
    require(can_supply(request.actor, row.provider))
    form = ChangeSupplyForm(request.POST or None, row=row)
    if form.is_bound:
        posted = post_once(request, form, lambda: _change(row, form, request))
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("training:supply")
        status = posted.status
    context = {"form": form, "row": row}
    return render(request, "training/desk/new_supply.html", context, status=status)


@suppliers
@require_POST
def end_supply(request: Request, pk: UUID) -> HttpResponse:
    """A course is on offer no longer."""
    actions.end_supply(_offered(request, pk), actor=request.actor)
    messages.success(request, _("Not on offer after today."))
    return redirect("training:supply")


def _order(form: CounterOrderForm, request: Request) -> Order:
    fields: dict[str, Any] = form.cleaned_data
    person = people.know(
        fields["place"].county_code, name=fields["name"], phone=fields["phone"], actor=request.actor
    )
    wants = Wanted(
        fields["place"], fields["module"], fields["text"], fields["times"], fields["channel"]
    )
    return actions.order(person, wants, actor=request.actor)


def _sort(order: Order, form: SortForm, request: Request) -> str:
    module = form.cleaned_data["module"]
    return str(actions.sort_order(order, module, actor=request.actor).pk)


def _unsorted(request: Request, pk: UUID) -> Order:
    order = unsorted(request.actor).filter(pk=pk).first()
    if order is None:
        raise NotHere
    return order


def _dismiss(order: Order, form: ReasonForm, request: Request) -> str:
    reason = form.cleaned_data["reason"]
    return str(actions.dismiss_order(order, reason=reason, actor=request.actor).pk)


def _offered(request: Request, pk: UUID) -> Supply:
    rows = Supply.objects.visible_to(request.actor).select_related("provider")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _change(row: Supply, form: ChangeSupplyForm, request: Request) -> str:
    return str(actions.change_supply(row, form.offered(), actor=request.actor).pk)


def _supply(form: SupplyForm, request: Request) -> Supply:
    provider = form.cleaned_data["provider"]
    return actions.supply(provider, form.offered(), actor=request.actor)
