"""What is done at the counter: a code is typed, or somebody without a phone is served?"""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import limits, paging
from jinlin.core.errors import NotHere, TooOften
from jinlin.core.story import shown_lines
from jinlin.ground.accounts import doors
from jinlin.services.points import actions
from jinlin.services.points.actions import Wanted
from jinlin.services.points.forms.typed import CounterForm, ServeForm
from jinlin.services.points.lifecycle import ORDER_LABELS
from jinlin.services.points.models import KEEPERS, READERS, Account, Order
from jinlin.services.points.moves import ORDERS
from jinlin.services.points.permissions import ORDER_RULES
from jinlin.services.points.queries import boards, statements
from jinlin.services.points.queries.lists import OrderLine, order_lines
from jinlin.shell.answers import MovePage, answer_move, post_made
from jinlin.shell.boards import MonthForm, TabForm
from jinlin.shell.requests import Request, cursor

READER, KEEPER = doors.keeper(*READERS), doors.keeper(*KEEPERS)
GUESSES, GUESS_SECONDS = 30, 600
AT_COUNTER = "points:at-counter"  # whose card was shown last: opened by its number, not browsed


@READER
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: Request) -> HttpResponse:
    """One field: a code opens an order, a card or phone number an account."""
    form = CounterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = _found(request, form.cleaned_data["typed"])
        if address:
            return redirect(address)
        form.add_error("typed", _("Nothing is found by this. Please look at it again."))
    context = {
        "form": form,
        "reserved": boards.orders(request.actor, "reserved").count(),
        "soon": boards.soon_over(request.actor),
        "has_stores": bool(boards.kept_stores(request.actor)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "points/desk/counter.html", context, status=status)


def _found(request: Request, typed: str) -> str:
    """Where it leads; every try counts, a right one is given back."""
    who = str(request.actor.user_id)
    if not limits.take("points.counter", who, limit=GUESSES, seconds=GUESS_SECONDS):
        raise TooOften
    order = boards.order_by_code(request.actor, typed)
    account = None if order else boards.account_by_number(request.actor, typed)
    if order or account:
        limits.give_back("points.counter", who)
    if order:
        return reverse("points:desk_order", args=[order.pk])
    if account is None:
        return ""
    request.session[AT_COUNTER] = str(account.pk)
    return reverse("points:account", args=[account.pk])


@READER
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request, pk: UUID) -> HttpResponse:
    """One person's account: what is there, the month, and what they take along now."""
    row, status = _account(request, pk), 200
    form = ServeForm(request.POST or None, items=list(boards.offered_by(request.actor)[:300]))
    if form.is_bound:
        posted = post_made(request, form, Order, row.place_code, lambda: _serve(request, row, form))
        if posted.is_done:
            messages.success(request, _("Handed out, and the points are spent."))
            return redirect("points:account", pk)
        status = posted.status
    seen = MonthForm(request.GET)
    context = {
        "account": row,
        "form": form,
        "filter_form": seen,
        "may_serve": bool(form.items),
        "statement": statements.statement(row, seen.first),
        "orders": order_lines(row.orders.open_().select_related("item__store")),
    }
    return render(request, "points/desk/account.html", context, status=max(status, seen.status))


def _serve(request: Request, row: Account, form: ServeForm) -> Order:
    fields = form.cleaned_data
    return actions.serve(
        row,
        Wanted(form.chosen, fields["count"]),
        received_by=fields["received_by"],
        actor=request.actor,
    )


def _account(request: Request, pk: UUID) -> Account:
    rows = Account.objects.select_related("person")
    if request.session.get(AT_COUNTER) != str(pk):
        rows = rows.for_desk(request.actor)
    row: Account | None = rows.filter(pk=pk, kind="person").first()
    if row is None:
        raise NotHere
    return row


@READER
@never_cache
@require_safe
def orders(request: Request) -> HttpResponse:
    """The orders of one's stores."""
    form = TabForm(request.GET, states=[(str(state), word) for state, word in ORDER_LABELS.items()])
    state = form.tab
    rows = boards.orders(request.actor, state)
    order_by = ("due_at", "id") if state == "reserved" else ("-ordered_at", "-id")
    page = paging.page(rows, order=order_by, after=cursor(request))
    tabs = form.counted(partial(boards.orders, request.actor))
    context = {"page": page, "lines": order_lines(page.rows), "tabs": tabs, **form.head()}
    return render(request, "points/desk/orders.html", context, status=form.status)


@READER
@never_cache
@require_safe
def order(request: Request, pk: UUID) -> HttpResponse:
    """One order: what, for whom, until when, and its moves."""
    row = _order(request, pk)
    context = {
        "order": row,
        "line": OrderLine(row),
        "moves": ORDER_RULES.open_to(request.actor, row),
        "entries": shown_lines(
            row, ORDERS.story(row, actor=request.actor), tones={"hand_out": "done"}
        ),
    }
    return render(request, "points/desk/order.html", context)


PAGE = MovePage[Order](
    "points/desk/order_move.html",
    "order",
    lambda order: reverse("points:desk_order", args=[order.pk]),
)


@READER
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """Hand out, or cancel."""
    row = _order(request, pk)
    return answer_move(request, ORDERS, ORDERS.tried(request, row, move), PAGE)


def _order(request: Request, pk: UUID) -> Order:
    rows = Order.objects.for_desk(request.actor).select_related("item__store", "account__person")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row
