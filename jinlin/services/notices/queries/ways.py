"""By which ways does a county send, and where do they lead?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time

from django.conf import settings

from jinlin.services.notices.deadlines import QUIET_FROM, QUIET_TO
from jinlin.services.notices.models import Channel, CountyChannel, is_for
from jinlin.services.notices.queries.kept import KnownChannel, ways


@dataclass(frozen=True)
class Way:
    """Where one channel of a county leads: the address of a text-message gateway, or the sender of
    its mail.
    """

    address: str = field(repr=False)
    secret: str = field(default="", repr=False)


def way(county: str, kind: str) -> Way | None:
    """None: the county does not send by this channel."""
    row = CountyChannel.objects.filter(county=county, kind=kind).first()
    return _way(kind, row)


def open_kinds(counties: Iterable[str], event: str = "") -> frozenset[str]:
    """The channels by which any of these counties sends events of this name (of some name, when
    empty).
    """
    known = ways().channels
    pairs = (
        (kind.value, known.get((county, kind.value)))
        for county in set(counties)
        for kind in (Channel.SMS, Channel.EMAIL)
    )
    return frozenset(kind for kind, row in pairs if _leads(kind, row) and _is_sent(row, event))


def quiet_hours(county: str) -> tuple[time, time]:
    return ways().quiet.get(county, (QUIET_FROM, QUIET_TO))


def _way(kind: str, row: CountyChannel | None) -> Way | None:
    if row is not None and not row.is_open:
        return None
    if kind == Channel.EMAIL:
        return (
            Way(row.address or settings.DEFAULT_FROM_EMAIL) if row and settings.EMAIL_HOST else None
        )
    if row is not None and row.address:
        return Way(row.address, row.secret)
    return (
        Way(settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET)
        if settings.SMS_GATEWAY_URL
        else None
    )


def _leads(kind: str, row: KnownChannel | None) -> bool:
    """Whether there is a `Way`, without its address."""
    if row is not None and not row.is_open:
        return False
    if kind == Channel.EMAIL:
        return bool(row and settings.EMAIL_HOST)
    return bool(row and row.has_address) or bool(settings.SMS_GATEWAY_URL)


def _is_sent(row: KnownChannel | None, event: str) -> bool:
    prefixes = row.events if row else ()
    return not event or not prefixes or any(is_for(event, prefix) for prefix in prefixes)
