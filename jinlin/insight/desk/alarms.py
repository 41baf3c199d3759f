"""What does the desk show of what was understood?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.ground.accounts import doors
from jinlin.insight import actions
from jinlin.insight.models import READERS, Alarm, Answer
from jinlin.insight.queries import PRESSING, all_open, open_alarms
from jinlin.shell.requests import Request, cursor

SIZE = 20


def alarms(actor: Actor, csrf_token: object) -> tuple[str, dict[str, Any]] | None:
    """For the slot above everything that waits."""
    if not actor.looks_after(*READERS):
        return None
    found = open_alarms(actor)
    if not found.first:
        return None
    shown = {"found": found, "Answer": Answer, "csrf_token": csrf_token}
    return "insight/desk/alarms.html", shown


@doors.keeper(*READERS)
@require_safe
def dangers(request: Request) -> HttpResponse:
    """All that nobody looked at yet, what is named before what is hinted at, the newest first."""
    page = paging.page(all_open(request.actor), order=PRESSING, after=cursor(request), size=SIZE)
    return render(request, "insight/desk/dangers.html", {"page": page, "Answer": Answer})


@doors.keeper(*READERS)
@require_POST
def answer(request: Request, pk: UUID, what: str) -> HttpResponse:
    """One tap: looked after, or a false alarm; and one more for who tapped the wrong one."""
    alarm = get_object_or_404(Alarm.objects.for_desk(request.actor), pk=pk)
    if what == Answer.OPEN:
        actions.wait_again(alarm, actor=request.actor)
        messages.success(request, _("Taken back: it waits to be looked at again."))
        return redirect("insight:dangers")
    actions.answer(alarm, what, actor=request.actor)
    undo = reverse("insight:answer", args=[alarm.pk, Answer.OPEN.value])
    if what == Answer.ACTED:
        messages.success(request, _("Noted: somebody is looking after it."), extra_tags=undo)
        return redirect(alarm.page)
    messages.success(request, _("Noted as a false alarm."), extra_tags=undo)
    return redirect("insight:dangers" if "among_all" in request.POST else "desk")
