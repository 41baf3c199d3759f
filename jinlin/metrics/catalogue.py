"""Which figures does the house know, and how are the rows behind them shown?"""

from jinlin.core.errors import NotHere
from jinlin.core.figures.measures import Measure
from jinlin.core.figures.registry import measures, opening_of, openings

__all__ = ["MEASURES", "OPENINGS", "find", "opening_of"]

MEASURES = measures()
OPENINGS = openings()


def find(key: str) -> Measure:
    """Raises NotHere for an unknown key."""
    if key not in MEASURES:
        raise NotHere
    return MEASURES[key]
