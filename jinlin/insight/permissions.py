"""Who may say what an alarm was?"""

from jinlin.core.actor import Actor
from jinlin.insight.models import READERS, Alarm


def can_answer(actor: Actor, alarm: Alarm) -> bool:
    return any(alarm.place_code.startswith(code) for code in actor.codes(*READERS))
