"""How is a community or a neighbourhood summed up, without as many cells as there are rows?

All days of a month (of a past state: of a year) of one community lie packed in one row, those of
its neighbourhoods apart from each other. A page of a community reads some ten rows of a question,
one of a town, which holds its communities beside each other, a hundred; however many days there
are, and however much came in: what all days of a row hold together stands in front of them.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import models

from jinlin.core.figures.rollup.asking import BATCH, Found
from jinlin.core.figures.rollup.packing import COMMUNITY, Packed, pack

Key = tuple[str, date]


class Below(models.Model):
    """What was counted of one community (of a town itself or a county itself: of the rows that lie
    in nothing smaller), of the days from `day` on that lie together. Its question is `rolled`.
    """

    place_code = models.CharField(max_length=18)
    day = models.DateField()
    packed = models.BinaryField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.place_code} {self.day}"

    @staticmethod
    def first_of(day: date) -> date:
        """The day under which this one lies."""
        return day.replace(day=1)


def write(
    table: type[Below], question: Any, found: Iterable[Found], days: Collection[date] | None
) -> None:
    """The question's rows hold this of these days (of all where none are named), and of all others
    what they held.
    """
    new: dict[Key, list[Found]] = {}
    for each in found:
        new.setdefault((each.place[:COMMUNITY], table.first_of(each.day)), []).append(each)
    tables: Any = table
    rows = tables.objects.filter(rolled=question)
    if days is None:
        rows.delete()
        gone: list[int] = []
    else:
        firsts = {table.first_of(day) for day in days}
        gone = _merge(new, rows.filter(day__in=firsts), set(days))
    for start in range(0, len(gone), BATCH):
        tables.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    tables.objects.bulk_create(
        (
            table(rolled=question, place_code=place, day=first, packed=pack(first, each))  # type: ignore[misc]
            for (place, first), each in new.items()
        ),
        batch_size=BATCH,
    )


def _merge(new: dict[Key, list[Found]], rows: Any, days: set[date]) -> list[int]:
    """What these rows hold of other days is new with the rest; what stays as it is goes from the
    new. Returns the keys of the rows that do not stay.
    """
    gone = []
    for pk, place, first, packed in rows.values_list("pk", "place_code", "day", "packed"):
        held = bytes(packed)
        whole = Packed(place, first, held).each_day(place, apart=True)
        both = [each for each in whole if each.day not in days] + new.pop((place, first), [])
        if pack(first, both) == held:
            continue
        gone.append(pk)
        if both:
            new[place, first] = both
    return gone
