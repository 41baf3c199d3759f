"""On which days does a series meet? Plain arithmetic, also by the lunar calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from jinlin.core.time import clock
from jinlin.core.time.lunar import LONG, lunar

ONE_DAY = timedelta(days=1)
AHEAD = timedelta(days=62)  # days are laid out so far ahead


class Rule(StrEnum):
    MONTH_DAY = "month_day"  # the 18th of each month
    WEEKDAY = "weekday"  # the second Saturday
    FESTIVAL = "festival"  # so many days before a lunar day


@dataclass(frozen=True)
class Rhythm:
    """When a series meets: `day` of the month or lunar day, `nth` weekday, `before` in days."""

    rule: Rule
    day: int = 18
    nth: int = 2
    weekday: int = 5
    lunar_month: int = 8
    before: int = 1


def days_of(rhythm: Rhythm, first: date, last: date) -> list[date]:
    """The days from `first` to `last`, both included."""
    found = {_day_in(rhythm, month) for month in _months(first, last)}
    if rhythm.rule == Rule.FESTIVAL:
        found = {_before(rhythm, year) for year in range(first.year - 1, last.year + 2)}
    return sorted(day for day in found if day and first <= day <= last)


def span(on: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    return clock.at(on, begins.hour, begins.minute), clock.at(on, ends.hour, ends.minute)


def _before(rhythm: Rhythm, year: int) -> date | None:
    """A lunar month without a 30th (除夕 in many years) meets on its last day."""
    month, day = rhythm.lunar_month, min(rhythm.day, LONG)
    found = lunar(year, month, day) or lunar(year, month, day - 1)
    return found - timedelta(days=rhythm.before) if found else None


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _day_in(rhythm: Rhythm, month: date) -> date | None:
    """A month without a 31st meets on its last day."""
    if rhythm.rule == Rule.MONTH_DAY:
        after = (month + timedelta(days=32)).replace(day=1)
        return min(month + timedelta(days=rhythm.day - 1), after - ONE_DAY)
    if rhythm.rule == Rule.WEEKDAY:
        first = month + timedelta(days=(rhythm.weekday - month.weekday()) % 7)
        found = first + timedelta(weeks=rhythm.nth - 1)
        return found if found.month == month.month else None
    return None
