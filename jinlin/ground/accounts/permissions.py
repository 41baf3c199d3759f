"""Who may change accounts, and who plans the duty?"""

from uuid import UUID

from jinlin.core.actor import Actor, county_of
from jinlin.ground.accounts.models import Shift, User
from jinlin.ground.accounts.roles import WORKERS, Role


def can_keep_accounts(actor: Actor, county: str) -> bool:
    """Add staff, and see the list."""
    return actor.is_system or (
        actor.scopes is None and bool(county) and actor.holds(Role.SECURITY_ADMIN, at=county)
    )


def can_keep(actor: Actor, user: User) -> bool:
    """Lock, unlock, renew the password, issue and revoke tokens: for others, never for oneself."""
    return actor.user_id != user.pk and can_keep_accounts(actor, user.county)


def can_grant(actor: Actor, user: User, code: str) -> bool:
    """Give or end a role at the place with this code. Nobody does so for himself."""
    return can_keep(actor, user) and can_keep_accounts(actor, code)


def can_plan_duty(actor: Actor, code: str = "", *, unit: UUID | None = None) -> bool:
    """The lead of the place with this code (of any place or unit when empty), and for the duty of a
    unit its own lead: put on duty, swap, take off, plan days off.
    """
    return actor.is_system or (
        actor.scopes is None
        and (actor.holds(Role.LEAD, at=code) or unit in actor.organisations(Role.LEAD))
    )


def can_see_duty_phone(actor: Actor, shift: Shift) -> bool:
    """Those who look after a place of the county and may need to ring at night; colleagues of the
    same unit.
    """
    return actor.scopes is None and (
        any(shift.county.startswith(county_of(code)) for code in actor.codes(*WORKERS))
        or shift.organisation_id in actor.organisations(*WORKERS)
    )
