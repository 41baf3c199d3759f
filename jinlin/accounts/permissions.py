"""Who may change accounts?"""

from jinlin.accounts.models import User
from jinlin.accounts.roles import Role
from jinlin.core.actor import Actor


def can_keep_accounts(actor: Actor, county: str) -> bool:
    """Add staff, and see the list."""
    return actor.is_system or (actor.scopes is None and bool(county) and actor.holds(Role.SECURITY_ADMIN, at=county))


def can_keep(actor: Actor, user: User) -> bool:
    """Lock, unlock, renew the password, issue and revoke tokens: for others, never for oneself."""
    return actor.user_id != user.pk and can_keep_accounts(actor, user.county)


def can_grant(actor: Actor, user: User, code: str) -> bool:
    """Give or end a role at the place with this code. Nobody does so for himself."""
    return can_keep(actor, user) and can_keep_accounts(actor, code)


def can_audit(actor: Actor, county: str = "") -> bool:
    return actor.is_system or (actor.scopes is None and actor.holds(Role.AUDIT_ADMIN, at=county))
