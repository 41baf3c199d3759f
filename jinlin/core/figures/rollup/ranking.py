"""Which value stands at a rank among a million, without reading them or putting them in order?

Of all that a county holds together it is kept which values occur, and how many are no larger
(`packed`): no longer than there are different ones, however much came in. What is read day by day
stands in order already; a value is found by asking each run how many of its own are no larger.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, chain
from operator import sub
from typing import NamedTuple

from jinlin.core.figures.rollup.asking import WHOLE_NUMBER, Tally, run_of

FEW = 50  # values in a run; runs that are shorter are put in order sooner than asked one by one


class Occurring(NamedTuple):
    """The values that occur, in order, and how many are no larger than each."""

    values: "memoryview[int]"
    reached: "memoryview[int]"

    @classmethod
    def read(cls, packed: bytes | memoryview) -> "Occurring":
        numbers = run_of(packed)
        half = len(numbers) // 2
        return cls(numbers[:half], numbers[half:])

    def __len__(self) -> int:
        """How many values there are, each as often as it occurs."""
        return self.reached[-1] if len(self.reached) else 0

    def up_to(self, value: int) -> int:
        place = bisect_right(self.values, value)
        return self.reached[place - 1] if place else 0


def packed(
    before: bytes | memoryview | None,
    *,
    gone: Iterable[bytes | memoryview] = (),
    new: Iterable["array[int]"] = (),
) -> bytes:
    """What was packed before, without the values that are gone (each a run), and with new ones."""
    many = _occurring(before) if before else Counter()
    for run in gone:
        many.subtract(run_of(run))
    for values in new:
        many.update(values)
    occurring = array(WHOLE_NUMBER, sorted(value for value, count in many.items() if count))
    reached = array(WHOLE_NUMBER, accumulate(many[value] for value in occurring))
    return occurring.tobytes() + reached.tobytes()


def _occurring(before: bytes | memoryview) -> "Counter[int]":
    held = Occurring.read(before)
    counts = map(sub, held.reached, chain((0,), held.reached))
    return Counter(dict(zip(held.values, counts, strict=True)))


class Ordered:
    """All values of a tally as if they stood in order; only the one that is asked for is found."""

    def __init__(self, tally: Tally) -> None:
        ordered = array(WHOLE_NUMBER, sorted(tally.values))
        self.runs = [each for each in (*tally.runs, memoryview(ordered)) if len(each)]
        self.gone = tally.gone
        self.packed = [Occurring.read(each) for each in tally.packed]
        single = sum(map(len, self.runs))
        self.many = single + sum(map(len, self.packed)) - sum(map(len, self.gone))
        if not self.packed and single < FEW * len(self.runs):
            self.runs = [memoryview(array(WHOLE_NUMBER, sorted(chain.from_iterable(self.runs))))]

    def __len__(self) -> int:
        return self.many

    def __getitem__(self, place: int) -> int:
        """The smallest value that so many and one more are not larger than."""
        least, most = 0, self._largest()
        while least < most:
            middle = (least + most) // 2
            if self._up_to(middle) > place:
                most = middle
            else:
                least = middle + 1
        return least

    def _largest(self) -> int:
        ordered = (*self.runs, *(each.values for each in self.packed))
        return max((each[-1] for each in ordered if len(each)), default=0)

    def _up_to(self, value: int) -> int:
        """How many are no larger."""
        return (
            sum(each.up_to(value) for each in self.packed)
            + sum([bisect_right(each, value) for each in self.runs])
            - sum([bisect_right(each, value) for each in self.gone])
        )
