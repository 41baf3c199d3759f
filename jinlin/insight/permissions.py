"""Who may say what an alarm was, which learning is in use, and 'I too'?"""

from jinlin.core.actor import Actor
from jinlin.domains.appeals.models import Appeal
from jinlin.ground.accounts.roles import Role
from jinlin.insight.models import READERS, Alarm

KEEPERS = (Role.LEAD, Role.SYSTEM_ADMIN)


def can_answer(actor: Actor, alarm: Alarm) -> bool:
    return actor.holds(*READERS, at=alarm.place_code)


def can_keep_learnings(actor: Actor, county: str) -> bool:
    """Who answers for the whole county."""
    return actor.holds(*KEEPERS, at=county)


def can_back(actor: Actor, appeal: Appeal) -> bool:
    """A resident, of what somebody else told."""
    own = appeal.reporter.user_id if appeal.reporter else None
    return actor.is_signed_in and not actor.is_staff and own != actor.user_id
