"""What do the cells hold of a question: for each of several windows, by month, or by place?

What needs no single values is summed up by the database, so that no page reads cells one by one;
what lies below the towns is unpacked.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, F, FilteredRelation, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, Substr

from jinlin.core.actor import COUNTY_DIGITS
from jinlin.core.figures.measures import Measure, Window, between
from jinlin.core.figures.rollup import fresh
from jinlin.core.figures.rollup.asking import (
    LEVELS,
    Found,
    Tally,
    basis_of,
    is_ranked,
    run_of,
)
from jinlin.core.figures.rollup.below import Below
from jinlin.core.figures.rollup.cells import BelowCell, Cell, Rolled
from jinlin.core.figures.rollup.marks import Mark
from jinlin.core.figures.rollup.packing import COMMUNITY, Packed
from jinlin.core.figures.rollup.past import Past, PastBelow, PastCell
from jinlin.core.figures.rollup.tables import at
from jinlin.core.time import clock

Tallies = dict[str, dict[str, Tally]]  # by basis and group


@dataclass(frozen=True, eq=False)
class Summed:
    """One measure in one window; `every`: all its days that are marked."""

    window: Window
    measure: Measure
    every: set[date]

    @cached_property
    def basis(self) -> str:
        return basis_of(self.measure)

    @cached_property
    def days(self) -> set[date]:
        """The marked ones of the window."""
        return fresh.within(self.every, self.window)


@dataclass(frozen=True)
class Group:
    """By what rows are told apart: what `of` says of a place and a day, and the same of a cell
    that is joined as `there`.
    """

    of: Callable[[str, date], str]
    cell: Any


BY_MONTH = Group(
    lambda _place, day: f"{day:%Y-%m}", Substr(Cast("there__day", CharField()), 1, len("2026-11"))
)
BY_PLACE = Group(lambda place, _day: place, F("there__place_code"))


def is_above(window: Window) -> bool:
    """A prefecture, or a province."""
    return 0 < len(window.place_code) < COUNTY_DIGITS


def level_of(window: Window) -> int:
    """Digits of the cells that a window is made of."""
    return max(len(window.place_code), COUNTY_DIGITS)


def whole(window: Window, stood: date | None) -> dict[str, int]:
    """The questions that were counted in every county of the window, and in how many; also in those
    whose rows are marked and were never counted: one that is missing would be missing in the sum.
    """
    counted: dict[str, set[str]] = {}
    known = set()
    rolled = Rolled.objects.filter(fresh.counties(window, "county")).values_list(
        "county", "basis", "as_of", "ahead"
    )
    for county, basis, *days in rolled:
        known.add(county)
        if stood is None and clock.today() in days:
            counted.setdefault(basis, set()).add(county)
    if stood is not None:
        for county, basis in _rolled(stood, window).values_list("county", "basis"):
            counted.setdefault(basis, set()).add(county)
    marked = Mark.objects.filter(fresh.counties(window, "county")).order_by()
    known.update(marked.values_list("county", flat=True).distinct())
    return {basis: len(known) for basis, counties in counted.items() if counties == known}


def sums(questions: list[Summed], around: Window, stood: date | None) -> dict[Summed, Tally]:
    """What is held of each, in its window, of the days that are not marked; `around` holds all the
    windows. One whose question was not counted for this state is missing.
    """
    level = level_of(around)
    if level not in LEVELS:
        return _sums_below(questions, around, stood)
    needed = whole(around, stood) if is_above(around) else None
    windows = list(dict.fromkeys(each.window for each in questions))
    numbers = {window: number for number, window in enumerate(windows)}
    counted = {}
    for window, number in numbers.items():
        counts = between("there__day", window) & _unmarked(
            e for e in questions if e.window == window
        )
        counted[f"rows_{number}"] = Coalesce(Sum("there__rows", filter=counts), 0)
        counted[f"met_{number}"] = Coalesce(Sum("there__met", filter=counts), 0)
    found = _joined(questions, around, level, stood).values("basis")
    rows = {
        row["basis"]: row
        for row in found.annotate(**counted, counties=Count("county", distinct=True)).order_by()
        if needed is None or row["counties"] == needed.get(row["basis"])
    }
    tallies = {}
    for each in (each for each in questions if each.basis in rows):
        row, number = rows[each.basis], numbers[each.window]
        tallies[each] = Tally(row[f"rows_{number}"], row[f"met_{number}"])
        if is_ranked(each.measure):
            _add_values(tallies[each], each, level, stood)
    return tallies


def grouped(
    questions: list[Summed], window: Window, level: int, group: Group, stood: date | None
) -> Tallies:
    """The same of one window by basis and group. Of a question that was counted and of which
    nothing is held there are no groups.
    """
    if level not in LEVELS:
        return _grouped_below(questions, window, level, group, stood)
    plain = [each for each in questions if not is_ranked(each.measure)]
    ranked = [each for each in questions if is_ranked(each.measure)]
    tallies = _grouped_by_sums(plain, window, level, group, stood) if plain else {}
    return tallies | (_grouped_by_cells(ranked, window, level, group, stood) if ranked else {})


def _grouped_by_sums(
    questions: list[Summed], window: Window, level: int, group: Group, stood: date | None
) -> Tallies:
    counts = _unmarked(questions) or None
    rows = (
        _joined(questions, window, level, stood).annotate(group=group.cell).values("basis", "group")
    )
    sums = rows.annotate(
        count=Sum("there__rows", filter=counts), met=Sum("there__met", filter=counts)
    ).order_by()
    tallies: Tallies = {}
    for basis, key, count, met in sums.values_list("basis", "group", "count", "met"):
        own = tallies.setdefault(basis, {})
        if count is not None:
            own[key] = Tally(count, met)
    return tallies


def _grouped_by_cells(
    questions: list[Summed], window: Window, level: int, group: Group, stood: date | None
) -> Tallies:
    tallies: Tallies = {}
    marked = {each.basis: each.days for each in questions}
    names = (f"there__{name}" for name in ("place_code", "day", "rows", "met", "values"))
    cells = _joined(questions, window, level, stood).values_list("basis", *names)
    for basis, place, day, *counts in cells.iterator():
        own = tallies.setdefault(basis, {})
        if place is not None and day not in marked[basis]:
            own.setdefault(group.of(place, day), Tally()).add(*counts)
    return tallies


def _sums_below(questions: list[Summed], around: Window, stood: date | None) -> dict[Summed, Tally]:
    by_basis: dict[str, list[Summed]] = {}
    for each in questions:
        by_basis.setdefault(each.basis, []).append(each)
    tallies: dict[Summed, Tally] = {}
    for basis, found in _below(questions, around, stood, length=len(around.place_code)):
        for each in by_basis[basis]:
            tally = tallies.setdefault(each, Tally())
            if found and _is_held(found.day, each):
                tally.add(found.rows, found.met, found.values)
    return tallies


def _grouped_below(
    questions: list[Summed], window: Window, level: int, group: Group, stood: date | None
) -> Tallies:
    by_basis = {each.basis: each for each in questions}
    tallies: Tallies = {}
    for basis, found in _below(questions, window, stood, length=level, group=group):
        own = tallies.setdefault(basis, {})
        if found and _is_held(found.day, by_basis[basis]):
            key = group.of(found.place[:level], found.day)
            own.setdefault(key, Tally()).add(found.rows, found.met, found.values)
    return tallies


def _is_held(day: date, question: Summed) -> bool:
    window = question.window
    begun = window.since is None or window.since <= day
    return begun and day <= window.as_of and day not in question.days


def _below(
    questions: list[Summed],
    window: Window,
    stood: date | None,
    *,
    length: int,
    group: Group | None = None,
) -> Iterator[tuple[str, Found | None]]:
    """By basis what is held of places below the towns, told apart by so many digits of their codes
    at least; nothing, once, where a question was counted and nothing was there. Days that nobody
    tells apart come as one.
    """
    table = BelowCell if stood is None else PastBelow
    code = window.place_code
    apart = max(length, len(code)) > COMMUNITY
    ours = Q(**at(code, COMMUNITY, "below__place_code"), below__day__lte=window.as_of)
    if window.since:
        ours &= Q(below__day__gte=table.first_of(window.since))
    alike = _Alike(questions, table, group)
    rolled = _rolled(stood, window).filter(basis__in=alike.by_basis)
    names = (f"there__{name}" for name in ("place_code", "day", "packed"))
    rows = rolled.annotate(there=FilteredRelation("below", condition=ours))
    for basis, place, first, packed in rows.values_list("basis", *names).iterator():
        if place is None:
            yield basis, None
            continue
        held = Packed(place, first, bytes(packed))
        is_whole = alike.are(basis, first, held.last)
        found = held.whole(code, apart=apart) if is_whole else held.each_day(code, apart=apart)
        yield from ((basis, each) for each in found)


class _Alike:
    """Are all days that lie together the same to each question: in its window, or not; not marked;
    and of one group?
    """

    def __init__(
        self, questions: Iterable[Summed], table: type[Below], group: Group | None
    ) -> None:
        self.group = group
        self.by_basis: dict[str, list[tuple[Window, set[date]]]] = {}
        for each in questions:
            marked = {table.first_of(day) for day in each.days}
            self.by_basis.setdefault(each.basis, []).append((each.window, marked))

    def are(self, basis: str, first: date, last: date) -> bool:
        if self.group is not None and self.group.of("", first) != self.group.of("", last):
            return False
        return all(
            first not in marked and _is_of_one_side(window, first, last)
            for window, marked in self.by_basis[basis]
        )


def _is_of_one_side(window: Window, first: date, last: date) -> bool:
    since = window.since or date.min
    if first > window.as_of or last < since:
        return True
    return since <= first and last <= window.as_of


def _joined(
    questions: Iterable[Summed], window: Window, level: int, stood: date | None
) -> "QuerySet[Any]":
    """The questions that were counted, each with its cells of the window, joined as `there`."""
    inside = _inside(window, level, "cells__place_code")
    ours = between("cells__day", window) & Q(cells__level=level, **inside)
    rolled = _rolled(stood, window).filter(basis__in={each.basis for each in questions})
    joined: QuerySet[Any] = rolled.annotate(there=FilteredRelation("cells", condition=ours))
    return joined


def _add_values(tally: Tally, question: Summed, level: int, stood: date | None) -> None:
    """Those of a county until today are held together; of these the marked days are gone. All
    others are read day by day.
    """
    window, days = question.window, question.days
    ours = _rolled(stood, window).filter(basis=question.basis)
    inside = Q(rolled__in=ours, level=level, **_inside(window, level, "place_code"))
    cells: QuerySet[Any] = (Cell if stood is None else PastCell).objects.filter(inside)
    if level == COUNTY_DIGITS and window.since is None and window.as_of == clock.today():
        _add_packed(tally, ours, cells.filter(day__in=days) if days else None)
        return
    ordered = cells.filter(between("day", window)).exclude(day__in=days)
    for values in ordered.order_by("place_code", "day").values_list("values", flat=True):
        tally.add(0, 0, values)


def _add_packed(tally: Tally, ours: "QuerySet[Any]", gone: "QuerySet[Any] | None") -> None:
    """In one statement, since both are written again together."""
    found = ours.annotate(is_gone=Value(0)).values_list("is_gone", "ranked")
    if gone is not None:
        marked = gone.annotate(is_gone=Value(1)).values_list("is_gone", "values")
        found = found.union(marked, all=True)
    for is_gone, values in found:
        if is_gone:
            tally.gone.append(run_of(values))
        else:
            tally.packed.append(values)


def _inside(window: Window, level: int, column: str) -> dict[str, str]:
    """The place of what is held at this level; above the counties all of its questions' own."""
    return {} if is_above(window) else at(window.place_code, level, column)


def _unmarked(questions: Iterable[Summed]) -> Q:
    """A joined cell of whatever question, but for the days that are marked for it."""
    marked: dict[frozenset[date], list[str]] = {}
    for each in questions:
        if each.days:
            marked.setdefault(frozenset(each.days), []).append(each.basis)
    counts = Q()
    for days, bases in marked.items():
        counts &= ~Q(basis__in=bases, there__day__in=days)
    return counts


def _rolled(stood: date | None, window: Window) -> "QuerySet[Any]":
    """The questions that were counted for this state, in the counties of the window; each with the
    days that were asked for.
    """
    if stood is None:
        return Rolled.objects.filter(fresh.counties(window, "county"), _current())
    reaches = Q(since=None)
    if window.since:
        reaches |= Q(since__lte=window.since)
    return Past.objects.filter(
        fresh.counties(window, "county"), reaches, stood=stood, is_counted=True
    )


def _current() -> Q:
    """Counted for today, or for yesterday with all marked that turned. A window that ended earlier
    reads the same cells, as far as its days go.
    """
    today = clock.today()
    return Q(as_of=today) | Q(ahead=today)
