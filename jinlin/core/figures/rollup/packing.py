"""How do all days of a community lie together, so that they need not be read one by one?"""

import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from struct import Struct
from typing import NamedTuple

from jinlin.core.figures.rollup.asking import BELOW, WHOLE_NUMBER, Found

COMMUNITY = BELOW[0]
ITSELF = 1  # the place of rows that lie in no neighbourhood; those of one: its digits after a 1
QUICK = 1  # of zlib's levels: the numbers are mostly small, and more is not gained
FRONT = Struct("=2I")  # how many places; their last day
PLACE = Struct("=5I")  # a place, how many days it has, rows, met, how many values
OF_A_DAY = 4  # numbers: the day, rows, met, how many values
NONE = array(WHOLE_NUMBER)


class _Place(NamedTuple):
    """What all days of one place together hold; `code` in full."""

    code: str
    days: int
    rows: int
    met: int
    many: int


def pack(first: date, found: Iterable[Found]) -> bytes:
    """What was counted of one community: first what each of its places holds of all days together,
    to be read without the days; then their days, place by place, column by column; then the values.
    """
    ordered = sorted(found, key=lambda each: (each.place, each.day))
    front, columns = bytearray(), [array(WHOLE_NUMBER) for _column in range(OF_A_DAY)]
    values, places = array(WHOLE_NUMBER), 0
    for place, group in groupby(ordered, key=lambda each: each.place):
        days = list(group)
        for column, numbers in zip(
            columns, zip(*_numbers_of(first, days), strict=True), strict=True
        ):
            column.extend(numbers)
        for each in days:
            values.extend(each.values or ())
        rows, met, many = (sum(column[-len(days) :]) for column in columns[1:])
        front += PLACE.pack(int(f"{ITSELF}{place[COMMUNITY:]}"), len(days), rows, met, many)
        places += 1
    last = max(columns[0], default=0)
    behind = b"".join(each.tobytes() for each in (*columns, values))
    return FRONT.pack(places, last) + bytes(front) + zlib.compress(behind, QUICK)


def _numbers_of(first: date, days: Iterable[Found]) -> Iterator[tuple[int, ...]]:
    for each in days:
        yield (each.day - first).days, each.rows, each.met, len(each.values or ())


class Packed:
    """What was packed of a community, of the days from `first` to `last`: asked for those of its
    places that lie in `code`, or are it.
    """

    def __init__(self, place: str, first: date, packed: bytes) -> None:
        self.place, self.first, self._packed = place, first, packed
        count, days = FRONT.unpack_from(packed)
        self.last = first + timedelta(days=days)
        self._end = FRONT.size + count * PLACE.size

    def whole(self, code: str, *, apart: bool) -> Iterator[Found]:
        """All days as one, of the community, or of its neighbourhoods `apart` from each other. The
        days are not read, and where there are no values nothing is unpacked.
        """
        held = [(place, values) for place, _days, values in self._inside(code)]
        if not apart and held:
            places = [place for place, _values in held]
            rows, met = sum(each.rows for each in places), sum(each.met for each in places)
            many = sum(each.many for each in places)
            held = [
                (_Place(self.place, 0, rows, met, many), slice(held[0][1].start, held[-1][1].stop))
            ]
        values = self._columns()[-1] if any(place.many for place, _values in held) else NONE
        for place, among in held:
            yield Found(BELOW[-1], place.code, self.first, place.rows, place.met, values[among])

    def each_day(self, code: str, *, apart: bool) -> Iterator[Found]:
        """Day by day. The days of a community come once, unless they have values."""
        days, rows, met, many, values = self._columns()
        inside = self._inside(code)
        if not apart and not values:
            yield from self._together([among for _place, among, _values in inside], days, rows, met)
            return
        begun = self.first.toordinal()
        for place, among, own in inside:
            here = own.start
            columns = [each[among] for each in (days, rows, met, many)]
            for day, counted, how_many_met, count in zip(*columns, strict=True):
                when, ends = date.fromordinal(begun + day), here + count
                yield Found(BELOW[-1], place.code, when, counted, how_many_met, values[here:ends])
                here = ends

    def _together(self, places: list[slice], *columns: "array[int]") -> Iterator[Found]:
        """Of all these places together."""
        rows: Counter[int] = Counter()
        met: Counter[int] = Counter()
        for among in places:
            for day, more_rows, more_met in zip(*(each[among] for each in columns), strict=True):
                rows[day] += more_rows
                met[day] += more_met
        begun = self.first.toordinal()
        for day, count in rows.items():
            yield Found(BELOW[-1], self.place, date.fromordinal(begun + day), count, met[day], NONE)

    def _inside(self, code: str) -> list[tuple[_Place, slice, slice]]:
        """The places, where their days stand, and where their values."""
        found, days, values = [], 0, 0
        for suffix, *numbers in PLACE.iter_unpack(self._packed[FRONT.size : self._end]):
            place = _Place(self.place + str(suffix)[1:], *numbers)
            among = slice(days, days + place.days), slice(values, values + place.many)
            days, values = among[0].stop, among[1].stop
            if place.code.startswith(code):
                found.append((place, *among))
        return found

    def _columns(self) -> list["array[int]"]:
        numbers = array(WHOLE_NUMBER)
        numbers.frombytes(zlib.decompress(memoryview(self._packed)[self._end :]))
        many = sum(each[1] for each in PLACE.iter_unpack(self._packed[FRONT.size : self._end]))
        columns = [numbers[at * many : (at + 1) * many] for at in range(OF_A_DAY)]
        return [*columns, numbers[OF_A_DAY * many :]]
