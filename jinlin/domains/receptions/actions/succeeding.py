"""What goes on with another unit when one is closed?"""

from django.db.models import Q, QuerySet

from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import LIVE
from jinlin.domains.receptions.models import ScheduledSeat, Series, Sitting, SittingState
from jinlin.ground.places.holding import Held


def _running() -> "QuerySet[Series]":
    return Series.objects.filter(Q(valid_until=None) | Q(valid_until__gte=clock.today()))


HELD = (
    Held(_running, "organiser"),
    Held(
        lambda: ScheduledSeat.objects.filter(series__in=_running()),
        "organisation",
        about=lambda seat: seat.series,
    ),
    Held(
        lambda: Sitting.objects.filter(state=SittingState.EXPECTED, session__state__in=LIVE),
        "organisation",
        about=lambda sitting: sitting.session,
    ),
)
