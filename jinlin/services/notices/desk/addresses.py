"""Which new addresses wait for a second administrator, and what does that one decide?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jinlin.core.errors import NotHere, require
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import CONFIRMING
from jinlin.services.notices import actions
from jinlin.services.notices.permissions import can_see_addresses
from jinlin.services.notices.queries import addresses

keeper = doors.role(*CONFIRMING)


@keeper
@require_safe
def waiting(request: Any) -> HttpResponse:
    """Whatever one administrator entered and nobody confirmed yet."""
    require(can_see_addresses(request.actor))
    found = addresses.waiting(request.actor)
    return render(request, "notices/addresses.html", {"lines": found})


@keeper
@require_POST
def confirm(request: Any, what: str, pk: UUID) -> HttpResponse:
    return _settle(request, what, pk, actions.confirm_address, _("It holds from now on."))


@keeper
@require_POST
def refuse(request: Any, what: str, pk: UUID) -> HttpResponse:
    return _settle(request, what, pk, actions.refuse_address, _("It is refused. Nothing changed."))


def _settle(
    request: Any, what: str, pk: UUID, action: Callable[..., Any], done: str
) -> HttpResponse:
    row = addresses.one(request.actor, what, pk)
    if row is None:
        raise NotHere
    action(row, actor=request.actor, seen_as=request.POST.get("seen_as", ""))
    messages.success(request, done)
    return redirect("notices:addresses")
