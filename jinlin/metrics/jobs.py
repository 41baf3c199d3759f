"""What do figures do by themselves, again and again?"""

from datetime import timedelta

from jinlin.core.figures.rollup import refresh
from jinlin.core.time import clock
from jinlin.ground.places.models import Level, Place
from jinlin.metrics.catalogue import MEASURES


def roll_up() -> int:
    """The figures of every county are summed up to this minute.

    Returns how many questions were asked.
    """
    counties = Place.objects.present().filter(level=Level.COUNTY).values_list("code", flat=True)
    return sum(refresh(MEASURES.values(), county, clock.today()) for county in counties)


PERIODIC = [("roll_up", timedelta(minutes=1), roll_up)]
