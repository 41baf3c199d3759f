"""What does a user want to hear of, and by which channel?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.ground.accounts.models import User
from jinlin.ground.identities.models import Identity
from jinlin.ground.people.models import Person
from jinlin.services.notices.events import Audience, offered
from jinlin.services.notices.models import APPS, PERSONAL, Channel, Mailbox, Preference, is_for
from jinlin.services.notices.queries.ways import HOUSES, open_kinds

DIGEST = "notices.digest"  # the prefix under which the choice of one message a day is kept
DIGEST_LABEL = _("All of a day in one message, in the evening; what is urgent comes at once")
DIGESTED = frozenset({Channel.SMS, Channel.EMAIL})


@dataclass(frozen=True)
class Choice:
    """One box on the page of choices."""

    prefix: str
    kind: str
    label: Any
    is_wanted: bool

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.prefix}"

    @property
    def kind_label(self) -> Any:
        return Channel(self.kind).label


@dataclass(frozen=True)
class Choices:
    """All that the page of choices shows. `rows`: for each event its label and its boxes, one for
    each channel in `kinds`.
    """

    kinds: list[Channel]
    rows: list[tuple[Any, list[Choice]]]
    mailbox: Mailbox | None

    @property
    def has_mail(self) -> bool:
        return Channel.EMAIL in self.kinds


def choices(actor: Actor, user: User) -> Choices:
    """For each event offered to this user, whether it comes by each channel that one of their
    counties has.
    """
    is_open = open_kinds(counties_of(actor))
    kinds = [
        kind for kind in PERSONAL if kind in is_open and (kind not in APPS or _is_bound(user, kind))
    ]
    own = list(Preference.objects.filter(user=user)) if kinds else []
    daily = [
        Choice(DIGEST, kind, DIGEST_LABEL, in_one(kind, own)) for kind in kinds if kind in DIGESTED
    ]
    audience = Audience.STAFF if actor.is_staff else Audience.RESIDENTS
    rows = [
        (
            event.label,
            [
                Choice(event.prefix, kind, event.label, wants(user, event.prefix, kind, own))
                for kind in kinds
            ],
        )
        for event in offered(audience)
    ]
    rows += [(DIGEST_LABEL, daily)] if daily else []
    return Choices(
        kinds, rows, Mailbox.objects.filter(user=user).first() if Channel.EMAIL in is_open else None
    )


def _is_bound(user: User, kind: Channel) -> bool:
    """Nobody is asked about an app in which the house cannot reach them."""
    return Identity.objects.filter(user=user, provider__kind=HOUSES[kind]).exists()


def counties_of(actor: Actor) -> list[str]:
    """The counties that know this user: as staff, and as a resident."""
    known = (
        Person.objects.filter(user=actor.user_id)
        .order_by("county")
        .values_list("county", flat=True)
    )
    return list(dict.fromkeys([*actor.counties(), *known]))


def wants(user: User | None, event: str, kind: str, own: Iterable[Preference]) -> bool:
    """By the longest prefix that the user decided about; else as is usual for them."""
    fitting = [one for one in own if one.channel == kind and is_for(event, one.prefix)]
    decided = max(fitting, key=lambda one: len(one.prefix), default=None)
    return decided.is_wanted if decided else is_usual(user, kind)


def in_one(kind: str, own: Iterable[Preference]) -> bool:
    """Whether they chose to hear by this channel once a day, of everything together."""
    return any(one.is_wanted for one in own if (one.prefix, one.channel) == (DIGEST, kind))


def is_usual(user: User | None, kind: str) -> bool:
    """Residents hear by text message; staff see their messages at the desk.

    Whoever confirmed an e-mail address hears there.
    """
    return kind != Channel.SMS or user is None or user.username is None
