"""How does staff take the board along: as a file, or on paper?"""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from jinlin.core import paging, sheets
from jinlin.core.errors import Unusable
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.desk.board import WORKERS, about, read
from jinlin.domains.appeals.queries.listed import listed
from jinlin.ground.accounts import doors
from jinlin.shell.requests import Request

SHEET = 200  # rows that one printed list takes


@doors.role(*WORKERS)
@require_GET
def export(request: Request, kind: str) -> HttpResponseBase:
    """The rows of the board under the filters in the address as a file, streamed.

    A filter that cannot be used is a no: the file would hold more than was meant.
    """
    asked = read(request)
    if not asked.is_valid:
        raise Unusable(
            _("One of the filters cannot be used. Please look at the board and try again.")
        )
    said = f"{asked.query}&pick={len(asked.picked)}" if asked.picked else asked.query
    file = actions.export_board(
        asked.rows, order=asked.order, actor=asked.actor, kind=kind, said=said
    )
    name = f"{_('Appeals')}-{clock.now():%Y%m%d-%H%M}.{kind}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=sheets.CONTENT[kind])


@doors.role(*WORKERS)
@require_safe
def print_list(request: Request) -> HttpResponse:
    """The rows of the board under the filters in the address on paper, so many on each list."""
    asked = read(request)
    page = paging.page(
        asked.rows, order=asked.order, after=request.GET.get("after", ""), size=SHEET
    )
    context = {
        "page": page,
        "rows": listed(page.rows, actor=asked.actor),
        "state": asked.filters.state or "all",
        "state_words": dict(asked.form.fields["state"].choices)[asked.filters.state or "all"],  # type: ignore[attr-defined]
        "now": clock.now(),
        "size": SHEET,
        **about(asked, request.GET),
    }
    return render(
        request, "appeals/desk/print_list.html", context, status=200 if asked.is_valid else 422
    )
