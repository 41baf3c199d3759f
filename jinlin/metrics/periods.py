"""Which months and years are there, and which came before them?

A period is a month ('2026-10') or a year ('2026').
"""

from datetime import date, timedelta

from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.core.time.months import month_of, names_until
from jinlin.ground.places.models import Place
from jinlin.metrics import spans


def is_year(period: str) -> bool:
    return len(period) == 4


def days_of(period: str) -> tuple[date, date]:
    """Its first and last day. Raises ValueError for what is neither month nor year of the house."""
    if is_year(period):
        first = clock.day_of(f"{period}-01-01")
        return first, first.replace(month=12, day=31)
    return month_of(clock.day_of(f"{period}-01"))


def window(place: Place, period: str) -> Window:
    """Its days at this place, of one that runs until today."""
    first, last = days_of(period)
    return spans.over(place, min(last, clock.today()), first)


def before(period: str) -> str:
    """The month before a month, the year before a year."""
    day = days_of(period)[0] - timedelta(days=1)
    return f"{day:%Y}" if is_year(period) else f"{day:%Y-%m}"


def over(months: int = 12) -> list[str]:
    """So many months that are over, and the years that ended in or since the first of them,
    newest first: of days that are still to come nothing is signed.
    """
    found = names_until(clock.today(), months + 1)[1:]
    years = sorted({name[:4] for name in found if name.endswith("-12")}, reverse=True)
    return [*found, *years]
