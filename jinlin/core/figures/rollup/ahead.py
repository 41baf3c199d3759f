"""What will the days say on which something turns with the end of this one?

They are counted in the evening, for the end of the day to come, and kept beside today's cells:
after midnight a day that only turned is read. They are written with every count of their question,
in its transaction, or go with it: so what is kept of a day is right unless a row of it is marked as
changed. All days of a community and its neighbourhoods lie packed in one row (see `below`).
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import COUNTY_DIGITS
from jinlin.core.figures.measures import Measure
from jinlin.core.figures.rollup import below
from jinlin.core.figures.rollup.asking import (
    BATCH,
    LEVELS,
    Count,
    Found,
    is_of_its_days,
    what_of,
)
from jinlin.core.figures.rollup.marks import Mark
from jinlin.core.figures.rollup.packing import COMMUNITY, Packed
from jinlin.core.figures.rollup.tables import Counted, at, cell

BEGINNING = date(2000, 1, 1)  # what is kept of a community lies under one day, that of no row
PACKED = {"level": Value(COMMUNITY), "rows": Value(0), "met": Value(0), "values": F("packed")}


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


class AheadBelow(below.Below):
    """As what lies below the towns today, of all days that the county's own cells name."""

    rolled = models.ForeignKey(
        "core.Rolled", models.CASCADE, related_name="ahead_below", db_index=False
    )  # the constraint has one

    class Meta:
        verbose_name = _("packed cells of a community of tomorrow")
        verbose_name_plural = _("packed cells of communities of tomorrow")
        constraints = [
            models.UniqueConstraint(fields=["rolled", "place_code", "day"], name="ahead_below_once")
        ]

    @staticmethod
    def first_of(_day: date) -> date:
        return BEGINNING


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


def write(
    rolled: Any, found: Collection[Found], days: Collection[date], as_of: date | None
) -> None:
    """Of these days this is kept for the end of `as_of`, and of no other."""
    AheadCell.objects.filter(rolled=rolled).delete()
    cells = [each for each in found if each.level in LEVELS]
    empty = set(days) - {each.day for each in cells}
    cells += [Found(COUNTY_DIGITS, rolled.county, day, 0, 0, None) for day in empty]
    AheadCell.objects.bulk_create(
        (cell(AheadCell, rolled, each, as_of=as_of) for each in cells), batch_size=BATCH
    )
    below.write(AheadBelow, rolled, (each for each in found if each.level not in LEVELS), None)


def read(
    basis: str, place_code: str, as_of: date, days: Collection[date], *, length: int
) -> tuple[list[Count], set[date]]:
    """What is kept of these days for the end of `as_of`, of the places in this one whose codes have
    so many digits; and which of the days are kept. In one statement, so that no count comes
    between.
    """
    question = {"rolled__county": place_code[:COUNTY_DIGITS], "rolled__basis": basis}
    cells = AheadCell.objects.filter(**question, as_of=as_of, day__in=days)
    if length in LEVELS:
        inside = Q(level=length, **at(place_code, length, "place_code"))
        rows = _columns(cells.filter(Q(level=COUNTY_DIGITS) | inside))
    else:
        inside = Q(**at(place_code, COMMUNITY, "place_code"))
        packed = _columns(AheadBelow.objects.filter(inside, **question).annotate(**PACKED))
        rows = _columns(cells.filter(level=COUNTY_DIGITS)).union(packed, all=True)
    found = [Found(*each) for each in rows]
    kept = {each.day for each in found if each.level == COUNTY_DIGITS}
    held = found if length in LEVELS else _unpacked(found, place_code, length)
    counts = [each[1:] for each in held if each.level == length and each.day in kept and each.rows]
    return counts, kept


def _columns(rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    return rows.values_list("level", "place_code", "day", "rows", "met", "values")


def _unpacked(found: Iterable[Found], code: str, length: int) -> Iterator[Found]:
    """What the rows of communities among these hold of the places in this one, day by day."""
    for row in (each for each in found if each.level == COMMUNITY):
        held = Packed(row.place, row.day, bytes(row.values or b""))
        for each in held.each_day(code, apart=length > COMMUNITY):
            yield each._replace(level=length, place=each.place[:length])
