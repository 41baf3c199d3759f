"""Who may say what an alarm was, and which learning is in use?"""

from jinlin.core.actor import Actor
from jinlin.ground.accounts.roles import Role
from jinlin.insight.models import READERS, Alarm

KEEPERS = (Role.LEAD, Role.SYSTEM_ADMIN)


def can_answer(actor: Actor, alarm: Alarm) -> bool:
    return actor.holds(*READERS, at=alarm.place_code)


def can_keep_learnings(actor: Actor, county: str) -> bool:
    """Who answers for the whole county."""
    return actor.holds(*KEEPERS, at=county)
