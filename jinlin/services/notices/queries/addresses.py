"""Which new addresses wait for a second administrator?"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from jinlin.core import seconds
from jinlin.core.actor import Actor, within
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import CONFIRMING
from jinlin.ground.identities.models import Provider
from jinlin.services.notices.models import CountyChannel, GroupRobot, Webhook, house_of

LEADING: dict[str, Any] = {
    "channel": CountyChannel,
    "robot": GroupRobot,
    "webhook": Webhook,
    "way": Provider,
}


@dataclass(frozen=True)
class Line:
    """One address as whoever confirms it reads it: where it leads, without the token in it."""

    what: str
    row: Any
    by: str
    is_own: bool

    @property
    def kind(self) -> Any:
        return self.row._meta.verbose_name

    @property
    def leads_to(self) -> list[str]:
        if isinstance(self.row, Provider):
            addresses = [self.row.issuer, self.row.pages_at, self.row.calls_at]
        elif isinstance(self.row, Webhook):
            addresses = [self.row.url]
        else:
            addresses = [self.row.next_address]
        return [shown(address) for address in addresses if address]

    @property
    def has_secret(self) -> bool:
        return bool(getattr(self.row, "next_secret", ""))


def waiting(actor: Actor) -> list[Line]:
    """Of the actor's counties, the oldest first."""
    rows = [
        (what, row) for what in LEADING for row in seconds.waiting(_kept(actor, what)).iterator()
    ]
    rows.sort(key=lambda found: found[1].proposed_at)
    users = User.objects.in_bulk({row.proposed_by for _what, row in rows})
    return [
        Line(what, row, str(users.get(row.proposed_by, "")), row.proposed_by == actor.user_id)
        for what, row in rows
    ]


def one(actor: Actor, what: str, pk: UUID) -> Any:
    return _kept(actor, what).filter(pk=pk).first() if what in LEADING else None


def shown(address: str) -> str:
    """The house, and the last four letters, by which two administrators know the same token."""
    return f"{house_of(address) if '://' in address else ''}/…{address[-4:]}"


def _kept(actor: Actor, what: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = LEADING[what]._default_manager.all()
    if what == "robot":
        rows = rows.select_related("organisation")
    return rows.filter(within(actor.codes(*CONFIRMING), "county"))
