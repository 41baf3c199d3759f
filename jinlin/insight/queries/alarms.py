"""Which dangers were heard that nobody has looked at?"""

from jinlin.core.actor import Actor
from jinlin.insight.models import Alarm

SHOWN = 20


def open_alarms(actor: Actor) -> list[Alarm]:
    """In this reader's reach, the longest waiting first: one statement."""
    rows = Alarm.objects.for_desk(actor).open().select_related("appeal", "appeal__place")
    return list(rows.order_by("heard_at", "id")[:SHOWN])
