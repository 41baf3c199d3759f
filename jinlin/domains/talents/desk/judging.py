"""What does somebody on a panel see, declare and judge?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import Declaration
from jinlin.domains.talents.forms.typed import DeclareForm, JudgeForm
from jinlin.domains.talents.lifecycle import State
from jinlin.domains.talents.models import Seat
from jinlin.domains.talents.queries.matters import evidence_of
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request, cursor

WITH = ("application__talent__person", "application__talent__place", "application__skill")


@doors.role(Role.ASSESSOR)
@require_safe
def panels(request: Request) -> HttpResponse:
    """The panels on which one sits, the latest first."""
    rows = Seat.objects.of(request.actor).select_related(*WITH)
    page = paging.page(rows, order=("-named_at", "-id"), after=cursor(request), size=30)
    return render(request, "talents/desk/panels.html", {"page": page, "sits": State.ON_PANEL})


@doors.role(Role.ASSESSOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: Request, pk: UUID) -> HttpResponse:
    """First the question whether one is free to judge; then what there is to judge by, and the
    verdict.
    """
    seat = Seat.objects.of(request.actor).select_related(*WITH).filter(pk=pk).first()
    if seat is None:
        raise NotHere
    form = _form(request, seat)
    if request.method != "POST" or form is None:
        return _page(request, seat, form, 200 if request.method != "POST" else 409)
    posted = post_once(request, form, lambda: _act(request, seat, form))
    if not posted.is_done:
        return _page(request, seat, form, posted.status)
    messages.success(request, _("On record."))
    return redirect("talents:panel", pk)


def _form(request: Request, seat: Seat) -> Any:
    """The form of one's next step; None when there is none."""
    if seat.application.state != State.ON_PANEL or seat.has_conflict:
        return None
    if seat.has_conflict is None:
        return DeclareForm(request.POST or None)
    first = {"verdict": seat.verdict, "words": seat.words}
    return JudgeForm(request.POST or None, initial=first)


def _act(request: Request, seat: Seat, form: Any) -> str:
    fields = form.cleaned_data
    if isinstance(form, DeclareForm):
        declaration = Declaration(fields["has_conflict"], fields["words"])
        actions.declare(seat, declaration, actor=request.actor)
    else:
        actions.judge(seat, fields["verdict"], words=fields["words"], actor=request.actor)
    return str(seat.pk)


def _page(request: Request, seat: Seat, form: Any, status: int) -> HttpResponse:
    is_free = seat.has_conflict is False
    context = {
        "seat": seat,
        "application": seat.application,
        "form": form,
        "is_free": is_free,
        "evidence": evidence_of(seat.application.talent) if is_free else [],
    }
    return render(request, "talents/desk/panel.html", context, status=status)
