"""Which talents, applications, certificates, pairs and helps stand where, and how do they leave?"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jinlin.core import paging, sheets
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.sheets import Column
from jinlin.domains.talents.desk.kinds import KINDS
from jinlin.domains.talents.forms.typed import FilterForm
from jinlin.domains.talents.models import Talent
from jinlin.domains.talents.models.talent import KEEPERS, READERS
from jinlin.domains.talents.queries import listed
from jinlin.domains.talents.queries.directory import skills_of
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.ground.places.queries import way_down
from jinlin.shell.boards import check_for_a_file, head, standing
from jinlin.shell.requests import Request, cursor

SIZE, PORTION = 30, 500
COLUMNS = (
    Column(gettext_lazy("Known as"), 14),
    Column(gettext_lazy("Name"), 10),
    Column(gettext_lazy("State"), 14),
    Column(gettext_lazy("Place"), 18),
    Column(gettext_lazy("Skills"), 30),
    Column(gettext_lazy("Found on"), 12),
    Column(gettext_lazy("In the directory since"), 12),
)


@doors.keeper(*READERS)
@require_safe
def board(request: Request, kind: str) -> HttpResponse:
    """The rows of one kind under the filters in the address, the most urgent first."""
    actor = request.actor
    form = FilterForm(request.GET, kind=kind)
    filters = form.filters()
    rows, order = partial(listed.board, kind, actor), listed.order_of(kind, filters)
    page = paging.page(rows(filters), order=order, after=cursor(request), size=SIZE)
    context = {
        **head(form, request.GET, form.states, standing(Talent, filters, rows)),
        "kind": KINDS[kind],
        "kinds": list(KINDS.values()),
        "filters": filters,
        "places": way_down(actor.codes(*READERS), filters.place),
        "skills": skills_of(_county(actor)) if kind != "help" else [],
        "page": page,
        "rows": listed.lines(kind, page.rows),
        "may_find": actor.looks_after(*KEEPERS),
    }
    return render(request, "talents/desk/board.html", context, status=form.status)


@doors.keeper(*READERS)
@require_safe
def export(request: Request, kind: str) -> FileResponse:
    """The talents under the filters as Excel or CSV, names masked, streamed."""
    if kind not in sheets.CONTENT:
        raise NotHere
    form = FilterForm(request.GET, kind="talent")
    check_for_a_file(form)
    filters = form.filters()
    rows = listed.board("talent", request.actor, filters).order_by(*listed.ORDERS["due"])
    return taken_out(request, COLUMNS, _lines(rows), name=_("Talents"), kind=kind)


def _lines(rows: Any) -> Iterator[list[Any]]:
    """One line for each, read in portions."""
    portion: list[Any] = []
    for row in rows.iterator(chunk_size=PORTION):
        portion.append(row)
        if len(portion) == PORTION:
            yield from _portion(portion)
            portion = []
    yield from _portion(portion)


def _portion(rows: list[Any]) -> Iterator[list[Any]]:
    for line in listed.lines("talent", rows):
        row = line.row
        yield [
            row.called,
            row.person.shown_name(),
            str(line.word),
            row.place.name,
            "、".join(line.skills),
            row.found_on,
            row.listed_on or "",
        ]


def _county(actor: Actor) -> str:
    return next(iter(actor.counties(*READERS)), "")
