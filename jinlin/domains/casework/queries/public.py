"""What may everybody read of social work in a county? A table in which no small number stands, and
thanks that name nobody.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from jinlin.core.figures.measures import Window
from jinlin.domains.casework.lifecycle import State
from jinlin.domains.casework.models import Case, Consent, Field, Point, PublicYear, Purpose
from jinlin.domains.casework.queries.cells import suppressed, total
from jinlin.domains.casework.queries.counts import people_by_field
from jinlin.ground.places.models import Place

MOST_THANKS = 6


@dataclass(frozen=True)
class Cell:
    """People of one field; `number` None: too few to be said, or hidden for the sake of those."""

    name: Any
    number: int | None


@dataclass(frozen=True)
class Sheet:
    """A county's year as everybody may read it."""

    county: Place
    year: int
    cells: list[Cell]
    total: int | None
    points: list[Point]
    thanks: list[str]


def counted_in(county: str, year: int) -> tuple[dict[str, int | None], int | None]:
    """What may be said of a whole year as it stands now, field by field, and the sum: from day to
    day nothing can be reckoned.
    """
    counted = people_by_field(Window(county, date(year, 12, 31), date(year, 1, 1)))
    cells = {key: counted[key] for key in Field.values if counted.get(key)}
    return suppressed(cells), total(cells)


def sheet(county: Place, published: PublicYear) -> Sheet:
    """The year as it was said first."""
    names = dict(Field.choices)
    return Sheet(
        county,
        published.year,
        [Cell(names[key], published.cells[key]) for key in Field.values if key in published.cells],
        published.total,
        list(
            Point.objects.open()
            .filter(county=county.code)
            .select_related("place")
            .order_by("kind", "name")[:60]
        ),
        _thanks(county.code),
    )


def _thanks(county: str) -> list[str]:
    agreed = Consent.objects.filter(purpose=Purpose.THANKS, withdrawn_at=None)
    rows = Case.objects.counted().filter(
        county=county, state=State.CLOSED, pk__in=agreed.values("case")
    )
    found = rows.exclude(shown_words="").order_by("-closed_on", "-id")
    return list(found.values_list("shown_words", flat=True)[:MOST_THANKS])
