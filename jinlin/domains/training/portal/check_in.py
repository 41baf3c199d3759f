"""How does somebody who scanned the screen of a lesson check in?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere, Unusable
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.models import Lesson
from jinlin.ground.accounts import doors
from jinlin.ground.people.myself import myself
from jinlin.services.seats import codes
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means, Scan
from jinlin.services.seats.receipts import receipt
from jinlin.shell.moves import actor_key
from jinlin.shell.requests import Request


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: Request, pk: UUID, code: str) -> HttpResponse:
    """What the screen's code opens: a pass of a few minutes, then one tap. A code that is over, or
    of a lesson that is not on, says so and counts nothing.
    """
    lesson, whose = _lesson(pk), actor_key(request)
    context: dict[str, object] = {"lesson": lesson, "course": lesson.course}
    if request.method == "POST":
        context["receipt"] = receipt(_scan(request, lesson, whose))
        return render(request, "training/portal/checked_in.html", context)
    if lesson.unit is None or not codes.is_shown(lesson.unit, code, clock.now()):
        return render(request, "training/portal/over.html", context, status=422)
    context["ticket"], context["scan"] = codes.give_pass(lesson.unit, whose=whose), uuid7()
    return render(request, "training/portal/check_in.html", context)


def _scan(request: Request, lesson: Lesson, whose: str) -> Scan:
    """The tap: its scan, once, with what came of it."""
    if lesson.unit is None:
        raise NotHere
    ticket = codes.read_pass(request.POST.get("pass", ""), lesson.unit, whose=whose)
    try:
        key = UUID(request.POST.get("scan", ""))
    except ValueError:
        raise Unusable(_("Please scan the code again.")) from None
    known, now = Scan.objects.filter(pk=key).first(), clock.now()
    sight = Sight(key, ticket.nonce, Means.CODE, known.said_at if known else now, now)
    person = myself(request, lesson.county)
    return actions.arrive(lesson, person, sight, actor=request.actor)


def _lesson(pk: UUID) -> Lesson:
    rows = Lesson.objects.select_related("course__place", "course__organiser", "unit", "room")
    lesson = rows.filter(pk=pk).first()
    if lesson is None:
        raise NotHere
    return lesson
