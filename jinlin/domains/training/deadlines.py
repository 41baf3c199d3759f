"""Which days and minutes does a class count, without a database?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jinlin.core.time.months import months_later

MOST_MONTHS = 60  # after which somebody can still be asked how they stand
EARLY = timedelta(days=1)  # a class begins at most so long before its first lesson
MOST_POINTS = 100


def is_often_enough(attended: int, held: int, percent: int) -> bool:
    """Whether so many of the lessons held meet the minimum; none held is never enough."""
    return held > 0 and attended * 100 >= held * percent


@dataclass(frozen=True)
class Scores:
    """Points by criterion, and how many make a pass."""

    points: Sequence[int]
    needed: int

    @property
    def total(self) -> int:
        """The average of the criteria, rounded down: nobody passes by rounding."""
        return sum(self.points) // len(self.points) if self.points else 0

    @property
    def is_passed(self) -> bool:
        return bool(self.points) and self.total >= self.needed


@dataclass(frozen=True)
class Share:
    """So many of so many; None when there is nothing to divide by, which is not zero."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        return None if not self.whole else int(self.part * 1000 / self.whole + 0.5) / 10


def months_in(text: str) -> tuple[int, ...]:
    """The whole months that somebody wrote with commas between, in order and each once; none when
    anything else is in it.
    """
    parts = [each.strip() for each in re.split("[,，、]", text) if each.strip()]
    if not all(each.isascii() and each.isdigit() and len(each) <= 2 for each in parts):
        return ()
    months = sorted({int(each) for each in parts})
    return tuple(months) if all(1 <= each <= MOST_MONTHS for each in months) else ()


def follow_ups(since: date, months: Iterable[int]) -> list[tuple[int, date]]:
    """After how many months somebody is asked, and on which day."""
    return [(count, months_later(since, count)) for count in months]
