"""Which moves does this actor find as buttons?"""

from jinlin.appeals.lifecycle import LIFECYCLE
from jinlin.appeals.models import Appeal
from jinlin.appeals.permissions import MAY
from jinlin.core.actor import Actor
from jinlin.core.lifecycle import Move


def moves_open_to(actor: Actor, appeal: Appeal) -> list[Move]:
    """The moves that are open in the appeal's state and theirs to make, in the table's order."""
    return [move for move in LIFECYCLE.open_moves(appeal.state) if MAY[move.name](actor, appeal)]
