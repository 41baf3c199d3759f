"""When does a series meet, when can one come, by when is an answer confirmed?

Plain arithmetic.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from jinlin.core.time import clock
from jinlin.core.time.workdays import WorkCalendar

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class Meeting:
    """One day on which a series meets. `provisional`: its year's days off are not published yet."""

    on: date
    provisional: bool = False


def meetings(weekday: int, first: date, last: date, *, calendar: WorkCalendar) -> Iterator[Meeting]:
    """Every such weekday from the first to the last day, both included, that is not a statutory day
    off. A Saturday series meets on Saturdays.
    """
    day = first + ONE_DAY * ((weekday - first.weekday()) % 7)
    while day <= last:
        if day not in calendar.days_off:
            yield Meeting(day, day.year not in calendar.years)
        day += ONE_WEEK


def slots(starts_at: datetime, ends_at: datetime, *, minutes: int, seats: int) -> list[datetime]:
    """The moments for which one can have an appointment: one after the other from the start, as
    many as there are seats and whole ones that end in time.
    """
    each = timedelta(minutes=minutes)
    whole = int((ends_at - starts_at) / each)
    return [starts_at + each * number for number in range(min(seats, whole))]


def span(on: date, begin: time, end: time) -> tuple[datetime, datetime]:
    """From when to when a session lasts on a day in China."""
    return clock.at(on, begin.hour, begin.minute), clock.at(on, end.hour, end.minute)


def by(day: date, days: int) -> datetime:
    """The last second of the day so many days later."""
    return clock.end_of(day + ONE_DAY * days)
