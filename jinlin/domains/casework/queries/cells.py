"""Which cells of a public table may be said?

No small one, and none by which a small one could be reckoned from the others and the sum.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from jinlin.core.figures.hiding import ROOM, hidden_in_a_row
from jinlin.core.figures.measures import FEWEST_PEOPLE

Key = TypeVar("Key", bound=Hashable)


def suppressed(cells: Mapping[Key, int], *, fewest: int = FEWEST_PEOPLE) -> dict[Key, int | None]:
    """None for what is not said. Nobody at all is said."""
    hidden = hidden_in_a_row(cells, fewest=fewest)
    return {key: None if key in hidden else number for key, number in cells.items()}


def total(cells: Mapping[Key, int], *, fewest: int = FEWEST_PEOPLE) -> int | None:
    """The sum, unless hidden cells could be reckoned from it."""
    hidden = hidden_in_a_row(cells, fewest=fewest)
    room = sum(cells[key] for key in hidden) - len(hidden)
    return None if hidden and (len(hidden) == 1 or room < ROOM) else sum(cells.values())
