"""How does a person decide on two forms for one door, on a form laid aside, and on a finding?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere, Refusal, require
from jinlin.domains.visits import actions
from jinlin.domains.visits.desk.doors import STAFF
from jinlin.domains.visits.forms.writing import ChooseForm, NoteForm
from jinlin.domains.visits.models import Aside, Clash, Door, Finding
from jinlin.domains.visits.permissions import can_choose, can_see_to
from jinlin.domains.visits.queries.answers import side_by_side
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request, cursor

KNOCKING = (Role.VISITOR, Role.CLERK, Role.LEAD)


@doors.role(*STAFF)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clash(request: Request, pk: UUID) -> HttpResponse:
    """Two forms side by side; a person chooses, line by line."""
    row = (
        Clash.objects.filter(door__in=Door.objects.visible_to(request.actor))
        .select_related("first__visitor", "second__visitor", "door__household__place")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise NotHere
    require(can_choose(request.actor, row))
    form = ChooseForm(request.POST or None, clash=row)
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _choose(row, form, request))
        if posted.is_done:
            return _back(request, row.door_id, _("It is decided; both forms are kept."))
        status = posted.status
    context = {"clash": row, "form": form, "sides": side_by_side(row)}
    return render(request, "visits/desk/clash.html", context, status=status)


def _choose(row: Clash, form: ChooseForm, request: Request) -> str:
    note = form.cleaned_data["note"]
    return str(actions.choose(row, chosen=form.chosen(), note=note, actor=request.actor).pk)


@doors.role(*STAFF)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def see_to(request: Request, pk: UUID) -> HttpResponse:
    """Somebody saw to a finding and says how, or says why nothing is to be done."""
    rows = Finding.objects.filter(door__in=Door.objects.visible_to(request.actor))
    row = rows.select_related("door__household__place", "person").filter(pk=pk).first()
    if row is None:
        raise NotHere
    require(can_see_to(request.actor, row))
    form = NoteForm(request.POST or None)
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _see_to(row, form, request))
        if posted.is_done:
            return _back(request, row.door_id, _("It is on record."))
        status = posted.status
    return render(
        request, "visits/desk/finding.html", {"finding": row, "form": form}, status=status
    )


def _see_to(row: Finding, form: NoteForm, request: Request) -> str:
    note, is_left = form.cleaned_data["note"], request.POST.get("way") == "leave"
    return str(actions.see_to(row, note=note, is_left=is_left, actor=request.actor).pk)


@doors.role(*KNOCKING)
@never_cache
@require_safe
def asides(request: Request) -> HttpResponse:
    """What phones handed in and what cannot count by itself."""
    rows = Aside.objects.visible_to(request.actor).select_related("user")
    page = paging.page(rows, order=("due_at", "id"), after=cursor(request), size=30)
    return render(request, "visits/desk/asides.html", {"page": page, "rows": page.rows})


@doors.role(*KNOCKING)
@require_POST
def take_in(request: Request, pk: UUID) -> HttpResponse:
    """It counts like any form."""
    return _decide(request, pk, lambda row: actions.take_in(row, actor=request.actor))


@doors.role(*KNOCKING)
@require_POST
def leave_aside(request: Request, pk: UUID) -> HttpResponse:
    """It stays laid aside for good, with the reason."""
    note = request.POST.get("note", "")
    return _decide(
        request, pk, lambda row: actions.leave_aside(row, note=note, actor=request.actor)
    )


def _decide(request: Request, pk: UUID, act: Callable[[Aside], Any]) -> HttpResponse:
    row = Aside.objects.visible_to(request.actor).filter(pk=pk).first()
    if row is None:
        raise NotHere
    try:
        act(row)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is on record."))
    return redirect("visits:asides")


def _back(request: Request, door: UUID, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(reverse("visits:door", args=[door]))
