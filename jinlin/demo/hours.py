"""When in the demo is somebody at work, and when awake?"""

from datetime import date, datetime, timedelta
from random import Random

from jinlin.core.time import clock
from jinlin.core.time.workdays import WorkCalendar

OPENS, CLOSES = 8, 18  # of an office
WAKES, SLEEPS = 7, 22
NEARLY_A_YEAR = timedelta(days=345)


def in_office(moment: datetime, calendar: WorkCalendar, chance: Random) -> datetime:
    """The moment itself, or when the office is open next."""
    day = moment.date()
    if calendar.is_workday(day) and OPENS <= moment.hour < CLOSES:
        return moment
    if moment.hour >= CLOSES or not calendar.is_workday(day):
        day, _provisional = calendar.workday_after(day, 1)
    return clock.at(day, 8, 30) + timedelta(minutes=chance.randrange(90))


def awake(moment: datetime, chance: Random) -> datetime:
    """Some minutes later, or in the morning after."""
    if WAKES <= moment.hour < SLEEPS:
        return moment + timedelta(minutes=5)
    return clock.at(
        moment.date() + timedelta(days=int(moment.hour >= SLEEPS)), 8, chance.randrange(60)
    )


def each_year(after: date, until: date) -> list[date]:
    """The days on which what must be looked through within a year is: each a little before."""
    count = (until - after) // NEARLY_A_YEAR
    return [after + NEARLY_A_YEAR * year for year in range(1, count + 1)]
