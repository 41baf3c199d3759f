"""By when is a form to be handed in, and when is somebody reminded of it?"""

from datetime import date, datetime, timedelta

from jinlin.core.time import clock
from jinlin.core.time.months import month_of

USUAL = timedelta(days=10)  # after the month, where the form names no day
AHEAD = timedelta(days=3)  # so long before its day a form that is not signed is reminded of


def due(month: str, due_on: date | None) -> datetime:
    """The end of the day that was named, else of the usual term after the month ('2026-10')."""
    return clock.end_of(due_on or month_of(date.fromisoformat(f"{month}-01"))[1] + USUAL)
