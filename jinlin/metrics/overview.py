"""What should somebody who answers for a place see first?

At most seven things: six large figures of this month beside the same days of the month before, with
their trend, and how the places inside stand. Each opens to its definition and its rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Measure, Shape, Window
from jinlin.core.time.months import names_until
from jinlin.ground.places.models import Place
from jinlin.metrics import queries
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.queries import Part, Reading

# In the order in which they are wanted; the first SHOWN that the house knows and has rows of.
WANTED: Final = (
    *("appeals.received", "appeals.closed_loop_rate", "appeals.satisfied"),
    *("wishes.fulfilled", "servicedays.sessions", "receptions.conversations"),
    *("volunteers.services", "training.attendances", "consultations.meetings", "casework.services"),
)
SHOWN: Final = 6
MAPPED: Final = "appeals.closed_loop_rate"
FEWEST: Final = 10  # of fewer rows a rate says nothing about a place
TREND: Final = 12  # months
WIDE, HIGH = 132, 36  # of a trend line


@dataclass(frozen=True)
class Headline:
    """One large figure: this month so far, the same days of the month before, and its months."""

    now: Reading
    before: Reading
    line: str  # the points of its trend, in a drawing of WIDE x HIGH
    spoken_line: str  # the same for who does not see it
    month: str

    @property
    def change(self) -> str:
        """In words, against the same days of the month before."""
        now, before = self.now.figure.value, self.before.figure.value
        if now is None or before is None:
            return _("nothing to compare with last month")
        if self.now.measure.shape == Shape.RATE:
            points = Fraction(now) - Fraction(before)
            return _same_days(_("%(change)s points") % {"change": _signed(points)}, points)
        if not before:
            return _("none in the same days of last month")
        percent = (Fraction(now) - Fraction(before)) * 100 / Fraction(before)
        return _same_days(f"{_signed(percent)}%", percent)


@dataclass(frozen=True)
class Tile:
    """One place inside, by its rate. `tone`: 0 nothing known, 1 low to 5 high."""

    part: Part
    tone: int


def headlines(place: Place, today: date) -> list[Headline]:
    """Six figures, each with three statements or fewer when it is summed up."""
    first = today.replace(day=1)
    last_month = (first - timedelta(days=1)).replace(day=1)
    same_day = min(last_month + timedelta(days=today.day - 1), first - timedelta(days=1))
    found = []
    for measure in (MEASURES[key] for key in WANTED if key in MEASURES):
        months = rollup.by_month(measure, Window(place.code, today))
        if not months:
            continue
        now = queries.reading(measure, Window(place.code, today, first))
        before = queries.reading(measure, Window(place.code, same_day, last_month))
        trend = _months(measure, months, today)
        found.append(Headline(now, before, _line(trend), _said(trend), f"{today:%Y-%m}"))
        if len(found) == SHOWN:
            break
    return found


def tiles(place: Place, today: date) -> tuple[Reading, list[Tile]]:
    """How the places inside stand by one rate, this year; in the order of their codes, never of
    their rates.
    """
    measure = MEASURES[MAPPED]
    window = Window(place.code, today, today.replace(month=1, day=1))
    parts = queries.parts(measure, place, window)
    return queries.reading(measure, window), [Tile(part, _tone(part)) for part in parts]


def _tone(part: Part) -> int:
    figure = part.reading.figure
    if figure.value is None or figure.denominator < FEWEST:
        return 0
    return min(int(figure.value // 20) + 1, 5)


def _months(measure: Measure, found: Any, today: date) -> list[tuple[str, Reading]]:
    """The last TREND months; one without rows counts nothing."""
    names = reversed(names_until(today, TREND))
    return [(name, Reading(measure, found[name])) for name in names if name in found]


def _line(trend: Sequence[tuple[str, Reading]]) -> str:
    values = [float(reading.shown or 0) for _month, reading in trend]
    top = max(values, default=0) or 1
    step = WIDE / max(len(values) - 1, 1)
    return " ".join(
        f"{number * step:.0f},{HIGH - value / top * (HIGH - 4) - 2:.0f}"
        for number, value in enumerate(values)
    )


def _said(trend: Sequence[tuple[str, Reading]]) -> str:
    return "，".join(f"{month} {reading.shown}" for month, reading in trend)


def _signed(value: Fraction) -> str:
    return f"{float(value):+.1f}".replace("+0.0", "0").replace("-0.0", "0")


def _same_days(change: str, value: Fraction) -> str:
    if abs(value) < Fraction(1, 20):
        return _("as in the same days of last month")
    return _("%(change)s against the same days of last month") % {"change": change}
