"""Which appeals stand where, by state and deadline, under the filters in the address?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.core.actor import Actor
from jinlin.core.counting import Question, Sifted, counted
from jinlin.core.errors import Unusable
from jinlin.core.paging import Page
from jinlin.domains.appeals import queries
from jinlin.domains.appeals.desk.table import Table
from jinlin.domains.appeals.forms.filters import STATES, FilterForm
from jinlin.domains.appeals.forms.views import SaveViewForm
from jinlin.domains.appeals.models import Appeal, AppealQuerySet
from jinlin.domains.appeals.queries.board import (
    ORDERS,
    Filters,
    in_state,
    sieve,
    under,
    without_sieve,
)
from jinlin.domains.appeals.queries.listed import listed
from jinlin.domains.appeals.queries.views import first_query, views_of
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import LEVELS_BY_LENGTH
from jinlin.ground.places.queries import counties as counties_around
from jinlin.ground.places.queries import way_down
from jinlin.shell.boards import chips_of, in_each_state, tabs_of, without
from jinlin.shell.requests import Request, cursor

WORKERS = (Role.CLERK, Role.LEAD, Role.HANDLER, Role.SUPERVISOR)
KEPT = "board"  # session key: the last filters
LOOKED = 2_000  # rows for each tab
NOT_KEPT = ("after", "q", "pick", "picked")


@dataclass(frozen=True)
class Selection:
    """What the address asks of the board, as far as it can be used."""

    actor: Actor
    form: FilterForm
    is_valid: bool
    filters: Filters
    picked: frozenset[UUID]  # the rows that were chosen one by one; empty: all

    @property
    def query(self) -> str:
        """The same filters, always in the same words."""
        return urlencode(self.form.kept())

    @property
    def rows(self) -> AppealQuerySet:
        """The rows that this actor sees under the filters, with their reporters."""
        rows = queries.board(self.actor, self.filters).select_related("reporter")
        return rows.filter(pk__in=self.picked) if self.picked else rows

    def page(self, after: str, size: int = 50) -> "Page[Appeal]":
        """Some of these rows, in their order."""
        return queries.board_page(
            self.actor,
            self.filters,
            after=after,
            size=size,
            picked=self.picked,
            further=("reporter",),
        )

    @property
    def state(self) -> str:
        return self.filters.state or "all"

    @property
    def standing(self) -> Callable[[str], Question]:
        """The rows under the same filters in another state; where a column of each must be looked
        at, of so many that it takes no longer than the page.
        """
        if (test := sieve(self.filters)) and not self.filters.text:
            bare = under(self.actor, without_sieve(self.filters))
            is_one = ExpressionWrapper(test, BooleanField())
            return lambda state: Sifted(in_state(bare, state), is_one, LOOKED)
        rows = cache(lambda text: under(self.actor, replace(self.filters, text=text)))
        return in_each_state(
            Appeal, self.filters.text, lambda state, text: in_state(rows(text), state)
        )

    @property
    def order(self) -> tuple[str, ...]:
        return ORDERS[self.filters.order]


@doors.role(*WORKERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """The board. Opened without filters it is as it was left, or as the chosen view says."""
    chosen = read(request)
    if not request.GET and (kept := request.session.get(KEPT) or first_query(chosen.actor)):
        return redirect(f"{request.path}?{kept}")
    page = chosen.page(cursor(request))
    query = without(request.GET, NOT_KEPT)
    if chosen.is_valid and query != request.session.get(KEPT, ""):
        request.session[KEPT] = query
    rows = listed(page.rows, actor=chosen.actor)
    table = Table(chosen.actor, request.GET.get("picked") == "all")
    context = {
        **counted(tabs_of(STATES, request.GET, never_empty=True), chosen.standing, chosen.state),
        "state": chosen.state,
        "page": page,
        "rows": rows,
        "table": table.written(rows),
        "may_register": table.picks,
        "all_picked": table.all_picked,
        "views": views_of(chosen.actor, here=chosen.query),
        "save": SaveViewForm(actor=chosen.actor, initial={"query": chosen.query}),
        **about(chosen, request.GET),
    }
    status = 200 if chosen.is_valid else 422
    return render(request, "appeals/desk/board.html", context, status=status)


def read(request: Request) -> Selection:
    """The filters in the address; what cannot be used is named by the form and left out."""
    actor: Actor = request.actor
    picked = picks(request.GET.getlist("pick"))
    address = request.GET.copy()
    if picked:  # they were chosen in whatever state they are
        address.setdefault("state", "all")
    form = filter_form(address, actor)
    is_valid = form.is_valid()
    return Selection(actor, form, is_valid, form.filters(), picked)


def picks(keys: list[str]) -> frozenset[UUID]:
    """Raises Unusable for what no row has: a list of the others would look complete."""
    try:
        return frozenset(UUID(key) for key in keys)
    except ValueError as unknown:
        raise Unusable(
            _("One of the chosen rows is not known here. Please choose again."), field="pick"
        ) from unknown


def about(selection: Selection, address: QueryDict) -> dict[str, Any]:
    """What the board and its printed list say of the filters in force."""
    return {
        "form": selection.form,
        "filters": selection.filters,
        "query": selection.query,
        "chips": list(chips_of(selection.form, address, never_empty=True)),
    }


def filter_form(query: QueryDict, actor: Actor) -> FilterForm:
    counties = set(counties_around(actor.counties(*WORKERS)))
    return FilterForm(query, counties=counties, places=place_choices(actor, query.get("place", "")))


def place_choices(actor: Actor, code: str) -> list[tuple[str, Any]]:
    """The way down the tree to the chosen place, each name set in as deep as it lies."""
    own = actor.posts(*WORKERS)
    return [
        ("", _("Everywhere I work")),
        *((each, "　" * _depth(each, own) + name) for each, name in way_down(own, code)),
    ]


def _depth(code: str, own: tuple[str, ...]) -> int:
    top = min(len(each) for each in own if code.startswith(each))
    return sum(top < length <= len(code) for length in LEVELS_BY_LENGTH)
