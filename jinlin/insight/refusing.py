"""How sure is the model, and what must it leave unanswered to be right as often as was asked?

Everything here is learnt from what a model said of messages that it had not seen (each fifth from
the other four). The border for an asked precision holds with room for chance: the lower end of a
one-sided 90 % interval of what was right above it, not the share itself.
"""

from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np

from jinlin.insight.pieces import Array

ONE_SIDED_90: Final = 1.2816
NEVER: Final = 2.0  # no certainty is as high


@dataclass(frozen=True)
class Calibration:
    """`slope` and `shift` turn scores into chances of the classes; `margins` into the certainty of
    the first one; `unseen` are the certainties of messages that were not learnt from, falling, and
    `right` whether the first label was right.
    """

    slope: Array  # classes x classes
    shift: Array
    margins: Array  # two numbers
    unseen: Array
    right: Array

    def chances(self, scores: Array) -> Array:
        """Texts x classes; each row adds up to 1."""
        raised = scores @ self.slope.T + self.shift
        raised = np.exp(raised - raised.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)

    def certainties(self, scores: Array) -> Array:
        """How often messages with as clear a lead of the first class were right."""
        lead = lead_of(scores)
        return 1 / (1 + np.exp(-(self.margins[0] * lead + self.margins[1])))

    def least_certainty(self, precision: float) -> float:
        """Above it the model is right at least so often; NEVER when no border is high enough."""
        if not len(self.right):
            return NEVER
        many = np.arange(1, len(self.right) + 1)
        share = np.cumsum(self.right) / many
        holds = np.flatnonzero(lower_end(share, many) >= precision)
        return float(self.unseen[holds[-1]]) if len(holds) else NEVER

    def as_arrays(self) -> dict[str, Any]:
        return {f"calibration_{name}": getattr(self, name) for name in self.__annotations__}

    @classmethod
    def from_arrays(cls, kept: Any) -> Self:
        return cls(**{name: kept[f"calibration_{name}"] for name in cls.__annotations__})


def lead_of(scores: Array) -> Array:
    """By how much the first class is ahead of the second."""
    first = np.sort(scores, axis=1)
    return first[:, -1] - first[:, -2]


def lower_end(share: Array, many: Array) -> Array:
    """Wilson's interval, one-sided: what the true share is at least, in nine cases of ten."""
    z = ONE_SIDED_90
    middle = share + z * z / (2 * many)
    room = z * np.sqrt(share * (1 - share) / many + z * z / (4 * many * many))
    return (middle - room) / (1 + z * z / many)
