"""Who fills in the forms that are sent down to a place, and who signs them?"""

from jinlin.core.actor import Actor
from jinlin.ground.accounts.roles import Role
from jinlin.metrics.returns.models import WRITERS

SIGNERS = (Role.LEAD, Role.SUPERVISOR)


def can_fill_in(actor: Actor, place_code: str) -> bool:
    """Whoever looks after the place."""
    return actor.holds(*WRITERS, at=place_code)


def can_sign(actor: Actor, place_code: str) -> bool:
    """Whoever answers for the place."""
    return actor.holds(*SIGNERS, at=place_code)
