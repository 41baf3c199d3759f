"""Which day is so many months later, and where does a month begin and end?"""

from calendar import monthrange
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """The same day so many months later (or earlier), or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of_term(since: date, months: int) -> date:
    """The last day of a term of so many months that begins on `since`: three years from 1 May end
    on 30 April, and from 29 February on 28 February, which is the last day that they have.
    """
    day = months_later(since, months)
    return day - timedelta(days=1) if day.day == since.day else day


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def names_until(day: date, count: int) -> list[str]:
    """The month of this day and those before it ('2026-10'), so many, newest first."""
    first = day.replace(day=1)
    return [f"{months_later(first, -back):%Y-%m}" for back in range(count)]
