"""From which page does an organiser ask craftsmen to a service day?"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere, Refusal, require
from jinlin.domains.servicedays.models.series import HOSTS
from jinlin.domains.servicedays.moves import SESSIONS
from jinlin.domains.servicedays.permissions import is_host
from jinlin.ground.accounts import doors
from jinlin.journeys.talent_to_stall import craftsmen_for, invite
from jinlin.shell.requests import Request


class InviteForm(forms.Form):
    talent = forms.UUIDField()
    skill = forms.CharField(max_length=60)


@doors.role(*HOSTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def talent_to_stall(request: Request, pk: UUID) -> HttpResponse:
    """Craftsmen of the directory near the day; whoever is asked has a stall there."""
    row = SESSIONS.in_scope(request.actor, pk)
    require(is_host(request.actor, row))
    status = 200
    if request.method == "POST":
        form = InviteForm(request.POST)
        if form.is_valid():
            return _invite(request, row, form)
        status = 422
    context = {"session": row, "cards": craftsmen_for(row)}
    return render(request, "journeys/stalling.html", context, status=status)


def _invite(request: Request, row: Any, form: InviteForm) -> HttpResponse:
    try:
        made = invite(row, **form.cleaned_data, actor=request.actor)
    except NotHere:
        messages.error(request, _("They are not in the directory at present."))
    except Refusal as refusal:
        if refusal.status == 403:
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The stall stands: %(name)s.") % {"name": made.shown_as})
    return redirect("journeys:talent_to_stall", row.pk)
