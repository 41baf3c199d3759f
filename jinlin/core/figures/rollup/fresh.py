"""Which days does a reading count anew, and what do they say?

Marked days are read once for a page, before all cells, and what a question says of them is counted
once: the days so far, the months and the places of a page are parts of one count. Days that only
turned at midnight are not counted for a page where the evening has done so (`ahead`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q

from jinlin.core.actor import COUNTY_DIGITS, county_of
from jinlin.core.figures.measures import Measure, Window, between
from jinlin.core.figures.rollup import ahead, past
from jinlin.core.figures.rollup.asking import (
    BELOW,
    LEVELS,
    Count,
    basis_of,
    is_of_its_days,
    tallied,
    what_of,
)
from jinlin.core.figures.rollup.cells import due_marks
from jinlin.core.figures.rollup.marks import Mark
from jinlin.core.time import clock

Days = dict[str, set[date]]  # table.column -> the marked days


@dataclass(frozen=True)
class Marked:
    """The days that count anew for today; of these the ones whose rows changed, which alone count
    anew in a past state.
    """

    due: Days
    changed: Days

    def of(self, measure: Measure, stood: date | None) -> set[date]:
        """Those of one measure. What asks only for days says of a day that is over what it said
        before, as long as no row changed; only the day that has just begun turns for it.
        """
        what = what_of(measure)
        changed = self.changed.get(what, set())
        if stood is not None:
            return past.spread(changed, stood)
        due = self.due.get(what, set())
        return changed | (due & {clock.today()}) if is_of_its_days(measure) else due


@dataclass
class Reading:
    """What was read already for one page: marked days by county, counts by what was asked."""

    marked: dict[str, Marked] = field(default_factory=dict)
    counted: dict[tuple[Any, ...], list[Count]] = field(default_factory=dict)


_now: ContextVar[Reading | None] = ContextVar("one_reading", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Whatever is read inside, for one page, reads the marked days once for each county, before all
    cells, and counts what they say once for each question.
    """
    token = _now.set(Reading())
    try:
        yield
    finally:
        _now.reset(token)


def marked(window: Window) -> Marked:
    """Read before the cells: a day that is counted in between is then counted twice over, never
    left out.
    """
    reading = _now.get()
    if reading is None:
        return _marked_in(window, between("day", window))
    code = county_of(window.place_code)
    if code not in reading.marked:
        reading.marked[code] = _marked_in(window, Q())
    return reading.marked[code]


def within(days: set[date], window: Window) -> set[date]:
    first = window.since or date.min
    return {day for day in days if first <= day <= window.as_of}


def counted(
    measure: Measure, window: Window, days: set[date], *, every: set[date], length: int
) -> Iterator[Count]:
    """What the measure counts now of these days, by place (so many digits) and day. In one reading
    of all its marked days (`every`) together: what a further window of them says is known then.
    """
    reading = _now.get()
    if not days or reading is None:
        yield from tallied(measure, window, days, length=length)
        return
    as_of = clock.today() if is_of_its_days(measure) else window.as_of
    whole = replace(window, as_of=as_of, since=None)
    key = (basis_of(measure), whole, length)
    if key not in reading.counted:
        due = within(every, whole)
        known, days_known = _counted_ahead(measure, whole, due, length)
        found = tallied(measure, whole, due - days_known, length=length)
        reading.counted[key] = known + [(*each[:4], each[4] and list(each[4])) for each in found]
    yield from (each for each in reading.counted[key] if each[1] in days)


def _counted_ahead(
    measure: Measure, whole: Window, days: set[date], length: int
) -> tuple[list[Count], set[date]]:
    """What the evening kept of those of these days that only turned, and which it kept."""
    is_held = length in (*LEVELS, *BELOW) and len(whole.place_code) >= COUNTY_DIGITS
    if not is_held or is_of_its_days(measure):
        return [], set()
    turned = days - _changed(measure, whole)
    if not turned:
        return [], set()
    return ahead.read(basis_of(measure), whole.place_code, whole.as_of, turned, length=length)


def _changed(measure: Measure, window: Window) -> set[date]:
    return marked(window).changed.get(what_of(measure), set())


def counties(window: Window, column: str) -> Q:
    """The county of the window, or all that lie in it."""
    code = county_of(window.place_code)
    return Q(**{column if len(code) == COUNTY_DIGITS else f"{column}__startswith": code})


def _marked_in(window: Window, days: Q) -> Marked:
    found = Marked({}, {})
    rows = Mark.objects.filter(days, due_marks(clock.today()), counties(window, "county"))
    for what, day, since in rows.values_list("what", "day", "since").distinct():
        found.due.setdefault(what, set()).add(day)
        if since is None:
            found.changed.setdefault(what, set()).add(day)
    return found
