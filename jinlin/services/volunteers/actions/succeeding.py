"""What goes on with another unit when one is closed?"""

from django.db.models import Q

from jinlin.core.time import clock
from jinlin.ground.places.holding import Held
from jinlin.services.volunteers.models import Pilot, Team

HELD = (
    Held(lambda: Team.objects.filter(ended_on=None), "organisation"),
    Held(lambda: Pilot.objects.filter(Q(until=None) | Q(until__gte=clock.today())), "organisation"),
)
