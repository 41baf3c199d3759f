"""How does a resident say 'I too' of what a neighbour has told already?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jinlin.domains.appeals.models import Appeal
from jinlin.ground.accounts import doors
from jinlin.insight import actions
from jinlin.insight.models import Backing
from jinlin.insight.queries.repeats import Line, backers_of
from jinlin.shell.requests import Request

WITH_IT = ("appeal", "appeal__place", "appeal__unit", "appeal__category")


@doors.signed_in
@require_POST
def back(request: Request, pk: UUID) -> HttpResponse:
    """One tap: this resident says the same."""
    appeal = get_object_or_404(Appeal.objects.select_related("reporter"), pk=pk)
    backing = actions.back(appeal, actor=request.actor)
    messages.success(request, _("Noted. You are told here how it ends."))
    return redirect("insight:shared", backing.pk)


@doors.signed_in
@require_safe
def shared(request: Request, pk: UUID) -> HttpResponse:
    """How the matter stands, without a word of whoever told it."""
    backing = _own(request, pk)
    context = {"line": Line(backing), "backers": backers_of(backing.appeal)}
    return render(request, "insight/portal/shared.html", context)


@doors.signed_in
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """This resident no longer says the same."""
    actions.take_back(_own(request, pk), actor=request.actor)
    messages.success(request, _("Taken back."))
    return redirect("mine")


def _own(request: Request, pk: UUID) -> Backing:
    return get_object_or_404(
        Backing.objects.visible_to(request.actor).select_related(*WITH_IT), pk=pk
    )
