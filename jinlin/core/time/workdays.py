"""Which days are working days, and when is the n-th of them?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """The published calendar: statutory days off, make-up days at weekends, and the years it is
    known for. In other years only weekends are off.
    """

    days_off: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        if day in self.makeup:
            return True
        return day not in self.days_off and day.weekday() < SATURDAY

    def workday_after(self, day: date, n: int) -> tuple[date, bool]:
        """The n-th working day after `day` (n = 0: the day itself), and whether it is provisional:
        a day of an unpublished year was crossed.
        """
        if n < 0:
            raise ValueError("working days are counted forwards")
        provisional = False
        while n:
            day += ONE_DAY
            provisional |= day.year not in self.years
            n -= self.is_workday(day)
        return day, provisional

    def workdays_between(self, a: date, b: date) -> int:
        """How many working days lie after `a`, up to and including `b`; negative when `b` is before
        `a`.
        """
        if b < a:
            return -self.workdays_between(b, a)
        return sum(self.is_workday(day) for day in _days_after(a, b))


def _days_after(a: date, b: date) -> Iterator[date]:
    return (a + ONE_DAY * number for number in range(1, (b - a).days + 1))
