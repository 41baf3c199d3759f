"""Which figures does the house know, in which order?"""

from jinlin.appeals import measures as appeals
from jinlin.core import burden
from jinlin.core.errors import NotHere
from jinlin.core.measures import Measure
from jinlin.places import measures as places
from jinlin.wishes import measures as wishes

MEASURES: dict[str, Measure] = {measure.key: measure for domain in (appeals, wishes, places, burden) for measure in domain.MEASURES}


def find(key: str) -> Measure:
    """Raises NotHere for an unknown key."""
    if key not in MEASURES:
        raise NotHere
    return MEASURES[key]
