"""What goes on with another unit when one is closed?"""

from jinlin.domains.pacts.lifecycle import State
from jinlin.domains.pacts.models import Pact
from jinlin.ground.places.holding import Held

OVER = frozenset({State.REPEALED, State.DROPPED})  # one in force is reviewed again

HELD = (Held(lambda: Pact.objects.exclude(state__in=OVER)),)
