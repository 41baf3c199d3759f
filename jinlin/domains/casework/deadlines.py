"""When is the next step of a case due, until when is it kept, and when is it sealed?

Plain arithmetic over days; the county's numbers come from its dated rule.
"""

from calendar import isleap
from datetime import date, timedelta

CONSENT_AGE, ADULT_AGE = 14, 18


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March where there is none."""
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


def keep_until(closed_on: date, years: int, grown_on: date | None) -> date:
    """A minor's file is kept at least until they are grown."""
    until = years_after(closed_on, years)
    return max(until, grown_on) if grown_on else until


def seal_on(measure_ends_on: date, days: int) -> date:
    """The last day by which it is sealed: `days` after the sentence or measure ends."""
    return measure_ends_on + timedelta(days=days)
