"""What is the figure, from what was counted before and what has changed since?

Exactly what core.answers would say, only sooner. Where nothing was counted before (a place below
the towns, how rows stood on an earlier day, a measure whose tables are not watched), core.answers
is asked.
What lies above the counties is the sum of their cells, as soon as each of them was counted.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, Sum
from django.db.models.functions import Coalesce

from jinlin.core.actor import COUNTY_DIGITS, county_of
from jinlin.core.figures import answers
from jinlin.core.figures.measures import Figure, Measure, Window
from jinlin.core.figures.rollup.cells import (
    LEVELS,
    Cell,
    Rolled,
    Tally,
    basis_of,
    due_marks,
    is_of_its_days,
    tallied,
    what_of,
)
from jinlin.core.figures.rollup.marks import Mark
from jinlin.core.time import clock

Days = dict[str, set[date]]  # table.column -> the marked days
_kept: ContextVar[dict[str, Days] | None] = ContextVar("marks_of_one_reading", default=None)


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
    summed = {each: [m for m in measures if _is_rolled(m, each)] for each in windows}
    tallies, marked = _totals({each: own for each, own in summed.items() if own})
    found: dict[Window, dict[str, Figure]] = {}
    for window in windows:
        own = {m: tallies.get((window, basis_of(m))) for m in summed[window]}
        found[window] = {
            m.key: answers.answer(m, window)
            if (tally := own.get(m)) is None
            else _with_fresh(m, window, tally, marked[window])
            for m in measures
        }
    return found


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
    return known and (window.as_of == today or (window.as_of < today and is_of_its_days(measure)))


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


def _whole(window: Window) -> dict[str, int]:
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
        if clock.today() in days:
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


def _marked(window: Window) -> Days:
    """Read before the cells: a day that is counted in between is then counted twice over, never
    left out.
    """
    kept = _kept.get()
    if kept is None:
        return _marked_in(window, _days(window))
    code = county_of(window.place_code)
    if code not in kept:
        kept[code] = _marked_in(window, Q())
    return _within(kept[code], window)


def _marked_in(window: Window, days: Q) -> Days:
    marked: Days = {}
    rows = Mark.objects.filter(days, due_marks(clock.today()), _counties(window, "county"))
    for what, day in rows.values_list("what", "day").distinct():
        marked.setdefault(what, set()).add(day)
    return marked


def _within(marked: Days, window: Window) -> Days:
    first = window.since or date.min
    found = {
        what: {day for day in days if first <= day <= window.as_of} for what, days in marked.items()
    }
    return {what: days for what, days in found.items() if days}


def _totals(
    summed: dict[Window, list[Measure]],
) -> tuple[dict[tuple[Window, str], Tally], dict[Window, Days]]:
    """By window and basis: the sum of the cells of all days that are not marked; and which are.

    A basis that is not rolled up as of this day is missing.
    """
    if not summed:
        return {}, {}
    around = _around(list(summed))
    all_marked = _marked(around)
    marked = {each: _within(all_marked, each) for each in summed}
    tallies = _sums(summed, around, marked)
    for window, measures in summed.items():
        for measure in {basis_of(each): each for each in measures if each.value_field}.values():
            if tally := tallies.get((window, basis_of(measure))):
                cells = _cells(measure, window, _level(window), marked[window])
                for values in cells.values_list("values", flat=True):
                    tally.add(0, 0, values)
    return tallies, marked


def _around(windows: list[Window]) -> Window:
    """From the first day of any to the last of any."""
    begun = [each.since for each in windows if each.since]
    since = min(begun) if len(begun) == len(windows) else None
    return replace(windows[0], as_of=max(each.as_of for each in windows), since=since)


def _sums(
    summed: dict[Window, list[Measure]], around: Window, marked: dict[Window, Days]
) -> dict[tuple[Window, str], Tally]:
    level, is_above = _level(around), _is_above(around)
    whole = _whole(around) if is_above else None
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
    rolled = Rolled.objects.filter(_counties(around, "county"), _current(), basis__in=bases)
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
    by_basis = {basis_of(each): each for each in measures if _is_rolled(each, window)}
    if by_basis and _is_above(window):
        whole = _whole(window)
        by_basis = {basis: each for basis, each in by_basis.items() if basis in whole}
    if not by_basis:
        return {}
    marked = _marked(window)
    fresh_days = {basis: marked.get(what_of(each), set()) for basis, each in by_basis.items()}
    tallies: dict[str, dict[Any, Tally]] = {}
    for basis, place, day, rows, met, values in _counted(by_basis, window, level):
        own = tallies.setdefault(basis, {})
        if place is not None and day not in fresh_days[basis]:
            own.setdefault(group(place, day), Tally()).add(rows, met, values)
    for basis, own in tallies.items():
        fresh = tallied(by_basis[basis], window, fresh_days[basis], length=level)
        for place, day, rows, met, values in fresh:
            own.setdefault(group(place, day), Tally()).add(rows, met, values)
    return {
        each.key: {key: _figure(each, tally) for key, tally in sorted(tallies[basis].items())}
        for each, basis in ((each, basis_of(each)) for each in measures)
        if basis in tallies and basis in by_basis
    }


def _counted(bases: Iterable[str], window: Window, level: int) -> Iterator[tuple[Any, ...]]:
    """The cells; one without a place where a question was counted and nothing was there."""
    inside = (
        {"cells__place_code": window.place_code}
        if level == len(window.place_code)
        else {"cells__place_code__startswith": window.place_code}
    )
    ours = _days(window, "cells__") & Q(cells__level=level, **inside)
    return (
        Rolled.objects.filter(_counties(window, "county"), _current(), basis__in=list(bases))
        .annotate(there=FilteredRelation("cells", condition=ours))
        .values_list(
            "basis", "there__place_code", "there__day", "there__rows", "there__met", "there__values"
        )
        .iterator()
    )


def _current(prefix: str = "") -> Q:
    """Counted for today, or for yesterday with all marked that turned. A window that ended earlier
    reads the same cells, as far as its days go.
    """
    today = clock.today()
    return Q(**{f"{prefix}as_of": today}) | Q(**{f"{prefix}ahead": today})


def _with_fresh(measure: Measure, window: Window, tally: Tally, marked: Days) -> Figure:
    """The tally and a count of the marked days as they are now."""
    whole = Tally(tally.rows, tally.met, tally.values[:])
    if days := marked.get(what_of(measure)):
        for _place, _day, rows, met, values in tallied(
            measure, window, days, length=len(window.place_code)
        ):
            whole.add(rows, met, values)
    return _figure(measure, whole)


def _figure(measure: Measure, tally: Tally) -> Figure:
    return answers.figure(measure, rows=tally.rows, met=tally.met, values=sorted(tally.values))


def _cells(measure: Measure, window: Window, level: int, marked: Days) -> "Any":
    known = Cell.objects.filter(
        _counties(window, "rolled__county"),
        _current("rolled__"),
        rolled__basis=basis_of(measure),
    )
    inside = (
        {"place_code": window.place_code}
        if level == len(window.place_code)
        else {"place_code__startswith": window.place_code}
    )
    return (
        known.filter(_days(window), level=level, **inside)
        .exclude(day__in=marked.get(what_of(measure), set()))
        .order_by(F("place_code"), F("day"))
    )


def _days(window: Window, prefix: str = "") -> Q:
    until = Q(**{f"{prefix}day__lte": window.as_of})
    return until & Q(**{f"{prefix}day__gte": window.since}) if window.since else until
