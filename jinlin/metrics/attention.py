"""What is late at a place, and what rises there?"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Measure, Shape
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.domains.appeals.queries import late_at
from jinlin.domains.wishes.lifecycle import OPEN as OPEN_WISHES
from jinlin.domains.wishes.models import Wish
from jinlin.ground.places.models import Organisation, Place
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.spans import over
from jinlin.metrics.units import of_unit

MOST: Final = 3
LEAST_TO_RISE: Final = 10  # of fewer a month says nothing
RISES_BY: Final = Fraction(13, 10)


@dataclass(frozen=True)
class Late:
    """So many of one kind are past their day."""

    name: Any
    number: int
    href: str


@dataclass(frozen=True)
class Rise:
    """A count that was in its last whole month well over the three months before; of one that had
    nothing in them there is no percent.
    """

    measure: Measure
    month: str
    number: int
    usual: float
    percent: int | None


def late(place: Place, unit: Organisation | None = None, about: str = "") -> list[Late]:
    """What is past its day and still in somebody's hand, as the boards say it; of one domain its
    own only.
    """
    wishes = Wish.objects.filter(
        within(place.codes), state__in=OPEN_WISHES, due_at__lt=clock.now()
    )  # none of these states is ended: so an index alone can count them
    if unit is not None:
        wishes = wishes.filter(unit=unit)
    found = (
        (_("Appeals"), lambda: late_at(place.codes, unit), "appeals:board"),
        (_("Wishes"), wishes.count, "wishes:board"),
    )
    shown = [each for each in found if about in {"", each[2].partition(":")[0]}]
    query = f"?state=late&place={place.code}" + (f"&unit={unit.pk}" if unit else "")
    return [
        Late(name, number, f"{reverse(page)}{query}")
        for name, count, page in shown
        if (number := count())
    ]


def rises(
    place: Place, about: str = "", unit: Organisation | None = None, *, of_people: bool = True
) -> list[Rise]:
    """Of the counts that are summed up by the day, at most three, the steepest first; of one unit
    only what it has, counted afresh. What comes up from nothing counts as from one.
    """
    names = names_until(clock.today(), 5)[1:]
    days = over(place, clock.today(), date.fromisoformat(f"{names[-1]}-01"))
    found = []
    owns = {
        each.key: of_unit(each, unit, days)
        for each in MEASURES.values()
        if each.watched
        and (of_people or not each.counts_people)
        and each.shape == Shape.COUNT
        and (not about or each.key.startswith(f"{about}."))
    }
    counted = rollup.by_months([own for own in owns.values() if own is not None], days)
    for key, months in counted.items():
        measure = MEASURES[key]
        last, *before = (months[name].numerator if name in months else 0 for name in names)
        usual = Fraction(sum(before), len(before))
        if last >= LEAST_TO_RISE and last >= usual * RISES_BY:
            percent = round((Fraction(last) / usual - 1) * 100) if usual else None
            found.append(Rise(measure, names[0], last, round(float(usual), 1), percent))
    return sorted(found, key=lambda each: -each.number / max(each.usual, 1))[:MOST]
