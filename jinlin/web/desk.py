"""What waits for this member of staff now?"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed
from jinlin.core.time import clock
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.queries import tonight_for
from jinlin.ground.accounts.roles import SPECIALISTS, WORKERS
from jinlin.shell.one_list import from_moment, with_tally
from jinlin.shell.requests import Request, cursor
from jinlin.web import domains, lists, rooms, starting


@doors.staff
@require_safe
def waiting(request: Request) -> HttpResponse:
    """The first page of the desk: one list, most urgent first.

    Administrators, for whom no matter waits, are led to their own first room.
    """
    actor: Actor = request.actor
    if not actor.holds(*WORKERS, *SPECIALISTS):
        return _to_the_first_room(request, actor)
    sources = lists.waiting(actor)
    page, tally = with_tally(sources, after=cursor(request))
    context = {
        "on_duty": tonight_for(actor),
        "page": page,
        "tally": tally,
        "from_now": from_moment(sources, clock.now()) if tally.due_today else "",
        "room": None if page.rows else _next_room(request, actor),
    }
    return render(request, "desk/waiting.html", context)


def _next_room(request: Request, actor: Actor) -> rooms.Door | None:
    """Where somebody goes on for whom nothing waits: the first other room they work in."""
    there = rooms.doors(domains.DESK, actor, request.path)
    return next((door for door in there if not door.is_here), None)


def _to_the_first_room(request: Request, actor: Actor) -> HttpResponse:
    if actor.holds(*starting.KEEPERS) and not starting.is_begun(actor):
        return redirect("start")  # an empty county: what is still to be done
    doors_open = rooms.doors(domains.DESK, actor, request.path)
    if not doors_open:
        raise NotAllowed
    return redirect(doors_open[0].href)
