"""By when is the next step due, and do enough people agree? Plain arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST_SHOWN = 5  # fewer people than this are never listed, and their count is warned of
ALMOST_ALL = 80  # percent of those who took a stance


@dataclass(frozen=True)
class Quorum:
    """What a rule asks for: more than `part_of` of the eligible take part, and more than `pass_of`
    agree, of those who took part or of all who may vote.
    """

    part: int
    part_of: int
    agree: int
    agree_of: int
    of_all: bool = False  # the agreement is measured at all who may vote

    def is_met(self, *, eligible: int, took_part: int) -> bool:
        return self.part == 0 or took_part * self.part_of > eligible * self.part

    def is_carried(self, *, eligible: int, took_part: int, in_favour: int) -> bool:
        if not self.is_met(eligible=eligible, took_part=took_part):
            return False
        measure = eligible if self.of_all else took_part
        return in_favour * self.agree_of > measure * self.agree


def is_revealing(counts: Mapping[str, int]) -> bool:
    """Whether the result itself says how each one voted: all the same, or hardly anybody."""
    given = [n for n in counts.values() if n]
    return sum(given) < FEWEST_SHOWN or len(given) == 1


def is_shared(agreed: int, disagreed: int) -> bool:
    """Whether almost all who took a stance agree, and enough did."""
    total = agreed + disagreed
    return total >= FEWEST_SHOWN and agreed * 100 >= total * ALMOST_ALL
