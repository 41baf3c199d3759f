"""Which wishes stand where, under the filters in the address?"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.counting import Question, counted
from jinlin.domains.wishes import queries
from jinlin.domains.wishes.forms.filters import STATES, FilterForm
from jinlin.domains.wishes.models import Wish, WishRows
from jinlin.domains.wishes.queries.board import ORDERS, Filters
from jinlin.domains.wishes.queries.listed import listed
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.queries import way_down
from jinlin.shell.boards import chips_of, in_each_state, tabs_of
from jinlin.shell.requests import Request, cursor, place_code

READERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)


@doors.keeper(*READERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """The board; what cannot be used of the address is named and left out."""
    actor: Actor = request.actor
    form = FilterForm(request.GET, places=place_choices(actor, place_code(request)))
    is_valid = form.is_valid()
    filters = form.filters()
    state = filters.state or "all"
    page = paging.page(
        queries.board(actor, filters),
        order=ORDERS[filters.order],
        after=cursor(request),
    )
    context = {
        **counted(tabs_of(STATES, request.GET), standing(actor, filters), state),
        "form": form,
        "filters": filters,
        "state": state,
        "chips": list(chips_of(form, request.GET)),
        "page": page,
        "rows": listed(page.rows, actor=actor),
        "may_register": actor.looks_after(Role.CLERK, Role.LEAD),
    }
    return render(request, "wishes/desk/board.html", context, status=200 if is_valid else 422)


def standing(actor: Actor, filters: Filters) -> Callable[[str], Question]:
    """The rows under the same filters in another state."""

    def rows(state: str, text: str) -> WishRows:
        there = replace(filters, state="" if state == "all" else state, text=text)
        return queries.board(actor, there)

    return in_each_state(Wish, filters.text, rows)


def place_choices(actor: Actor, code: str) -> list[tuple[str, Any]]:
    """The way down the tree to the chosen place."""
    return [("", _("Everywhere I work")), *way_down(actor.codes(*READERS), code)]
