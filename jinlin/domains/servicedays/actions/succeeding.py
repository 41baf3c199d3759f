"""What goes on with another unit when one is closed?"""

from django.db.models import Q

from jinlin.core.time import clock
from jinlin.domains.servicedays.lifecycle import LIVE
from jinlin.domains.servicedays.models import Series, Stall, Vehicle
from jinlin.ground.places.holding import Held

HELD = (
    Held(
        lambda: Series.objects.filter(Q(valid_until=None) | Q(valid_until__gte=clock.today())),
        "organiser",
    ),
    Held(
        lambda: Stall.objects.filter(session__state__in=LIVE),
        "organisation",
        about=lambda stall: stall.session,
    ),
    Held(lambda: Vehicle.objects.filter(is_open=True), "organisation"),
)
