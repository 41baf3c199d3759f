"""What do figures do by themselves, again and again?"""

from datetime import timedelta

from jinlin.core.figures.rollup import begin, is_evening, refresh
from jinlin.core.time import clock
from jinlin.ground.places.models import Level, Place
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.publishing import release_due
from jinlin.metrics.spans import held_against


def roll_up() -> int:
    """The figures of every county are summed up to this minute; in the evening also the past days
    that tomorrow is held against. Returns how many questions were asked.
    """
    today = clock.today()
    stood = held_against(today)
    if is_evening(today):
        tomorrow = held_against(today + timedelta(days=1))
        stood = [each for both in zip(stood, tomorrow, strict=True) for each in both]
    counties = list(Place.objects.filter(level=Level.COUNTY).values_list("code", flat=True))
    begin(MEASURES.values(), counties)  # also of one that is closed: its rows still count above it
    return sum(refresh(MEASURES.values(), county, today, stood) for county in counties)


def release() -> int:
    """The months and years that are over are said to everybody. Returns how many figures were."""
    counties = Place.objects.present().filter(level=Level.COUNTY).order_by("code")
    return sum(release_due(county) for county in counties)


PERIODIC = [("roll_up", timedelta(minutes=1), roll_up), ("release", timedelta(hours=1), release)]
