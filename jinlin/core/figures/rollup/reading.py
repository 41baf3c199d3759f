"""What is the figure, from what was counted before and what has changed since?

Exactly what core.answers would say, only sooner. Where nothing was counted before (how rows stood
on an earlier day that is not kept, a measure whose tables are not watched), core.answers is asked.
What lies above the counties is the sum of their cells, as soon as each of them was counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from jinlin.core.figures import answers
from jinlin.core.figures.measures import Figure, Measure, Window
from jinlin.core.figures.rollup import fresh, past
from jinlin.core.figures.rollup.asking import BELOW, LEVELS, Tally, basis_of, is_of_its_days
from jinlin.core.figures.rollup.held import (
    BY_MONTH,
    BY_PLACE,
    Group,
    Summed,
    grouped,
    is_above,
    level_of,
    sums,
    whole,
)
from jinlin.core.figures.rollup.ranking import Ordered
from jinlin.core.time import clock


@dataclass(frozen=True)
class Total:
    """What is held, but for these days."""

    tally: Tally
    days: set[date]
    every: set[date]  # all days of the question that are marked


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
    found = _grouped(measures, window, level_of(window), BY_MONTH)
    return {
        each.key: found[each.key] if each.key in found else answers.by_month(each, window)
        for each in measures
    }


def by_place(measure: Measure, window: Window, level_length: int) -> dict[str, Figure]:
    found = (
        _grouped([measure], window, level_length, BY_PLACE)
        if _is_held(level_length, window)
        else {}
    )
    if measure.key in found:
        return found[measure.key]
    return answers.by_place(measure, window, level_length)


def _is_held(level: int, window: Window) -> bool:
    """Whether this level is held for such a place: the smallest places only for a town."""
    return level in LEVELS or (level in BELOW and len(window.place_code) >= LEVELS[-1])


def _is_rolled(measure: Measure, window: Window) -> bool:
    if window.also or not measure.watched:  # what was merged is counted afresh
        return False
    known = len(window.place_code) in (*LEVELS, *BELOW) or is_above(window)
    if not known or window.as_of > clock.today():
        return False
    return _state(measure, window) is None or past.fits(window)


def _state(measure: Measure, window: Window) -> date | None:
    """The past day whose state is asked for; None where the cells of today say it."""
    is_of_today = window.as_of == clock.today() or is_of_its_days(measure)
    return None if is_of_today else window.as_of


def _totals(
    summed: dict[Window, list[Measure]], stood: date | None
) -> dict[tuple[Window, str], Total]:
    """By window and basis: the sum of all that is held of days that are not marked; and which are.

    A basis that was not counted for this state is missing.
    """
    around = _around(list(summed))
    marked = fresh.marked(around)
    questions = [
        Summed(window, measure, marked.of(measure, stood))
        for window, measures in summed.items()
        for measure in {basis_of(each): each for each in measures}.values()
    ]
    found = sums(questions, around, stood)
    return {
        (each.window, each.basis): Total(found[each], each.days, each.every)
        for each in questions
        if each in found
    }


def _around(windows: list[Window]) -> Window:
    """From the first day of any to the last of any."""
    begun = [each.since for each in windows if each.since]
    since = min(begun) if len(begun) == len(windows) else None
    return replace(windows[0], as_of=max(each.as_of for each in windows), since=since)


def _grouped(
    measures: list[Measure], window: Window, level: int, group: Group
) -> dict[str, dict[str, Figure]]:
    """By the measure's key and by group: one figure from cells and marked days. A measure that was
    not counted is missing.
    """
    states: dict[date | None, dict[str, Measure]] = {}
    for each in measures:
        if _is_rolled(each, window):
            states.setdefault(_state(each, window), {})[basis_of(each)] = each
    tallies: dict[str, dict[str, Tally]] = {}
    for stood, known in states.items():
        counted = whole(window, stood) if is_above(window) else known
        if by_basis := {basis: each for basis, each in known.items() if basis in counted}:
            tallies |= _tallies(by_basis, window, level, group, stood)
    return {
        each.key: {key: _figure(each, tally) for key, tally in sorted(tallies[basis].items())}
        for each, basis in ((each, basis_of(each)) for each in measures)
        if basis in tallies and _is_rolled(each, window)
    }


def _tallies(
    by_basis: dict[str, Measure], window: Window, level: int, group: Group, stood: date | None
) -> dict[str, dict[str, Tally]]:
    marked = fresh.marked(window)
    questions = [Summed(window, each, marked.of(each, stood)) for each in by_basis.values()]
    tallies = grouped(questions, window, level, group, stood)
    for each in questions:
        if each.basis in tallies:
            own = tallies[each.basis]
            for place, day, *counts in fresh.counted(
                each.measure, window, each.days, every=each.every, length=level
            ):
                own.setdefault(group.of(place, day), Tally()).add(*counts)
    return tallies


def _with_fresh(measure: Measure, window: Window, total: Total) -> Figure:
    """The tally and a count of the marked days as they are now."""
    whole = total.tally.copy()
    length = len(window.place_code)
    for _place, _day, *counts in fresh.counted(
        measure, window, total.days, every=total.every, length=length
    ):
        whole.add(*counts)
    return _figure(measure, whole)


def _figure(measure: Measure, tally: Tally) -> Figure:
    return answers.figure(measure, rows=tally.rows, met=tally.met, values=Ordered(tally))
