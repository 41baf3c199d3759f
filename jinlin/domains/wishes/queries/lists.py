"""What do wishes bring to the lists that all domains share?"""

from django.db.models import Q

from jinlin.core.actor import Actor
from jinlin.domains.wishes.lifecycle import State
from jinlin.domains.wishes.queries.board import ORDERS
from jinlin.domains.wishes.queries.listed import listed
from jinlin.domains.wishes.queries.mine import mine, owns
from jinlin.domains.wishes.queries.waiting import parts_waiting_for, shown
from jinlin.shell.one_list import Source

MINE_ORDER = ("-posted_at", "-id")


def waiting(actor: Actor) -> Source:
    """What waits for this member of staff."""
    raised = Q(level__gte=1, state=State.PUBLISHED)
    return Source(
        parts_waiting_for(actor),
        ORDERS["due"],
        lambda found: listed(found, actor=actor),
        "wishes/desk/line.html",
        raised,
        shown(),
    )


def own(actor: Actor) -> Source:
    """What this person wished, or said for somebody."""
    return Source(mine(actor), MINE_ORDER, owns, "wishes/portal/line.html")
