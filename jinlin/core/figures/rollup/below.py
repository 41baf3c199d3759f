"""How is a community or a neighbourhood summed up, without as many cells as there are rows?

All days of a month (of a past state: of a year) of one community lie packed in one row, those of
its neighbourhoods apart from each other. A page of a community reads some ten rows of a question,
one of a town, which holds its communities beside each other, a hundred; however many days there
are, and however much came in.
"""

import zlib
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models

from jinlin.core.figures.rollup.asking import BATCH, BELOW, WHOLE_NUMBER, Found

COMMUNITY = BELOW[0]
HEAD = 5  # numbers before the values: place, day, rows, met, how many values
ITSELF = 1  # the place of rows that lie in no neighbourhood; those of one: its digits after a 1
QUICK = 1  # of zlib's levels: the numbers are mostly small, and more is not gained
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


def pack(first: date, found: Iterable[Found]) -> bytes:
    """One after the other; of one community."""
    numbers = array(WHOLE_NUMBER)
    for each in found:
        values = each.values or ()
        suffix = int(f"{ITSELF}{each.place[COMMUNITY:]}")
        numbers.extend((suffix, (each.day - first).days, each.rows, each.met, len(values)))
        numbers.extend(values)
    return zlib.compress(numbers.tobytes(), QUICK)


def unpack(place: str, first: date, packed: bytes) -> Iterator[Found]:
    """As they were packed, under the community's code; `values` empty where there are none."""
    numbers = _numbers(packed)
    here, begun = 0, first.toordinal()
    while here < len(numbers):
        suffix, day, rows, met, many = numbers[here : here + HEAD]
        here += HEAD + many
        code = place + str(suffix)[1:]
        values = numbers[here - many : here]
        yield Found(BELOW[-1], code, date.fromordinal(begun + day), rows, met, values)


def together(place: str, first: date, packed: bytes) -> Iterator[Found]:
    """The same of the community as a whole: a day once, unless single values were packed."""
    numbers = _numbers(packed)
    # Until the first values come, heads stand HEAD apart: so their last numbers say whether any do.
    if any(numbers[HEAD - 1 :: HEAD]):
        yield from unpack(place, first, packed)
        return
    rows: Counter[int] = Counter()
    met: Counter[int] = Counter()
    days = numbers[1::HEAD]
    for day, more_rows, more_met in zip(days, numbers[2::HEAD], numbers[3::HEAD], strict=True):
        rows[day] += more_rows
        met[day] += more_met
    begun = first.toordinal()
    for day, count in rows.items():
        yield Found(BELOW[-1], place, date.fromordinal(begun + day), count, met[day], None)


def _numbers(packed: bytes) -> "array[int]":
    numbers = array(WHOLE_NUMBER)
    numbers.frombytes(zlib.decompress(packed))
    return numbers


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
        kept = [each for each in unpack(place, first, held) if each.day not in days]
        both = sorted(kept + new.pop((place, first), []), key=lambda each: each[1:3])
        if pack(first, both) == held:
            continue
        gone.append(pk)
        if both:
            new[place, first] = both
    return gone
