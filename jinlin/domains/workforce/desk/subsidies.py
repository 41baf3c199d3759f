"""Which applications stand where, one of them, and the batches that go to the bank?"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Refusal
from jinlin.core.story import ShownLine
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.actions.bank_files import answers_in, bank_file
from jinlin.domains.workforce.forms.subsidies import FreezeForm, ReturnForm
from jinlin.domains.workforce.lifecycle import LABELS, OPEN, State
from jinlin.domains.workforce.models import Application, Batch
from jinlin.domains.workforce.moves import MOVES
from jinlin.domains.workforce.permissions import RULES, can_pay
from jinlin.domains.workforce.queries.contests import contest_of
from jinlin.domains.workforce.queries.lists import LIKELY, WITH, Listed, likely, listed
from jinlin.domains.workforce.queries.story import story
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Level, Place
from jinlin.shell.answers import MovePage, answer_move, put_problem
from jinlin.shell.boards import TabForm, turned
from jinlin.shell.requests import Request, cursor

READERS = (Role.REGISTRAR, Role.LEAD, Role.PAYMENT_OFFICER)
PAYERS = (Role.PAYMENT_OFFICER, Role.REGISTRAR)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": EXCEL, "csv": "text/csv; charset=utf-8"}


@doors.keeper(*READERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """Applications, the most urgent first."""
    actor: Actor = request.actor
    form = TabForm(request.GET, states=[(str(each), LABELS[each]) for each in State])
    state = str(form.used.get("state", ""))
    seen = Application.objects.for_desk(actor)
    rows = seen.select_related(*WITH)
    rows = rows.filter(state=state) if state else rows.filter(state__in=OPEN)
    page = paging.page(rows, order=("due_at", "id"), after=cursor(request))
    context = {
        "page": page,
        "rows": listed(page.rows, actor=actor),
        **form.head(),
        "state": state,
        "tabs": [
            ("", _("All open ones"), turned(request.GET, "state", ""), ""),
            *form.counted(lambda each: seen.filter(state=each)),
        ],
    }
    return render(request, "workforce/desk/applications.html", context, status=form.status)


@doors.keeper(*READERS)
@require_safe
def application(request: Request, pk: UUID) -> HttpResponse:
    """One application: what is asked for, what happened, the moves open to this reader."""
    actor: Actor = request.actor
    row = in_scope(actor, pk)
    moves = RULES.open_to(actor, row)
    first = likely(row, actor)
    context = {
        "row": Listed(row, first),
        "application": row,
        "entries": [ShownLine(line, []) for line in story(row, actor=actor)],
        "likely": first,
        "moves": [move for move in moves if move.name != LIKELY.get(State(row.state))],
        "lacking": actions.lacking(row) if row.state == State.CHECKED else contest_of(row),
    }
    return render(request, "workforce/desk/application.html", context)


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    row = in_scope(request.actor, pk)
    return answer_move(request, MOVES, MOVES.tried(request, row, move), PAGE)


@doors.role(*PAYERS)
@require_http_methods(["GET", "HEAD", "POST"])
def batches(request: Request) -> HttpResponse:
    """The batches so far; posted, all that can be paid is frozen into a new one."""
    actor: Actor = request.actor
    form = FreezeForm(request.POST or None, counties=_counties(actor))
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        try:
            made = actions.freeze(fields["county"], actor=actor, limit=fields["limit"])
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            put_problem(form, refusal)
        else:
            return redirect("workforce:batch", made.pk)
    page = paging.page(
        Batch.objects.visible_to(actor),
        order=("-frozen_at", "-id"),
        after=cursor(request),
    )
    context = {"form": form, "page": page, "rows": page.rows, "may_freeze": bool(_counties(actor))}
    status = 422 if form.errors else 200
    return render(request, "workforce/desk/batches.html", context, status=status)


@doors.role(*PAYERS)
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: Request, pk: UUID) -> HttpResponse:
    """One batch, line by line; posted, the bank's return file is read back."""
    actor: Actor = request.actor
    one = batch_in_scope(actor, pk)
    form = ReturnForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            _read_back(one, form.cleaned_data["file"], request)
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            put_problem(form, refusal)
        else:
            return redirect("workforce:batch", one.pk)
    page = paging.page(one.lines.all(), order=("reference", "id"), after=cursor(request), size=200)
    context = {"one": one, "lines": page.rows, "page": page, "form": form}
    context["may_pay"] = can_pay(actor, one.county)
    status = 422 if form.errors else 200
    return render(request, "workforce/desk/batch.html", context, status=status)


@doors.role(Role.PAYMENT_OFFICER)
@require_safe
def batch_file(request: Request, pk: UUID, kind: str) -> FileResponse:
    """The file for the bank."""
    if kind not in TYPES:
        raise NotHere
    one = batch_in_scope(request.actor, pk)
    file = bank_file(one, kind, actor=request.actor)
    return FileResponse(
        file, as_attachment=True, filename=f"{one.number}.{kind}", content_type=TYPES[kind]
    )


def in_scope(actor: Actor, pk: UUID) -> Application:
    row = Application.objects.for_desk(actor).select_related(*WITH).filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def batch_in_scope(actor: Actor, pk: UUID) -> Batch:
    one = Batch.objects.visible_to(actor).filter(pk=pk).first()
    if one is None:
        raise NotHere
    return one


def _read_back(one: Batch, file: Any, request: Request) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / (
            "return.csv" if file.name.lower().endswith(".csv") else "return.xlsx"
        )
        path.write_bytes(file.read())
        found = actions.read_back(one, list(answers_in(path)), actor=request.actor)
    messages.success(
        request,
        _("Read: %(paid)d paid, %(failed)d failed, %(strange)d not of this batch.")
        % {
            "paid": found["paid"],
            "failed": found["failed"] + found["returned"],
            "strange": found["strange"],
        },
    )


def _counties(actor: Actor) -> list[tuple[str, str]]:
    rows = Place.objects.present().filter(level=Level.COUNTY).order_by("code")
    codes = actor.codes(Role.PAYMENT_OFFICER)
    return [(p.code, p.name) for p in rows if any(p.code.startswith(code) for code in codes)]


def _page(row: Application) -> str:
    return reverse("workforce:application", args=[row.pk])


PAGE = MovePage[Application]("workforce/desk/move.html", "application", _page)
