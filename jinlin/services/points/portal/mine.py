"""How many points have I, how did I get them, and what can I have for them?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.errors import NotHere
from jinlin.core.story import shown_lines
from jinlin.ground.accounts import doors
from jinlin.ground.people.myself import myself
from jinlin.ground.places.queries import county_here
from jinlin.services.points import actions
from jinlin.services.points.actions import Wanted
from jinlin.services.points.forms.typed import OrderForm
from jinlin.services.points.models import Account, Item, Order, Transfer
from jinlin.services.points.moves import ORDERS
from jinlin.services.points.permissions import ORDER_RULES
from jinlin.services.points.queries import statements, storefront
from jinlin.services.points.queries.lists import OrderLine, order_lines
from jinlin.shell.answers import MovePage, answer_move, post_made
from jinlin.shell.boards import MonthForm
from jinlin.shell.requests import Request

OWN = frozenset({"cancel"})


def account_of(request: Request) -> Account | None:
    rows = Account.objects.own(request.actor).select_related("person")
    found: Account | None = rows.filter(county=county_here(request)).first() or rows.first()
    return found


@doors.signed_in
@never_cache
@require_safe
def mine(request: Request) -> HttpResponse:
    """What I have, what ends soon, what I ordered, and one month line by line."""
    account = account_of(request)
    county = account.county if account else county_here(request)
    seen = MonthForm(request.GET)
    context: dict[str, Any] = {
        "account": account,
        "rule": storefront.rule_now(county),
        "filter_form": seen,
    }
    if account:
        rows = Order.objects.filter(account=account).select_related("item__store")
        context |= {
            "statement": statements.statement(account, seen.first),
            "ending": statements.next_ending(account),
            "orders": order_lines(rows.order_by("-ordered_at")[:10]),
        }
    return render(request, "points/portal/mine.html", context, status=seen.status)


@doors.signed_in
@never_cache
@require_safe
def line(request: Request, pk: UUID) -> HttpResponse:
    """How did I get these?"""
    account = account_of(request)
    row = Transfer.objects.select_related("origin", "order__item").filter(pk=pk).first()
    if account is None or row is None or account.pk not in {row.debit_id, row.credit_id}:
        raise NotHere
    context = {"explained": statements.explained(row, account=account)}
    return render(request, "points/portal/line.html", context)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: Request, pk: UUID) -> HttpResponse:
    """One item: what it costs, what I have, and the order."""
    rows = Item.objects.offered().select_related("store")
    item, status = rows.filter(pk=pk).first(), 200
    if item is None:
        raise NotHere
    form = OrderForm(request.POST or None)
    if form.is_bound:
        posted = post_made(
            request, form, Order, item.place_code, lambda: _order(request, item, form)
        )
        if posted.is_done:
            messages.success(request, _("Ordered. The code on this page opens it once."))
            return redirect("points:my_order", posted.made)
        status = posted.status
    context = {"item": item, "form": form, "account": account_of(request)}
    return render(request, "points/portal/order.html", context, status=status)


def _order(request: Request, item: Item, form: OrderForm) -> Order:
    person = myself(request, item.county)
    account = actions.open_account(person, place_code=item.place_code, actor=request.actor)
    wanted = Wanted(item, form.cleaned_data["count"])
    return actions.order(account, wanted, actor=request.actor)


@doors.signed_in
@never_cache
@require_safe
def my_order(request: Request, pk: UUID) -> HttpResponse:
    """The code, until when, where; and what happened."""
    row = _own(request, pk)
    context = {
        "order": row,
        "line": OrderLine(row),
        "code": _spelled(row.code) if row.state == "reserved" else "",
        "moves": [move for move in ORDER_RULES.open_to(request.actor, row) if move.name in OWN],
        "entries": shown_lines(
            row, ORDERS.story(row, actor=request.actor), tones={"hand_out": "done"}
        ),
    }
    return render(request, "points/portal/my_order.html", context)


def _back(row: Order) -> str:
    return reverse("points:my_order", args=[row.pk])


PAGE = MovePage[Order](template="points/portal/move.html", row="order", back=_back, part="")


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """I do not want it after all."""
    if move not in OWN:
        raise NotHere
    row = _own(request, pk)
    return answer_move(request, ORDERS, ORDERS.tried(request, row, move), PAGE)


def _own(request: Request, pk: UUID) -> Order:
    rows = Order.objects.own(request.actor).select_related("item__store", "account__person")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _spelled(code: str) -> str:
    return f"{code[:4]} {code[4:]}"
