"""How is a page of the board read, so that it costs the same however many rows lie behind it?

In parts, each of one county, town or unit and in one order: of each an index has the rows as they
are to be shown. SQLite is told which, since it would collect and sort them all, or read all of the
county, by what it knows of the table or does not know.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from jinlin.core import paging
from jinlin.core.actor import COUNTY_DIGITS, Actor, code_after, within
from jinlin.core.search import row_test
from jinlin.core.search.led import FoundIn, ReadBy
from jinlin.core.sifting import page_of_sifted
from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import ESCALATED, State
from jinlin.domains.appeals.models import Appeal, AppealQuerySet
from jinlin.domains.appeals.models.appeal import LOOKING_AFTER, helped_by
from jinlin.domains.appeals.models.indexes import ENDED, OPEN, TOWN_DIGITS, in_town
from jinlin.domains.appeals.queries.board import (
    ORDERS,
    SHOWN,
    Filters,
    board,
    chosen,
    of_state,
    sieve,
    without_sieve,
)
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.places.models import Organisation

Scope = tuple[str, Q]  # of what the rows are: "county", "town", "unit", HELPED, else ""
HELPED = "helped"  # found one by one
FAR = (2_000, 8_000, 50_000)  # rows of which a column is looked at: a few hundredths of a second
BY_DUE = {
    "county": {"open": "appeal_open_board", "ended": "appeal_ended", "one": "appeal_board"},
    "town": {"open": "appeal_town_open", "ended": "appeal_town_ended", "one": "appeal_town_board"},
    "unit": {"open": "appeal_unit_open", "ended": "appeal_unit_ended", "one": "appeal_unit_board"},
}
RISING = {  # few beside all that is open
    kind: {"county": f"appeal_{kind}", "town": f"appeal_town_{kind}"}
    for kind in ("asks_time", "pressing", "rising")
}
BY_DAY = {"county": "appeal_newest", "town": "appeal_town_newest", "unit": "appeal_unit_newest"}


def board_page(
    actor: Actor,
    filters: Filters,
    *,
    after: str = "",
    size: int = 50,
    picked: frozenset[UUID] = frozenset(),
    further: tuple[str, ...] = (),
) -> "paging.Page[Appeal]":
    """A page of `board` in its order, in one statement, or a few where a frequent word is sought.
    `picked`: only these rows; `further`: what is read along with each row.
    """
    order = ORDERS[filters.order]
    is_tested = bool(filters.text) and row_test(Appeal, filters.text) is not None
    is_sifted = is_tested or bool(sieve(filters))
    if picked or (filters.text and not is_tested):
        rows = board(actor, filters).select_related(*SHOWN, *further)
        rows = rows.filter(pk__in=picked) if picked else rows
        return paging.page(rows, order=order, after=after, size=size)
    shown = Appeal.objects.select_related(*SHOWN, *further).defer("text", "track_key")
    parts = list(parts_of(shown, actor, filters))
    if is_sifted and not (filters.mine or filters.escalated):
        wanted, all_rows = paging.Parts(shown, parts), _all_rows(actor, filters)
        steps = () if is_tested else FAR
        return page_of_sifted(wanted, all_rows, order=order, after=after, size=size, steps=steps)
    # PostgreSQL takes few rows of a place within a town for fewer than there are, and sorts them
    is_small = bool(filters.town) and len(filters.place) > TOWN_DIGITS
    every = paging.Parts(shown, parts, is_sorted=is_small)
    return paging.page_of_parts(every, order=order, after=after, size=size)


def _all_rows(actor: Actor, filters: Filters) -> "paging.Parts[Appeal]":
    """What the indexes of the parts give, whatever else is asked of each row."""
    key, moment = Appeal._meta.pk.name, ORDERS[filters.order][0].removeprefix("-")
    bare, shown = replace(without_sieve(filters), text=""), Appeal.objects.only(key, moment)
    return paging.Parts(shown, list(parts_of(shown, actor, bare)))


def parts_of(shown: AppealQuerySet, actor: Actor, filters: Filters) -> Iterator[AppealQuerySet]:
    """The rows of `board` in parts; a row may stand in several."""
    rows = chosen(shown, actor, filters)
    for of, scope in _scopes(actor, filters):
        narrowed = _narrowed(of, filters)
        for kind, state in _states(filters, narrowed):
            yield rows.filter(scope, state, _led(narrowed, kind, actor, filters))


def _narrowed(of: str, filters: Filters) -> str:
    """What the rows are of, under these filters: fewer have a unit than lie in a town."""
    if of in {HELPED, "unit"}:
        return of
    return "unit" if filters.unit else "town" if filters.town else of


def _scopes(actor: Actor, filters: Filters) -> list[Scope]:
    """What `for_desk` gives, each way for itself; without those that the filters leave empty: their
    rows would all be looked at, and none found.
    """
    if actor.is_system:
        return [("", Q())]
    codes = set(actor.codes(*LOOKING_AFTER))
    outer = {code for code in codes if not any(code[:n] in codes for n in range(1, len(code)))}
    units = actor.organisations(*WORKERS)
    scopes = [
        *(of_place(code) for code in sorted(outer) if _meets(code, filters)),
        *(
            ("unit", Q(unit_id=each))
            for each in sorted(units)
            if not filters.unit or UUID(filters.unit) == each
        ),
    ]
    helped = [(HELPED, Q(FoundIn(F("pk"), helped_by(units).query)))] if units else []
    return [*scopes, *helped] or [("", Q(pk__in=[]))]


def _meets(code: str, filters: Filters) -> bool:
    """Whether the place that is asked for lies in this one, or this one in it."""
    if not filters.place:
        return True
    return any(each.startswith(code) or code.startswith(each) for each in filters.codes)


def of_place(code: str) -> Scope:
    if len(code) == TOWN_DIGITS:
        return "town", in_town(code)  # PostgreSQL takes the same, said twice, for far fewer rows
    if len(code) > TOWN_DIGITS:
        return "town", within([code]) & in_town(code)
    return ("county" if len(code) == COUNTY_DIGITS else ""), within([code])


def late_at(codes: Iterable[str], unit: Organisation | None = None) -> int:
    """How many are past their day at these places, as the board shows them."""
    rows = Appeal.objects.overdue(clock.now())
    if unit is not None:
        return rows.filter(within(codes), unit=unit).count()
    entries = Q(pk__in=[])
    for code in dict.fromkeys(codes):
        entries |= _in_entries(code)
    return rows.filter(entries).count()


def _in_entries(code: str) -> Q:
    """A place in words that an index by state and due day has whole, so that no row is visited to
    be counted: entries of a town name the place, and not the county.
    """
    if len(code) < TOWN_DIGITS:
        return within([code])
    return in_town(code) & Q(place_code__gte=code, place_code__lt=code_after(code))


def of_one_state(codes: Iterable[str]) -> list[Q]:
    """The rows of each place, beside which one state must be asked for, by their due day."""
    return _each_led(codes, {of: names["one"] for of, names in BY_DUE.items()})


def rising(codes: Iterable[str], kind: str) -> list[Q]:
    """The rows of each place, beside which must be asked for what is RISING (`kind`), by their due
    day.
    """
    return _each_led(codes, RISING[kind])


def _each_led(codes: Iterable[str], indexes: dict[str, str]) -> list[Q]:
    scopes = [of_place(code) for code in dict.fromkeys(codes)]
    return [
        scope & (Q(ReadBy.index(indexes[of])) if of in indexes else Q()) for of, scope in scopes
    ]


def _states(filters: Filters, within_one: str) -> list[tuple[str, Q]]:
    """What is open and what has ended lie apart; by their due day they are read in turn. What is
    late in a county is looked for among the open ones of each state, by their day.
    """
    state = of_state(filters.state)
    if filters.state == "late" and filters.order != "due" and within_one == "county":
        return [("late", state & Q(state=each)) for each in sorted(ESCALATED)]
    if filters.state in set(State):
        return [("one", state)]
    if state or filters.order != "due":
        return [("open" if state else "all", state)]
    return [("open", OPEN), ("ended", ENDED)]


def _led(within_one: str, kind: str, actor: Actor, filters: Filters) -> Q:
    """The index that has the rows in their order, unless one of fewer rows does as well."""
    index = _index(within_one, kind, filters)
    if filters.mine and within_one != HELPED:
        index = "appeal_kept" if actor.user_id else ""
    elif within_one == "county" and filters.escalated:
        index = ""
    return Q(ReadBy.index(index)) if index else Q()


def _index(within_one: str, kind: str, filters: Filters) -> str:
    if within_one not in BY_DAY:
        return ""
    if filters.order == "due":
        is_of_days: Any = filters.since or filters.until
        return "" if is_of_days else BY_DUE[within_one][kind]
    if filters.state in ("late", "soon") and kind != "late":
        return ""
    is_one = within_one == "county" and kind in ("one", "late")
    return "appeal_state_newest" if is_one else BY_DAY[within_one]
