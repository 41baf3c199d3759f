"""Who may say what an alarm was?"""

from jinlin.core.actor import Actor
from jinlin.insight.models import READERS, Alarm


def can_answer(actor: Actor, alarm: Alarm) -> bool:
    return actor.holds(*READERS, at=alarm.place_code)
