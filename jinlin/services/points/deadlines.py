"""What do points come to, by when are they used, and by when is something picked up?

Plain arithmetic over plain values.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from jinlin.core.time.months import months_later

NOTICE_DAYS = 30


@dataclass(frozen=True)
class Terms:
    """What a published rule says: so many points for so many minutes, at most so many for one
    activity and in one month (0: no cap).
    """

    points: int
    per_minutes: int
    cap_activity: int = 0
    cap_month: int = 0


@dataclass(frozen=True)
class Sum:
    """How an amount came about: what the minutes come to, and what the caps left of it."""

    full: int
    left_activity: int | None
    left_month: int | None

    @property
    def amount(self) -> int:
        caps = [cap for cap in (self.left_activity, self.left_month) if cap is not None]
        return max(0, min([self.full, *caps]))


def worth(terms: Terms, minutes: int, *, in_activity: int = 0, in_month: int = 0) -> Sum:
    """What these minutes earn, when so much was earned in the same activity and month before."""
    return Sum(
        full=minutes * terms.points // terms.per_minutes,
        left_activity=terms.cap_activity - in_activity if terms.cap_activity else None,
        left_month=terms.cap_month - in_month if terms.cap_month else None,
    )


def expires_on(earned_on: date, *, months: int, at_year_end: bool) -> date | None:
    """The last day on which points of this day can be used; None: they stay."""
    if not months:
        return None
    last = months_later(earned_on, months)
    return date(last.year, 12, 31) if at_year_end else last


def unused(earned: Iterable[tuple[date | None, int]], used: int, *, until: date) -> int:
    """Of what may be used up to `until` at the latest, how much is not used: whatever is spent is
    spent from what ends first.
    """
    ending = sum(amount for day, amount in earned if day is not None and day <= until)
    return max(0, ending - used)


def pick_up_by(day: date, days: int) -> date:
    return day + timedelta(days=days)


def month_before(first: date) -> date:
    """The first day of the month before."""
    return (first - timedelta(days=1)).replace(day=1)
