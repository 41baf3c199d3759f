"""How is the ledger looked at and put right, and by which rules does service earn?"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.core.sheets import Column
from jinlin.core.story import shown_lines
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.services.points import actions
from jinlin.services.points.forms.filters import REVERSAL_TABS
from jinlin.services.points.forms.typed import ReasonForm, RuleForm
from jinlin.services.points.models import READERS, AccountKind, EarningRule, Reversal, Transfer
from jinlin.services.points.moves import REVERSALS
from jinlin.services.points.permissions import REVERSAL_RULES, can_propose, can_set_rules
from jinlin.services.points.queries import boards, statements, storefront
from jinlin.services.points.queries.lists import ReversalLine, reversal_lines
from jinlin.shell.answers import MovePage, answer_move, file_kind, post_made
from jinlin.shell.boards import TabForm
from jinlin.shell.requests import Request, cursor

READER = doors.keeper(*READERS)
COLUMNS = (
    Column(gettext_lazy("No."), 8),
    Column(gettext_lazy("Day"), 12),
    Column(gettext_lazy("Kind"), 16),
    Column(gettext_lazy("Comes from"), 16),
    Column(gettext_lazy("Goes to"), 16),
    Column(gettext_lazy("Points"), 8),
    Column(gettext_lazy("For what"), 30),
    Column(gettext_lazy("Hash"), 66),
)


@READER
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: Request, pk: UUID) -> HttpResponse:
    """One transfer: how it came about, and whether it should be reversed."""
    row, status = _transfer(request, pk), 200
    account = row.credit if row.credit.kind == AccountKind.PERSON else row.debit
    form = ReasonForm(request.POST or None)
    if form.is_bound:
        posted = post_made(
            request, form, Reversal, account.place_code, lambda: _propose(request, row, form)
        )
        if posted.is_done:
            messages.success(request, _("Proposed. A second person decides."))
            return redirect("points:reversal", posted.made)
        status = posted.status
    context = {
        "explained": statements.explained(row, account=account),
        "account": account,
        "form": form,
        "may_propose": can_propose(request.actor, row) and row.kind != "reverse",
        "reversals": reversal_lines(row.reversals.order_by("proposed_at")),
    }
    return render(request, "points/desk/transfer.html", context, status=status)


def _propose(request: Request, row: Transfer, form: ReasonForm) -> Reversal:
    fields = form.cleaned_data
    return actions.propose(
        row, reason=fields["reason"], amount=fields["amount"], actor=request.actor
    )


def _transfer(request: Request, pk: UUID) -> Transfer:
    rows = Transfer.objects.visible_to(request.actor).select_related(
        "debit__person", "credit__person", "origin", "order__item"
    )
    row: Transfer | None = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


@READER
@never_cache
@require_safe
def export(request: Request) -> HttpResponseBase:
    """The ledger of one's places as a table, names masked, with every hash."""
    rows = statements.lines_of_desk(request.actor)
    kind = file_kind(request)
    return taken_out(request, COLUMNS, _cells(rows), name=_("Points"), kind=kind)


def _cells(rows: Any) -> Iterator[tuple[Any, ...]]:
    for row in rows.iterator(chunk_size=1000):
        origin = getattr(row, "origin", None)
        yield (
            row.seq,
            row.on,
            str(row.get_kind_display()),
            _side(row.debit),
            _side(row.credit),
            row.amount,
            origin.title if origin else "",
            row.hash,
        )


def _side(account: Any) -> str:
    if account.person is None:
        return str(account.get_kind_display())
    return f"{account.person.shown_name()} {account.number}"


@READER
@never_cache
@require_safe
def reversals(request: Request) -> HttpResponse:
    """What was asked to be reversed."""
    form = TabForm(request.GET, states=REVERSAL_TABS)
    is_open = form.tab == "open"
    page = paging.page(
        boards.reversals(request.actor, is_open=is_open),
        order=("-proposed_at", "-id"),
        after=cursor(request),
    )
    context = {"page": page, "lines": reversal_lines(page.rows), "is_open": is_open, **form.head()}
    return render(request, "points/desk/reversals.html", context, status=form.status)


@READER
@never_cache
@require_safe
def reversal(request: Request, pk: UUID) -> HttpResponse:
    """One of them: the transfer, the reason, and the decision."""
    row = REVERSALS.in_scope(request.actor, pk)
    before = row.transfer
    account = before.credit if before.credit.kind == AccountKind.PERSON else before.debit
    context = {
        "reversal": row,
        "line": ReversalLine(row),
        "explained": statements.explained(before, account=account),
        "account": account,
        "moves": REVERSAL_RULES.open_to(request.actor, row),
        "entries": shown_lines(
            row, REVERSALS.story(row, actor=request.actor), tones={"refuse": "ended"}
        ),
    }
    return render(request, "points/desk/reversal.html", context)


PAGE = MovePage[Reversal](
    "points/desk/reversal_move.html",
    "reversal",
    lambda row: reverse("points:reversal", args=[row.pk]),
)


@READER
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reversal_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """Reverse it, or leave it."""
    row = REVERSALS.in_scope(request.actor, pk)
    return answer_move(request, REVERSALS, REVERSALS.tried(request, row, move), PAGE)


@READER
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: Request) -> HttpResponse:
    """The rules of the county, and the form of the next one for whoever leads it."""
    county, status = (request.actor.counties(*READERS) or ("",))[0], 200
    form = RuleForm(request.POST or None)
    if form.is_bound:
        posted = post_made(
            request, form, EarningRule, county, lambda: _publish(request, county, form)
        )
        if posted.is_done:
            messages.success(request, _("The rule is public and holds from its day on."))
            return redirect("points:rules")
        status = posted.status
    leads = request.actor.holds(Role.LEAD) and can_set_rules(request.actor, county)
    context = {"form": form, "rules": storefront.rules(county), "may_publish": leads}
    return render(request, "points/desk/rules.html", context, status=status)


def _publish(request: Request, county: str, form: RuleForm) -> EarningRule:
    return actions.publish_rule(county, form.wording, actor=request.actor)
