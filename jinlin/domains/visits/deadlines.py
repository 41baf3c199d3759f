"""When did something happen at a door, and when is it too late for a phone's list?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jinlin.core.time import clock

TRIES, HOLD_DAYS = 3, 5
LONGEST_AWAY = timedelta(days=90)  # of a form between the door and the server


@dataclass(frozen=True)
class Moments:
    """What a phone's clock says: when it was written, when it was sent."""

    said_at: datetime
    sent_at: datetime


def happened(moments: Moments, received: datetime) -> datetime:
    """When it was written by our clock: as long before it came as it was written before it was
    sent, however wrong the phone's clock is.
    """
    away = min(max(moments.sent_at - moments.said_at, timedelta(0)), LONGEST_AWAY)
    return received - away


def off_by(moments: Moments, received: datetime) -> int:
    """By how many seconds the phone's clock is ahead of ours."""
    return round((moments.sent_at - received).total_seconds())


def list_ends(day: date) -> datetime:
    """A list on a phone ends with its day."""
    return clock.end_of(day)
