"""What do appeals bring to the lists that all domains share?"""

from django.db.models import Q

from jinlin.core.actor import Actor
from jinlin.domains.appeals.queries.board import ORDERS
from jinlin.domains.appeals.queries.listed import listed
from jinlin.domains.appeals.queries.matters import matters
from jinlin.domains.appeals.queries.mine import mine
from jinlin.domains.appeals.queries.waiting import parts_waiting_for, shown
from jinlin.shell.one_list import Source

MINE_ORDER = ("-reported_at", "-id")


def waiting(actor: Actor) -> Source:
    """What waits for this member of staff."""
    return Source(
        parts_waiting_for(actor),
        ORDERS["due"],
        lambda found: listed(found, actor=actor),
        "appeals/desk/line.html",
        Q(is_escalated=True),
        shown(),
    )


def own(actor: Actor) -> Source:
    """What this person reported or holds the tracking code of."""
    return Source(mine(actor), MINE_ORDER, matters, "appeals/portal/line.html")
