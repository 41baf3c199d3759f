"""What waits for this member of staff now?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jinlin.accounts import doors
from jinlin.accounts.queries import tonight_for
from jinlin.appeals.queries import waiting_for
from jinlin.appeals.queries.board import ORDERS
from jinlin.appeals.queries.listed import listed, tally
from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed
from jinlin.web import rooms


@doors.staff
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The first page of the desk: one list, most urgent first. Administrators, for whom no matter waits, are led to their own first room."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(*rooms.WORKERS):
        return _to_the_first_room(request, actor)
    rows = waiting_for(actor)
    page = paging.page(rows.select_related("reporter"), order=ORDERS["due"], after=request.GET.get("after", ""))
    context = {"on_duty": tonight_for(actor), "page": page, "rows": listed(page.rows, actor=actor), "tally": tally(rows)}
    return render(request, "desk/waiting.html", context)


def _to_the_first_room(request: HttpRequest, actor: Actor) -> HttpResponse:
    doors_open = rooms.doors(rooms.DESK, actor, request.path)
    if not doors_open:
        raise NotAllowed
    return redirect(doors_open[0].href)
