"""What did not arrive, and who sets it on its way again?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from jinlin.core.errors import NotHere, require
from jinlin.ground.accounts import doors
from jinlin.services.notices import actions
from jinlin.services.notices.forms import OutboxFilters
from jinlin.services.notices.lifecycle import LABELS, State
from jinlin.services.notices.models import KEEPERS, Channel, Delivery
from jinlin.services.notices.permissions import can_see_outbox, can_see_webhooks
from jinlin.services.notices.queries.outbox import outbox, tallies
from jinlin.shell.requests import cursor


@doors.keeper(*KEEPERS)
@require_safe
def outgoing(request: Any) -> HttpResponse:
    """What waits, failed or was given up, with where it goes and what went wrong; never what it
    says.
    """
    require(can_see_outbox(request.actor))
    filters = OutboxFilters(request.GET).chosen()
    tally = tallies(request.actor)
    context = {
        "page": outbox(request.actor, **filters, after=cursor(request)),
        "tallies": tally,
        "dead": sum(line.dead for line in tally),
        "filters": filters,
        "states": [(state.value, LABELS[state]) for state in State],
        "channels": Channel.choices,
        "keeps_webhooks": can_see_webhooks(request.actor),
    }
    return render(request, "notices/outbox.html", context)


@doors.keeper(*KEEPERS)
@require_POST
def resend(request: Any, pk: UUID) -> HttpResponse:
    delivery = Delivery.objects.visible_to(request.actor).filter(pk=pk).first()
    if delivery is None:
        raise NotHere
    actions.resend(delivery, actor=request.actor)
    messages.success(request, _("It waits to be sent again."))
    return redirect("notices:outbox")


@doors.keeper(*KEEPERS)
@require_POST
def resend_dead(request: Any) -> HttpResponse:
    require(can_see_outbox(request.actor))
    count = actions.resend_dead(actor=request.actor)
    messages.success(
        request,
        ngettext(
            "%(count)d message waits to be sent again.",
            "%(count)d messages wait to be sent again.",
            count,
        )
        % {"count": count},
    )
    return redirect("notices:outbox")
