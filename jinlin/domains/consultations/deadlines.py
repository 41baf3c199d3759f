"""By when is the next step due, and do enough people agree? Plain arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

FEWEST_SHOWN = 5  # fewer people than this are never listed, and their count is warned of
ALMOST_ALL = 80  # percent of those who took a stance


@dataclass(frozen=True)
class Quorum:
    """What a rule asks for: more than `part` of `part_of` of the eligible take part, and more than
    `agree` of `agree_of` agree, of those who took part or of all who may vote. `part_reached` and
    `agree_reached`: just so many are enough. `by_area`: the same is asked of the area they own.
    """

    part: int
    part_of: int
    agree: int
    agree_of: int
    of_all: bool = False  # the agreement is measured at all who may vote
    part_reached: bool = False
    agree_reached: bool = False
    by_area: bool = False

    @classmethod
    def of(cls, row: Any) -> "Quorum":
        """As a row with columns of these names asks for it."""
        return cls(**{each.name: getattr(row, each.name) for each in fields(cls)})

    def is_met(self, *, eligible: int, took_part: int) -> bool:
        if self.part == 0:
            return True
        return _passes(took_part * self.part_of, eligible * self.part, self.part_reached)

    def is_carried(self, *, eligible: int, took_part: int, in_favour: int) -> bool:
        if not self.is_met(eligible=eligible, took_part=took_part):
            return False
        measure = eligible if self.of_all else took_part
        return _passes(in_favour * self.agree_of, measure * self.agree, self.agree_reached)


def _passes(has: int, needs: int, reached: bool) -> bool:
    return has > needs or (reached and has == needs and needs > 0)


def is_revealing(counts: Mapping[str, int]) -> bool:
    """Whether the result itself says how each one voted: all the same, or hardly anybody."""
    given = [n for n in counts.values() if n]
    return sum(given) < FEWEST_SHOWN or len(given) == 1


def is_shared(agreed: int, disagreed: int) -> bool:
    """Whether almost all who took a stance agree, and enough did."""
    total = agreed + disagreed
    return total >= FEWEST_SHOWN and agreed * 100 >= total * ALMOST_ALL


def in_metres(hundredths: int) -> str:
    """'1,234.5' of 123450 hundredths of a square metre."""
    return f"{hundredths / 100:,.2f}".rstrip("0").rstrip(".")
