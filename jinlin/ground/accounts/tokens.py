"""Which program speaks, for whom, and what may it do?"""

import hashlib
import secrets
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, Exists, IntegerField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jinlin.core import limits
from jinlin.core.actor import Actor
from jinlin.core.errors import TooOften
from jinlin.core.prepared import Prepared
from jinlin.core.time import clock
from jinlin.ground.accounts.actors import program_for
from jinlin.ground.accounts.models import ApiToken

UNKNOWN, MOST_UNKNOWN, UNKNOWN_SECONDS = "token", 30, 600
PREFIX = "jl_"
LONGEST_DAYS = 366
SCOPES: dict[str, Any] = {
    "appeals:read": _("Read appeals"),
    "appeals:write": _("Report and move appeals"),
    "hotline:read": _("Read what a hotline is to hear"),
    "hotline:write": _("Hand work orders of a hotline in"),
    "projects:read": _("Read projects and key tasks"),
    "projects:write": _("Move projects and key tasks"),
    "wishes:read": _("Read wishes"),
    "wishes:write": _("Move wishes"),
    "talents:read": _("Read talents"),
    "talents:write": _("Work on talents"),
    "volunteers:read": _("Read volunteers' service records"),
    "volunteers:write": _("Confirm and decide volunteers' service records"),
    "points:read": _("Read the ledger of points and the orders"),
    "points:write": _("Hand out what points bought"),
    "servicedays:read": _("Read service days and small helps"),
    "servicedays:write": _("Hold service days and see to small helps"),
    "training:read": _("Read classes, orders and certificates"),
    "training:write": _("Hold classes, take orders and see to introductions"),
    "pacts:read": _("Read pacts"),
    "pacts:write": _("Draft, answer and move pacts"),
    "consultations:read": _("Read consultations"),
    "consultations:write": _("Write consultations"),
    "casework:read": _("Read one's own cases, without their words, and services"),
    "casework:write": _("Write services of social workers down"),
    "workforce:read": _("Read the register of social workers, masked"),
    "workforce:write": _("Tell the register something, and decide on subsidies"),
    "visits:read": _("Read rounds of visits"),
    "visits:write": _("Work on rounds of visits, take lists along and hand forms in"),
    "figures:read": _("Read figures"),
}


def fresh() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def hashed(raw: str) -> str:
    """256 random bits need no slow hash."""
    return "sha256:" + hashlib.sha256(raw.encode()).hexdigest()


def speaker(request: HttpRequest, raw: str) -> Actor | None:
    """The actor of a token that came with a request. Raises TooOften for an address from which many
    unknown ones came, whatever comes from there now. The statement that finds the token looks at
    its address too; only where it finds none is it asked why.
    """
    who = limits.by_address(request)
    actor = actor_from_token(raw, address=limits.name_of(UNKNOWN, who))
    if actor is None:
        if limits.used(UNKNOWN, who) >= MOST_UNKNOWN:
            raise TooOften
        limits.take(UNKNOWN, who, limit=MOST_UNKNOWN, seconds=UNKNOWN_SECONDS)
    return actor


def actor_from_token(raw: str, *, address: str = "") -> Actor | None:
    """The member of staff whom the program speaks for, narrowed to the token's scopes; None when
    the token is unknown, expired or revoked, or came from an address (as it is called where unknown
    ones are counted) from which too many unknown ones came.
    """
    if not raw.startswith(PREFIX):
        return None
    token = _TOKENS.first(
        hash=hashed(raw), day=clock.today(), address=address, now=clock.now(), most=MOST_UNKNOWN
    )
    if token is None:
        return None
    if token.last_used_on != clock.today():
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=clock.today())
    return program_for(token.user, scopes=token.scopes)


_TOKENS = Prepared[ApiToken](
    lambda hash, day, address, now, most: (  # noqa: A006 - the column
        ApiToken.objects.usable(day)
        .filter(hash=hash)
        .exclude(Exists(limits.Tally.objects.filter(key=address, until__gt=now, used__gte=most)))
    ),
    joins=("user",),
    hash=CharField(),
    day=DateField(),
    address=CharField(),
    now=DateTimeField(),
    most=IntegerField(),
)
