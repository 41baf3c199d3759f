"""Who may do what with messages?

A message is its reader's own. What did not arrive is looked after by the leads and system
administrators of a whole county, who see where it was going and what went wrong, and never what it
says.
"""

from typing import Any

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.ground.accounts.roles import CONFIRMING, Role
from jinlin.services.notices.models import KEEPERS, Delivery, Message


def can_read(actor: Actor, message: Message) -> bool:
    return actor.user_id is not None and message.user_id == actor.user_id


def can_choose(actor: Actor) -> bool:
    """Everybody for themselves; a program does not choose for a person."""
    return actor.user_id is not None and actor.scopes is None


def can_see_outbox(actor: Actor) -> bool:
    """Whether the actor keeps the outbox of any whole county."""
    return any(len(code) <= 6 for code in actor.codes(*KEEPERS))


def can_resend(actor: Actor, delivery: Delivery) -> bool:
    return actor.is_system or actor.holds(*KEEPERS, at=delivery.county)


def can_see_webhooks(actor: Actor) -> bool:
    """Whether the actor is system administrator of any whole county."""
    return any(len(code) <= 6 for code in actor.codes(Role.SYSTEM_ADMIN))


def can_see_addresses(actor: Actor) -> bool:
    """Whether the actor is such an administrator of any whole county."""
    return any(len(code) <= 6 for code in actor.codes(*CONFIRMING))


def can_settle(actor: Actor, county: str) -> bool:
    return actor.is_system or actor.holds(Role.SYSTEM_ADMIN, at=county)


def can_take_back(actor: Actor, row: CountyRow) -> bool:
    """Any administrator of the county, also whoever entered it."""
    return actor.is_system or (actor.scopes is None and actor.holds(*CONFIRMING, at=row.county))


def can_confirm(actor: Actor, row: Any) -> bool:
    """Another administrator than the one who entered it."""
    return actor.is_system or (can_take_back(actor, row) and actor.user_id != row.proposed_by)
