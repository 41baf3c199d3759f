"""Which appeals stand where, by state and deadline, under the filters in the address?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.accounts import doors
from jinlin.accounts.roles import Role
from jinlin.appeals import queries
from jinlin.appeals.forms.filters import FilterForm
from jinlin.appeals.queries.board import ORDERS
from jinlin.appeals.queries.listed import DESK_LABELS, listed
from jinlin.core import paging
from jinlin.core.actor import Actor, within
from jinlin.places.models import CODE_LENGTHS, LEVELS_BY_LENGTH, Place

WORKERS = (Role.CLERK, Role.LEAD, Role.HANDLER, Role.SUPERVISOR)
KEPT = "board"  # session key: the last filters
NOT_KEPT = ("after", "q")
TABS = [
    ("open", _("Open")),
    ("late", _("Late")),
    ("soon", _("Due within a day")),
    *((str(s), word) for s, word in DESK_LABELS.items()),
    ("all", _("All")),
]


@dataclass(frozen=True)
class Chip:
    """One filter in force, and the address without it."""

    label: Any
    words: Any
    href: str


@doors.role(*WORKERS)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board. Opened without filters it is as it was left."""
    if not request.GET and (kept := request.session.get(KEPT)):
        return redirect(f"{request.path}?{kept}")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = filter_form(request.GET, actor)
    is_valid = form.is_valid()
    filters = form.filters()
    rows = queries.board(actor, filters).select_related("reporter")
    page = paging.page(rows, order=ORDERS[filters.order], after=request.GET.get("after", ""))
    if is_valid and (asked := without(request.GET, *NOT_KEPT)) != request.session.get(KEPT, ""):
        request.session[KEPT] = asked
    context = {
        "form": form,
        "filters": filters,
        "state": filters.state or "all",
        "tabs": [(value, word, turned(request.GET, "state", value)) for value, word in TABS],
        "chips": list(chips_of(form, request.GET)),
        "page": page,
        "rows": listed(page.rows, actor=actor),
        "may_register": actor.holds(Role.CLERK, Role.LEAD),
    }
    return render(request, "appeals/desk/board.html", context, status=200 if is_valid else 422)


def filter_form(asked: QueryDict, actor: Actor) -> FilterForm:
    counties = {code[:6] for code in actor.codes(*WORKERS)}
    return FilterForm(asked, counties=counties, places=place_choices(actor, asked.get("place", "")))


def place_choices(actor: Actor, code: str) -> list[tuple[str, Any]]:
    """The way down the tree from one's own places to the chosen one, and the places directly inside it: one statement."""
    own = actor.codes(*WORKERS)
    code = code if code.isascii() and code.isdigit() and len(code) <= 18 else ""
    here = code or min(own, key=len, default="")
    above = [here[:length] for length in CODE_LENGTHS.values() if length <= len(here)]
    below = next((length for length in sorted(LEVELS_BY_LENGTH) if length > len(here)), 0)
    wanted = Q(code__in=[*own, *above])
    if below:
        wanted |= within([here], "code") & Q(level=LEVELS_BY_LENGTH[below])
    found = Place.objects.present().filter(wanted, within(own, "code")).order_by("code").values_list("code", "name")
    return [("", _("Everywhere I work")), *((each, "　" * _depth(each, own) + name) for each, name in found)]


def _depth(code: str, own: tuple[str, ...]) -> int:
    top = min(len(each) for each in own if code.startswith(each))
    return sum(top < length <= len(code) for length in LEVELS_BY_LENGTH)


def chips_of(form: FilterForm, asked: QueryDict) -> Iterator[Chip]:
    """What is filtered by, except state and order, which have their own places on the page."""
    for name, value in form.cleaned_data.items():
        if value and name not in {"state", "order"}:
            field = form.fields[name]
            choices = dict(getattr(field, "choices", ()) or getattr(field.widget, "choices", ()))
            words = "" if value is True else str(choices.get(str(value), value)).strip("　")
            yield Chip(field.label, words, "?" + turned(asked, name, ""))


def turned(asked: QueryDict, name: str, value: str) -> str:
    """The same address with one filter set, or taken out; never quite empty, for an empty address is 'as it was left'."""
    turned_to = asked.copy()
    for gone in (name, "after"):
        turned_to.pop(gone, None)
    if value:
        turned_to[name] = value
    turned_to.setdefault("state", "all" if asked.get("q") else "open")
    return turned_to.urlencode()


def without(asked: QueryDict, *names: str) -> str:
    kept = asked.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode() if any(kept.values()) else ""
