"""By when is the next step on a pact due, and did enough people agree? Plain arithmetic."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jinlin.core.time import clock


def by_end_of(day: date, days: int) -> datetime:
    """The last second of the day so many days later."""
    return clock.end_of(day + timedelta(days=days))


@dataclass(frozen=True)
class Tally:
    """The hands of a meeting: how many may vote, how many came, and how they raised them."""

    eligible: int
    present: int
    in_favour: int
    against: int
    abstained: int = 0

    @property
    def fits(self) -> bool:
        """Nobody votes twice, and nobody who did not come."""
        return (
            0 < self.present <= self.eligible
            and min(self.in_favour, self.against, self.abstained) >= 0
            and self.in_favour + self.against + self.abstained <= self.present
        )

    @property
    def has_quorum(self) -> bool:
        """Over half of those who may vote came (Organic Law of residents' committees, art. 10)."""
        return 2 * self.present > self.eligible

    @property
    def is_carried(self) -> bool:
        """Over half of those present are for it (the same article)."""
        return self.has_quorum and 2 * self.in_favour > self.present
