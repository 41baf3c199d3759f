"""Which wishes stand where, under the filters in the address?"""

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.domains.wishes import queries
from jinlin.domains.wishes.forms.filters import STATES, FilterForm
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.queries.board import ORDERS
from jinlin.domains.wishes.queries.exported import COLUMNS, exported
from jinlin.domains.wishes.queries.listed import listed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.ground.places.queries import way_down
from jinlin.shell.boards import check_for_a_file, head, standing
from jinlin.shell.requests import Request, cursor, place_code

READERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)


@doors.keeper(*READERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """The board; what cannot be used of the address is named and left out."""
    actor: Actor = request.actor
    form = _form(request)
    status = form.status
    filters = form.filters()
    page = paging.page(
        queries.board(actor, filters),
        order=ORDERS[filters.order],
        after=cursor(request),
    )
    context = {
        **head(form, request.GET, STATES, standing(Wish, filters, partial(queries.board, actor))),
        "filters": filters,
        "page": page,
        "rows": listed(page.rows, actor=actor),
        "may_register": actor.looks_after(Role.CLERK, Role.LEAD),
    }
    return render(request, "wishes/desk/board.html", context, status=status)


@doors.keeper(*READERS)
@require_safe
def export(request: Request, kind: str) -> HttpResponseBase:
    """The rows of the board under the filters in the address as a file, streamed, names masked."""
    form = _form(request)
    check_for_a_file(form)
    filters = form.filters()
    rows = exported(queries.board(request.actor, filters), order=ORDERS[filters.order])
    return taken_out(request, COLUMNS, rows, name=_("Wishes"), kind=kind)


def _form(request: Request) -> FilterForm:
    return FilterForm(request.GET, places=place_choices(request.actor, place_code(request)))


def place_choices(actor: Actor, code: str) -> list[tuple[str, Any]]:
    """The way down the tree to the chosen place."""
    return [("", _("Everywhere I work")), *way_down(actor.codes(*READERS), code)]
