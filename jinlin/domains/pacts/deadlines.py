"""Did enough people agree? Plain arithmetic. (By when the next step is due: `actions.steps`.)"""

from jinlin.core import hands


class Tally(hands.Tally):
    """The hands of the meeting that a pact is put to."""

    @property
    def has_quorum(self) -> bool:
        """Over half of those who may vote came (Organic Law of residents' committees, art. 10)."""
        return 2 * self.present > self.eligible

    @property
    def is_carried(self) -> bool:
        """Over half of those present are for it (the same article)."""
        return self.has_quorum and 2 * self.in_favour > self.present
