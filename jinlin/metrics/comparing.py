"""What may be compared: a place with its siblings, and a month with others?

Places only, never people. A rate of few says nothing, so it is left unsaid; the others stand with
the interval in which the rate lies, and in the order of their codes.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.figures.measures import Measure, Shape, Window
from jinlin.ground.places.models import Place
from jinlin.metrics import queries
from jinlin.metrics.permissions import can_read_figure
from jinlin.metrics.queries import Part, Reading
from jinlin.metrics.spans import Span, over

FEWEST: Final = 10
SURE: Final = 1.96  # of 20 such intervals 19 hold the rate


@dataclass(frozen=True)
class Beside:
    """One of the siblings. `low` and `high` in percent."""

    part: Part
    is_own: bool
    low: float
    high: float

    @property
    def is_enough(self) -> bool:
        return self.part.reading.figure.denominator >= FEWEST


@dataclass(frozen=True)
class Earlier:
    """The same figure of other days."""

    name: Any
    reading: Reading


def wilson(met: int, count: int) -> tuple[float, float]:
    """The interval in which the rate of such a place lies, in percent (Wilson's score): never
    below 0 or above 100, and honest for few.
    """
    if not count:
        return 0.0, 100.0
    rate, spread = met / count, SURE * SURE / count
    middle = (rate + spread / 2) / (1 + spread)
    half = SURE * sqrt(rate * (1 - rate) / count + spread / (4 * count)) / (1 + spread)
    return round(100 * max(middle - half, 0), 1), round(100 * min(middle + half, 1), 1)


def siblings(measure: Measure, place: Place, window: Window, *, actor: Actor) -> list[Beside]:
    """The rates of the places around the same parent, for whoever may read that parent's figures:
    nobody learns of the place next door what was not theirs.
    """
    parent = place.parent
    if measure.shape != Shape.RATE or not parent:
        return []
    if not can_read_figure(actor, measure, parent.code):
        return []
    found = queries.parts(measure, parent, over(parent, window.as_of, window.since))
    return [
        Beside(
            part,
            part.code == place.code,
            *wilson(part.reading.figure.numerator, part.reading.figure.denominator),
        )
        for part in found
        if len(part.code) == len(place.code)
    ]


def earlier(measure: Measure, place: Place, span: Span) -> list[Earlier]:
    """Of a month: the month before, and the same of the year before. Of a year: the year before.
    Of one that runs, as many days of those.
    """
    found = [Earlier(span.against, queries.reading(measure, span.earlier(place)))]
    if not span.is_of_year:
        same = queries.reading(measure, span.year_ago(place))
        found.append(Earlier(_("the same days of last year"), same))
    return found
