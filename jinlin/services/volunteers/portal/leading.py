"""Who asks to join the teams that I lead, and who belongs to them?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jinlin.core.errors import NotHere
from jinlin.ground.accounts import doors
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.forms.entering import RefuseForm, offer_refusing
from jinlin.services.volunteers.models import Membership
from jinlin.services.volunteers.queries import led_by, teams_led_by
from jinlin.shell.requests import Request


@doors.signed_in
@never_cache
@require_safe
def leading(request: Request) -> HttpResponse:
    """The teams that one leads, each with who asks and who belongs to it."""
    return _show(request)


def _show(
    request: Request,
    *,
    refused: RefuseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The teams, with a refusal that could not be accepted, if there is one."""
    led = teams_led_by(request.actor)
    offer_refusing((row for _team, members in led for row in members), refused)
    return render(request, "volunteers/portal/leading.html", {"led": led}, status=status)


@doors.signed_in
@require_POST
def decide(request: Request, pk: UUID, way: str) -> HttpResponse:
    """The leader takes somebody into the team, or does not."""
    actor = request.actor
    rows = Membership.objects.filter(team__in=led_by(actor))
    row = rows.select_related("team__leader__person", "volunteer__person").filter(pk=pk).first()
    if row is None or way not in {"take-in", "refuse"}:
        raise NotHere
    if way == "take-in":
        actions.take_in(row.team, row.volunteer, actor=actor)
    else:
        form = RefuseForm(request.POST, row=row)
        if not form.is_valid():
            return _show(request, refused=form, status=422)
        actions.refuse(row, reason=form.cleaned_data["reason"], actor=actor)
    messages.success(request, _("Noted."))
    return redirect("volunteers:leading")
