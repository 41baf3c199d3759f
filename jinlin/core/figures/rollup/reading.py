"""What is the figure, from what was counted before and what has changed since?

Exactly what core.answers would say, only sooner. Where nothing was counted before (a place below
the towns or above a county, an earlier day's state, a measure whose tables are not watched, the
minutes after midnight), core.answers is asked.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q, Sum
from django.db.models.functions import Coalesce

from jinlin.core.figures import answers
from jinlin.core.figures.measures import Figure, Measure, Window
from jinlin.core.figures.rollup.cells import LEVELS, Cell, Rolled, Tally, basis_of, tallied, what_of
from jinlin.core.figures.rollup.marks import Mark
from jinlin.core.time import clock

Days = dict[str, set[date]]  # table.column -> the marked days


def figures(measures: Iterable[Measure], window: Window) -> dict[str, Figure]:
    """Every figure of a place, by the measure's key."""
    measures = list(measures)
    rolled = [measure for measure in measures if _is_rolled(measure, window)]
    marked = _marked(window) if rolled else {}
    tallies = _totals(rolled, window, marked)
    found = {}
    for measure in measures:
        tally = tallies.get(basis_of(measure)) if measure in rolled else None
        found[measure.key] = (
            answers.answer(measure, window)
            if tally is None
            else _with_fresh(measure, window, tally, marked)
        )
    return found


def by_month(measure: Measure, window: Window) -> dict[str, Figure]:
    return _grouped(
        measure, window, len(window.place_code), lambda _place, day: f"{day:%Y-%m}"
    ) or answers.by_month(measure, window)


def by_place(measure: Measure, window: Window, level_length: int) -> dict[str, Figure]:
    found = (
        _grouped(measure, window, level_length, lambda place, _day: place)
        if level_length in LEVELS
        else {}
    )
    return found or answers.by_place(measure, window, level_length)


def _is_rolled(measure: Measure, window: Window) -> bool:
    return (
        bool(measure.watched) and len(window.place_code) in LEVELS and window.as_of == clock.today()
    )


def _marked(window: Window) -> Days:
    """Read before the cells: a day that is counted in between is then counted twice over, never
    left out.
    """
    marked: Days = {}
    for what, day in (
        Mark.objects.filter(_days(window), county=window.place_code[:6])
        .values_list("what", "day")
        .distinct()
    ):
        marked.setdefault(what, set()).add(day)
    return marked


def _totals(measures: list[Measure], window: Window, marked: Days) -> dict[str, Tally]:
    """By basis: the sum of the cells of all days that are not marked.

    A basis that is not rolled up as of this day is missing.
    """
    tallies: dict[str, Tally] = {}
    level = len(window.place_code)
    ours = _days(window, "cells__") & Q(cells__level=level, cells__place_code=window.place_code)
    for what in dict.fromkeys(map(what_of, measures)):
        counts = ~Q(there__day__in=marked.get(what, set()))
        asked = (
            Rolled.objects.filter(county=window.place_code[:6], as_of=window.as_of, what=what)
            .annotate(there=FilteredRelation("cells", condition=ours))
            .values("basis")
        )
        sums = asked.annotate(
            rows=Coalesce(Sum("there__rows", filter=counts), 0),
            met=Coalesce(Sum("there__met", filter=counts), 0),
        )
        tallies |= {row["basis"]: Tally(row["rows"], row["met"]) for row in sums.order_by()}
    for measure in {
        basis_of(measure): measure for measure in measures if measure.value_field
    }.values():
        if tally := tallies.get(basis_of(measure)):
            for values in _cells(measure, window, level, marked).values_list("values", flat=True):
                tally.add(0, 0, values)
    return tallies


def _grouped(
    measure: Measure, window: Window, level: int, group: Callable[[str, date], Any]
) -> dict[Any, Figure]:
    """By group: one figure from cells and marked days. Empty when there are no cells."""
    if not _is_rolled(measure, window):
        return {}
    marked = _marked(window)
    tallies: dict[Any, Tally] = {}
    cells = _cells(measure, window, level, marked).values_list(
        "place_code", "day", "rows", "met", "values"
    )
    for place, day, rows, met, values in cells.iterator():
        tallies.setdefault(group(place, day), Tally()).add(rows, met, values)
    if not tallies:
        return {}
    for place, day, rows, met, fresh in tallied(
        measure, window, marked.get(what_of(measure), set()), length=level
    ):
        tallies.setdefault(group(place, day), Tally()).add(rows, met, fresh)
    return {key: _figure(measure, tally) for key, tally in sorted(tallies.items())}


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
        rolled__county=window.place_code[:6],
        rolled__as_of=window.as_of,
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
