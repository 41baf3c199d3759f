"""How does staff take the board along: as a file, or on paper?"""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from jinlin.core.errors import Unusable, require
from jinlin.core.time import clock
from jinlin.domains.appeals.desk.board import WORKERS, about, read
from jinlin.domains.appeals.permissions import can_save_view
from jinlin.domains.appeals.queries.exported import COLUMNS, exported
from jinlin.domains.appeals.queries.listed import listed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.shell.requests import Request, cursor

SHEET = 200  # rows that one printed list takes


@doors.role(*WORKERS)
@require_GET
def export(request: Request, kind: str) -> HttpResponseBase:
    """The rows of the board under the filters in the address as a file, streamed.

    A filter that cannot be used is a no: the file would hold more than was meant.
    """
    selection = read(request)
    if not selection.is_valid:
        raise Unusable(
            _("One of the filters cannot be used. Please look at the board and try again.")
        )
    require(can_save_view(selection.actor))
    rows = exported(selection.rows, order=selection.order, actor=selection.actor)
    return taken_out(request, COLUMNS, rows, name=_("Appeals"), kind=kind)


@doors.role(*WORKERS)
@require_safe
def print_list(request: Request) -> HttpResponse:
    """The rows of the board under the filters in the address on paper, so many on each list."""
    selection = read(request)
    state = selection.filters.state or "all"
    page = selection.page(cursor(request), SHEET)
    context = {
        "page": page,
        "rows": listed(page.rows, actor=selection.actor),
        "state": state,
        "state_words": dict(selection.form.fields["state"].choices)[state],  # type: ignore[attr-defined]
        "now": clock.now(),
        "size": SHEET,
        **about(selection, request.GET),
    }
    return render(
        request, "appeals/desk/print_list.html", context, status=200 if selection.is_valid else 422
    )
