"""From which page is somebody behind an appeal sent to a social worker?"""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere, require
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.moves import fetch
from jinlin.domains.appeals.permissions import is_intake
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation
from jinlin.journeys.appeal_to_case import Helped, agencies_for, send
from jinlin.journeys.forms import HelpForm
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def appeal_to_case(request: Request, pk: UUID) -> HttpResponse:
    """Somebody behind an appeal is sent to a social worker, one way."""
    appeal = fetch(request.actor, pk)
    if appeal is None:
        raise NotHere
    require(is_intake(request.actor, appeal))
    agencies = agencies_for(appeal)
    form = HelpForm(request.POST or None, agencies=agencies)
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _sent(request, appeal, form, agencies))
        if posted.is_done:
            messages.success(request, _("The social workers have it. Here nothing is noted of it."))
            return redirect("appeals:desk_appeal", pk)
        status = posted.status
    context = {"appeal": appeal, "form": form, "agencies": agencies}
    return render(request, "journeys/helping.html", context, status=status)


def _sent(
    request: Request, appeal: Appeal, form: HelpForm, agencies: Sequence[Organisation]
) -> bool:
    fields = {name: value for name, value in form.cleaned_data.items() if name != "key"}
    agency = next(each for each in agencies if str(each.pk) == fields["agency"])
    send(appeal, Helped(**{**fields, "agency": agency}), actor=request.actor)
    return True
