"""By when should a ledger be signed?"""

from datetime import date, datetime, timedelta

from jinlin.core.time import clock
from jinlin.metrics import periods

USUAL = timedelta(days=10)  # after the month or year


def due(period: str) -> datetime:
    """The end of the usual term after the month ('2026-10') or the year ('2026')."""
    return clock.end_of(periods.days_of(period)[1] + USUAL)


def due_when_over(day: date) -> datetime:
    """Before this moment falls due what is over on this day, and nothing else."""
    return clock.end_of(day + USUAL)
