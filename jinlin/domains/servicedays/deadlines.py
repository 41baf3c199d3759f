"""On which days does a series meet? Plain arithmetic, also by the lunar calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from jinlin.core.time import clock

ONE_DAY = timedelta(days=1)
AHEAD = timedelta(days=62)  # days are laid out so far ahead
# The first day of each lunar year, and its months: 12 bits for long ones, the leap month below.
NEW_YEARS = {
    2020: (date(2020, 1, 25), 0x07954),
    2021: (date(2021, 2, 12), 0x06AA0),
    2022: (date(2022, 2, 1), 0x0AD50),
    2023: (date(2023, 1, 22), 0x05B52),
    2024: (date(2024, 2, 10), 0x04B60),
    2025: (date(2025, 1, 29), 0x0A6E6),
    2026: (date(2026, 2, 17), 0x0A4E0),
    2027: (date(2027, 2, 6), 0x0D260),
    2028: (date(2028, 1, 26), 0x0EA65),
    2029: (date(2029, 2, 13), 0x0D530),
    2030: (date(2030, 2, 3), 0x05AA0),
}


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
        found = {_before(rhythm, year) for year in range(first.year - 1, last.year + 1)}
    return sorted(day for day in found if day and first <= day <= last)


def lunar(year: int, month: int, day: int) -> date | None:
    """The day of a lunar month that is no leap month; None for years whose table is not here."""
    if year not in NEW_YEARS:
        return None
    begins, months = NEW_YEARS[year]
    leap, passed = months & 0xF, 0
    for number in range(1, month):
        passed += 30 if months & (0x10000 >> number) else 29
        if number == leap:
            passed += 30 if months & 0x10000 else 29
    return begins + timedelta(days=passed + day - 1)


def span(on: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    return clock.at(on, begins.hour, begins.minute), clock.at(on, ends.hour, ends.minute)


def _before(rhythm: Rhythm, year: int) -> date | None:
    found = lunar(year, rhythm.lunar_month, rhythm.day)
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
