"""Who may let another house vouch for people, and who may bind or give up an identity?"""

from jinlin.core.actor import Actor
from jinlin.ground.accounts.roles import CONFIRMING, Role
from jinlin.ground.identities.models import Audience, Identity, Provider


def can_settle(actor: Actor, county: str) -> bool:
    """The system administrators of the county."""
    return actor.is_system or (
        actor.scopes is None and bool(county) and actor.holds(Role.SYSTEM_ADMIN, at=county)
    )


def can_confirm(actor: Actor, provider: Provider, *, is_own: bool = False) -> bool:
    """Another administrator of the county than the one who entered it; to take it back, any."""
    return actor.is_system or (
        actor.scopes is None
        and actor.holds(*CONFIRMING, at=provider.county)
        and (is_own or actor.user_id != provider.proposed_by)
    )


def can_bind(actor: Actor, provider: Provider, *, by_phone: bool) -> bool:
    """Whoever is signed in, for themselves: residents who proved their phone, staff who came by
    password.
    """
    return actor.user_id is not None and by_phone == (provider.audience == Audience.RESIDENTS)


def can_unbind(actor: Actor, identity: Identity) -> bool:
    """One's own."""
    return bool(actor.user_id == identity.user_id)
