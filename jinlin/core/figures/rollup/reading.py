"""What is the figure, from what was counted before and what has changed since?

Exactly what core.answers would say, only sooner. Where nothing was counted before (a place below
the towns, how rows stood on an earlier day that is not kept, a measure whose tables are not
watched), core.answers is asked.
What lies above the counties is the sum of their cells, as soon as each of them was counted.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from jinlin.core.actor import COUNTY_DIGITS, county_of
from jinlin.core.figures import answers
from jinlin.core.figures.measures import Figure, Measure, Window
from jinlin.core.figures.rollup import past
from jinlin.core.figures.rollup.asking import (
    LEVELS,
    Tally,
    basis_of,
    is_of_its_days,
    tallied,
    what_of,
)
from jinlin.core.figures.rollup.cells import Cell, Rolled, due_marks
from jinlin.core.figures.rollup.marks import Mark
from jinlin.core.figures.rollup.past import Past, PastCell
from jinlin.core.time import clock

Days = dict[str, set[date]]  # table.column -> the marked days


@dataclass(frozen=True)
class Marked:
    """The days that count anew for today; of these the ones whose rows changed, which alone count
    anew in a past state.
    """

    due: Days
    changed: Days


@dataclass(frozen=True)
class Total:
    """What the cells say, but for these days."""

    tally: Tally
    fresh: set[date]


_kept: ContextVar[dict[str, Marked] | None] = ContextVar("marks_of_one_reading", default=None)


def figures(measures: Iterable[Measure], window: Window) -> dict[str, Figure]:
    """Every figure of a place, by the measure's key."""
    return figures_of(measures, [window])[window]


def figures_of(
    measures: Iterable[Measure], windows: Iterable[Window]
) -> dict[Window, dict[str, Figure]]:
    """The same of several windows of one place: what is summed up is read for all of them in one
    statement, and of days that are the same nothing twice.
    """
    measures, windows = list(measures), list(dict.fromkeys(windows))
    states: dict[date | None, dict[Window, list[Measure]]] = {}
    for window, each in product(windows, measures):
        if _is_rolled(each, window):
            state = states.setdefault(_state(each, window), {})
            state.setdefault(window, []).append(each)
    totals: dict[tuple[Window, str], Total] = {}
    for stood, summed in states.items():
        totals |= _totals(summed, stood)
    return {window: {m.key: _answer(m, window, totals) for m in measures} for window in windows}


def _answer(measure: Measure, window: Window, totals: Mapping[tuple[Window, str], Total]) -> Figure:
    total = totals.get((window, basis_of(measure))) if _is_rolled(measure, window) else None
    return answers.answer(measure, window) if total is None else _with_fresh(measure, window, total)


def by_month(measure: Measure, window: Window) -> dict[str, Figure]:
    return by_months([measure], window)[measure.key]


def by_months(measures: Iterable[Measure], window: Window) -> dict[str, dict[str, Figure]]:
    """By the measure's key its months, those of all measures asked together."""
    measures = list(measures)
    found = _grouped(measures, window, _level(window), lambda _place, day: f"{day:%Y-%m}")
    return {
        each.key: found[each.key] if each.key in found else answers.by_month(each, window)
        for each in measures
    }


def by_place(measure: Measure, window: Window, level_length: int) -> dict[str, Figure]:
    found = (
        _grouped([measure], window, level_length, lambda place, _day: place)
        if level_length in LEVELS
        else {}
    )
    if measure.key in found:
        return found[measure.key]
    return answers.by_place(measure, window, level_length)


def _is_rolled(measure: Measure, window: Window) -> bool:
    if window.also or not measure.watched:  # what was merged is counted afresh
        return False
    known = len(window.place_code) in LEVELS or _is_above(window)
    today = clock.today()
    if not known or window.as_of > today:
        return False
    return _state(measure, window) is None or past.fits(window)


def _state(measure: Measure, window: Window) -> date | None:
    """The past day whose state is asked for; None where the cells of today say it."""
    is_of_today = window.as_of == clock.today() or is_of_its_days(measure)
    return None if is_of_today else window.as_of


def _rolled(stood: date | None, window: Window) -> "QuerySet[Any]":
    """The questions that were counted for this state, in the counties of the window; each with the
    days that were asked for.
    """
    if stood is None:
        return Rolled.objects.filter(_counties(window, "county"), _current())
    reaches = Q(since=None)
    if window.since:
        reaches |= Q(since__lte=window.since)
    return Past.objects.filter(_counties(window, "county"), reaches, stood=stood, is_counted=True)


def _is_above(window: Window) -> bool:
    """A prefecture, or a province."""
    return 0 < len(window.place_code) < COUNTY_DIGITS


def _level(window: Window) -> int:
    """Digits of the cells that a window is made of."""
    return max(len(window.place_code), COUNTY_DIGITS)


def _counties(window: Window, column: str) -> Q:
    """The county of the window, or all that lie in it."""
    code = county_of(window.place_code)
    return Q(**{column if len(code) == COUNTY_DIGITS else f"{column}__startswith": code})


def _whole(window: Window, stood: date | None) -> dict[str, int]:
    """The questions that were counted in every county of the window, and in how many; also in those
    whose rows are marked and were never counted: one that is missing would be missing in the sum.
    """
    counted: dict[str, set[str]] = {}
    known = set()
    rolled = Rolled.objects.filter(_counties(window, "county")).values_list(
        "county", "basis", "as_of", "ahead"
    )
    for county, basis, *days in rolled:
        known.add(county)
        if stood is None and clock.today() in days:
            counted.setdefault(basis, set()).add(county)
    if stood is not None:
        for county, basis in _rolled(stood, window).values_list("county", "basis"):
            counted.setdefault(basis, set()).add(county)
    marked = Mark.objects.filter(_counties(window, "county")).order_by()
    known.update(marked.values_list("county", flat=True).distinct())
    return {basis: len(known) for basis, counties in counted.items() if counties == known}


@contextmanager
def one_reading() -> Iterator[None]:
    """Whatever is read inside, for one page, reads the marked days once for each county, before all
    cells.
    """
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def _marked(window: Window, stood: date | None) -> Days:
    """Read before the cells: a day that is counted in between is then counted twice over, never
    left out.
    """
    kept = _kept.get()
    if kept is None:
        found = _marked_in(window, _days(window))
    else:
        code = county_of(window.place_code)
        if code not in kept:
            kept[code] = _marked_in(window, Q())
        found = kept[code]
    return _within(found.due if stood is None else found.changed, window)


def _marked_in(window: Window, days: Q) -> Marked:
    marked = Marked({}, {})
    rows = Mark.objects.filter(days, due_marks(clock.today()), _counties(window, "county"))
    for what, day, since in rows.values_list("what", "day", "since").distinct():
        marked.due.setdefault(what, set()).add(day)
        if since is None:
            marked.changed.setdefault(what, set()).add(day)
    return marked


def _fresh(marked: Days, window: Window, stood: date | None) -> Days:
    """Of the marked days those of this window, and all that are kept together with them."""
    days = _within(marked, window)
    if stood is None:
        return days
    return {what: past.spread(each, stood) for what, each in days.items()}


def _within(marked: Days, window: Window) -> Days:
    first = window.since or date.min
    found = {
        what: {day for day in days if first <= day <= window.as_of} for what, days in marked.items()
    }
    return {what: days for what, days in found.items() if days}


def _totals(
    summed: dict[Window, list[Measure]], stood: date | None
) -> dict[tuple[Window, str], Total]:
    """By window and basis: the sum of the cells of all days that are not marked; and which are.

    A basis that was not counted for this state is missing.
    """
    around = _around(list(summed))
    all_marked = _marked(around, stood)
    marked = {each: _fresh(all_marked, each, stood) for each in summed}
    tallies = _sums(summed, around, marked, stood)
    totals = {}
    for window, measures in summed.items():
        for basis, measure in {basis_of(each): each for each in measures}.items():
            if tally := tallies.get((window, basis)):
                fresh = marked[window].get(what_of(measure), set())
                totals[window, basis] = Total(tally, fresh)
                if measure.value_field:
                    cells = _cells(measure, window, fresh, stood)
                    for values in cells.values_list("values", flat=True):
                        tally.add(0, 0, values)
    return totals


def _around(windows: list[Window]) -> Window:
    """From the first day of any to the last of any."""
    begun = [each.since for each in windows if each.since]
    since = min(begun) if len(begun) == len(windows) else None
    return replace(windows[0], as_of=max(each.as_of for each in windows), since=since)


def _sums(
    summed: dict[Window, list[Measure]],
    around: Window,
    marked: dict[Window, Days],
    stood: date | None,
) -> dict[tuple[Window, str], Tally]:
    level, is_above = _level(around), _is_above(around)
    whole = _whole(around, stood) if is_above else None
    inside = "cells__place_code__startswith" if is_above else "cells__place_code"
    ours = _days(around, "cells__") & Q(cells__level=level) & Q(**{inside: around.place_code})
    sums = {}
    for number, window in enumerate(summed):
        counts = _days(window, "there__")
        for what in {what_of(each) for each in summed[window]} & marked[window].keys():
            counts &= ~Q(what=what, there__day__in=marked[window][what])
        sums[f"rows_{number}"] = Coalesce(Sum("there__rows", filter=counts), 0)
        sums[f"met_{number}"] = Coalesce(Sum("there__met", filter=counts), 0)
    bases = {basis_of(each) for measures in summed.values() for each in measures}
    rolled = _rolled(stood, around).filter(basis__in=bases)
    found = rolled.annotate(there=FilteredRelation("cells", condition=ours)).values("basis")
    rows: Any = found.annotate(**sums, counties=Count("county", distinct=True)).order_by()
    return {
        (window, row["basis"]): Tally(row[f"rows_{number}"], row[f"met_{number}"])
        for row in rows
        if whole is None or row["counties"] == whole.get(row["basis"])
        for number, window in enumerate(summed)
    }


def _grouped(
    measures: list[Measure], window: Window, level: int, group: Callable[[str, date], Any]
) -> dict[str, dict[Any, Figure]]:
    """By the measure's key and by group: one figure from cells and marked days. A measure that was
    not counted is missing.
    """
    states: dict[date | None, dict[str, Measure]] = {}
    for each in measures:
        if _is_rolled(each, window):
            states.setdefault(_state(each, window), {})[basis_of(each)] = each
    tallies: dict[str, dict[Any, Tally]] = {}
    for stood, known in states.items():
        whole = _whole(window, stood) if _is_above(window) else known
        if by_basis := {basis: each for basis, each in known.items() if basis in whole}:
            tallies |= _tallies(by_basis, window, level, group, stood)
    return {
        each.key: {key: _figure(each, tally) for key, tally in sorted(tallies[basis].items())}
        for each, basis in ((each, basis_of(each)) for each in measures)
        if basis in tallies and _is_rolled(each, window)
    }


def _tallies(
    by_basis: dict[str, Measure],
    window: Window,
    level: int,
    group: Callable[[str, date], Any],
    stood: date | None,
) -> dict[str, dict[Any, Tally]]:
    marked = _fresh(_marked(window, stood), window, stood)
    fresh_days = {basis: marked.get(what_of(each), set()) for basis, each in by_basis.items()}
    tallies: dict[str, dict[Any, Tally]] = {}
    for basis, place, day, rows, met, values in _counted(by_basis, window, level, stood):
        own = tallies.setdefault(basis, {})
        if place is not None and day not in fresh_days[basis]:
            own.setdefault(group(place, day), Tally()).add(rows, met, values)
    for basis, own in tallies.items():
        fresh = tallied(by_basis[basis], window, fresh_days[basis], length=level)
        for place, day, rows, met, values in fresh:
            own.setdefault(group(place, day), Tally()).add(rows, met, values)
    return tallies


def _counted(
    bases: Iterable[str], window: Window, level: int, stood: date | None
) -> Iterator[tuple[Any, ...]]:
    """The cells; one without a place where a question was counted and nothing was there."""
    inside = (
        {"cells__place_code": window.place_code}
        if level == len(window.place_code)
        else {"cells__place_code__startswith": window.place_code}
    )
    ours = _days(window, "cells__") & Q(cells__level=level, **inside)
    rolled = _rolled(stood, window).filter(basis__in=list(bases))
    names = ("place_code", "day", "rows", "met", "values")
    yield from (
        rolled.annotate(there=FilteredRelation("cells", condition=ours))
        .values_list("basis", *(f"there__{name}" for name in names))
        .iterator()
    )


def _current() -> Q:
    """Counted for today, or for yesterday with all marked that turned. A window that ended earlier
    reads the same cells, as far as its days go.
    """
    today = clock.today()
    return Q(as_of=today) | Q(ahead=today)


def _with_fresh(measure: Measure, window: Window, total: Total) -> Figure:
    """The tally and a count of the marked days as they are now."""
    tally = total.tally
    whole = Tally(tally.rows, tally.met, tally.values[:])
    if total.fresh:
        for _place, _day, rows, met, values in tallied(
            measure, window, total.fresh, length=len(window.place_code)
        ):
            whole.add(rows, met, values)
    return _figure(measure, whole)


def _figure(measure: Measure, tally: Tally) -> Figure:
    return answers.figure(measure, rows=tally.rows, met=tally.met, values=sorted(tally.values))


def _cells(measure: Measure, window: Window, fresh: set[date], stood: date | None) -> "Any":
    level = _level(window)
    inside = (
        {"place_code": window.place_code}
        if level == len(window.place_code)
        else {"place_code__startswith": window.place_code}
    )
    cells: QuerySet[Any] = (Cell if stood is None else PastCell).objects.filter(
        _days(window), level=level, **inside
    )
    return (
        cells.filter(rolled__in=_rolled(stood, window).filter(basis=basis_of(measure)))
        .exclude(day__in=fresh)
        .order_by(F("place_code"), F("day"))
    )


def _days(window: Window, prefix: str = "") -> Q:
    until = Q(**{f"{prefix}day__lte": window.as_of})
    return until & Q(**{f"{prefix}day__gte": window.since}) if window.since else until
