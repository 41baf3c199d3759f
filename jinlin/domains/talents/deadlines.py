"""By when is the next step due, and is a panel for it? Plain arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdicts:
    """How a panel stands: who has said whether they are free to judge, who is, and their votes."""

    named: int
    declared: int
    free: int
    votes: Sequence[bool]
    least: int

    @property
    def in_favour(self) -> int:
        return sum(self.votes)

    @property
    def is_complete(self) -> bool:
        """Everybody declared, enough are free, and each of those has judged."""
        return (
            self.named == self.declared and self.free >= self.least and len(self.votes) == self.free
        )

    @property
    def is_carried(self) -> bool:
        """Over half of those who judged are for it; a tie is a no."""
        return self.is_complete and 2 * self.in_favour > len(self.votes)
