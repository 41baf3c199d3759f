"""How many hands were raised at a meeting, and can the numbers be true?"""

from dataclasses import dataclass


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
