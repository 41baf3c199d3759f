"""How does staff enter a whole table of appeals at once?"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Refusal
from jinlin.core.keys import uuid7
from jinlin.core.offline import Sent, made_once
from jinlin.domains.appeals.desk.registering import write_down
from jinlin.domains.appeals.forms.register import MOST_ROWS, ROWS_SHOWN, BatchForm, RowForm, rows_of
from jinlin.domains.appeals.models import Appeal, Category, Identity
from jinlin.domains.appeals.queries.homes import Gazetteer
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.moves import actor_key
from jinlin.shell.requests import Request

MORE = 5
CELL = re.compile(r"row-([0-9]{1,3})-")


@dataclass
class Table:
    """The rows as typed, what has landed of them, and what was pasted beyond the table's end."""

    rows: list[RowForm]
    landed: list[Appeal] = field(default_factory=list)
    overflow: str = ""

    @property
    def has_errors(self) -> bool:
        return any(row.is_bound and row.errors for row in self.rows)


@doors.keeper(Role.CLERK, Role.LEAD)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: Request) -> HttpResponse:
    """The table; sent, its good rows are registered and gone, the others say why they stay."""
    actor: Actor = request.actor
    gazetteer, classes = Gazetteer.of(actor), known_classes()
    given: dict[str, Any] = {"gazetteer": gazetteer, "classes": classes}
    if request.method != "POST":
        form, table = BatchForm(), Table(empty_rows(0, ROWS_SHOWN, given))
    else:
        form, table = BatchForm(request.POST), typed_rows(request, given)
        if "send" in request.POST and form.is_valid():
            table = land(request, table, given)
        if form.is_valid():
            left = {"channel": request.POST.get("channel"), "pasted": table.overflow}
            form = BatchForm(initial=left)
    context = {
        "form": form,
        "table": table,
        "homes": gazetteer.places,
        "classes": sorted({c.name for c in classes.values()}),
    }
    status = 422 if table.has_errors or form.errors else 200
    return render(request, "appeals/desk/batch.html", context, status=status)


def known_classes() -> dict[str, Category]:
    """The offered classes of the second level, by name and by code."""
    found = Category.objects.filter(is_offered=True, parent__isnull=False)
    return {key: category for category in found for key in (category.pk, category.name)}


def empty_rows(start: int, count: int, given: dict[str, Any]) -> list[RowForm]:
    return [
        RowForm(prefix=f"row-{number}", initial={"key": uuid7()}, **given)
        for number in range(start, start + count)
    ]


def typed_rows(request: Request, given: dict[str, Any]) -> Table:
    """The rows of the form that say anything, then what was pasted,
    then empty ones to go on with.
    """
    numbers = sorted({int(found[1]) for name in request.POST if (found := CELL.match(name))})
    typed = [
        RowForm(request.POST, prefix=f"row-{number}", **given)
        for number in numbers[: 2 * MOST_ROWS]
    ]
    kept = [
        {name: str(row[name].value() or "") for name in row.fields}
        for row in typed
        if not row.is_empty
    ]
    pasted = rows_of(request.POST.get("pasted", ""))
    room = max(0, MOST_ROWS - len(kept))
    rows = [*kept, *({**cells, "key": str(uuid7())} for cells in pasted[:room])]
    wished = len(rows) + (MORE if "more" in request.POST else 0)
    forms = [_bound(number, cells, given) for number, cells in enumerate(rows)]
    empty = max(ROWS_SHOWN, min(wished, MOST_ROWS)) - len(forms)
    overflow = "\n".join("\t".join(cells.values()) for cells in pasted[room:])
    return Table([*forms, *empty_rows(len(forms), empty, given)], overflow=overflow)


def land(request: Request, table: Table, given: dict[str, Any]) -> Table:
    """Each good row is an appeal, once, however often the table is sent; the others are left with
    their reasons.
    """
    left: list[RowForm] = []
    made: list[str] = []
    for row in (row for row in table.rows if row.is_bound):
        if row.is_valid() and (pk := _write_down(request, row)):
            made.append(pk)
        else:
            left.append(row)
    landed = (
        Appeal.objects.visible_to(request.actor)
        .filter(pk__in=made)
        .select_related("place")
        .defer("text")
        .order_by("pk")
    )
    return Table(
        [*left, *empty_rows(MOST_ROWS, max(0, ROWS_SHOWN - len(left)), given)],
        list(landed),
        table.overflow,
    )


def _write_down(request: Request, row: RowForm) -> str:
    """The appeal's key; empty when the house refused, and the row says why."""
    fields = row.cleaned_data
    identity = Identity.NAMED if fields["name"] else Identity.ANONYMOUS
    whole = {**fields, "channel": request.POST["channel"], "identity": identity}
    body = {name: str(row[name].value() or "") for name in row.fields if name != "key"}
    body |= {"by": actor_key(request), "channel": request.POST["channel"]}
    sent = Sent(fields["key"], body, fields["place"].code)
    try:
        made = made_once(Appeal, sent, make=lambda: write_down(whole, actor=request.actor))
    except Refusal as refusal:
        row.add_error(refusal.field if refusal.field in row.fields else None, str(refusal))
        if isinstance(refusal, NotNow):
            row.data = {**row.data, row.add_prefix("key"): str(uuid7())}
        return ""
    return str(made.pk)


def _bound(number: int, cells: dict[str, str], given: dict[str, Any]) -> RowForm:
    return RowForm(
        {f"row-{number}-{name}": value for name, value in cells.items()},
        prefix=f"row-{number}",
        **given,
    )
