"""Where does this member of staff sit in the weeks ahead?"""

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.receptions.models import Sitting, SittingState

SHOWN = 40


def seats_ahead(actor: Actor) -> list[Sitting]:
    """Seats of the actor, or of a unit that they work for, from today on, the next first: one
    statement.
    """
    rows = (
        Sitting.objects.of(actor)
        .filter(session__on__gte=clock.today())
        .exclude(state=SittingState.REPLACED)
    )
    rows = rows.select_related(
        "organisation",
        "session__series__place",
        "session__series__organiser",
        "substitute_for__organisation",
    )
    return list(rows.order_by("session__starts_at", "order", "pk")[:SHOWN])
