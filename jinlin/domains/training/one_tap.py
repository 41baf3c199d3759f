"""Which follow-up does the link in a message answer, for whoever holds it?

The link is signed for this one purpose and one question; it opens no account and shows nobody's
name. Opening it answers nothing: chat programs look at every address before a person does.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from jinlin.core import limits
from jinlin.core.errors import NotHere, NotNow, TooOften
from jinlin.core.time import clock
from jinlin.domains.training.models import WITH_PERSON, FollowUp

SALT = "jinlin.domains.training.follow_up"
HOLDS = timedelta(days=60)
UNKNOWN, MOST_UNKNOWN, UNKNOWN_SECONDS = "follow-up", 30, 600
LONGEST = 100


def token_of(row: FollowUp) -> str:
    """What stands in the address; it names the question and cannot be guessed."""
    key = urlsafe_b64encode(row.pk.bytes).decode().rstrip("=")
    return Signer(salt=SALT, sep=".").sign(key)


def opened(token: str, *, who: str) -> FollowUp:
    """The question. Raises NotHere for a link that nobody gave out, TooOften for somebody (`who`)
    who tries many, NotNow when it is over.
    """
    if limits.used(UNKNOWN, who) >= MOST_UNKNOWN:
        raise TooOften
    rows = FollowUp.objects.select_related(*WITH_PERSON)
    key = _key(token)
    row = rows.filter(pk=key, asked_at__isnull=False).first() if key else None
    if row is None or row.asked_at is None:
        limits.take(UNKNOWN, who, limit=MOST_UNKNOWN, seconds=UNKNOWN_SECONDS)
        raise NotHere(_("This link is not known here. Please ask whoever sent it for a new one."))
    if row.struck_on or clock.now() > row.asked_at + HOLDS:
        raise NotNow(_("This link is over. Please sign in to answer, or ring up your community."))
    return row


def _key(token: str) -> UUID | None:
    try:
        key = Signer(salt=SALT, sep=".").unsign(token[:LONGEST])
        return UUID(bytes=urlsafe_b64decode(f"{key}=="))
    except (BadSignature, ValueError):
        return None
