"""Which cells of a public table may be said?

No small one, and none by which a small one could be reckoned from the others and the sum.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from jinlin.core.figures.measures import FEWEST_PEOPLE

Key = TypeVar("Key", bound=Hashable)


def suppressed(cells: Mapping[Key, int], *, fewest: int = FEWEST_PEOPLE) -> dict[Key, int | None]:
    """None for what is not said: cells of fewer than `fewest` people, and then the next smallest
    (all that are equal) until what is hidden adds up to `fewest` and is more than one cell. Nobody
    at all is said.
    """
    hidden = {key for key, number in cells.items() if 0 < number < fewest}
    sizes = sorted({number for key, number in cells.items() if number and key not in hidden})
    for size in sizes:
        if not hidden or (len(hidden) > 1 and sum(cells[key] for key in hidden) >= fewest):
            break
        hidden |= {key for key, number in cells.items() if number == size}
    return {key: None if key in hidden else number for key, number in cells.items()}


def total(cells: Mapping[Key, int], *, fewest: int = FEWEST_PEOPLE) -> int | None:
    """The sum, unless one hidden cell alone could be reckoned from it."""
    hidden = [each for each in suppressed(cells, fewest=fewest).values() if each is None]
    return None if len(hidden) == 1 else sum(cells.values())
