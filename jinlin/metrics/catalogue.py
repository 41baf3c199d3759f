"""Which figures does the house know, in which order?"""

from jinlin.appeals import measures as appeals
from jinlin.core import burden
from jinlin.core.errors import NotHere
from jinlin.core.measures import Measure
from jinlin.people import measures as people
from jinlin.places import measures as places
from jinlin.receptions import measures as receptions
from jinlin.wishes import measures as wishes

DOMAINS = (appeals, wishes, receptions, people, places, burden)
MEASURES: dict[str, Measure] = {measure.key: measure for domain in DOMAINS for measure in domain.MEASURES}


def find(key: str) -> Measure:
    """Raises NotHere for an unknown key."""
    if key not in MEASURES:
        raise NotHere
    return MEASURES[key]
