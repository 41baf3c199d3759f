"""What time is it in China, and which business day?

Every moment is an aware datetime; every business day is the date in China at that moment. Nothing
else in the house asks the system for the time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jinlin.core.errors import Unusable

CHINA = ZoneInfo("Asia/Shanghai")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)  # a day beyond them is a slip of the pen
_set_time: ContextVar[datetime | None] = ContextVar("set_time", default=None)


def now() -> datetime:
    return _set_time.get() or datetime.now(CHINA)


def today() -> date:
    return local_day(now())


def local_day(moment: datetime) -> date:
    """The business day of a moment: its date in China, whatever zone the server runs in."""
    return moment.astimezone(CHINA).date()


def at(day: date, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A moment of a day in China."""
    return datetime.combine(day, time(hour, minute, second), CHINA)


def day_of(text: str) -> date:
    """The day that a text says, as 2026-11-03. Raises ValueError for what is none of the house's
    days, on which every engine can count.
    """
    day = date.fromisoformat(text)
    if not is_possible(day):
        raise ValueError(text)
    return day


def is_possible(day: date) -> bool:
    """Whether somebody can mean this day."""
    return FIRST_DAY.year <= day.year <= LAST_DAY.year


def certain(moment: datetime, *, field: str = "") -> datetime:
    """The moment as somebody sent it. Raises Unusable when it says of no zone, or of no year that
    somebody can mean.
    """
    if moment.tzinfo is None or not is_possible(moment):
        raise Unusable(field=field, detail={"field": field} if field else None)
    return moment


def end_of(day: date) -> datetime:
    """The last second of a day in China: a promise 'by 18 April' is kept until then."""
    return at(day, 23, 59, 59)


def by_end_of(day: date, days: int) -> datetime:
    """The last second of the day so many days later: 'by 18 April' means the whole of 18 April."""
    return end_of(day + timedelta(days=days))


def start_of_next(day: date) -> datetime:
    return at(day + timedelta(days=1))


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Tell the time instead of reading it: for the demo's story and for tests."""
    token = _set_time.set(moment.astimezone(CHINA))
    try:
        yield
    finally:
        _set_time.reset(token)
