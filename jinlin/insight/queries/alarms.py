"""Which dangers were heard that nobody has looked at?"""

from jinlin.core.actor import Actor
from jinlin.insight.models import Alarm

SHOWN = 20


def open_alarms(actor: Actor) -> list[Alarm]:
    """In this reader's reach and of matters that have not ended, the newest first: one statement.

    One more than SHOWN where there are more: none of today's is pushed out by old ones.
    """
    rows = Alarm.objects.for_desk(actor).pressing().select_related("appeal", "appeal__place")
    return list(rows.order_by("-heard_at", "-id")[: SHOWN + 1])
