"""How does a member of staff get the secret address of their own calendar?"""

import secrets
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed
from jinlin.core.time import clock
from jinlin.domains.receptions.models import FeedLink
from jinlin.domains.receptions.permissions import can_keep_feed

TOKEN_BYTES = 32
LONGEST_TOKEN = 100


@transaction.atomic
def make_feed(*, actor: Actor) -> str:
    """The actor's calendar has a new secret address, and an earlier one no longer opens it.

    The secret is returned here and kept nowhere.
    """
    user_id = _keeper(actor)
    revoke_feed(actor=actor)
    raw = secrets.token_urlsafe(TOKEN_BYTES)
    FeedLink.objects.create(user_id=user_id, token_key=key_of(raw), made_at=clock.now())
    return raw


def revoke_feed(*, actor: Actor) -> int:
    """The actor's calendar has no address any more. Returns how many held."""
    return FeedLink.objects.filter(user_id=_keeper(actor), revoked_at=None).update(
        revoked_at=clock.now()
    )


def key_of(raw: str) -> str:
    """What is kept of a secret: enough to know it again, not to say it."""
    return salted_hmac(
        "jinlin.domains.receptions.feeds", raw[:LONGEST_TOKEN], algorithm="sha256"
    ).hexdigest()


def _keeper(actor: Actor) -> UUID:
    if actor.user_id is None or not can_keep_feed(actor):
        raise NotAllowed
    return actor.user_id
