"""Where does somebody see what the house has learnt from decisions, and take an earlier learning
again?
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jinlin.core.errors import NotHere
from jinlin.ground.accounts import doors
from jinlin.insight import actions
from jinlin.insight.permissions import KEEPERS
from jinlin.insight.queries.learnings import learnings_of, lesson
from jinlin.insight.reading import is_there
from jinlin.shell.requests import Request

VERBS = {"take": actions.take_again, "go-on": actions.learn_on}


@doors.keeper(*KEEPERS)
@require_safe
def learnings(request: Request) -> HttpResponse:
    """What was learnt, night for night, how it did on the month that it had not seen, and which is
    in use.
    """
    rows = list(learnings_of(request.actor)[:30])
    context = {"rows": rows, "lesson": lesson(request.actor, rows), "is_there": is_there()}
    return render(request, "insight/desk/learnings.html", context)


@doors.keeper(*KEEPERS)
@require_POST
def choose(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """An earlier one is in use again, or the house goes on by itself."""
    if verb not in VERBS:
        raise NotHere
    row = get_object_or_404(learnings_of(request.actor), pk=pk)
    VERBS[verb](row, actor=request.actor)
    messages.success(request, _("Noted: number %(n)d.") % {"n": row.number})
    return redirect("insight:learnings")
