"""What goes on with another unit when one is closed?"""

from jinlin.domains.visits.lifecycle import RoundState
from jinlin.domains.visits.models import Round
from jinlin.ground.places.holding import Held

GOING = frozenset({RoundState.PLANNED, RoundState.GOING})

HELD = (Held(lambda: Round.objects.filter(state__in=GOING)),)
