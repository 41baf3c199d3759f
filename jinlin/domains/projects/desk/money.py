"""How is a project's money looked at, spent, and approved beyond a line?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import sheets
from jinlin.core.errors import NotHere, Refusal
from jinlin.core.files import uploads
from jinlin.core.files.kinds import Family
from jinlin.core.files.uploads import Upload
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Purchase
from jinlin.domains.projects.desk.boards import STAFF
from jinlin.domains.projects.forms.doing import SpendForm
from jinlin.domains.projects.models import Project, Spending, SpendingState
from jinlin.domains.projects.moves import MOVES
from jinlin.domains.projects.permissions import can_approve_beyond, can_spend
from jinlin.domains.projects.queries.money import sums_of
from jinlin.domains.projects.queries.spendings import COLUMNS, spendings_written
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.shell.answers import post_made
from jinlin.shell.moves import take_files
from jinlin.shell.requests import Request

SHOWN = 200
Typed = dict[UUID, tuple[str, str]]  # of a spending: the reason, and what is wrong with it


@doors.role(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def money(request: Request, pk: UUID) -> HttpResponse:
    """What was planned and spent, four ways, and the form of one more spending."""
    row = MOVES.in_scope(request.actor, pk)
    form = SpendForm(request.POST or None, request.FILES or None, project=row)
    if request.method != "POST":
        return _page(request, row, form, 200)
    posted = post_made(request, form, Spending, row.place_code, lambda: _spend(request, row, form))
    if not posted.is_done:
        return _page(request, row, form, posted.status)
    if posted.row.state == SpendingState.ASKED:
        messages.warning(request, _("It goes beyond its line and waits for the approver."))
    else:
        messages.success(request, _("It is booked."))
    return redirect("projects:money", pk)


@doors.role(*STAFF)
@require_POST
def spending(request: Request, pk: UUID, spending: UUID) -> HttpResponse:
    """Spending beyond a line is approved or refused by name; a mistake is taken back."""
    row = MOVES.in_scope(request.actor, pk)
    rows = Spending.objects.select_related("project", "line")
    found = get_object_or_404(rows, pk=spending, project=row)
    try:
        _decide(request, found)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        typed = {spending: (request.POST.get("reason", ""), str(refusal))}
        return _page(request, row, SpendForm(project=row), refusal.status, typed)
    return redirect("projects:money", pk)


@doors.role(*STAFF)
@require_safe
def spendings(request: Request, pk: UUID, kind: str) -> HttpResponseBase:
    """All that was spent as a file, streamed: each row with its sources and its vouchers."""
    row = MOVES.in_scope(request.actor, pk)
    if kind not in sheets.CONTENT:
        raise NotHere
    lines, name = spendings_written(row), _("Money of %(title)s") % {"title": row.title}
    return taken_out(request, COLUMNS, lines, name=name, kind=kind)


def papers_of(request: Request, name: str, county: str) -> list[Upload]:
    """The papers or photos that were sent under this name."""
    return take_files(request, name, county=county, takes=(Family.PHOTO, Family.PAPER))


def _spend(request: Request, row: Project, form: SpendForm) -> Spending:
    bought = Purchase(**form.terms())
    vouchers = papers_of(request, "voucher", row.county)
    return actions.spend(row, bought, vouchers=vouchers, actor=request.actor)


def _decide(request: Request, found: Spending) -> None:
    verb, reason, actor = request.POST.get("verb"), request.POST.get("reason", ""), request.actor
    if verb == "approve":
        actions.approve_beyond(found, actor=actor)
    elif verb == "refuse":
        actions.refuse_beyond(found, reason=reason, actor=actor)
    else:
        actions.take_back(found, reason=reason, actor=actor)


def _page(
    request: Request, row: Project, form: SpendForm, status: int, typed: Typed | None = None
) -> HttpResponse:
    found = _newest(row)
    files = uploads.of_each(found)
    lines: list[dict[str, Any]] = []
    for each in found:
        reason, problem = (typed or {}).get(each.pk, ("", ""))
        typed_words = {"reason": reason, "problem": problem}
        lines.append({"row": each, "files": files.get(each.pk), **typed_words})
    waiting = [each for each in found if each.state == SpendingState.ASKED]
    context = {
        "project": row,
        "sums": sums_of(row),
        "lines": lines,
        "is_cut": len(found) == SHOWN,
        "form": form,
        "may_spend": can_spend(request.actor, row),
        "may_approve": any(can_approve_beyond(request.actor, each) for each in waiting[:1]),
    }
    return render(request, "projects/desk/money.html", context, status=status)


def _newest(row: Project) -> list[Spending]:
    rows = Spending.objects.filter(project=row).select_related("line", "stage", "activity")
    found = list(rows.order_by("-spent_on", "-id")[:SHOWN])
    for each in found:
        each.project = row
    return found
