"""When is something due? Plain arithmetic over days and minutes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from jinlin.core.time import clock
from jinlin.core.time.workdays import WorkCalendar

MINUTE = timedelta(minutes=1)


def record_by(ended_on: date, *, workdays: int, work: WorkCalendar) -> datetime:
    """The end of the last working day on which the hours of an activity are to be recorded."""
    return clock.end_of(work.workday_after(ended_on, workdays)[0])


def whole_minutes(begins_at: datetime, ends_at: datetime) -> int:
    return int((ends_at - begins_at) / MINUTE)


def to_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def stars(minutes: int, hours: Sequence[int]) -> int:
    """How many of the steps are reached."""
    return sum(minutes >= step * 60 for step in hours)


def age(birth_year: int | None, on: date) -> int | None:
    """The age that somebody has reached by the end of that year; None when it is not known."""
    return on.year - birth_year if birth_year else None
