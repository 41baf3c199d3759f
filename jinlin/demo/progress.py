"""How far is the story of the demo told, and how long will it still take?"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from jinlin.core.time import clock
from jinlin.demo.models import Telling


@dataclass(frozen=True)
class Progress:
    """`day` is the day in the story; `left` is None as long as nothing can be said about it."""

    day: date | None
    percent: int
    left: timedelta | None


def of_the_story() -> Progress | None:
    """None when everything is told, and in a house that tells nothing."""
    row = settings.DEMO and Telling.objects.filter(is_over=False).defer("memory").first()
    if not row:
        return None
    here, spent = row.told - row.resumed_from, clock.now() - row.resumed_at
    return Progress(
        day=row.day,
        percent=100 * row.told // max(row.steps, 1),
        left=spent * ((row.steps - row.told) / here) if here else None,
    )
