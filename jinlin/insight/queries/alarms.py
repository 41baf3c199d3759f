"""Which dangers were heard that nobody has looked at?"""

from dataclasses import dataclass

from jinlin.core.actor import Actor
from jinlin.insight.models import Alarm
from jinlin.insight.models.alarms import MATTERS, AlarmRows

FIRST = 3  # above everything that waits; all stand on a page of their own
COUNTED = 100  # nobody needs to know exactly how many more
WITH = tuple(f"{name}__place" for name in MATTERS)
PRESSING = ("-is_named", "-heard_at", "-id")  # a gas leak is not to lie behind three hints


@dataclass(frozen=True)
class OpenAlarms:
    """The first of them, and how many more there are: 98 are 'so many and more'."""

    first: list[Alarm]
    more: int

    @property
    def are_many(self) -> bool:
        return self.more >= COUNTED - FIRST


def all_open(actor: Actor) -> AlarmRows:
    """In this reader's reach and of matters that have not ended; to be read by PRESSING."""
    return Alarm.objects.for_desk(actor).pressing().select_related(*WITH)


def open_alarms(actor: Actor) -> OpenAlarms:
    """The first that press: one statement, and where there are more, one that counts them."""
    rows = all_open(actor)
    found = list(rows.order_by(*PRESSING)[: FIRST + 1])
    if len(found) <= FIRST:
        return OpenAlarms(found, 0)
    return OpenAlarms(found[:FIRST], rows[:COUNTED].count() - FIRST)
