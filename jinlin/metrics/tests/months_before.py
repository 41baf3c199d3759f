"""Which months were told before, and what is read of them that is not what a full count says?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from jinlin.core.figures import answers, rollup
from jinlin.core.figures.measures import Measure, Window
from jinlin.core.figures.rollup.asking import is_of_its_days
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    cast_of_dehua,
    closed,
    finished,
    in_hand,
    merged,
    reported,
    waiting,
)
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.spans import held_against
from jinlin.metrics.tests.full_counts import FullCounts

TOWN, COMMUNITY, NEIGHBOURHOOD = "350526100", "350526100001", "350526100001001"
BEGUN = date(2025, 3, 3)
LATER = date(2025, 6, 30)  # the day that is looked back from
APPEALS = [each for each in MEASURES.values() if each.watched and each.key.startswith("appeals.")]
STATES = [each for each in APPEALS if not is_of_its_days(each)]


def windows() -> Iterator[Window]:
    for stood in held_against(clock.today())[:3]:
        first = stood.since or stood.day.replace(day=1)
        for place in (COUNTY, TOWN, COMMUNITY, NEIGHBOURHOOD, "3505"):
            yield Window(place, stood.day, first)
    yield Window(COUNTY, stood.day, stood.day - timedelta(days=40))  # its months are not told apart
    yield Window(COUNTY, held_against(clock.today())[0].day)


def differing(counts: FullCounts | None = None, measures: list[Measure] = STATES) -> list[Any]:
    """What is read of past days and is not what a full count says; `counts` are those of before,
    if nothing has happened since.
    """
    with (counts or FullCounts()).kept():
        return list(_differing(measures))


def _differing(measures: list[Measure]) -> Iterator[tuple[Any, ...]]:
    ended = Window(COUNTY, held_against(clock.today())[0].day)
    inside = Window(TOWN, ended.as_of, ended.as_of.replace(day=1))
    for window in windows():
        read = rollup.figures(measures, window)
        yield from ((window, m.key) for m in measures if read[m.key] != answers.answer(m, window))
    months = rollup.by_months(measures, ended)
    for each in measures:
        if months[each.key] != answers.by_month(each, ended):
            yield ended, each.key, "by month"
        if rollup.by_place(each, ended, 9) != answers.by_place(each, ended, 9):
            yield ended, each.key, "by place"
        if rollup.by_place(each, inside, 12) != answers.by_place(each, inside, 12):
            yield inside, each.key, "by community"


def told_over_months() -> Cast:
    """Something of every kind in each of the months before."""
    cast = cast_of_dehua()
    for days in (0, 20, 45, 75, 105):
        for stage in (reported, in_hand, waiting, merged, finished, closed):
            with clock.set_to(clock.at(BEGUN + timedelta(days=days), 9)):
                stage(cast)
    return cast
