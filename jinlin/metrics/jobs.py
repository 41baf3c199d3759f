"""What do figures do by themselves, again and again?"""

from datetime import timedelta

from jinlin.core import clock
from jinlin.core.rollup import refresh
from jinlin.metrics.catalogue import MEASURES
from jinlin.places.models import Level, Place


def roll_up() -> int:
    """The figures of every county are summed up to this minute. Returns how many questions were asked."""
    counties = Place.objects.present().filter(level=Level.COUNTY).values_list("code", flat=True)
    return sum(refresh(MEASURES.values(), county, clock.today()) for county in counties)


PERIODIC = [("roll_up", timedelta(minutes=1), roll_up)]
