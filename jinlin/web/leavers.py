"""Who left without handing over, as far as a security administrator must know?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.web.leaving import left_behind


@doors.role(Role.SECURITY_ADMIN)
@require_safe
def leavers(request: Any) -> HttpResponse:
    """Names and numbers. The matters themselves are handed over by the lead of the unit."""
    return render(request, "desk/leavers.html", {"leavers": left_behind(request.actor)})
