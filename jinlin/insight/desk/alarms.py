"""What does the desk show of what was understood?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jinlin.core.actor import Actor
from jinlin.ground.accounts import doors
from jinlin.insight import actions
from jinlin.insight.models import READERS, Alarm, Answer
from jinlin.insight.queries import SHOWN, open_alarms
from jinlin.shell.requests import Request


def alarms(actor: Actor, csrf_token: object) -> tuple[str, dict[str, Any]] | None:
    """For the slot above everything that waits."""
    if not actor.looks_after(*READERS):
        return None
    found = open_alarms(actor)
    if not found:
        return None
    shown = {
        "alarms": found[:SHOWN],
        "are_more": len(found) > SHOWN,
        "Answer": Answer,
        "csrf_token": csrf_token,
    }
    return "insight/desk/alarms.html", shown


@doors.keeper(*READERS)
@require_POST
def answer(request: Request, pk: UUID, what: str) -> HttpResponse:
    """One tap: looked after, or a false alarm."""
    alarm = get_object_or_404(Alarm.objects.for_desk(request.actor), pk=pk)
    actions.answer(alarm, what, actor=request.actor)
    if what == Answer.ACTED:
        messages.success(request, _("Noted: somebody is looking after it."))
        return redirect("appeals:desk_appeal", alarm.appeal_id)
    messages.success(request, _("Noted as a false alarm."))
    return redirect("desk")
