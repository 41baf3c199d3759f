"""By when should a ledger be signed?"""

from datetime import date, datetime, timedelta

from jinlin.core.time import clock
from jinlin.core.time.months import month_of

USUAL = timedelta(days=10)  # after the month or year


def due(period: str) -> datetime:
    """The end of the usual term after the month ('2026-10') or the year ('2026')."""
    month = period if len(period) == len("2026-10") else f"{period}-12"
    return clock.end_of(month_of(date.fromisoformat(f"{month}-01"))[1] + USUAL)
