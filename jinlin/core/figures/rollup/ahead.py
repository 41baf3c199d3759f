"""What will the days say on which something turns with the end of this one?

They are counted in the evening, for the end of the day to come, and kept beside today's cells:
after midnight a day that only turned is read. They are written with every count of their question,
in its transaction, or go with it: so what is kept of a day is right unless a row of it is marked as
changed. What lies below the towns is not kept; its days are counted when they are asked for.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import COUNTY_DIGITS
from jinlin.core.figures.measures import Measure
from jinlin.core.figures.rollup.asking import BATCH, LEVELS, Found, is_of_its_days, what_of
from jinlin.core.figures.rollup.marks import Mark
from jinlin.core.figures.rollup.tables import Counted, at, cell


class AheadCell(Counted):
    """As a cell, for the end of `as_of`. The county's own says that the day was counted, also where
    nothing counts.
    """

    rolled = models.ForeignKey(
        "core.Rolled", models.CASCADE, related_name="ahead_cells", db_index=False
    )  # the constraint has one
    as_of = models.DateField()

    class Meta:
        verbose_name = _("cell of a figure of tomorrow")
        verbose_name_plural = _("cells of figures of tomorrow")
        constraints = [
            models.UniqueConstraint(
                fields=["rolled", "level", "place_code", "day"], name="ahead_cell_once"
            )
        ]


def turning(measure: Measure, county: str, as_of: date | None) -> set[date]:
    """The days of the measure that are marked for `as_of`, the day to come, if there is one. What
    asks only for days does not turn.
    """
    if as_of is None or is_of_its_days(measure):
        return set()
    marks = Mark.objects.filter(county=county, what=what_of(measure), since=as_of)
    return set(marks.values_list("day", flat=True))


def kept(rolled: Any, as_of: date) -> set[date]:
    """The days of a question that were counted for this one."""
    ours = AheadCell.objects.filter(rolled=rolled, as_of=as_of, level=COUNTY_DIGITS)
    return set(ours.values_list("day", flat=True))


def write(rolled: Any, found: Iterable[Found], days: Collection[date], as_of: date | None) -> None:
    """Of these days this is kept for the end of `as_of`, and of no other."""
    AheadCell.objects.filter(rolled=rolled).delete()
    cells = [each for each in found if each.level in LEVELS]
    empty = set(days) - {each.day for each in cells}
    cells += [Found(COUNTY_DIGITS, rolled.county, day, 0, 0, None) for day in empty]
    AheadCell.objects.bulk_create(
        (cell(AheadCell, rolled, each, as_of=as_of) for each in cells), batch_size=BATCH
    )


def read(
    basis: str, place_code: str, as_of: date, days: Collection[date], *, length: int
) -> Iterator[tuple[int, str, date, int, int, Any]]:
    """What is kept of these days for the end of `as_of`: of the county, whatever is kept at all;
    and of the places in this one whose codes have so many digits. In one statement, so that no
    count comes between.
    """
    cells = Q(level=COUNTY_DIGITS)
    if length != COUNTY_DIGITS:
        cells |= Q(level=length, **at(place_code, length, "place_code"))
    ours = AheadCell.objects.filter(
        cells,
        rolled__county=place_code[:COUNTY_DIGITS],
        rolled__basis=basis,
        as_of=as_of,
        day__in=days,
    )
    yield from ours.values_list("level", "place_code", "day", "rows", "met", "values")
