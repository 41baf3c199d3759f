"""How many messages are usual in some days, and how unlikely are as many as came?

Plain arithmetic over plain days. Weekdays, statutory days off and the time of the year each have
their weight, learnt from all that a county is written; what is usual for one topic at one place is
its own weeks before, by these weights. The chance is that of a count whose rate is itself only
known from a few weeks (a gamma-Poisson).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, lgamma, log, log1p
from typing import Final

from jinlin.core.time.workdays import SATURDAY, WorkCalendar

RARITY: Final = 0.001  # how often a quiet week may be called a rise
FEWEST: Final = 3  # fewer messages are no rise
WEEK: Final = timedelta(days=7)
BEFORE: Final = 12  # weeks that say what is usual
PRIOR: Final = 0.5
TRUST: Final = 0.5  # of what the weeks before say: people do not write as evenly as dice fall
OFF, MAKEUP = 7, 8  # kinds of days beside the seven weekdays
SEASONED: Final = 360  # days after which the time of the year has a say
STEADY: Final = 20  # messages that a weight is believed at half


@dataclass(frozen=True)
class Rhythm:
    """How much is written on which kind of day and in which month, against an average day: 1."""

    kinds: Mapping[int, float]
    months: Mapping[int, float]
    calendar: WorkCalendar

    def weight(self, day: date) -> float:
        return self.kinds.get(kind_of(day, self.calendar), 1.0) * self.months.get(day.month, 1.0)

    def of(self, first: date, last: date) -> float:
        """The weight of all days from the first to the last."""
        return sum(self.weight(day) for day in days(first, last))


def kind_of(day: date, calendar: WorkCalendar) -> int:
    if day in calendar.makeup:
        return MAKEUP
    if day in calendar.days_off and day.weekday() < SATURDAY:
        return OFF
    return day.weekday()


def days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def rhythm(written: Mapping[date, int], calendar: WorkCalendar, first: date, last: date) -> Rhythm:
    """Learnt from all messages of a county, by day, between two days."""
    span = list(days(first, last))
    if not span:
        return Rhythm({}, {}, calendar)
    average = sum(written.get(day, 0) for day in span) / len(span)
    kinds = _weights(written, span, lambda day: kind_of(day, calendar), average)
    months = (
        _weights(written, span, lambda day: day.month, average) if len(span) >= SEASONED else {}
    )
    return Rhythm(kinds, months, calendar)


def _weights(
    written: Mapping[date, int], span: Sequence[date], by: Callable[[date], int], average: float
) -> dict[int, float]:
    """Each kind's share of an average day, drawn towards 1 where little is known."""
    came: dict[int, int] = {}
    expected: dict[int, float] = {}
    for day in span:
        kind = by(day)
        came[kind] = came.get(kind, 0) + written.get(day, 0)
        expected[kind] = expected.get(kind, 0.0) + average
    return {kind: (came[kind] + STEADY) / (expected[kind] + STEADY) for kind in came}


@dataclass(frozen=True)
class Usual:
    """What the weeks before say: how many came, and how much time (by its weight) they had."""

    came: float
    weight: float

    def mean(self, weight: float) -> float:
        return weight * (self.came + PRIOR) / (self.weight + 1.0)

    def chance(self, count: int, weight: float) -> float:
        """How likely as many as `count`, or more, would be in time of this weight."""
        shape = PRIOR + TRUST * self.came
        rate = 1.0 + TRUST * self.weight
        return _tail(count, shape, weight / (rate + weight))


def usual(counts: Sequence[int], weights: Sequence[float]) -> Usual:
    """From the weeks before, the oldest first."""
    return Usual(float(sum(counts)), float(sum(weights)))


def is_rise(count: int, before: Usual, weight: float) -> bool:
    return count >= FEWEST and count > before.mean(weight) and before.chance(count, weight) < RARITY


def _tail(count: int, shape: float, share: float) -> float:
    """P(X >= count) of a negative binomial."""
    if count <= 0:
        return 1.0
    below = 0.0
    for number in range(count):
        below += exp(
            lgamma(shape + number)
            - lgamma(shape)
            - lgamma(number + 1)
            + shape * log1p(-share)
            + (number * log(share) if number else 0.0)
        )
    return max(0.0, 1.0 - below)
